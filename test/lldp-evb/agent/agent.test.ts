// An LLDP agent towards its host: ports that come and go, options, refusals, time.

import { describe, expect, test } from 'vitest';
import {
  decodeLldpdu,
  LldpAgent,
  type LldpAgentOptions,
  type LldpTlv,
  OptionError,
} from '../../../src/lldp-evb/index.js';
import { lldpLimits } from '../../../src/lldp-evb/limits.js';
import { Driver, lldpduOf, received, SECOND, started, systemName, text } from './agents.js';

describe('a port that goes down', () => {
  test('neighbours are gone at once, and nothing is told when their time is over', () => {
    const driver = started();
    driver.hear('N', 50);
    driver.hear('M', 70);
    driver.until(20);
    expect(driver.down()).toEqual(['neighborRemoved N portDown', 'neighborRemoved M portDown']);
    expect(driver.down()).toEqual([]);
    expect(driver.agent.status().neighbors).toMatchObject([{ gone: true }, { gone: true }]);
    expect(driver.until(60)).toEqual([]);
    expect(driver.agent.status().counters.statsAgeoutsTotal).toBe(1);
    expect(driver.up()).toEqual(['F 121']);
    expect(driver.agent.status().neighbors).toEqual([]);
    expect(driver.hear('M', 70)).toEqual(['neighborAdded M 70', 'F 121']);
  });
  test('no shutdown LLDPDU is sent, and a rest is over', () => {
    const driver = started();
    driver.give({ kind: 'adminStatus', adminStatus: 'disabled' });
    expect([...driver.down(), ...driver.up()]).toEqual([]);
    expect(driver.give({ kind: 'adminStatus', adminStatus: 'enabledTxOnly' })).toEqual(['F 121']);
  });
  test('tooManyNeighbors goes with the neighbours when it is back', () => {
    const driver = started({ maxNeighbors: 1 });
    driver.hear('N', 50);
    driver.hear('M', 50);
    driver.down();
    expect(driver.up()).toEqual(['tooManyNeighbors false', 'F 121']);
    driver.hear('N', 1000);
    expect(driver.hear('M', 5)).toEqual(['tooManyNeighbors true']);
    expect(driver.agent.status().tooManyNeighborsTimer).toBe(5 * SECOND);
  });
});

test('reception that is switched off forgets its neighbours', () => {
  const driver = started();
  driver.hear('N', 50);
  expect(driver.give({ kind: 'adminStatus', adminStatus: 'enabledTxOnly' })).toEqual(['neighborRemoved N adminDown']);
  expect(driver.agent.status().neighbors).toEqual([]);
});

test('lldp-evb 1.5/1: Time To Live outlives the hold by a second, and has 16 bits', () => {
  expect(new Driver({ msgTxInterval: 10, msgTxHold: 3 }).up()).toEqual(['F 31']);
  expect(new Driver({ msgTxInterval: 32_768, msgTxHold: 100 }).up()).toEqual(['F 65535']);
});

test('lldp-evb 1.7/1: a shutdown LLDPDU has the identifiers and nothing else', () => {
  const driver = started();
  driver.give({ kind: 'localTlvs', tlvs: [systemName('a')] });
  driver.agent.handle({ kind: 'adminStatus', adminStatus: 'disabled' }, 0);
  const output = driver.agent.poll();
  expect(output?.kind === 'lldpdu' && decodeLldpdu(output.octets)).toEqual({
    ok: true,
    value: { chassisId: { subtype: 7, id: text('self') }, portId: { subtype: 5, id: text('p') }, ttl: 0, tlvs: [] },
    notes: [],
  });
});

