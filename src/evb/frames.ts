// Frames to the Nearest Customer Bridge: the header that all frames of a port share, and the padding.

import type { ETHERTYPE_ECP, ETHERTYPE_LLDP } from '../core/ethernet.js';
import { NEAREST_CUSTOMER_BRIDGE } from '../core/mac.js';
import { put16, put48 } from '../core/octets.js';

/** Octets of an untagged Ethernet header. */
export const HEADER_OCTETS = 14;
const ETHERTYPE_AT = 12;

export type EvbEtherType = typeof ETHERTYPE_ECP | typeof ETHERTYPE_LLDP;

/** The header of the frames of a port, for one Ethertype. */
export function groupHeader(source: number, etherType: EvbEtherType): Uint8Array {
  const header = new Uint8Array(HEADER_OCTETS);
  put16(header, put48(header, put48(header, 0, NEAREST_CUSTOMER_BRIDGE), source), etherType);
  return header;
}

/** Octets that frames are cut from: an array buffer of its own costs more than all the rest of a short frame. */
const SLAB_OCTETS = 4096;
/** Frames longer than this have a buffer of their own, so that hardly any of a slab is lost. */
const MAX_CUT_OCTETS = 256;
/** So few octets are copied faster by a loop than by `set`. */
const MAX_LOOP_OCTETS = 16;
/** V8 keeps so few octets beside the object. */
const MAX_SMALL_OCTETS = 64;

/** Makes the frames that go out. What it has given away is never written again. */
export interface FrameBuilder {
  readonly minFrameSize: number;
  /** The buffer itself: to ask an array for its buffer is a call out of the compiled code. */
  slab: ArrayBuffer;
  /** Octets of the slab that are given away. */
  used: number;
}

export const newFrameBuilder = (minFrameSize: number): FrameBuilder => ({
  minFrameSize,
  slab: new ArrayBuffer(0),
  used: SLAB_OCTETS,
});

/** A frame: header, PDU, and zeros up to `minFrameSize` octets. */
export function buildFrame(builder: FrameBuilder, header: Uint8Array, pdu: Uint8Array): Uint8Array {
  const octets = Math.max(HEADER_OCTETS + pdu.length, builder.minFrameSize);
  const isCut = octets > MAX_SMALL_OCTETS && octets <= MAX_CUT_OCTETS;
  const frame = isCut ? cut(builder, octets) : new Uint8Array(octets);
  for (let i = 0; i < HEADER_OCTETS; i++) frame[i] = header[i] as number;
  if (pdu.length > MAX_LOOP_OCTETS) frame.set(pdu, HEADER_OCTETS);
  else for (let i = 0; i < pdu.length; i++) frame[HEADER_OCTETS + i] = pdu[i] as number;
  return frame;
}

function cut(builder: FrameBuilder, octets: number): Uint8Array {
  if (builder.used + octets > SLAB_OCTETS) {
    builder.slab = new ArrayBuffer(SLAB_OCTETS);
    builder.used = 0;
  }
  const at = builder.used;
  builder.used = at + octets;
  return new Uint8Array(builder.slab, at, octets);
}

/** Ethertype of a frame of at least 14 octets; a tag protocol ID where it is tagged. */
export const etherTypeOf = (frame: Uint8Array): number =>
  ((frame[ETHERTYPE_AT] as number) << 8) | (frame[ETHERTYPE_AT + 1] as number);
