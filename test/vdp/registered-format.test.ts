// A filter info format that a host adds by its layout alone: format 5, GroupID and MAC address, no VID. It goes through the
// cursor, values, JSON, the text tree, arbitraries and both ends.

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatFrameJsonError, parseFrameJson } from '../../src/config/index.js';
import { decodeFrame, describeFrame, encodeFrame, type FieldNode, frameToJson } from '../../src/frame/index.js';
import { arbitraryFrame, arbitraryVdpUlpdu } from '../../src/testing/index.js';
import {
  checkAssociation,
  createVdpUlpduCursor,
  decodeVdpUlpdu,
  encodeVdpUlpdu,
  type FilterFormats,
  type FilterInfo,
  nextVdpTlv,
  readVdpEntry,
  VdpBridge,
  VdpStation,
  type VsiAnswer,
  wrapVdpUlpdu,
} from '../../src/vdp/index.js';
import { hex, toHex } from '../support/hex.js';
import { BridgeBench, command, commandOf, OK } from './bridge/bench.js';
import { rig, association as stationTlv, ulpdu } from './station/rig.js';
import { association, good, MANAGER, managerId, tlv } from './wire/tlvs.js';

const layout = { octets: 10, groupId: 0, mac: 4 };
const formats: FilterFormats = { 5: layout };
const OPTIONS = { formats };

const mac = 0x525400aabbcc;
const filterInfo: FilterInfo = { format: 5, layout, entries: [{ groupId: 7, mac }] };
const DIGITS = '05 0001 00000007 525400aabbcc';
const ULPDU = hex(`${MANAGER} ${tlv(3, association('00', DIGITS))}`);
const value = { managerId, tlvs: [{ ...good, filterInfo }] };

describe('on the wire', () => {
  test('the cursor reads its members', () => {
    const cursor = createVdpUlpduCursor(formats);
    expect(wrapVdpUlpdu(cursor, ULPDU, 0, ULPDU.length)).toBeUndefined();
    expect(nextVdpTlv(cursor)).toBe(true);
    expect(checkAssociation(cursor)).toBeUndefined();
    expect([cursor.filterFormat, cursor.layout, cursor.entryCount]).toEqual([5, layout, 1]);
    readVdpEntry(cursor, 0);
    expect([cursor.groupId, cursor.macHi, cursor.macLo, cursor.vidField]).toEqual([7, 0x5254, 0x00aabbcc, 0]);
  });

  test('values come and go; without the option the format is unknown', () => {
    expect(decodeVdpUlpdu(ULPDU, OPTIONS)).toStrictEqual({ ok: true, value, notes: [] });
    expect(toHex(encodeVdpUlpdu(value))).toBe(toHex(ULPDU));
    expect(decodeVdpUlpdu(ULPDU)).toMatchObject({ value: { tlvs: [{ code: 'vdpFilterInfoFormat' }] } });
  });

  test.each([
    [{ groupId: 7 }, 'mac', 'an integer 0..281474976710655'],
    [{ groupId: 2 ** 32, mac }, 'groupId', 'an integer 0..4294967295'],
    [{ groupId: 7, mac, vid: 1 }, 'vid', 'no such member in filter info format 5'],
  ])('an entry with other members has no encoding: %o', (entry, member, expected) => {
    const tlvs = [{ ...good, filterInfo: { format: 5, layout, entries: [entry] } }];
    const field = `vdp.tlvs[0].filterInfo.entries[0].${member}`;
    expect(() => encodeVdpUlpdu({ managerId, tlvs })).toThrow(expect.objectContaining({ field, expected }));
  });

  test('a layout with other octets keeps them, and members are written over them', () => {
    const wide = { octets: 12, mac: 6, vid: 0 };
    const bytes = hex(`${MANAGER} ${tlv(3, association('00', '09 0001 e064 01020304 525400aabbcc'))}`);
    const entry = { mac, ps: true, pcp: 6, vid: 100, octets: hex('e064 01020304 525400aabbcc') };
    const decoded = decodeVdpUlpdu(bytes, { formats: { 9: wide } });
    expect(decoded).toMatchObject({ value: { tlvs: [{ filterInfo: { format: 9, layout: wide, entries: [entry] } }] } });
    expect(decoded.ok && toHex(encodeVdpUlpdu(decoded.value))).toBe(toHex(bytes));
    const changed = { format: 9, layout: wide, entries: [{ ...entry, vid: 101 }] };
    const again = encodeVdpUlpdu({ managerId, tlvs: [{ ...good, filterInfo: changed }] });
    expect(toHex(again)).toBe(toHex(bytes).replace('e064', 'e065'));
    const { octets: _, ...members } = entry;
    const bare = { format: 9, layout: wide, entries: [members] };
    const out = new Uint8Array(100).fill(0xa5);
    out.set(encodeVdpUlpdu({ managerId, tlvs: [{ ...good, filterInfo: bare }] }));
    expect(toHex(out)).toContain('e06400000000525400aabbcc');
  });
});

