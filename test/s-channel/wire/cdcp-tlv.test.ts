// The CDCP TLV, D.2.13: where each field lies, and the four ways through the codec. What a receiver makes of faults is in
// cdcp-tlv-rules.test.ts, whole frames are in test/frame/cdcp-frames.test.ts.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  byteLengthCdcpTlv,
  CDCP_MAX_PAIRS,
  type CdcpTlv,
  cdcpChnCap,
  cdcpPair,
  cdcpPairCount,
  cdcpRole,
  cdcpSComp,
  checkCdcpTlv,
  decodeCdcpTlv,
  encodeCdcpTlv,
  encodeCdcpTlvInto,
} from '../../../src/s-channel/index.js';
import { arbitraryCdcpTlv, mutate } from '../../../src/testing/index.js';
import { construct } from '../../support/encoding.js';
import { hex, toHex } from '../../support/hex.js';

/** A station with two channels, one of them assigned. */
const octets = hex('0080c20e 88000104 001001 abc123 0a7000');
const station: CdcpTlv = {
  role: 'station',
  sComp: true,
  chnCap: 260,
  pairs: [
    { scid: 1, svid: 1 },
    { scid: 0xabc, svid: 0x123 },
    { scid: 167, svid: 0 },
  ],
};

const nothing: CdcpTlv = { role: 'bridge', sComp: false, chnCap: 0, pairs: [] };

test('deconstruct', () => {
  const bytes = hex(`ffff ${toHex(octets)} ffffff`);
  expect(checkCdcpTlv(bytes, 2, 17)).toBeUndefined();
  expect(cdcpRole(bytes, 2)).toBe(1);
  expect(cdcpSComp(bytes, 2)).toBe(true);
  expect(cdcpChnCap(bytes, 2)).toBe(260);
  expect(cdcpPairCount(17)).toBe(3);
  expect([0, 1, 2].map((i) => cdcpPair(bytes, 2, i))).toEqual([0x001001, 0xabc123, 0x0a7000]);
});

test('construct', () => {
  expect(byteLengthCdcpTlv(station)).toBe(17);
  expect(toHex(construct(17, (out, at) => encodeCdcpTlvInto(station, out, at)))).toBe(toHex(octets));
});

test('parse', () => {
  expect(decodeCdcpTlv(octets)).toStrictEqual({ ok: true, value: station, notes: [] });
});

test('emit', () => {
  expect(toHex(encodeCdcpTlv(station))).toBe(toHex(octets));
});

test('every truncation: an error but between pairs, and none throws', () => {
  for (let length = 0; length < octets.length; length++) {
    const result = decodeCdcpTlv(octets.subarray(0, length));
    if (length === 8 || length === 11 || length === 14) {
      expect(result).toStrictEqual({
        ok: true,
        value: { ...station, pairs: station.pairs.slice(0, (length - 8) / 3) },
        notes: [],
      });
      continue;
    }
    const code = length < 4 ? 'cdcpTlvSubtype' : length < 8 ? 'cdcpTlvLength' : 'cdcpPairLength';
    const error = { code, field: 'cdcp', offset: 0, length, clause: 'D.2.13' };
    expect(result).toStrictEqual({ ok: false, error });
  }
});

