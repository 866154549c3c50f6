// Any octets are read without a throw, in time and room that their number bounds, whatever lengths they tell.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Capture, readCapture, writePcap } from '../../src/capture/index.js';
import { mutate } from '../../src/testing/index.js';
import {
  big,
  enhancedPacket,
  interfaceDescription,
  joined,
  little,
  oldPacket,
  option,
  section,
  simplePacket,
} from '../support/capture-files.js';

const FRAME = Uint8Array.from({ length: 30 }, (_, i) => i);

const files: readonly Uint8Array[] = [
  writePcap([{ frame: FRAME }, { frame: FRAME, originalLength: 60 }, { frame: FRAME }]),
  writePcap([{ frame: FRAME }, { frame: FRAME }], { nanoseconds: true, linkType: 113 }),
  ...[little, big].map((order) =>
    joined(
      section(order),
      interfaceDescription(order, 1, 40, option(order, 9, Uint8Array.of(9))),
      interfaceDescription(order, 276),
      enhancedPacket(order, { on: 1, high: 1, low: 2 }, FRAME),
      oldPacket(order, { on: 0, low: 3 }, FRAME),
      simplePacket(order, FRAME),
      section(order),
      interfaceDescription(order, 113),
      simplePacket(order, FRAME),
    ),
  ),
];

/** What has been read lies inside the file, in its order, and is no more than there is. */
function checkCapture(bytes: Uint8Array): Capture {
  const capture = readCapture(bytes);
  let at = 0;
  for (const { frame, offset, linkType, notes, error, time } of capture.packets) {
    expect(offset).toBeGreaterThan(at);
    at = offset;
    expect(offset + (linkType === 1 ? frame.length : 0)).toBeLessThanOrEqual(bytes.length);
    expect(frame.length).toBeLessThanOrEqual(bytes.length);
    for (const finding of [...notes, ...(error ? [error] : [])]) {
      expect(finding.offset + finding.length).toBeLessThanOrEqual(bytes.length);
    }
    if (time !== undefined) {
      expect(Number.isInteger(time.seconds)).toBe(true);
      expect(Number.isInteger(time.nanoseconds) && time.nanoseconds >= 0 && time.nanoseconds < 1e9).toBe(true);
    }
  }
  // A record of pcap has 16 octets before its packet, the shortest block of pcapng with a packet 16 in all.
  expect(capture.packets.length).toBeLessThanOrEqual(bytes.length / 16);
  if (capture.error !== undefined) {
    const { offset, length } = capture.error;
    expect(offset).toBeGreaterThanOrEqual(at === 0 ? 0 : at);
    expect(offset + length).toBeLessThanOrEqual(bytes.length);
  }
  return capture;
}

test('near to good files', () => {
  const codes = new Set<string>();
  fc.assert(
    fc.property(mutate(fc.constantFrom(...files)), (bytes) => {
      const { error, packets } = checkCapture(bytes);
      for (const one of [error, ...packets.map((each) => each.error)]) if (one !== undefined) codes.add(one.code);
    }),
    { numRuns: 3000, seed: 802 },
  );
  expect([...codes].sort()).toEqual([
    'captureBlock',
    'captureBlockLength',
    'captureByteOrder',
    'captureHeader',
    'captureInterface',
    'captureLinkHeader',
    'captureLinkType',
    'captureMagic',
    'capturePacketLength',
    'captureRecord',
  ]);
});

test('behind a good begin', () => {
  const begins = files.map((file) => file.slice(0, 28));
  fc.assert(
    fc.property(fc.constantFrom(...begins), fc.uint8Array({ maxLength: 200 }), (begin, rest) => {
      checkCapture(joined(begin, rest));
    }),
    { numRuns: 1000 },
  );
});

test('at random', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      checkCapture(bytes);
    }),
  );
});

test('the greatest lengths in every place where a length can be', () => {
  for (const file of files) {
    for (let at = 0; at + 4 <= file.length; at++) {
      for (const order of [little, big]) {
        for (const length of [0, 0x7fffffff, 0xfffffff0, 0xffffffff]) {
          const bytes = Uint8Array.from(file);
          bytes.set(order.u32(length), at);
          checkCapture(bytes);
        }
      }
    }
  }
});