describe('local TLVs', () => {
  const large = (octets: number): LldpTlv => ({ kind: 'raw', type: 127, value: new Uint8Array(octets).fill(1) });
  test('the same TLVs again are no change', () => {
    const driver = started({ txCreditMax: 10 });
    expect(driver.give({ kind: 'localTlvs', tlvs: [systemName('a')] })).toEqual(['F 121 61']);
    expect(driver.give({ kind: 'localTlvs', tlvs: [systemName('a')] })).toEqual([]);
    for (const tlvs of [[systemName('b')], [systemName('bb')], [{ ...systemName('bb'), type: 6 }], []]) {
      expect(driver.give({ kind: 'localTlvs', tlvs }), JSON.stringify(tlvs)).toHaveLength(1);
    }
  });
  test('they are copied', () => {
    const driver = new Driver();
    const tlv = systemName('a');
    driver.give({ kind: 'localTlvs', tlvs: [tlv] });
    tlv.value.fill(0);
    expect(driver.up()).toEqual(['F 121 61']);
  });
  test('given before the port comes up they are in the first LLDPDU, which is one', () => {
    const driver = new Driver();
    expect(driver.give({ kind: 'localTlvs', tlvs: [systemName('a')] })).toEqual([]);
    expect(driver.up()).toEqual(['F 121 61']);
    expect(driver.until(29)).toEqual([]);
  });
  test('what has no room is left out from the end, counted each time and told once', () => {
    const driver = new Driver();
    // 17 octets of identifiers, Time To Live and End: 1483 are left.
    const room = [large(500), large(500), large(1483 - 2 * 502 - 2)];
    driver.give({ kind: 'localTlvs', tlvs: room });
    expect(driver.up()).toHaveLength(1);
    expect(driver.agent.status().counters.lldpduLengthErrors).toBe(0);
    driver.agent.handle({ kind: 'localTlvs', tlvs: [...room, large(4), systemName('')] }, 0);
    const output = driver.agent.poll();
    expect(output).toMatchObject({ kind: 'lldpdu', octets: expect.objectContaining({ length: 1500 }) });
    expect(driver.outputs()).toEqual(['lldpduTooLong 2']);
    expect(driver.until(30)).toHaveLength(1);
    expect(driver.agent.status().counters.lldpduLengthErrors).toBe(2);
    expect(driver.give({ kind: 'localTlvs', tlvs: [...room, large(4)] })[1]).toBe('lldpduTooLong 1');
  });
  test.each<[string, LldpTlv]>([
    ['a mandatory type', { kind: 'raw', type: 3, value: text('a') }],
    ['a type beyond 127', { kind: 'raw', type: 128, value: text('a') }],
    ['a type that is no integer', { kind: 'raw', type: 4.5, value: text('a') }],
    ['a value that is too long', large(512)],
    ['a value that is no octets', { kind: 'raw', type: 5, value: 'a' as never }],
  ])('%s is refused, and nothing changes', (_title, tlv) => {
    const driver = started();
    const input = { kind: 'localTlvs' as const, tlvs: [systemName('a'), tlv] };
    expect(driver.agent.handle(input, 0)).toMatchObject({ code: 'badTlv', field: 'tlvs[1]' });
    expect(driver.outputs()).toEqual([]);
  });
});

test('an adminStatus that is none is refused', () => {
  const driver = started();
  const input = { kind: 'adminStatus', adminStatus: 'on' as never } as const;
  expect(driver.agent.handle(input, 0)).toMatchObject({ code: 'badAdminStatus', field: 'adminStatus' });
  expect(driver.agent.status().adminStatus).toBe('enabledRxTx');
});

describe('options', () => {
  const ids = { chassisId: { subtype: 7, id: text('a') }, portId: { subtype: 7, id: text('a') } };
  test.each(Object.entries(lldpLimits))('%s keeps its range', (name, { min, max }) => {
    for (const value of [min, max]) expect(() => new LldpAgent({ ...ids, [name]: value })).not.toThrow();
    for (const value of [min - 1, max + 1, min + 0.5, Number.NaN]) {
      expect(() => new LldpAgent({ ...ids, [name]: value })).toThrow(OptionError);
    }
  });
  test.each<[string, Partial<LldpAgentOptions>]>([
    ['chassisId.id', { chassisId: { subtype: 7, id: text('') } }],
    ['chassisId.subtype', { chassisId: { subtype: 256, id: text('a') } }],
    ['portId.id', { portId: { subtype: 7, id: new Uint8Array(256) } }],
    ['adminStatus', { adminStatus: 'on' as never }],
    ['tooManyNeighbors', { tooManyNeighbors: 'all' as never }],
    ['organizationTlvs', { organizationTlvs: new Array(32).fill({}) }],
  ])('%s is checked', (field, options) => {
    expect(() => new LldpAgent({ ...ids, ...options })).toThrow(expect.objectContaining({ field }));
  });
  test('the limits are those of 802.1AB and its MIB together', () => {
    const { msgTxInterval, msgTxHold, msgFastTx, txFastInit, txCreditMax, reinitDelay } = lldpLimits;
    const ranges = [msgTxInterval, msgTxHold, msgFastTx, txFastInit, txCreditMax, reinitDelay];
    expect(ranges.map(({ min, max, default: preset }) => [min, preset, max])).toEqual([
      [1, 30, 32_768],
      [1, 4, 100],
      [1, 1, 3600],
      [1, 4, 8],
      [1, 5, 100],
      [1, 2, 10],
    ]);
  });
});