const FRAME = hex(`0180c2000000 020000000001 8940 1001 0005 ${toHex(ULPDU)}`);

describe('whole frames', () => {
  test('JSON and back', () => {
    const decoded = decodeFrame(FRAME, OPTIONS);
    if (!decoded.ok) throw new Error(decoded.error.code);
    const json = JSON.parse(JSON.stringify(frameToJson(decoded.value)));
    expect(json.vdp.tlvs[0].filterInfo).toEqual({
      format: 5,
      layout,
      entries: [{ groupId: 7, mac: '52-54-00-AA-BB-CC' }],
    });
    const parsed = parseFrameJson(json);
    expect(parsed).toEqual({ ok: true, value: decoded.value });
    expect(parsed.ok && toHex(encodeFrame(parsed.value))).toBe(toHex(FRAME));
    json.vdp.tlvs[0].filterInfo.layout.mac = 5;
    const refused = parseFrameJson(json);
    expect(refused.ok ? '' : formatFrameJsonError(refused.error)).toBe(
      'vdp.tlvs[0].filterInfo.layout.mac: expected an offset of 6 octets inside the entry, got 5',
    );
  });

  test('the text tree has a node for each member', () => {
    const nodes = (all: readonly FieldNode[]): FieldNode[] => all.flatMap((one) => [one, ...nodes(one.children)]);
    const members = nodes(describeFrame(FRAME, OPTIONS)).filter(({ path }) => path.includes('entries[0].'));
    expect(members.map(({ path, value: shown, offset, octets }) => [path, shown, offset, octets])).toEqual([
      ['vdp.tlvs[0].filterInfo.entries[0].groupId', 7, 63, 4],
      ['vdp.tlvs[0].filterInfo.entries[0].mac', '52-54-00-AA-BB-CC', 67, 6],
    ]);
  });

  test('arbitraries make it, and it comes back', () => {
    const made = new Set<number>();
    fc.assert(
      fc.property(arbitraryVdpUlpdu(OPTIONS), (any) => {
        for (const one of any.tlvs) if (one.kind === 'association') made.add(one.filterInfo.format);
        const decoded = decodeVdpUlpdu(encodeVdpUlpdu(any), OPTIONS);
        expect(decoded.ok && decoded.value).toStrictEqual(any);
      }),
    );
    expect(made.has(5)).toBe(true);
    fc.assert(fc.property(arbitraryFrame(OPTIONS), (frame) => decodeFrame(encodeFrame(frame), OPTIONS).ok));
  });
});

