// Laws of the VDP codec: round trip, total on any octets, the cursor equal to the decoder.

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryVdpUlpdu, mutate } from '../../../src/testing/index.js';
import {
  type AssociationTlv,
  admitAssociation,
  byteLengthVdpUlpdu,
  checkAssociation,
  createVdpUlpduCursor,
  decodeVdpUlpdu,
  encodeVdpUlpdu,
  isAssociation,
  nextVdpTlv,
  readVdpEntry,
  type VdpTlv,
  type VdpUlpduCursor,
  wrapVdpUlpdu,
} from '../../../src/vdp/index.js';
import { toHex } from '../../support/hex.js';
import { expectFindingsInside } from '../../support/laws.js';

const SEED = 802;
const formats = { 9: { octets: 4, groupId: 0 }, 77: { octets: 10, mac: 0, vid: 7 }, 200: { octets: 486 } };

const anyOctets = (): fc.Arbitrary<Uint8Array> => {
  const good = arbitraryVdpUlpdu({ formats }).map(encodeVdpUlpdu);
  return fc.oneof(
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 100 }) },
    { weight: 1, arbitrary: good },
    { weight: 4, arbitrary: mutate(good) },
  );
};

test('law: what is encoded decodes to the same', () => {
  fc.assert(
    fc.property(arbitraryVdpUlpdu({ formats }), (ulpdu) => {
      const bytes = encodeVdpUlpdu(ulpdu);
      expect(bytes.length).toBe(byteLengthVdpUlpdu(ulpdu));
      const result = decodeVdpUlpdu(bytes, { formats });
      expect(result.ok && result.value).toStrictEqual(ulpdu);
    }),
    { seed: SEED },
  );
});

test('law: of any octets nothing throws, findings lie inside, and what passes encodes back up to its padding', () => {
  fc.assert(
    fc.property(anyOctets(), fc.boolean(), (bytes, registered) => {
      const result = decodeVdpUlpdu(bytes, registered ? { formats } : undefined);
      expectFindingsInside(result, bytes.length);
      if (!result.ok || byteLengthVdpUlpdu(result.value) > 1496) return;
      const again = toHex(encodeVdpUlpdu(result.value));
      expect(toHex(bytes).slice(0, again.length)).toBe(again);
      // What follows is an End TLV, or too short for a TLV.
      const rest = bytes.subarray(again.length / 2);
      expect(rest.length < 2 || (rest[0] as number) >>> 1 === 0).toBe(true);
      const rejected = result.value.tlvs.flatMap((tlv) => (tlv.kind === 'rejected' ? [tlv.code] : []));
      const codes: readonly string[] = result.notes.map(({ code }) => code);
      for (const code of rejected) expect(codes).toContain(code);
    }),
    { seed: SEED, numRuns: 500 },
  );
});

function expectEntriesEqual(cursor: VdpUlpduCursor, { filterInfo: { entries } }: AssociationTlv): void {
  expect(cursor.entryCount).toBe(entries.length);
  for (const [i, { groupId, mac, ps, pcp = 0, vid = 0 }] of entries.entries()) {
    readVdpEntry(cursor, i);
    expect(cursor.vidField).toBe((ps ? 0x8000 : 0) + 0x1000 * pcp + vid);
    expect(cursor.groupId >>> 0).toBe(groupId ?? 0);
    expect(cursor.macHi * 2 ** 32 + (cursor.macLo >>> 0)).toBe(mac ?? 0);
  }
}

function expectTlvEqual(cursor: VdpUlpduCursor, tlv: VdpTlv): void {
  expect(cursor.type).toBe(tlv.kind === 'organization' ? 127 : tlv.type);
  if (!isAssociation(cursor.type)) return;
  const rule = checkAssociation(cursor);
  expect(tlv.kind === 'rejected' ? tlv.code : undefined).toBe(rule);
  if (tlv.kind !== 'association') return;
  const { status, typeId, typeVersion, vsiidFormat, vsiid } = cursor;
  expect({ status, typeId, typeVersion, vsiidFormat, vsiid }).toEqual({
    status: tlv.status,
    typeId: tlv.typeId,
    typeVersion: tlv.typeVersion,
    vsiidFormat: tlv.vsiidFormat,
    vsiid: tlv.vsiid,
  });
  expect(cursor.filterFormat).toBe(tlv.filterInfo.format);
  expectEntriesEqual(cursor, tlv);
}

test('law: the cursor equals the decoder, wherever the octets lie', () => {
  const cursor = createVdpUlpduCursor(formats);
  fc.assert(
    fc.property(anyOctets(), fc.integer({ min: 0, max: 40 }), (octets, begin) => {
      const bytes = new Uint8Array(begin + octets.length + 30).fill(0x0a);
      bytes.set(octets, begin);
      const result = decodeVdpUlpdu(octets, { formats });
      const rule = wrapVdpUlpdu(cursor, bytes, begin, begin + octets.length);
      expect(rule).toBe(result.ok ? undefined : result.error.code);
      if (!result.ok) {
        expect(cursor.at - begin).toBe(result.error.offset);
        expect(nextVdpTlv(cursor)).toBe(false);
        return;
      }
      expect(cursor.managerId).toEqual(result.value.managerId);
      for (const tlv of result.value.tlvs) {
        expect(nextVdpTlv(cursor)).toBe(true);
        expectTlvEqual(cursor, tlv);
      }
      expect(nextVdpTlv(cursor)).toBe(false);
    }),
    { seed: SEED, numRuns: 500 },
  );
});

test('law: admission answers whatever the TLV holds, and a rejected TLV is accepted by nobody but in a De-Associate', () => {
  const cursor = createVdpUlpduCursor(formats);
  fc.assert(
    fc.property(anyOctets(), fc.boolean(), fc.boolean(), (bytes, groupIdAgreed, vsiKnown) => {
      if (wrapVdpUlpdu(cursor, bytes, 0, bytes.length) !== undefined) return;
      while (nextVdpTlv(cursor)) {
        if (!isAssociation(cursor.type)) continue;
        const bridge = admitAssociation(cursor, { role: 'bridge', groupIdAgreed, vsiKnown });
        const station = admitAssociation(cursor, { role: 'station', groupIdAgreed, vsiKnown });
        expect(['accept', 'ignore', 'respond']).toContain(bridge.verdict);
        expect(['accept', 'ignore', 'mismatch']).toContain(station.verdict);
        if (checkAssociation(cursor) === undefined) continue;
        expect(bridge.verdict).not.toBe('accept');
        if (cursor.type !== 4) expect(station.verdict).toBe('ignore');
      }
    }),
    { seed: SEED, numRuns: 500 },
  );
});
