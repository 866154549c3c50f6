// Tags on frames: there and back, with a copy and in place, and octets that are no frames.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_S_TAG, S_TAG_TRUNCATED, sTagVid, tag, untag } from '../../../src/s-channel/index.js';
import { hex, toHex } from '../../support/hex.js';

const svid = fc.integer({ min: 2, max: 4094 });
/** Octets of a frame that is not S-tagged, of any length from a header on. */
const arbitraryFrame = fc
  .tuple(fc.uint8Array({ minLength: 14, maxLength: 80 }), fc.constantFrom('0800', '8100', '88cc'))
  .filter(([octets, etherType]) => etherType !== '8100' || octets.length >= 16)
  .map(([octets, etherType]) => {
    octets.set(hex(etherType), 12);
    return octets;
  });

function frameOf(result: ReturnType<typeof tag>): Uint8Array {
  if (!result.ok) throw new Error(result.reason);
  return result.frame;
}

/** The same octets behind `headroom` others in one buffer. */
function behind(frame: Uint8Array, headroom: number): Uint8Array {
  const buffer = new Uint8Array(headroom + frame.length).fill(0xa5);
  buffer.set(frame, headroom);
  return buffer.subarray(headroom);
}

test('s-channel I8: what was tagged is untagged to the same frame and channel', () => {
  fc.assert(
    fc.property(arbitraryFrame, svid, (frame, id) => {
      const before = toHex(frame);
      const tagged = frameOf(tag(frame, id));
      expect(toHex(frame)).toBe(before);
      expect(tagged.length).toBe(frame.length + 4);
      expect(sTagVid(tagged)).toBe(id);
      expect(untag(tagged)).toEqual({ ok: true, svid: id, frame });
    }),
  );
});

test('s-channel I8: in place, too, and in the same buffer', () => {
  fc.assert(
    fc.property(arbitraryFrame, svid, fc.integer({ min: 0, max: 8 }), (frame, id, headroom) => {
      const given = behind(frame, headroom);
      const copied = toHex(frameOf(tag(frame, id)));
      const tagged = frameOf(tag(given, id, headroom));
      expect(toHex(tagged)).toBe(copied);
      expect(tagged.buffer === given.buffer).toBe(headroom >= 4);
      // Nothing before the room that is needed is written to.
      if (headroom >= 4)
        expect([...new Uint8Array(given.buffer, 0, headroom - 4)]).toEqual(Array(headroom - 4).fill(0xa5));
      const untagged = untag(tagged, true);
      expect(untagged).toEqual({ ok: true, svid: id, frame });
      expect(untagged.ok && untagged.frame.buffer === tagged.buffer).toBe(true);
    }),
  );
});

test('every S-TAG and every SVID of a small frame', () => {
  const frame = hex('02000000000b 02000000000a 0800 45');
  for (let id = 2; id <= 4094; id++) expect(untag(frameOf(tag(frame, id)))).toEqual({ ok: true, svid: id, frame });
});

test('a tag of VID 0 is replaced in a copy, or in place', () => {
  const octets = '02000000000b 02000000000a 88a8 d000 0800 45';
  const frame = hex(octets);
  expect(toHex(frameOf(tag(frame, 100)))).toBe('02000000000b02000000000a88a8d064080045');
  expect(toHex(frame)).toBe('02000000000b02000000000a88a8d000080045');
  expect(frameOf(tag(frame, 1)).length).toBe(15);
  for (const headroom of [0, 4]) {
    const given = hex(octets);
    expect(frameOf(tag(given, 100, headroom))).toBe(given);
    expect(toHex(given)).toBe('02000000000b02000000000a88a8d064080045');
  }
});

test('headroom that the buffer does not have is not used', () => {
  const frame = hex('02000000000b 02000000000a 0800 45');
  expect(frameOf(tag(frame, 100, 4)).buffer).not.toBe(frame.buffer);
});

test('an untagged frame is the one that was given', () => {
  const frame = hex('02000000000b 02000000000a 0800 45');
  expect(frameOf(tag(frame, 1))).toBe(frame);
  expect(untag(frame)).toEqual({ ok: true, svid: 1, frame });
});

test('the VID of a tag', () => {
  expect(sTagVid(hex('02000000000b 02000000000a 0800'))).toBe(NO_S_TAG);
  expect(sTagVid(hex('02000000000b 02000000000a 8100 0064 0800'))).toBe(NO_S_TAG);
  expect(sTagVid(hex('02000000000b 02000000000a 88a8 f064 0800'))).toBe(100);
  expect(sTagVid(hex('02000000000b 02000000000a 88a8 0064 08'))).toBe(S_TAG_TRUNCATED);
  expect(sTagVid(hex('02000000000b 02000000000a 08'))).toBe(S_TAG_TRUNCATED);
});

describe('no octets throw', () => {
  test('neither way, whole or in place', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 24 }), svid, fc.boolean(), (octets, id, tagged) => {
        if (tagged && octets.length >= 14) octets.set(hex('88a8'), 12);
        for (const result of [tag(octets, id), untag(octets), untag(new Uint8Array(octets), true)]) {
          if (result.ok) expect(result.frame.length).toBeGreaterThanOrEqual(14);
          else expect(['truncated', 'invalidVid', 'admitFrameTypes']).toContain(result.reason);
        }
      }),
    );
  });

  test.each([0, 4095, 1.5, Number.NaN])('an SVID of %d is the caller’s mistake', (id) => {
    expect(() => tag(new Uint8Array(60), id)).toThrow('svid: expected an integer 1..4094');
  });
});
