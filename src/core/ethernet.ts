// Ethernet II framing with 802.1Q and 802.1ad tags. Tags are read as they come, any number of them; a frame whose length
// field says 802.3 (below 1536) is framed too: its "Ethertype" is then that length, and the payload starts behind it.

import { type Encoder, encode, encodeInto } from './encode.js';
import { checkArray, checkInteger, checkRecord } from './encode-error.js';
import { type EthernetErrorCode, ethernetFinding } from './ethernet-rules.js';
import { put16, put48, u16, u48 } from './octets.js';
import { fail, ok, type Result } from './result.js';

export const ETHERTYPE_CTAG = 0x8100;
export const ETHERTYPE_STAG = 0x88a8;
export const ETHERTYPE_LLDP = 0x88cc;
export const ETHERTYPE_ECP = 0x8940;

/** Smallest frame on a cable, without the FCS, in octets. */
export const MIN_FRAME_OCTETS = 60;

const ADDRESSES = 12;
const TAG = 4;
/** More tags than any network stacks. The bound keeps the work of an encoder small. */
const MAX_TAGS = 1024;

/**
 * A VLAN tag.
 *
 * | octets | bits | field |
 * | --- | --- | --- |
 * | 0-1 | | tpid: 0x8100 C-tag, 0x88A8 S-tag |
 * | 2-3 | 0xE000 | pcp, 0..7 |
 * | | 0x1000 | dei |
 * | | 0x0FFF | vid, 0..4095 (0: priority-tagged) |
 */
export interface VlanTag {
  readonly tpid: number;
  readonly pcp: number;
  readonly dei: boolean;
  readonly vid: number;
}

/** What stands before the payload: addresses, tags outermost first, Ethertype. */
export interface EthernetHeader {
  /** 48-bit number. */
  readonly destination: number;
  /** 48-bit number. */
  readonly source: number;
  readonly tags: readonly VlanTag[];
  readonly etherType: number;
}

const isTag = (etherType: number): boolean => etherType === ETHERTYPE_CTAG || etherType === ETHERTYPE_STAG;

/**
 * Ethertype and payload offset of a frame without decoding it: `offset * 65536 + etherType`, or -1 where the frame ends
 * before its payload. Allocates nothing.
 */
export function peekEthernet(bytes: Uint8Array): number {
  let at = ADDRESSES;
  for (;;) {
    if (bytes.length < at + 2) return -1;
    const etherType = u16(bytes, at);
    if (!isTag(etherType)) return (at + 2) * 0x1_0000 + etherType;
    at += TAG;
  }
}

/** The header of a frame; the payload starts at `byteLengthEthernetHeader(value)`. */
export function decodeEthernetHeader(bytes: Uint8Array): Result<EthernetHeader, EthernetErrorCode> {
  const tags: VlanTag[] = [];
  let at = ADDRESSES;
  for (;;) {
    if (bytes.length < at + 2) {
      return fail(
        tags.length === 0
          ? ethernetFinding('ethernetTruncated', 'ethernet', bytes.length, 0)
          : ethernetFinding('vlanTagTruncated', `ethernet.tags[${tags.length - 1}]`, at - TAG, bytes.length - at + TAG),
      );
    }
    const etherType = u16(bytes, at);
    if (!isTag(etherType)) return ok({ destination: u48(bytes, 0), source: u48(bytes, 6), tags, etherType });
    const tci = bytes.length < at + TAG ? 0 : u16(bytes, at + 2);
    tags.push({ tpid: etherType, pcp: tci >>> 13, dei: (tci & 0x1000) !== 0, vid: tci & 0x0fff });
    at += TAG;
  }
}

/** Octets of the header: 14 and 4 for each tag. */
export const byteLengthEthernetHeader = (header: EthernetHeader): number => ADDRESSES + TAG * header.tags.length + 2;

/** The encoder of a header, for encoders of whole frames. */
export const ethernetHeaderEncoder: Encoder<EthernetHeader> = {
  check(header) {
    checkRecord('ethernet', header);
    checkInteger('ethernet.destination', header.destination, 0, 0xffff_ffff_ffff);
    checkInteger('ethernet.source', header.source, 0, 0xffff_ffff_ffff);
    checkInteger('ethernet.etherType', header.etherType, 0, 0xffff);
    checkArray('ethernet.tags', header.tags, MAX_TAGS);
    let i = 0;
    const at = () => `ethernet.tags[${i}]`;
    for (; i < header.tags.length; i++) {
      const tag = header.tags[i] as VlanTag;
      checkRecord(at, tag);
      checkInteger(at, tag.tpid, 0, 0xffff, '.tpid');
      checkInteger(at, tag.pcp, 0, 7, '.pcp');
      checkInteger(at, tag.vid, 0, 4095, '.vid');
    }
  },
  byteLength: byteLengthEthernetHeader,
  put(header, out, offset) {
    let at = put48(out, put48(out, offset, header.destination), header.source);
    for (const tag of header.tags) {
      at = put16(out, put16(out, at, tag.tpid), (tag.pcp << 13) | (tag.dei ? 0x1000 : 0) | tag.vid);
    }
    return put16(out, at, header.etherType);
  },
};

/**
 * Writes a header at `offset`; returns the offset of the payload.
 *
 * @throws EncodeError before the first octet is written, for a field out of range or too little room
 */
export const encodeEthernetHeaderInto = (header: EthernetHeader, out: Uint8Array, offset: number): number =>
  encodeInto(ethernetHeaderEncoder, header, out, offset);

/** The octets of a header. */
export const encodeEthernetHeader = (header: EthernetHeader): Uint8Array => encode(ethernetHeaderEncoder, header);
