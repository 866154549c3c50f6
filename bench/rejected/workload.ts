// What rejecting costs, in times of a good frame: who floods a receiver with broken frames must not keep it busier than
// who floods it with good ones.
//
// R1 and R2: frames that `decodeFrame` rejects. Those that it takes with one rejected TLV stand beside them, without a
// limit, since they are not rejected: such a TLV is kept with its octets and a note, and an array of its own for the octets
// costs more than all the objects of a good TLV with one entry. R3 and R4: the same frames by the cursor, which is what
// the bridge and the station read by: there each fault is measured, of a frame or of a TLV in it.

import assert from 'node:assert/strict';
import { ETHERTYPE_ECP, peekEthernet } from '../../src/core/ethernet.js';
import { decodeFrame } from '../../src/frame/index.js';
import { sumByCursor as sumLldp } from '../lldp-frame/cursor.js';
import { lldpFrame, lldpFrameOctets } from '../lldp-frame/value.js';
import { octetsOf, receiveBuffer } from '../octets.js';
import { createRandom } from '../random.js';
import { sumByCursor as sumVdp } from '../vdp-request/cursor.js';
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

const isRejected = (bytes: Uint8Array): boolean => !decodeFrame(bytes).ok;

const framesOf = (good: readonly number[][], { change }: Fault): Uint8Array[] =>
  receiveBuffer(
    good.map((octets) => {
      const changed = [...octets];
      change(changed);
      return changed;
    }),
  );

function decodedWorkload(id: string, title: string, good: readonly number[][], faults: readonly Fault[]): Workload {
  const pdus = receiveBuffer(good);
  for (const bytes of pdus) assert.equal(codeOf(bytes), undefined);
  const broken = faults.map((fault): Contestant => {
    const frames = framesOf(good, fault);
    for (const bytes of frames) assert.equal(codeOf(bytes), fault.code);
    return {
      name: fault.code,
      work: (_bytes, i) => outcome(frames[i] as Uint8Array),
      expected: frames.map(outcome),
      ...(frames.every(isRejected) && { target: rejectedTarget }),
    };
  });
  return { id, title, pdus, contestants: [{ name: 'good', work: outcome, expected: pdus.map(outcome) }, ...broken] };
}

/** @param read gives -1 for a frame that is broken, or that has a TLV that is */
function cursorWorkload(
  id: string,
  title: string,
  good: readonly number[][],
  faults: readonly Fault[],
  read: (frame: Uint8Array) => number,
): Workload {
  const pdus = receiveBuffer(good);
  const broken = faults.map((fault): Contestant => {
    const frames = framesOf(good, fault);
    return {
      name: fault.code,
      work: (_bytes, i) => read(frames[i] as Uint8Array),
      expected: frames.map(() => -1),
      target: rejectedTarget,
    };
  });
  return { id, title, pdus, contestants: [{ name: 'good', work: read, expected: pdus.map(read) }, ...broken] };
}

function vdpFrames(): number[][] {
  const random = createRandom(6);
  const header = octetsOf([0x0180c2000000, 6], [0x020000000001, 6], [0x8940, 2]);
  return Array.from({ length: ROTATION }, () => [
    ...header,
    ...vdpRequestOctets(vdpRequest(random, { associations: 1, format: 2, entries: 1 })),
  ]);
}

function lldpFrames(): number[][] {
  const random = createRandom(7);
  return Array.from({ length: ROTATION }, () => lldpFrameOctets(lldpFrame(random)));
}

/** That there are two of them is seen by who looks for one (`findEvbTlv`, `findCdcpTlv`), not by the cursor. */
const seenByCursor = ({ code }: Fault): boolean => code !== 'evbTlvRepeated' && code !== 'cdcpTlvRepeated';

export const rejectedVdpWorkload = (): Workload =>
  decodedWorkload('R1', 'W1 as a frame, with each fault, by decodeFrame', vdpFrames(), vdpFaults);

export const rejectedLldpWorkload = (): Workload =>
  decodedWorkload('R2', 'W3 with each fault, by decodeFrame', lldpFrames(), lldpFaults);

export const rejectedVdpByCursorWorkload = (): Workload =>
  cursorWorkload('R3', 'W1 as a frame, with each fault, by the cursor', vdpFrames(), vdpFaults, (frame) => {
    const framing = peekEthernet(frame);
    // The octets allocated are those of this view.
    return (framing & 0xffff) === ETHERTYPE_ECP ? sumVdp(frame.subarray(framing >>> 16)) : -1;
  });

export const rejectedLldpByCursorWorkload = (): Workload =>
  cursorWorkload('R4', 'W3 with each fault, by the cursor', lldpFrames(), lldpFaults.filter(seenByCursor), sumLldp);
