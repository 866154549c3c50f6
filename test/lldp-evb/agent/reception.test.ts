// What an LLDP agent makes of LLDPDUs: which it takes, what it counts, what it knows afterwards.

import { describe, expect, test } from 'vitest';
import {
  EVB_TLV_FORM,
  LldpAgent,
  type LldpAgentCounters,
  type LldpTlv,
  OUI_8021,
} from '../../../src/lldp-evb/index.js';
import { evbTlv } from '../../support/evb.js';
import { hex, toHex } from '../../support/hex.js';
import { counted, NONE, ONE, SKIPPED } from '../counted.js';
import { workedLldpdu } from '../worked-lldpdus.js';
import { evbRaw, lldpduOf, received, SECOND, started, systemName, text } from './agents.js';

describe('lldp-evb V0', () => {
  test.each(['disabled', 'enabledTxOnly'] as const)('lldp-evb V0: %s agents count nothing', (adminStatus) => {
    const driver = started({ adminStatus });
    expect(driver.hear('N', 120)).toEqual([]);
    expect(counted(driver)).toEqual(NONE);
  });
  test('lldp-evb V0: nor does a port that is down', () => {
    const driver = started();
    driver.down();
    expect(driver.hear('N', 120)).toEqual([]);
    expect(counted(driver)).toEqual(NONE);
  });
  test('lldp-evb V0: an agent that only receives does', () => {
    const driver = started({ adminStatus: 'enabledRxOnly' });
    expect(driver.hear('N', 120)).toEqual(['neighborAdded N 120']);
  });
});

const raw = (type: number, octets: string): LldpTlv => ({ kind: 'raw', type, value: hex(octets) });

test.each<[title: string, tlv: LldpTlv[], counters: Partial<LldpAgentCounters>, kept: number]>([
  ['lldp-evb V13: a repeated TLV', [systemName('a'), systemName('b')], SKIPPED, 1],
  ['lldp-evb V14: capabilities of three octets', [raw(7, '000000')], SKIPPED, 0],
  ['lldp-evb V16: an organization of three octets', [raw(127, '0080c2')], SKIPPED, 0],
  [
    'two errors are two TLVs and one LLDPDU',
    [raw(7, '00'), raw(127, '00')],
    { ...SKIPPED, statsTLVsDiscardedTotal: 2 },
    0,
  ],
  ['lldp-evb V15: reserved types', [raw(9, '00'), raw(126, '')], { statsTLVsUnrecognizedTotal: 2 }, 2],
  ['lldp-evb V17: unknown organizations', [raw(127, '0080c20e00'), raw(127, '00000000')], { orgTlvsUnknown: 2 }, 2],
  ['lldp-evb V18: a good EVB TLV', [evbRaw(evbTlv({ evbMode: 1 }))], {}, 1],
])('%s', (_title, tlv, counters, kept) => {
  const driver = started();
  driver.hear('N', 120, tlv);
  expect(counted(driver)).toEqual({ ...ONE, ...counters });
  expect(driver.agent.status().neighbors[0]?.tlvs).toEqual(
    tlv.slice(0, kept).map(({ type, value }) => ({ type, value: toHex(value) })),
  );
});

test('lldp-evb V10: an End TLV with a length ends the LLDPDU, and is counted', () => {
  const driver = started();
  driver.give(received(hex('0202074e 04020570 06020078 0001ff 0a0161')));
  expect(counted(driver)).toEqual({ ...ONE, ...SKIPPED });
  expect(driver.agent.status().neighbors).toMatchObject([{ tlvs: [] }]);
});

test('lldp-evb V18: which TLVs of organizations are known, and their forms, is the host affair', () => {
  const cdcp = { oui: OUI_8021, subtype: 0x0e, minLength: 8, maxLength: 511, step: 3 };
  const tlv = [
    raw(127, '0080c20e 80000002 001001'),
    raw(127, '0080c20e 80000002 001001'),
    raw(127, '0080c20d 00 00 6e 54 14'),
  ];
  const count = (...organizationTlvs: (typeof cdcp)[]) => {
    const driver = started({ organizationTlvs });
    driver.hear('N', 120, tlv);
    return counted(driver);
  };
  expect(count()).toEqual({ ...ONE, orgTlvsUnknown: 3 });
  expect(count(cdcp)).toEqual({ ...ONE, ...SKIPPED, orgTlvsUnknown: 1 });
  expect(count(cdcp, EVB_TLV_FORM)).toEqual({ ...ONE, ...SKIPPED });
  expect(count({ ...cdcp, step: 2 })).toMatchObject({ statsTLVsDiscardedTotal: 2 });
});

