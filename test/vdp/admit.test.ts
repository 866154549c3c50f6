// Admission of an association TLV, 41.2, row by row: what a bridge makes of it as a command, and a station as a response.

import { describe, expect, test } from 'vitest';
import {
  type AdmitContext,
  admitAssociation,
  createVdpUlpduCursor,
  type FilterFormats,
  nextVdpTlv,
  vdpAdmitRules,
  vdpRules,
  wrapVdpUlpdu,
} from '../../src/vdp/index.js';
import { hex } from '../support/hex.js';
import { association, MANAGER, tlv } from './wire/tlvs.js';

const BRIDGE: AdmitContext = { role: 'bridge', groupIdAgreed: true, vsiKnown: true };
const STATION: AdmitContext = { role: 'station', groupIdAgreed: true, vsiKnown: true };

/** The verdict in words, with the row that decided: `accept`, `respond 5 A9`. */
function admit(type: number, value: string, context: AdmitContext, formats?: FilterFormats): string {
  const bytes = hex(`${MANAGER} ${tlv(type, value)}`);
  const cursor = createVdpUlpduCursor(formats);
  expect(wrapVdpUlpdu(cursor, bytes, 0, bytes.length)).toBeUndefined();
  expect(nextVdpTlv(cursor)).toBe(true);
  const admission = admitAssociation(cursor, context);
  if (admission.verdict === 'accept') return 'accept';
  const errorType = admission.verdict === 'respond' ? ` ${admission.errorType}` : '';
  return `${admission.verdict}${errorType} ${{ ...vdpRules, ...vdpAdmitRules }[admission.rule][0]}`;
}

const COMMANDS = [1, 2, 3];
const ALL = [1, 2, 3, 4];
const DE_ASSOCIATE = [4];

