// Frames to group addresses: the header that all frames of a channel share, with its S-TAG where it has one, and padding.

import { type ETHERTYPE_ECP, type ETHERTYPE_LLDP, ETHERTYPE_STAG } from '../core/ethernet.js';
import { put16, put48 } from '../core/octets.js';
import { S_TAG_OCTETS } from '../s-channel/s-tag.js';

/** Octets of an untagged Ethernet header. */
export const HEADER_OCTETS = 14;
const ETHERTYPE_AT = 12;

export type EvbEtherType = typeof ETHERTYPE_ECP | typeof ETHERTYPE_LLDP;

/** Octets of a header with an S-TAG. */
export const TAGGED_HEADER_OCTETS = HEADER_OCTETS + S_TAG_OCTETS;

/**
 * The header of frames for one destination and one Ethertype.
 *
 * @param svid of their S-TAG, whose priority is 0; 0: none
 */
export function groupHeader(destination: number, source: number, etherType: EvbEtherType, svid = 0): Uint8Array {
  const header = new Uint8Array(svid === 0 ? HEADER_OCTETS : TAGGED_HEADER_OCTETS);
  let at = put48(header, put48(header, 0, destination), source);
  if (svid !== 0) at = put16(header, put16(header, at, ETHERTYPE_STAG), svid);
  put16(header, at, etherType);
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
  const at = header.length;
  const octets = Math.max(at + pdu.length, builder.minFrameSize);
  const isCut = octets > MAX_SMALL_OCTETS && octets <= MAX_CUT_OCTETS;
  const frame = isCut ? cut(builder, octets) : new Uint8Array(octets);
  for (let i = 0; i < at; i++) frame[i] = header[i] as number;
  if (pdu.length > MAX_LOOP_OCTETS) frame.set(pdu, at);
  else for (let i = 0; i < pdu.length; i++) frame[at + i] = pdu[i] as number;
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
