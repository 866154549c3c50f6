// What an LLDP agent makes of LLDPDUs: which it takes, what it counts, what it knows afterwards.

import { describe, expect, test } from 'vitest';
import { readEvbConfig } from '../../src/lldp-evb/evb-config.js';
import {
  EVB_TLV_FORM,
  EVB_TLV_FORM_EXACT,
  findEvbTlv,
  LldpAgent,
  type LldpAgentCounters,
  type LldpAgentOptions,
  type LldpTlv,
  negotiateEvb,
  OUI_8021,
} from '../../src/lldp-evb/index.js';
import { evbTlv } from '../support/evb.js';
import { hex, toHex } from '../support/hex.js';
import { type Driver, evbRaw, lldpduOf, received, started, systemName, text } from './agents.js';
import { octetsOf } from './negotiations.js';
import { type WorkedFrame, workedLldpdu } from './worked-lldpdus.js';

const NONE: LldpAgentCounters = {
  statsFramesOutTotal: 0,
  statsFramesInTotal: 0,
  statsFramesInErrorsTotal: 0,
  statsFramesDiscardedTotal: 0,
  statsTLVsDiscardedTotal: 0,
  statsTLVsUnrecognizedTotal: 0,
  statsAgeoutsTotal: 0,
  lldpduLengthErrors: 0,
  orgTlvsUnknown: 0,
};

/** What reception has counted. */
const counted = ({ agent }: Driver): LldpAgentCounters => ({ ...agent.status().counters, statsFramesOutTotal: 0 });

/** An agent that has heard one worked frame, and the EVB TLV it knows then. */
function heard(frame: WorkedFrame, options: Partial<LldpAgentOptions> = {}) {
  const driver = started(options);
  driver.agent.handle(received(workedLldpdu(frame)), 0);
  const kinds: string[] = [];
  let tlvs: readonly LldpTlv[] | undefined;
  for (let output = driver.agent.poll(); output !== undefined; output = driver.agent.poll()) {
    if (output.kind !== 'lldpdu') kinds.push(output.kind);
    if (output.kind === 'neighborAdded') tlvs = output.neighbor.tlv;
  }
  const found = tlvs && findEvbTlv(tlvs, { evbTlvLength: options.organizationTlvs ? 'exact' : 'min' });
  return { kinds, counters: counted(driver), found, evb: octetsOf(found?.evb) };
}

const ONE: LldpAgentCounters = { ...NONE, statsFramesInTotal: 1 };
const SKIPPED: Partial<LldpAgentCounters> = { statsTLVsDiscardedTotal: 1, statsFramesInErrorsTotal: 1 };
const DROPPED: Partial<LldpAgentCounters> = { statsFramesDiscardedTotal: 1, statsFramesInErrorsTotal: 1 };

describe('worked frames', () => {
  test.each<[WorkedFrame, string]>([
    ['E1', '00 0f 6e 94 14'],
    ['E2', '06 00 ae 56 12'],
    ['E3', '06 0c ae b6 14'],
    ['E4', '07 0c ae 76 34'],
    ['E5', '07 0d ae b6 34'],
    ['E7', '00 0f 6e 94 14'],
    ['E8', '07 0f 6e 56 32'],
  ])('lldp-evb %s: a good one', (frame, evb) => {
    expect(heard(frame)).toMatchObject({ kinds: ['neighborAdded'], counters: ONE, evb });
  });
  test('lldp-evb E6: a shutdown of the neighbour of E2', () => {
    expect(heard('E6')).toMatchObject({ kinds: [], counters: ONE });
    const driver = started();
    driver.give(received(workedLldpdu('E2')));
    expect(driver.give(received(workedLldpdu('E6')))).toEqual([expect.stringMatching(/^neighborRemoved .* shutdown$/)]);
  });
  test('lldp-evb T10, lldp-evb E9: a short EVB TLV', () => {
    expect(heard('E9')).toMatchObject({ kinds: ['neighborAdded'], counters: { ...ONE, ...SKIPPED }, evb: undefined });
  });
  test('lldp-evb T10, lldp-evb E10: a long EVB TLV', () => {
    expect(heard('E10')).toMatchObject({
      counters: ONE,
      evb: '06 00 6e 56 12 de ad',
      found: { notes: [{ code: 'evbTlvLong' }] },
    });
    expect(heard('E10', { organizationTlvs: [EVB_TLV_FORM_EXACT] })).toMatchObject({
      counters: { ...ONE, ...SKIPPED },
      evb: undefined,
    });
  });
  test('lldp-evb T10, lldp-evb E11: mode 3', () => {
    const { found, counters } = heard('E11');
    expect(counters).toEqual(ONE);
    const { peerState } = negotiateEvb(readEvbConfig({ mode: 'station' }), [{ id: 'N', evb: found?.evb }], true);
    expect([found?.evb?.evbMode, peerState]).toEqual([3, 'none']);
  });
  test('lldp-evb T10, lldp-evb E12: two EVB TLVs', () => {
    expect(heard('E12')).toMatchObject({
      counters: { ...ONE, ...SKIPPED },
      evb: '06 00 6e 56 12',
      found: { rejected: ['evbTlvRepeated'] },
    });
  });
  test.each<WorkedFrame>(['E13', 'E14', 'E15'])('lldp-evb T10, lldp-evb %s: dropped as a whole', (frame) => {
    expect(heard(frame)).toMatchObject({ kinds: [], counters: { ...ONE, ...DROPPED } });
  });
  test('lldp-evb E13: kept up to the torn TLV, where strictLength is off', () => {
    expect(heard('E13', { strictLength: false })).toMatchObject({
      kinds: ['neighborAdded'],
      counters: { ...ONE, ...SKIPPED },
      evb: undefined,
    });
  });
  test('lldp-evb T10, lldp-evb E16: a reserved type before a good EVB TLV', () => {
    expect(heard('E16')).toMatchObject({
      counters: { ...ONE, statsTLVsUnrecognizedTotal: 1 },
      evb: '06 00 6e 56 12',
    });
  });
});

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
  expect(driver.agent.status().neighbors[0]?.tlv).toEqual(
    tlv.slice(0, kept).map(({ type, value }) => ({ type, value: toHex(value) })),
  );
});

test('lldp-evb V10: an End TLV with a length ends the LLDPDU, and is counted', () => {
  const driver = started();
  driver.give(received(hex('0202074e 04020570 06020078 0001ff 0a0161')));
  expect(counted(driver)).toEqual({ ...ONE, ...SKIPPED });
  expect(driver.agent.status().neighbors).toMatchObject([{ tlv: [] }]);
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
    expect(driver.agent.status().neighbors).toMatchObject([{ rxInfoTTL: 50 }]);
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
      { rxInfoTTL: 60, tlv: tlv.map(({ type, value }) => ({ type, value: toHex(value) })) },
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
        tlv: [systemName('a')],
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
    expect(driver.agent.status().tooManyNeighborsTimer).toBe(20);
    expect(driver.hear('M', 30)).toEqual([]);
    expect(driver.agent.status().tooManyNeighborsTimer).toBe(30);
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
    expect(driver.agent.status()).toMatchObject({ tooManyNeighborsTimer: 80, neighbors: [{ rxInfoTTL: 50 }, {}] });
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
    expect(driver.agent.status().neighbors).toMatchObject([{ tlv: [{ type: 5 }, { type: 9 }], tlvsBeyondLimit: 1 }]);
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