/** `rest` is what follows the VSIID, or the VSIID Format and what follows the VSIID. */
test.each<[title: string, types: readonly number[], rest: string | [string, string], bridge: string, station: string]>([
  ['A1: 22 octets', ALL, '', 'ignore A1', 'ignore A1'],
  ['A4: VSIID format 0', ALL, ['00', '01 0001 0064'], 'respond 1 A4', 'ignore A4'],
  ['A4: VSIID format 6, before A8', ALL, ['06', '01'], 'respond 1 A4', 'ignore A4'],
  ['A5: format 5', COMMANDS, '05 0001 0064', 'respond 1 A5', 'ignore A5'],
  ['A5: format 5', DE_ASSOCIATE, '05 0001 0064', 'respond 1 A5', 'accept'],
  ['A6: two entries, one there', COMMANDS, '01 0002 0064', 'respond 1 A6', 'ignore A6'],
  ['A6: two entries, one there', DE_ASSOCIATE, '01 0002 0064', 'respond 1 A6', 'accept'],
  ['A6: before A7 and A9', COMMANDS, '01 0000 0fff', 'respond 1 A6', 'ignore A6'],
  ['A7: no entries', COMMANDS, '01 0000', 'respond 1 A7', 'ignore A7'],
  ['A7: no entries', DE_ASSOCIATE, '01 0000', 'accept', 'accept'],
  ['A7: no entries of format 3', DE_ASSOCIATE, '03 0000', 'accept', 'accept'],
  ['A8: 23 octets', COMMANDS, '01', 'respond 1 A8', 'ignore A8'],
  ['A8: 23 octets', DE_ASSOCIATE, '01', 'accept', 'accept'],
  ['A8: 24 octets', COMMANDS, '01 00', 'respond 1 A8', 'ignore A8'],
  ['A8: 24 octets', DE_ASSOCIATE, '01 00', 'respond 1 A8', 'accept'],
  ['A8: 24 octets, before A5', COMMANDS, '05 00', 'respond 1 A8', 'ignore A8'],
  ['A9: VID 4095', COMMANDS, '01 0001 0fff', 'respond 5 A9', 'mismatch A9'],
  ['A9: VID 4095 with PS', COMMANDS, '01 0001 ffff', 'respond 5 A9', 'mismatch A9'],
  ['A9: VID 4095 in the second entry', COMMANDS, '01 0002 0001 0fff', 'respond 5 A9', 'mismatch A9'],
  ['A9: VID 4095 in format 2', COMMANDS, '02 0001 525400aabbcc 0fff', 'respond 5 A9', 'mismatch A9'],
  ['A9: VID 4095 in format 3', COMMANDS, '03 0001 00000001 0fff', 'respond 5 A9', 'mismatch A9'],
  ['A9: VID 4095 in format 4', COMMANDS, '04 0001 00000001 525400aabbcc 0fff', 'respond 5 A9', 'mismatch A9'],
  ['A9: a group address', COMMANDS, '02 0001 015400aabbcc 0064', 'respond 5 A9', 'mismatch A9'],
  ['A9: a group address in format 4', COMMANDS, '04 0001 00000001 0180c2000000 0064', 'respond 5 A9', 'mismatch A9'],
  ['A9: the broadcast address', COMMANDS, '02 0001 ffffffffffff 0064', 'respond 5 A9', 'mismatch A9'],
  ['A9: the zero address', COMMANDS, '02 0001 000000000000 0064', 'respond 5 A9', 'mismatch A9'],
  ['A9: the zero address in format 4', COMMANDS, '04 0001 00000001 000000000000 0064', 'respond 5 A9', 'mismatch A9'],
  [
    'A9: a zero address behind a good one',
    COMMANDS,
    '02 0002 525400aabbcc 0064 000000000000 0064',
    'respond 5 A9',
    'mismatch A9',
  ],
  ['A9: a null VID beside another', COMMANDS, '01 0002 0064 0000', 'respond 5 A9', 'mismatch A9'],
  ['A9: a null VID with PCP beside another', COMMANDS, '01 0002 b000 0064', 'respond 5 A9', 'mismatch A9'],
  ['A9: two null VIDs', COMMANDS, '01 0002 0000 0000', 'respond 5 A9', 'mismatch A9'],
  ['A9: VID 4095 of a De-Associate', DE_ASSOCIATE, '01 0001 0fff', 'accept', 'accept'],
  ['A9: the zero address in a De-Associate', DE_ASSOCIATE, '02 0001 000000000000 0064', 'accept', 'accept'],
  ['A9: two null VIDs in a De-Associate', DE_ASSOCIATE, '01 0002 0000 0000', 'accept', 'accept'],
  ['A9: one null VID is fine', ALL, '01 0001 0000', 'accept', 'accept'],
  ['A9: null VIDs of format 2 are fine', ALL, '02 0002 525400aabbcc 0000 525400aabbcd 0000', 'accept', 'accept'],
  ['A9: null VIDs of format 3 are fine', ALL, '03 0002 00000001 0000 00000002 0000', 'accept', 'accept'],
  ['A9: VID 1 and VID 4094 are fine', ALL, '01 0002 0001 0ffe', 'accept', 'accept'],
  ['A9: GroupID 0 is fine', ALL, '03 0001 00000000 0001', 'accept', 'accept'],
  ['A9: an address of low bits only is fine', ALL, '02 0001 000000000001 0064', 'accept', 'accept'],
  ['A9: an address of high bits only is fine', ALL, '02 0001 fe0000000000 0064', 'accept', 'accept'],
  ['A9: an address with an odd second octet is fine', ALL, '02 0001 020100000000 0064', 'accept', 'accept'],
  [
    'A9: a GroupID that looks like a group address is fine',
    ALL,
    '04 0001 01000000 525400aabbcc 0064',
    'accept',
    'accept',
  ],
  ['A11: entries again', ALL, '01 0002 0064 0064', 'accept', 'accept'],
])('vdp %s, types %o', (_title, types, rest, bridge, station) => {
  const [vsiidFormat, filterInfo] = typeof rest === 'string' ? ['05', rest] : rest;
  for (const type of types) {
    expect(admit(type, association('00', filterInfo, vsiidFormat), BRIDGE)).toBe(bridge);
    expect(admit(type, association('40', filterInfo, vsiidFormat), STATION)).toBe(station);
  }
});

