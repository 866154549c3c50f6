// What holds for every frame and for any octets.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byteLengthFrame, decodeFrame, encodeFrame, encodeFrameInto, type Frame } from '../../src/frame/index.js';
import { arbitraryFrame, arbitraryFrameOctets, mutate } from '../../src/testing/index.js';
import { construct } from '../support/encoding.js';
import { hex, toHex } from '../support/hex.js';
import { expectFindingsInside } from '../support/laws.js';

/** An LLDPDU that no encoder writes: it is longer than a frame of 802.3 carries. */
const isJumbo = (bytes: Uint8Array): boolean => bytes.length > 1514;

test('every frame encodes and decodes back equal', () => {
  const kinds: Record<string, number> = {};
  fc.assert(
    fc.property(arbitraryFrame(), (frame) => {
      kinds[frame.kind] = (kinds[frame.kind] ?? 0) + 1;
      const octets = encodeFrame(frame);
      expect(byteLengthFrame(frame)).toBe(octets.length);
      const result = decodeFrame(octets);
      expect(result.ok && result.value).toStrictEqual(frame);
      expectFindingsInside(result, octets.length);
    }),
    { numRuns: 800 },
  );
  expect(Object.keys(kinds).sort()).toEqual(['ecp', 'ecpAck', 'lldp', 'other', 'vdp']);
});

test('a frame is written where it is to be written, and nowhere else', () => {
  fc.assert(
    fc.property(arbitraryFrame(), (frame) => {
      const octets = construct(byteLengthFrame(frame), (out, at) => encodeFrameInto(frame, out, at));
      expect(toHex(octets)).toBe(toHex(encodeFrame(frame)));
    }),
    { numRuns: 300 },
  );
});

describe('any octets', () => {
  /** What the two notes say of: the octets that are not kept. */
  const shortened = new Set(['lldpTtlLong', 'lldpEndLength']);

  /** Decodes; what is accepted encodes back to the same octets. */
  function checkOctets(bytes: Uint8Array): Frame['kind'] | 'error' {
    const result = decodeFrame(bytes);
    expectFindingsInside(result, bytes.length);
    if (!result.ok) return 'error';
    if (isJumbo(bytes) || result.notes.some((note) => shortened.has(note.code))) return result.value.kind;
    expect(toHex(encodeFrame(result.value))).toBe(toHex(bytes));
    return result.value.kind;
  }

  test('near to good ones', () => {
    const seen: Record<string, number> = {};
    fc.assert(
      fc.property(mutate(arbitraryFrameOctets()), (bytes) => {
        const kind = checkOctets(bytes);
        seen[kind] = (seen[kind] ?? 0) + 1;
      }),
      { numRuns: 2000 },
    );
    expect(Object.keys(seen).sort()).toEqual(['ecp', 'ecpAck', 'error', 'lldp', 'other', 'vdp']);
  });

  test('behind an Ethertype that is decoded', () => {
    const etherType = fc.constantFrom('88cc', '8940', '810000018940', '88a8006488cc', '8100');
    fc.assert(
      fc.property(etherType, fc.uint8Array({ maxLength: 200 }), (head, rest) => {
        checkOctets(hex(`0180c2000000 020000000001 ${head} ${toHex(rest)}`));
      }),
      { numRuns: 1000 },
    );
  });

  test('at random', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        checkOctets(bytes);
      }),
      { numRuns: 500 },
    );
  });

  test('every truncation of a frame with every TLV', () => {
    const bytes = hex(
      `0180c2000000 020000000001 8100000a 8940 1001ffff 0a10 00000000000000000000ffffc000020a
       0631 20 000003 00 02 20010db8000000000000000000000063 04 0002 00001001 525400000001 0064 00001002 525400000002 e0c8
       fe07 00000c f1 414243 0c02 abcd 0000 00`,
    );
    for (let length = 0; length <= bytes.length; length++) checkOctets(bytes.slice(0, length));
  });
});

test('the two forms that are not kept: what they encode to decodes to the same value', () => {
  const head = '0180c2000000 020000000001 88cc 02070402005e100001 04050565746830';
  for (const [octets, code, encoded] of [
    ['0604 0079 abcd 0a0161 0000', 'lldpTtlLong', '0602 0079 0a0161 0000'],
    ['0602 0079 0a0161 0003 abcdef beef', 'lldpEndLength', '0602 0079 0a0161 0000 abcdef beef'],
  ] as const) {
    const result = decodeFrame(hex(`${head} ${octets}`));
    expect(result).toMatchObject({ ok: true, notes: [{ code }] });
    if (!result.ok) return;
    const again = encodeFrame(result.value);
    expect(toHex(again)).toBe(toHex(hex(`${head} ${encoded}`)));
    expect(decodeFrame(again)).toStrictEqual({ ok: true, value: result.value, notes: [] });
  }
});