describe('one bit at a time', () => {
  // Octet and bit, and the one member that is not as in `nothing`.
  test.each<[octet: number, bit: number, member: Partial<CdcpTlv>]>([
    [4, 0x80, { role: 'station' }],
    [4, 0x40, { reservedHigh: 4 }],
    [4, 0x20, { reservedHigh: 2 }],
    [4, 0x10, { reservedHigh: 1 }],
    [4, 0x08, { sComp: true }],
    [4, 0x04, { reservedLow: 0x4000 }],
    [4, 0x02, { reservedLow: 0x2000 }],
    [4, 0x01, { reservedLow: 0x1000 }],
    [5, 0x80, { reservedLow: 0x800 }],
    [5, 0x40, { reservedLow: 0x400 }],
    [5, 0x20, { reservedLow: 0x200 }],
    [5, 0x10, { reservedLow: 0x100 }],
    [5, 0x08, { reservedLow: 0x80 }],
    [5, 0x04, { reservedLow: 0x40 }],
    [5, 0x02, { reservedLow: 0x20 }],
    [5, 0x01, { reservedLow: 0x10 }],
    [6, 0x80, { reservedLow: 8 }],
    [6, 0x40, { reservedLow: 4 }],
    [6, 0x20, { reservedLow: 2 }],
    [6, 0x10, { reservedLow: 1 }],
    [6, 0x08, { chnCap: 2048 }],
    [6, 0x04, { chnCap: 1024 }],
    [6, 0x02, { chnCap: 512 }],
    [6, 0x01, { chnCap: 256 }],
    [7, 0x80, { chnCap: 128 }],
    [7, 0x40, { chnCap: 64 }],
    [7, 0x20, { chnCap: 32 }],
    [7, 0x10, { chnCap: 16 }],
    [7, 0x08, { chnCap: 8 }],
    [7, 0x04, { chnCap: 4 }],
    [7, 0x02, { chnCap: 2 }],
    [7, 0x01, { chnCap: 1 }],
  ])('octet %i, bit %i is %o', (octet, bit, member) => {
    const bytes = hex('0080c20e 00000000');
    bytes[octet] = bit;
    const result = decodeCdcpTlv(bytes);
    expect(result.ok && result.value).toStrictEqual({ ...nothing, ...member });
    expect(toHex(encodeCdcpTlv({ ...nothing, ...member }))).toBe(toHex(bytes));
  });

  test.each(Array.from({ length: 24 }, (_, bit) => bit))('bit %i of a pair', (bit) => {
    const pair = bit < 12 ? { scid: 0, svid: 2 ** bit } : { scid: 2 ** (bit - 12), svid: 0 };
    const bytes = hex(`0080c20e 00000000 ${(2 ** bit).toString(16).padStart(6, '0')}`);
    expect(decodeCdcpTlv(bytes)).toStrictEqual({ ok: true, value: { ...nothing, pairs: [pair] }, notes: [] });
    expect(toHex(encodeCdcpTlv({ ...nothing, pairs: [pair] }))).toBe(toHex(bytes));
  });
});

test('the OUI and the subtype have to be those of CDCP', () => {
  for (const head of ['0180c20e', '0081c20e', '0080c30e', '0080c20d', '001b3f01']) {
    expect(decodeCdcpTlv(hex(`${head} 88000004 001001`))).toMatchObject({
      ok: false,
      error: { code: 'cdcpTlvSubtype', field: 'cdcp', offset: 0, length: 11, clause: 'D.2.13' },
    });
  }
});

describe('what was decoded encodes back to the same octets', () => {
  test('s-channel I7: every value encodes and decodes back equal', () => {
    const counts = new Set<number>();
    fc.assert(
      fc.property(arbitraryCdcpTlv(), (cdcp) => {
        counts.add(cdcp.pairs.length);
        const result = decodeCdcpTlv(encodeCdcpTlv(cdcp));
        expect(result.ok && result.value).toStrictEqual(cdcp);
      }),
      { numRuns: 500 },
    );
    expect(counts.size).toBeGreaterThan(5);
  });

  test('s-channel I7: the most pairs there are', () => {
    const pairs = Array.from({ length: CDCP_MAX_PAIRS }, (_, i) => ({ scid: 4095 - i, svid: i }));
    const bytes = encodeCdcpTlv({ ...station, pairs });
    expect(bytes.length).toBe(509);
    expect(decodeCdcpTlv(bytes)).toStrictEqual({ ok: true, value: { ...station, pairs }, notes: [] });
  });

  test('s-channel I7: no octets make the decoder throw, and all that it accepts encode back', () => {
    let accepted = 0;
    const near = mutate(arbitraryCdcpTlv().map(encodeCdcpTlv));
    fc.assert(
      fc.property(fc.oneof(near, fc.uint8Array({ maxLength: 60 })), (bytes) => {
        const result = decodeCdcpTlv(bytes);
        if (!result.ok) {
          expect(result.error.offset + result.error.length).toBeLessThanOrEqual(bytes.length);
        } else if (result.value.pairs.length <= CDCP_MAX_PAIRS) {
          accepted++;
          expect(toHex(encodeCdcpTlv(result.value))).toBe(toHex(bytes));
        }
      }),
      { numRuns: 1000 },
    );
    expect(accepted).toBeGreaterThan(50);
  });
});
