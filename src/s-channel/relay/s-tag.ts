// The tag of an S-channel on the link (clause 6.9): TPID 88-A8 right behind the source address, a C-TAG stays behind
// it. Frames are without the FCS.
//
// Always: a frame is copied, unless the caller allows to write to it. A tag is never put before another S-TAG: a
// machine in one channel could send into all others then.

import { checkInteger } from '../../core/encode-error.js';
import { ETHERTYPE_CTAG, ETHERTYPE_STAG } from '../../core/ethernet.js';
import { put16, u16 } from '../../core/octets.js';
import { SVID_RANGE } from '../limits.js';
import { DEFAULT_SVID } from '../pair-list.js';

/** Octets of a tag, and so how much longer a frame gets. */
export const S_TAG_OCTETS = 4;
const ADDRESSES = 12;
/** Addresses and Ethertype. */
const HEADER_OCTETS = 14;
const VID_MASK = 0xfff;
/** VID that no frame may have. */
export const RESERVED_VID = 0xfff;

/** `sTagVid` of a frame without S-TAG, and of one that ends before its Ethertype. */
export const NO_S_TAG = -1;
export const S_TAG_TRUNCATED = -2;

/** Why an S-VLAN component drops a frame. */
export type SVlanDropReason =
  /** Shorter than its header and tag. */
  | 'truncated'
  /** VID 4095. */
  | 'invalidVid'
  /** From a CAP, and S-tagged already. */
  | 'admitFrameTypes'
  /** From the UAP, with the SVID of no channel. */
  | 'unknownSvid'
  /** To a CAP that is not there. */
  | 'unknownScid'
  /** To a group address that an S-VLAN component does not relay. */
  | 'reserved';

export type Tagged =
  | { readonly ok: true; readonly frame: Uint8Array }
  | { readonly ok: false; readonly reason: SVlanDropReason };

export type Untagged =
  | {
      readonly ok: true;
      /** 1 of a frame without tag, or with VID 0. */
      readonly svid: number;
      readonly frame: Uint8Array;
    }
  | { readonly ok: false; readonly reason: SVlanDropReason };

/** VID of the S-TAG of a frame, 0..4095, or `NO_S_TAG`, or `S_TAG_TRUNCATED`. Allocates nothing. */
export function sTagVid(frame: Uint8Array): number {
  if (frame.length < HEADER_OCTETS) return S_TAG_TRUNCATED;
  if (u16(frame, ADDRESSES) !== ETHERTYPE_STAG) return NO_S_TAG;
  return frame.length < HEADER_OCTETS + S_TAG_OCTETS ? S_TAG_TRUNCATED : u16(frame, ADDRESSES + 2) & VID_MASK;
}

const drop = (reason: SVlanDropReason): { readonly ok: false; readonly reason: SVlanDropReason } => ({
  ok: false,
  reason,
});

/**
 * A frame from the CAP of the channel `svid` as it goes out on the link. On the default channel, SVID 1, it has no tag.
 * The priority is that of the C-TAG, else 0; a tag of VID 0 is replaced and keeps its priority. Other S-tagged frames
 * are dropped.
 *
 * @param svid 1..4094
 * @param headroom octets before the frame in its buffer that may be written to, together with the header of the frame.
 *   From 4 on only the header is copied, and the given frame is no longer a frame. Default: the frame is copied
 * @throws EncodeError for another SVID
 */
export function tag(frame: Uint8Array, svid: number, headroom?: number): Tagged {
  checkInteger('svid', svid, SVID_RANGE.min, SVID_RANGE.max);
  const vid = sTagVid(frame);
  if (vid === S_TAG_TRUNCATED) return drop('truncated');
  if (vid > 0) return drop('admitFrameTypes');
  if (vid === 0) return { ok: true, frame: retagged(frame, svid, headroom !== undefined) };
  if (svid === DEFAULT_SVID) return { ok: true, frame };
  let pcp = 0;
  if (u16(frame, ADDRESSES) === ETHERTYPE_CTAG) {
    if (frame.length < ADDRESSES + S_TAG_OCTETS) return drop('truncated');
    pcp = (frame[HEADER_OCTETS] as number) & 0xe0;
  }
  const out = lengthened(frame, headroom);
  put16(out, put16(out, ADDRESSES, ETHERTYPE_STAG), (pcp << 8) | svid);
  return { ok: true, frame: out };
}

/**
 * A frame from the link without the tag of its channel, and the SVID of the channel. It does not check that there is
 * such a channel.
 *
 * @param inPlace the frame may be written to: its addresses are moved, the result is a part of it, and the given frame
 *   is no longer a frame. Default: a frame with a tag is copied
 */
export function untag(frame: Uint8Array, inPlace = false): Untagged {
  const vid = sTagVid(frame);
  if (vid === S_TAG_TRUNCATED) return drop('truncated');
  if (vid === RESERVED_VID) return drop('invalidVid');
  if (vid === NO_S_TAG) return { ok: true, svid: DEFAULT_SVID, frame };
  return { ok: true, svid: vid === 0 ? DEFAULT_SVID : vid, frame: withoutSTag(frame, inPlace) };
}

/** With the SVID in place of VID 0; without the tag on the default channel. */
function retagged(frame: Uint8Array, svid: number, inPlace: boolean): Uint8Array {
  if (svid === DEFAULT_SVID) return withoutSTag(frame, inPlace);
  const out = inPlace ? frame : new Uint8Array(frame);
  put16(out, HEADER_OCTETS, (u16(frame, HEADER_OCTETS) & ~VID_MASK) | svid);
  return out;
}

/** With room for a tag behind the addresses. */
function lengthened(frame: Uint8Array, headroom = 0): Uint8Array {
  const { buffer, byteOffset, length } = frame;
  if (headroom >= S_TAG_OCTETS && byteOffset >= S_TAG_OCTETS) {
    const out = new Uint8Array(buffer, byteOffset - S_TAG_OCTETS, length + S_TAG_OCTETS);
    out.copyWithin(0, S_TAG_OCTETS, S_TAG_OCTETS + ADDRESSES);
    return out;
  }
  const out = new Uint8Array(length + S_TAG_OCTETS);
  out.set(frame.subarray(0, ADDRESSES));
  out.set(frame.subarray(ADDRESSES), ADDRESSES + S_TAG_OCTETS);
  return out;
}

/** An S-tagged frame without its tag; `inPlace` is as for `untag`. */
export function withoutSTag(frame: Uint8Array, inPlace: boolean): Uint8Array {
  if (inPlace) {
    frame.copyWithin(S_TAG_OCTETS, 0, ADDRESSES);
    return frame.subarray(S_TAG_OCTETS);
  }
  const out = new Uint8Array(frame.length - S_TAG_OCTETS);
  out.set(frame.subarray(0, ADDRESSES));
  out.set(frame.subarray(ADDRESSES + S_TAG_OCTETS), ADDRESSES);
  return out;
}
