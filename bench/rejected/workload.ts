// What rejecting costs: a frame of each class that `decodeFrame` rejects, or takes with a rejected TLV, against good
// ones. Who floods a receiver with broken frames must not keep it busier than who floods it with good ones. A rejected TLV
// of VDP does, by a third of the smallest frame: an array of its own for its octets costs more than all the objects of a
// good TLV with one entry, and a note comes on top. Receivers that work on the cursor make neither.

import assert from 'node:assert/strict';
import { decodeFrame } from '../../src/frame/index.js';
import { lldpFrame, lldpFrameOctets } from '../lldp-frame/value.js';
import { octetsOf, receiveBuffer } from '../octets.js';
import { createRandom } from '../random.js';
import { vdpRequest, vdpRequestOctets } from '../vdp-request/value.js';
import { type Contestant, ROTATION, rejectedTarget, type Workload } from '../workload.js';
import { type Fault, lldpFaults, vdpFaults } from './faults.js';

/** Depends on what was decoded, and is cheap. */
function outcome(bytes: Uint8Array): number {
  const result = decodeFrame(bytes);
  if (!result.ok) return result.error.offset + result.error.length;
  return result.value.kind.length + result.notes.length;
}

/** The code that a frame is rejected by, or the first one noted. */
function codeOf(bytes: Uint8Array): string | undefined {
  const result = decodeFrame(bytes);
  return result.ok ? result.notes[0]?.code : result.error.code;
}

function rejectedWorkload(id: string, title: string, good: readonly number[][], faults: readonly Fault[]): Workload {
  const pdus = receiveBuffer(good);
  for (const bytes of pdus) assert.equal(codeOf(bytes), undefined);
  const rejected = faults.map(({ code, change }): Contestant => {
    const broken = receiveBuffer(
      good.map((octets) => {
        const changed = [...octets];
        change(changed);
        return changed;
      }),
    );
    for (const bytes of broken) assert.equal(codeOf(bytes), code);
    return {
      name: code,
      work: (_bytes, i) => outcome(broken[i] as Uint8Array),
      expected: broken.map(outcome),
      target: rejectedTarget,
    };
  });
  return { id, title, pdus, contestants: [{ name: 'good', work: outcome, expected: pdus.map(outcome) }, ...rejected] };
}

export function rejectedVdpWorkload(): Workload {
  const random = createRandom(6);
  const header = octetsOf([0x0180c2000000, 6], [0x020000000001, 6], [0x8940, 2]);
  const frames = Array.from({ length: ROTATION }, () => [
    ...header,
    ...vdpRequestOctets(vdpRequest(random, { associations: 1, format: 2, entries: 1 })),
  ]);
  return rejectedWorkload('R1', 'W1 as a frame, rejected for each reason', frames, vdpFaults);
}

export function rejectedLldpWorkload(): Workload {
  const random = createRandom(7);
  const frames = Array.from({ length: ROTATION }, () => lldpFrameOctets(lldpFrame(random)));
  return rejectedWorkload('R2', 'W3 rejected for each reason', frames, lldpFaults);
}
