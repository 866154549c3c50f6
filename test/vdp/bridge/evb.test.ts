// What happens when (section 7): EVB lost and agreed again, down, switched off; and what the host may do at run time.

import { describe, expect, test } from 'vitest';
import { stateToJson } from '../../../src/core/state-json.js';
import { OptionError, VdpBridge, type VdpBridgeOptions } from '../../../src/vdp/index.js';
import {
  associated,
  BridgeBench,
  command,
  commandOf,
  OK,
  PARAMETERS,
  processing,
  RESOURCE_WAIT,
  TOUT_KEEP_ALIVE,
  VSI,
  vsiOf,
} from './bench.js';

const ready = (groupIdAgreed = true, parameters = PARAMETERS) =>
  ({ kind: 'evb', state: 'ready', parameters, groupIdAgreed }) as const;
const LOST = { kind: 'evb', state: 'lost' } as const;

describe('EVB never agreed', () => {
  test('ULPDUs are ignored, and ECP is told not to take them', () => {
    const bench = new BridgeBench({}, true, false);
    expect(bench.bridge.canTake()).toBe(false);
    expect(bench.rx(command(3), command(4))).toBeUndefined();
    expect([bench.tx(), bench.kinds(), bench.vsis]).toEqual(['', [], 0]);
    expect(bench.bridge.status().counters.rxEvbNotReady).toBe(1);
    bench.give(ready());
    expect(bench.bridge.canTake()).toBe(true);
  });

  test('what is not there cannot be lost', () => {
    const bench = new BridgeBench({}, true, false);
    bench.give(LOST);
    expect(bench.bridge.status().evb).toBe('down');
  });
});

describe('EVB lost', () => {
  test('VSIs live on by their keep-alives, with the last agreed values', () => {
    const bench = associated();
    bench.give(LOST);
    bench.now += 1_000_000;
    bench.rx(command(3));
    expect(bench.tx()).toBe(command(3, '40'));
    expect(bench.timer).toBe(TOUT_KEEP_ALIVE);
    bench.rx(command(3, '00', '03 0001 00000007 00c8'));
    bench.answer(OK);
    expect(bench.tx()).toBe(command(3, '40', '03 0001 00000007 00c8'));
    bench.pass(TOUT_KEEP_ALIVE);
    expect(bench.vsis).toBe(0);
  });

  test('commands of unknown VSIs are ignored, good or bad; De-Associate is answered', () => {
    const bench = associated();
    bench.give(LOST);
    bench.rx(commandOf(1, 1), commandOf(2, 3, '00', '01 0001 0fff'), commandOf(3, 4), commandOf(4, 4, '00', '09 0001'));
    expect(bench.tx()).toBe(commandOf(3, 4, '40') + commandOf(4, 4, '51', '09 0001'));
    expect(bench.bridge.canTake()).toBe(true);
    expect(bench.vsis).toBe(1);
    expect(bench.bridge.status()).toMatchObject({ evb: 'lost', counters: { rxEvbNotReady: 2 } });
  });

  test('agreed again: commands are taken again, new exponents count from the next timer', () => {
    const bench = associated();
    bench.give(LOST);
    bench.now += 1_000_000;
    bench.give(ready(true, { r: 0, rte: 0, rwd: 1, rka: 2 }));
    expect(bench.timer).toBe(TOUT_KEEP_ALIVE - 1_000_000);
    bench.rx(commandOf(1, 1));
    expect(bench.timer).toBe(20);
    bench.answer(OK);
    expect(bench.timer).toBe(15 * (4 + 1));
  });

  test('a VSI that went while EVB was lost is unknown from then on', () => {
    const bench = associated();
    bench.give(LOST);
    bench.pass(TOUT_KEEP_ALIVE);
    expect(bench.tx()).toBe(command(4, '00'));
    bench.rx(command(3));
    expect([bench.tx(), bench.vsis]).toEqual(['', 0]);
  });
});

test('vdp B0: EVB lost, and the host has the VSIs end: as port down', () => {
  const bench = associated();
  bench.rx(command(3), commandOf(2, 3));
  bench.kinds();
  bench.give({ kind: 'reset', reason: 'evbLost' });
  expect(bench.tx()).toBe('');
  expect(bench.outputs).toMatchObject([
    { kind: 'offline', vsi: VSI, reason: 'evbLost' },
    { kind: 'release', query: { vsi: VSI } },
    { kind: 'deleted', vsi: VSI, reason: 'evbLost' },
    { kind: 'cancel', query: { vsi: vsiOf(2) } },
    { kind: 'deleted', vsi: vsiOf(2), reason: 'evbLost' },
  ]);
  expect(bench.bridge.canTake()).toBe(false);
});

test.each(['portDown', 'disabled', 'evbLost', 'sChannelDeleted'] as const)('reset: %s', (reason) => {
  const bench = associated();
  bench.rx(commandOf(9, 4));
  bench.give({ kind: 'reset', reason });
  expect(bench.all('deleted')).toEqual([{ kind: 'deleted', vsi: VSI, reason }]);
  expect([bench.tx(), bench.bridge.hasUlpdu(), bench.timer]).toEqual(['', false, undefined]);
  expect(bench.bridge.status()).toMatchObject({ evb: 'down', vsis: 0, filterEntries: 0, waitingResponses: 0 });
});

test('EVB down is EVB switched off', () => {
  const bench = associated();
  bench.give({ kind: 'evb', state: 'down' });
  expect(bench.all('offline')).toMatchObject([{ reason: 'disabled' }]);
});

test('a command that waits goes with the port', () => {
  const bench = processing();
  bench.rx(command(1));
  bench.give({ kind: 'reset', reason: 'portDown' });
  expect(bench.kinds()).toEqual(['query', 'cancel', 'deleted']);
  expect(bench.vsis).toBe(0);
});

