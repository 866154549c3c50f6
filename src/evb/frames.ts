// Frames to group addresses: the header that all frames of a channel share, with the S-TAG of the channel, and padding.

import { type ETHERTYPE_ECP, type ETHERTYPE_LLDP, ETHERTYPE_STAG } from '../core/ethernet.js';
import { put16, put48 } from '../core/octets.js';
import { S_TAG_OCTETS } from '../s-channel/relay/s-tag.js';

/** Octets of an untagged Ethernet header. */
export const HEADER_OCTETS = 14;
const ETHERTYPE_AT = 12;

export type EvbEtherType = typeof ETHERTYPE_ECP | typeof ETHERTYPE_LLDP;

/** Octets of a header with an S-TAG. */
export const TAGGED_HEADER_OCTETS = HEADER_OCTETS + S_TAG_OCTETS;

/** What frames for one destination and one Ethertype have in common. */
export interface FrameForm {
  /** The header, and zeros up to `minFrameSize` octets: a short frame begins as a copy of this. */
  readonly blank: Uint8Array;
  /** Octets of the header. */
  readonly header: number;
}

/** @param svid of the S-TAG, which has priority 0; 0: the frames have no S-TAG */
export function frameForm(
  { minFrameSize }: FrameBuilder,
  destination: number,
  source: number,
  etherType: EvbEtherType,
  svid = 0,
): FrameForm {
  const header = svid === 0 ? HEADER_OCTETS : TAGGED_HEADER_OCTETS;
  const blank = new Uint8Array(Math.max(header, minFrameSize));
  let at = put48(blank, put48(blank, 0, destination), source);
  if (svid !== 0) at = put16(blank, put16(blank, at, ETHERTYPE_STAG), svid);
  put16(blank, at, etherType);
  return { blank, header };
}

/** Octets of a slab. Frames are cut from slabs: an array buffer of its own costs more than the rest of a short frame. */
const SLAB_OCTETS = 4096;
/** A longer frame has a buffer of its own, so that hardly any of a slab is lost. */
const MAX_CUT_OCTETS = 256;
/** A loop copies so few octets faster than `set`. */
const MAX_LOOP_OCTETS = 16;

/** Memory for the frames that go out. Octets that were given away are never written again. */
export interface FrameBuilder {
  readonly minFrameSize: number;
  /** The buffer, and no array over it: to ask an array for its buffer is a call out of the compiled code. */
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
export function buildFrame(builder: FrameBuilder, { blank, header: at }: FrameForm, pdu: Uint8Array): Uint8Array {
  const octets = at + pdu.length;
  const frame = octets <= blank.length ? new Uint8Array(blank) : longFrame(builder, blank, at, octets);
  if (pdu.length > MAX_LOOP_OCTETS) frame.set(pdu, at);
  else for (let i = 0; i < pdu.length; i++) frame[at + i] = pdu[i] as number;
  return frame;
}

function longFrame(builder: FrameBuilder, blank: Uint8Array, header: number, octets: number): Uint8Array {
  const frame = octets > MAX_CUT_OCTETS ? new Uint8Array(octets) : cut(builder, octets);
  for (let i = 0; i < header; i++) frame[i] = blank[i] as number;
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