describe('the bridge', () => {
  const bench = (groupIdAgreed = true) => new BridgeBench(OPTIONS, groupIdAgreed);

  test('asks with values, grants, and answers keep-alives', () => {
    const it = bench();
    it.rx(command(3, '00', DIGITS));
    expect(it.lastQuery().filterInfo).toEqual(filterInfo);
    it.answer(OK);
    expect(it.tx()).toBe(command(3, '40', DIGITS));
    it.rx(command(3, '00', DIGITS));
    expect(it.tx()).toBe(command(3, '40', DIGITS));
    expect(it.bridge.status().counters.keepAlivesAnswered).toBe(1);
  });

  test.each<[name: string, answer: FilterInfo, status: string]>([
    ['the entries themselves', filterInfo, '40'],
    ['another MAC address', { format: 5, layout, entries: [{ groupId: 7, mac: 1 }] }, '44'],
    ['another layout', { format: 5, layout: { octets: 10, groupId: 6, mac: 0 }, entries: [{ groupId: 7, mac }] }, '44'],
  ])('takes an answer with %s for what it is', (_name, supplied, status) => {
    const it = bench();
    it.rx(command(3, '00', DIGITS));
    const answer: VsiAnswer = { ok: true, filterInfo: supplied };
    it.answer(answer);
    expect(it.tx()).toBe(command(status === '40' ? 3 : 4, status, DIGITS));
  });

  test('judges its members: a group address, and a GroupID that is not agreed on', () => {
    const group = '05 0001 00000007 0180c2000000';
    const it = bench();
    it.rx(command(3, '00', group));
    expect(it.tx()).toBe(command(4, '55', group));
    const apart = bench(false);
    apart.rx(commandOf(1, 3, '00', DIGITS));
    expect(apart.tx()).toBe(commandOf(1, 4, '55', DIGITS));
  });
});

describe('the station', () => {
  test('sends it, takes the response, sends keep-alives', () => {
    const it = rig(OPTIONS);
    it.command({ filterInfo });
    expect(it.tx()).toEqual([ulpdu(stationTlv(3, '00', DIGITS))]);
    it.rx(stationTlv(3, '40', DIGITS));
    expect(it.told().find(({ kind }) => kind === 'done')).toMatchObject({ command: 'associate', filterInfo });
    it.next();
    expect(it.tx()).toEqual([ulpdu(stationTlv(3, '00', DIGITS))]);
  });

  test('a response with another entry does not match', () => {
    const it = rig(OPTIONS);
    it.command({ filterInfo });
    it.tx();
    it.rx(stationTlv(3, '40', '05 0001 00000008 525400aabbcc'));
    expect(it.says()).toEqual(['failed mismatch']);
  });

  test.each<[name: string, filterInfo: FilterInfo, field: string]>([
    ['another layout', { format: 5, layout: { octets: 10 }, entries: [{}] }, 'vsi.filterInfo.layout'],
    ['a format that is not registered', { format: 6, layout, entries: [{ groupId: 7, mac }] }, 'vsi.filterInfo.layout'],
    [
      'a group address',
      { format: 5, layout, entries: [{ groupId: 7, mac: 0x0180c2000000 }] },
      'vsi.filterInfo.entries[0].mac',
    ],
  ])('refuses %s', (_name, refused, field) => {
    const it = rig(OPTIONS);
    const vsi = { ...good, command: 'associate' as const, managerId, filterInfo: refused };
    expect(it.refused({ kind: 'command', vsi })).toMatchObject({ code: 'invalidFilter', field });
  });

  test('the VID of a registered format is supplied where its layout has it', () => {
    const front = { octets: 8, mac: 2, vid: 0 };
    const it = rig({ formats: { 9: front } });
    it.command({ filterInfo: { format: 9, layout: front, entries: [{ mac, ps: false, pcp: 0, vid: 0 }] } });
    it.tx();
    it.rx(stationTlv(3, '40', '09 0001 0064 525400aabbcc'));
    expect(it.says()).toEqual(['done associate 100']);
    it.next();
    expect(it.tx()).toEqual([ulpdu(stationTlv(3, '00', '09 0001 0064 525400aabbcc'))]);
  });
});

test.each<[formats: FilterFormats, field: string]>([
  [{ 4: layout }, 'formats'],
  [{ 256: layout }, 'formats'],
  [{ 5: { octets: 0 } }, 'formats[5].octets'],
  [{ 5: { octets: 487 } }, 'formats[5].octets'],
  [{ 5: { octets: 10, groupId: 7 } }, 'formats[5].groupId'],
  [{ 5: { octets: 10, groupId: 0, mac: 3 } }, 'formats[5].mac'],
  [{ 5: { octets: 10, vid: 0.5 } }, 'formats[5].vid'],
])('both ends refuse %o', (wrong, field) => {
  for (const make of [() => new VdpBridge({ formats: wrong }), () => new VdpStation({ formats: wrong })]) {
    expect(make).toThrow(expect.objectContaining({ code: 'dot1qbgOption', field }));
  }
});
