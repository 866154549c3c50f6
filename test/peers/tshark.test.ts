// tshark reads captured frames, and frames that are encoded here, as ours does.

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeFrame, type Frame } from '../../src/frame/index.js';
import { arbitraryFrame } from '../../src/testing/index.js';
import { vectorFrames } from '../support/vectors.js';
import { isInstalled } from './peer.js';
import { compareWithTshark } from './tshark.js';

const hasTshark = isInstalled('tshark');

/** A frame without TLVs that a receiver rejects: tshark complains of some of them, and takes others apart. */
function isPlain(frame: Frame): boolean {
  if (frame.kind === 'vdp') return frame.vdp.tlvs.every(({ kind }) => kind !== 'rejected');
  return frame.kind !== 'lldp' || frame.lldp.tlvs.every(({ kind }) => kind !== 'rejected');
}

/** Chassis and Port ID with a subtype whose form is free: of the others tshark demands one. */
function withLocalIds(frame: Frame): Frame {
  if (frame.kind !== 'lldp') return frame;
  const { chassisId, portId } = frame.lldp;
  return {
    ...frame,
    lldp: { ...frame.lldp, chassisId: { ...chassisId, subtype: 7 }, portId: { ...portId, subtype: 7 } },
  };
}

describe.skipIf(!hasTshark)('tshark says the same', () => {
  test.each([
    ['r01-evb-negotiate', 16, 232],
    ['r10-vdp-lifecycle-vid', 24, 232],
    ['r11-vdp-filter-formats', 64, 632],
    ['r15-vdp-keepalive', 88, 704],
    ['r25-station-vanishes', 18, 224],
    ['r31-debug-error-preassoc', 16, 152],
    ['d01-evb-negotiate', 18, 179],
  ])('of %s', (name, frames, things) => {
    expect(vectorFrames(name).length).toBe(frames);
    expect(compareWithTshark(vectorFrames(name))).toBe(things);
  });

  test('of frames encoded here', () => {
    const frames = fc.sample(arbitraryFrame(), { numRuns: 400, seed: 802 }).filter(isPlain).map(withLocalIds);
    expect(frames.length).toBeGreaterThan(150);
    expect(compareWithTshark(frames.map((frame) => encodeFrame(frame)))).toBeGreaterThan(2000);
  });
});