test('a bridge that restarts takes a keep-alive for a new command', () => {
  const bench = associated();
  bench.give({ kind: 'reset', reason: 'portDown' });
  bench.give(ready());
  bench.kinds();
  bench.rx(command(3));
  expect(bench.kinds()).toEqual(['query']);
});

test('a station that restarts sends what looks like a keep-alive', () => {
  const bench = associated();
  bench.now += 1_000_000;
  bench.rx(command(3));
  expect(bench.tx()).toBe(command(3, '40'));
});

test('without any keep-alive the VSI goes, whatever ECP did', () => {
  const bench = associated();
  bench.pass(TOUT_KEEP_ALIVE);
  expect(bench.tx()).toBe(command(4, '00'));
});

describe('bridgeExit', () => {
  test.each(['policy', 'typeRemoved', 'moved', 'command'] as const)('of all VSIs, %s', (reason) => {
    const bench = associated();
    bench.rx(commandOf(2, 3), commandOf(3, 4));
    bench.give({ kind: 'withdrawAll', reason });
    expect(bench.tx()).toBe(commandOf(3, 4, '40') + command(4, '00') + commandOf(2, 4, '44'));
    expect(bench.all('deleted')).toMatchObject([{ reason }, { reason }]);
    expect(bench.vsis).toBe(0);
  });

  test('of a VSI that is not held is refused', () => {
    const bench = associated();
    bench.rx(commandOf(2, 4));
    expect(bench.give({ kind: 'withdraw', vsi: vsiOf(2) })).toMatchObject({ code: 'unknownVsi' });
    expect(bench.give({ kind: 'withdraw', vsi: vsiOf(3) })).toMatchObject({ code: 'unknownVsi' });
    expect(bench.give({ kind: 'withdraw', vsi: { ...VSI, vsiidFormat: 4 } })).toMatchObject({ code: 'unknownVsi' });
    expect(bench.kinds()).toEqual([]);
  });
});

describe('parameters out of their ranges', () => {
  test.each([
    ['r', 8],
    ['rte', 32],
    ['rwd', -1],
    ['rka', 1.5],
  ])('%s %s', (name, value) => {
    const bench = new BridgeBench({}, true, false);
    const parameters = { ...PARAMETERS, [name]: value };
    expect(bench.give(ready(true, parameters))).toMatchObject({
      code: 'invalidParameters',
      field: `parameters.${name}`,
    });
    expect(bench.bridge.status().evb).toBe('down');
  });
});

test('the longest times are those of the standard', () => {
  const bench = new BridgeBench();
  bench.give(ready(true, { r: 7, rte: 31, rwd: 31, rka: 31 }));
  expect(bench.bridge.status()).toMatchObject({
    resourceWaitDelay: 21_474_836_480,
    toutKeepAlive: 515_396_075_520,
  });
  bench.rx(command(3));
  expect(bench.timer).toBe(21_474_836_480);
});

describe('options out of their ranges', () => {
  test.each<[VdpBridgeOptions, string]>([
    [{ maxVsis: 0 }, 'maxVsis'],
    [{ maxVsis: 1_048_577 }, 'maxVsis'],
    [{ maxFilterEntriesPerVsi: 244 }, 'maxFilterEntriesPerVsi'],
    [{ maxFilterEntries: 0 }, 'maxFilterEntries'],
    [{ maxLooseResponses: 0 }, 'maxLooseResponses'],
    [{ maxPendingOutputs: 0 }, 'maxPendingOutputs'],
    [{ hashSeed: 0.5 }, 'hashSeed'],
    [{ oneTlvPerEcpdu: 1 } as object, 'oneTlvPerEcpdu'],
  ])('%j', (options, field) => {
    expect(() => new VdpBridge(options)).toThrow(OptionError);
    expect(() => new VdpBridge(options)).toThrow(field);
  });
});

/** The response to a De-Associate of a VSI that is not held waits for ECP. */
function unknownDeAssociate(): BridgeBench {
  const bench = new BridgeBench();
  bench.rx(command(4));
  return bench;
}

describe('time', () => {
  test.each<[state: string, make: () => BridgeBench]>([
    ['INIT', unknownDeAssociate],
    ['BRIDGE_PROCESSING', processing],
    ['WAIT_STATION_CMD', associated],
  ])('vdp B17: a timer call that is not due changes nothing in %s', (state, make) => {
    const bench = make();
    expect(bench.bridge.state.table.vsis.map((vsi) => vsi?.state)).toEqual([state]);
    const before = stateToJson(bench.bridge.state);
    expect(bench.give({ kind: 'timeout' })).toBeUndefined();
    expect(stateToJson(bench.bridge.state)).toEqual(before);
  });

  test('a timer call too early does nothing', () => {
    const bench = processing();
    bench.pass(RESOURCE_WAIT - 1);
    expect(bench.kinds()).toEqual(['query']);
    expect(bench.bridge.status().counters.timeouts).toBe(0);
    bench.pass(1);
    expect(bench.bridge.status().counters.timeouts).toBe(1);
    bench.pass(0);
    expect(bench.bridge.status().counters.timeouts).toBe(1);
  });

  test('that goes back stands still', () => {
    const bench = processing();
    bench.now = 5_000_000;
    bench.answer(OK);
    bench.now = 1;
    bench.rx(command(3));
    expect(bench.bridge.nextDeadline()).toBe(5_000_000 + TOUT_KEEP_ALIVE);
    bench.tx();
    expect(bench.bridge.nextDeadline()).toBe(5_000_000 + TOUT_KEEP_ALIVE);
  });
});