describe('time', () => {
  test('before anything has happened there is no deadline; then one, unless more is going on', () => {
    const driver = new Driver();
    expect(driver.agent.nextDeadline()).toBeUndefined();
    driver.give({ kind: 'timeout' });
    expect(driver.agent.nextDeadline()).toBeUndefined();
    driver.up();
    expect(driver.agent.nextDeadline()).toBe(30 * SECOND);
    driver.hear('N', 5);
    driver.until(4);
    expect(driver.agent.nextDeadline()).toBe(5 * SECOND);
  });
  test('ticks count from the first call, and an event between them does not move them', () => {
    const driver = new Driver();
    driver.now = 1000.25;
    driver.up();
    driver.now = 1003.5;
    driver.hear('N', 2);
    expect(driver.until(1003.75)).toEqual([]);
    // Second 3 of the agent's has begun: its second 5 is when the neighbour's time is over.
    expect(driver.until(1005.25)).toContain('1005.25: neighborRemoved N ageout');
  });
  test('time that goes back is taken as the last seen', () => {
    const driver = started();
    driver.until(29);
    driver.now = 3;
    driver.hear('N', 100);
    driver.now = 29.5;
    driver.give({ kind: 'timeout' });
    expect(driver.agent.status().neighbors).toMatchObject([{ rxInfoTTL: 99.5 * SECOND }]);
    expect(driver.agent.nextDeadline()).toBe(30 * SECOND);
  });
  test('an hour slept through is one LLDPDU, and neighbours are gone', () => {
    const driver = started();
    driver.hear('N', 120);
    driver.now = 3600;
    expect(driver.give({ kind: 'timeout' })).toEqual(['neighborRemoved N ageout', 'F 121']);
    expect(driver.agent.nextDeadline()).toBeGreaterThan(3600 * SECOND);
  });
  test('instants that are not whole numbers: a deadline is never left standing', () => {
    const driver = new Driver();
    driver.agent.handle({ kind: 'portEnabled', enabled: true }, 98_765_432.7);
    for (let i = 1; i <= 1000; i++) {
      const at = driver.agent.nextDeadline() ?? 0;
      driver.agent.handle({ kind: 'timeout' }, at);
      expect(driver.agent.nextDeadline() ?? 0).toBeGreaterThan(at);
      driver.outputs();
    }
  });
});

test('with outputs to the limit commands are refused and LLDPDUs dropped; a port that goes down is not', () => {
  const driver = new Driver({ maxPendingOutputs: 1 });
  driver.agent.handle({ kind: 'portEnabled', enabled: true }, 0);
  expect(driver.agent.handle({ kind: 'localTlvs', tlvs: [systemName('a')] }, 0)).toMatchObject({ code: 'busy' });
  expect(driver.agent.handle({ kind: 'adminStatus', adminStatus: 'disabled' }, 0)).toMatchObject({ code: 'busy' });
  driver.agent.handle(received(lldpduOf('N', 100)), 0);
  expect(driver.agent.status()).toMatchObject({
    neighbors: [],
    counters: { statsFramesInTotal: 1, statsFramesDiscardedTotal: 1, statsFramesInErrorsTotal: 0 },
  });
  driver.agent.handle({ kind: 'timeout' }, 100 * SECOND);
  expect(driver.outputs()).toEqual(['F 121']);
  driver.now = 100;
  driver.hear('N', 100);
  driver.agent.handle({ kind: 'portEnabled', enabled: false }, 100 * SECOND);
  expect(driver.outputs()).toEqual(['neighborRemoved N portDown']);
});

test('the status is JSON-safe', () => {
  const driver = started();
  driver.hear('N', 100, [systemName('a')]);
  const status = driver.agent.status();
  expect(JSON.parse(JSON.stringify(status))).toEqual(status);
  expect(status).toMatchObject({
    transmit: 'TX_IDLE',
    transmitTimer: 'TX_TIMER_IDLE',
    receive: 'RX_WAIT_FOR_FRAME',
    neighbors: [{ chassisId: { subtype: 7, id: '4e' }, portId: { subtype: 5, id: '70' }, gone: false }],
  });
});

describe('the read-out says which timer ends first, and when', () => {
  const dueOf = ({ agent }: Driver) => agent.status().due;
  test('none on a port that is down', () => {
    expect(dueOf(new Driver())).toBeUndefined();
  });
  test('the next LLDPDU, from the instant of the latest input', () => {
    const driver = started();
    driver.until(12.25);
    expect(dueOf(driver)).toEqual({ timer: 'txTTR', timeLeft: 17.75 * SECOND });
    expect(driver.agent.status().txTTR).toBe(17.75 * SECOND);
  });
  test('the credit of the next second', () => {
    const driver = started({ txCreditMax: 1 });
    driver.give({ kind: 'localTlvs', tlvs: [systemName('a')] });
    expect(dueOf(driver)).toEqual({ timer: 'txCredit', timeLeft: SECOND });
  });
  test('the rest after a shutdown LLDPDU', () => {
    const driver = started();
    driver.give({ kind: 'adminStatus', adminStatus: 'disabled' });
    expect(dueOf(driver)).toEqual({ timer: 'txShutdownWhile', timeLeft: 2 * SECOND });
    expect(driver.agent.status().txShutdownWhile).toBe(2 * SECOND);
  });
  test('the age of a neighbour, and the time of one that has no room', () => {
    const driver = started({ adminStatus: 'enabledRxOnly', maxNeighbors: 1 });
    driver.hear('N', 20);
    expect(dueOf(driver)).toEqual({ timer: 'rxInfoTTL', timeLeft: 20 * SECOND });
    driver.hear('M', 5);
    expect(dueOf(driver)).toEqual({ timer: 'tooManyNeighborsTimer', timeLeft: 5 * SECOND });
  });
});