describe('what is known of neighbours', () => {
  test('lldp-evb U1: the same TLVs again, with another Time To Live, refresh the time only', () => {
    const driver = started();
    driver.hear('N', 120, [systemName('a'), raw(9, '01')]);
    expect(driver.hear('N', 50, [systemName('a'), raw(9, '01')])).toEqual([]);
    expect(driver.agent.status().neighbors).toMatchObject([{ rxInfoTTL: 50 * SECOND }]);
  });
  test.each<[string, LldpTlv[]]>([
    ['another value', [systemName('b'), raw(9, '01')]],
    ['another length', [systemName('aa'), raw(9, '01')]],
    ['another type', [systemName('a'), raw(10, '01')]],
    ['another order', [raw(9, '01'), systemName('a')]],
    ['one less', [systemName('a')]],
    ['one more', [systemName('a'), raw(9, '01'), raw(9, '01')]],
    ['none', []],
  ])('lldp-evb U2: %s replaces all that was known', (_title, tlv) => {
    const driver = started();
    driver.hear('N', 120, [systemName('a'), raw(9, '01')]);
    expect(driver.hear('N', 60, tlv)).toEqual(['neighborUpdated N 60']);
    expect(driver.agent.status().neighbors).toMatchObject([
      { rxInfoTTL: 60 * SECOND, tlvs: tlv.map(({ type, value }) => ({ type, value: toHex(value) })) },
    ]);
    expect(driver.hear('N', 60, tlv)).toEqual([]);
  });
  test('lldp-evb U3: a new neighbour is stored, as copies', () => {
    const driver = started();
    const bytes = hex(`ffff ${toHex(lldpduOf('N', 120, [systemName('a')]))} ffff`);
    driver.agent.handle({ kind: 'lldpdu', bytes, at: 2, end: bytes.length - 2 }, 0);
    const output = driver.agent.poll();
    bytes.fill(0xee);
    expect(output).toEqual({
      kind: 'neighborAdded',
      neighbor: {
        msap: hex('074e 0570'),
        chassisId: { subtype: 7, id: text('N') },
        portId: { subtype: 5, id: text('p') },
        ttl: 120,
        tlvs: [systemName('a')],
        tlvsBeyondLimit: 0,
      },
    });
  });
  test('lldp-evb U3: a neighbour is known by both identifiers and their subtypes', () => {
    const driver = started();
    driver.give(received(hex('0202074e 04020570 06020078')));
    for (const other of ['0202064e 04020570', '0202074f 04020570', '0202074e 04020770', '0202074e 0403057070']) {
      expect(driver.give(received(hex(`${other} 06020078`)))).toContainEqual(
        expect.stringMatching(/^neighborAdded|too/),
      );
    }
    expect(driver.agent.status().neighbors).toHaveLength(4);
  });
  test('lldp-evb U4: without room the time of tooManyNeighbors is the longest one', () => {
    const driver = started({ maxNeighbors: 1 });
    driver.hear('N', 100);
    expect(driver.hear('M', 20)).toEqual(['tooManyNeighbors true']);
    expect(driver.hear('L', 10)).toEqual([]);
    expect(driver.agent.status().tooManyNeighborsTimer).toBe(20 * SECOND);
    expect(driver.hear('M', 30)).toEqual([]);
    expect(driver.agent.status().tooManyNeighborsTimer).toBe(30 * SECOND);
  });
  test('lldp-evb U4: with evictOldest the one that appeared first goes', () => {
    const driver = started({ maxNeighbors: 2, tooManyNeighbors: 'evictOldest' });
    driver.hear('N', 100);
    driver.hear('M', 50);
    driver.hear('N', 80);
    expect(driver.hear('L', 10).slice(0, 3)).toEqual([
      'tooManyNeighbors true',
      'neighborRemoved N evicted',
      'neighborAdded L 10',
    ]);
    expect(driver.agent.status()).toMatchObject({
      tooManyNeighborsTimer: 80 * SECOND,
      neighbors: [{ rxInfoTTL: 50 * SECOND }, {}],
    });
    expect(counted(driver).statsFramesDiscardedTotal).toBe(0);
  });
  test('lldp-evb U5: a shutdown deletes the one neighbour it is of', () => {
    const driver = started();
    driver.hear('N', 100);
    driver.hear('M', 100);
    expect(driver.hear('N', 0)).toEqual(['neighborRemoved N shutdown']);
    expect(driver.hear('N', 0)).toEqual([]);
    expect(driver.agent.status().neighbors).toHaveLength(1);
  });
  test('TLVs beyond the limit are left out, counted and told', () => {
    const driver = started({ maxTlvs: 2 });
    const three = [systemName('a'), raw(9, '01'), raw(10, '02')];
    driver.hear('N', 100, three);
    expect(driver.agent.status().neighbors).toMatchObject([{ tlvs: [{ type: 5 }, { type: 9 }], tlvsBeyondLimit: 1 }]);
    expect(counted(driver)).toMatchObject(SKIPPED);
    expect(driver.hear('N', 100, three)).toEqual([]);
    expect(driver.hear('N', 100, [...three, raw(11, '03')])).toEqual(['neighborUpdated N 100']);
    expect(driver.hear('N', 100, three.slice(0, 2))).toEqual(['neighborUpdated N 100']);
    expect(driver.agent.status().neighbors).toMatchObject([{ tlvsBeyondLimit: 0 }]);
  });
  test('two neighbours age in the same second', () => {
    const driver = started();
    driver.until(5);
    driver.hear('N', 100);
    driver.hear('M', 100);
    driver.hear('L', 101);
    driver.until(104);
    expect(driver.until(105).filter((line) => line.includes('neighbor'))).toEqual([
      '105: neighborRemoved N ageout',
      '105: neighborRemoved M ageout',
    ]);
    expect(counted(driver).statsAgeoutsTotal).toBe(2);
  });
});

test('no octets whatever make an agent throw, nor a range that is none', () => {
  const agent = new LldpAgent({ chassisId: { subtype: 7, id: text('a') }, portId: { subtype: 7, id: text('a') } });
  agent.handle({ kind: 'portEnabled', enabled: true }, 0);
  const bytes = workedLldpdu('E16');
  for (let end = 0; end <= bytes.length + 9; end++) {
    for (const at of [0, 1, end, end + 5, 1000]) agent.handle({ kind: 'lldpdu', bytes, at, end }, 0);
  }
  expect(agent.status().counters.statsFramesDiscardedTotal).toBeGreaterThan(100);
});