test('vdp A1: 0 octets, which hold no status either', () => {
  for (const type of ALL) {
    expect(admit(type, '', BRIDGE)).toBe('ignore A1');
    expect(admit(type, '', STATION)).toBe('ignore A1');
  }
});

test('vdp A2: a bridge ignores responses, whatever else is wrong with them', () => {
  for (const type of ALL) {
    expect(admit(type, association('40', '01 0001 0064'), BRIDGE)).toBe('ignore A2');
    expect(admit(type, association('7f', '05 0001', '06'), BRIDGE)).toBe('ignore A2');
    expect(admit(type, association('bf', '01 0001 0064'), BRIDGE)).toBe('accept');
  }
});

test('vdp A3: a station ignores commands but De-Associate, whatever else is wrong with them', () => {
  for (const type of COMMANDS) {
    expect(admit(type, association('00', '01 0001 0064'), STATION)).toBe('ignore A3');
    expect(admit(type, association('bf', '05 0001', '06'), { ...STATION, vsiKnown: false })).toBe('ignore A3');
  }
  expect(admit(4, association('00', '01 0001 0064'), STATION)).toBe('accept');
  expect(admit(4, association('00', '01 0001 0064', '06'), STATION)).toBe('ignore A4');
});

describe.each([true, false])('GroupID agreed: %o', (groupIdAgreed) => {
  const bridge = { ...BRIDGE, groupIdAgreed };
  const station = { ...STATION, groupIdAgreed };

  test.each(['03 0001 00000001 0064', '04 0001 00000001 525400aabbcc 0064'])('vdp A10: with GroupID (%s)', (rest) => {
    for (const type of COMMANDS) {
      expect(admit(type, association('00', rest), bridge)).toBe(groupIdAgreed ? 'accept' : 'respond 5 A10');
      expect(admit(type, association('40', rest), station)).toBe(groupIdAgreed ? 'accept' : 'mismatch A10');
    }
    expect(admit(4, association('00', rest), bridge)).toBe('accept');
    expect(admit(4, association('40', rest), station)).toBe('accept');
  });

  test.each(['01 0001 0064', '02 0001 525400aabbcc 0064'])('vdp A10: without GroupID (%s)', (rest) => {
    for (const type of ALL) {
      expect(admit(type, association('00', rest), bridge)).toBe('accept');
      expect(admit(type, association('40', rest), station)).toBe('accept');
    }
  });

  test('vdp A9: before A10', () => {
    expect(admit(3, association('00', '03 0001 00000001 0fff'), bridge)).toBe('respond 5 A9');
    expect(admit(3, association('40', '03 0001 00000001 0fff'), station)).toBe('mismatch A9');
  });
});

test('vdp A12: a station ignores what is for a VSI that it does not have, a bridge creates the VSI', () => {
  const unknown = { ...STATION, vsiKnown: false };
  for (const type of ALL) {
    expect(admit(type, association('40', '01 0001 0064'), unknown)).toBe('ignore A12');
    expect(admit(type, association('40', '05', '06'), unknown)).toBe('ignore A12');
    expect(admit(type, association('40', ''), unknown)).toBe('ignore A1');
    expect(admit(type, association('00', '01 0001 0064'), { ...BRIDGE, vsiKnown: false })).toBe('accept');
  }
  expect(admit(4, association('00', '01 0001 0064'), unknown)).toBe('ignore A12');
});

test('octets of a registered format that are of no member are not judged', () => {
  for (const type of ALL) {
    const entries = association('00', 'c8 0002 0fff 0000');
    const context = { ...BRIDGE, groupIdAgreed: false };
    expect(admit(type, entries, context, { 200: { octets: 2 } })).toBe('accept');
    expect(admit(type, entries, context, { 200: { octets: 3 } })).toBe('respond 1 A6');
    expect(admit(type, entries, context)).toBe('respond 1 A5');
  }
});
