// The cost of rejecting a frame, as a multiple of reading a good one: a flood of broken frames must not keep a receiver busier
// than a flood of good ones.
//
// R1 and R2: frames that `decodeFrame` rejects. Frames that it takes with one rejected TLV stand beside them without a limit:
// such a TLV is kept with its octets and a note, and an array for the octets costs more than all the objects of a good TLV
// with one entry. R3 and R4: the same frames by the cursor, which the bridge and the station use: each fault of a frame or of
// a TLV is measured.

import assert from 'node:assert/strict';
import { ETHERTYPE_ECP, peekEthernet } from '../../src/core/ethernet.js';
import { decodeFrame } from '../../src/frame/index.js';
import { sumByCursor as sumLldp } from '../lldp-frame/cursor.js';
import { lldpFrame, lldpFrameOctets } from '../lldp-frame/value.js';
import { octetsOf, receiveBuffer } from '../octets.js';
import { createRandom } from '../random.js';
import { sumByCursor as sumVdp } from '../vdp-request/cursor.js';
import { vdpRequest, vdpRequestOctets } from '../vdp-request/value.js';
import { type Candidate, ROTATION, rejectedTarget, type Workload } from '../workload.js';
import { type Fault, lldpFaults, vdpFaults } from './faults.js';

/** A number that depends on the result of decoding, and is cheap. */
function outcome(bytes: Uint8Array): number {
  const result = decodeFrame(bytes);
  if (!result.ok) return result.error.offset + result.error.length;
  return result.value.kind.length + result.notes.length;
}

/** The code of the error, or of the first note. */
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
  const broken = faults.map((fault): Candidate => {
    const frames = framesOf(good, fault);
    for (const bytes of frames) assert.equal(codeOf(bytes), fault.code);
    return {
      name: fault.code,
      work: (_bytes, i) => outcome(frames[i] as Uint8Array),
      expected: frames.map(outcome),
      ...(frames.every(isRejected) && { target: rejectedTarget }),
    };
  });
  return { id, title, pdus, candidates: [{ name: 'good', work: outcome, expected: pdus.map(outcome) }, ...broken] };
}

/** @param read -1 for a frame that is broken, or has a broken TLV */
function cursorWorkload(
  id: string,
  title: string,
  good: readonly number[][],
  faults: readonly Fault[],
  read: (frame: Uint8Array) => number,
): Workload {
  const pdus = receiveBuffer(good);
  const broken = faults.map((fault): Candidate => {
    const frames = framesOf(good, fault);
    return {
      name: fault.code,
      work: (_bytes, i) => read(frames[i] as Uint8Array),
      expected: frames.map(() => -1),
      target: rejectedTarget,
    };
  });
  return { id, title, pdus, candidates: [{ name: 'good', work: read, expected: pdus.map(read) }, ...broken] };
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

/** A repeated TLV is found by `findEvbTlv` and `findCdcpTlv`, not by the cursor. */
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
