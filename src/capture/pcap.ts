// Classic pcap: a header of 24 octets, then records. Read in both byte orders and both resolutions, written in little
// endian.
//
// | octets | file header |
// | --- | --- |
// | 0-3 | magic: A1B2C3D4 microseconds, A1B23C4D nanoseconds |
// | 4-7 | version 2.4 |
// | 16-19 | snap length |
// | 20-23 | link type in the lower 16 bits |
//
// | octets | record |
// | --- | --- |
// | 0-3 | seconds |
// | 4-7 | micro- or nanoseconds |
// | 8-11 | octets captured |
// | 12-15 | octets on the wire |
// | 16- | the packet |

import { checkInteger, checkOctets, checkRecord } from '../core/encode-error.js';
import type { WireError } from '../core/result.js';
import { type CapturedPacket, type CaptureTime, LINK_ETHERNET, toPacket } from './packet.js';
import { type CaptureErrorCode, captureFinding } from './rules.js';

export const MICROSECOND_MAGIC = 0xa1b2c3d4;
export const NANOSECOND_MAGIC = 0xa1b23c4d;

const HEADER_OCTETS = 24;
const RECORD_OCTETS = 16;
const SNAP_LENGTH = 262_144;

export interface ReadPackets {
  readonly packets: readonly CapturedPacket[];
  readonly error?: WireError<CaptureErrorCode>;
}

/** Reads a file whose magic number is known. */
export function readPcap(bytes: Uint8Array, littleEndian: boolean, nanoseconds: boolean): ReadPackets {
  if (bytes.length < HEADER_OCTETS) {
    return { packets: [], error: captureFinding('captureHeader', 0, bytes.length) };
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const linkType = view.getUint32(20, littleEndian) & 0xffff;
  const packets: CapturedPacket[] = [];
  for (let at = HEADER_OCTETS; at < bytes.length; ) {
    const left = bytes.length - at;
    const captured = left < RECORD_OCTETS ? left : view.getUint32(at + 8, littleEndian);
    if (RECORD_OCTETS + captured > left) {
      return { packets, error: captureFinding('captureRecord', at, Math.min(left, RECORD_OCTETS)) };
    }
    // A fraction that is a second or more is a fault of the writer's; it is carried over.
    const fraction = view.getUint32(at + 4, littleEndian) * (nanoseconds ? 1 : 1000);
    const time: CaptureTime = {
      seconds: view.getUint32(at, littleEndian) + Math.floor(fraction / 1_000_000_000),
      nanoseconds: fraction % 1_000_000_000,
    };
    const originalLength = view.getUint32(at + 12, littleEndian);
    packets.push(toPacket(bytes, at + RECORD_OCTETS, captured, originalLength, linkType, time));
    at += RECORD_OCTETS + captured;
  }
  return { packets };
}

/** A packet to be written. */
export interface PacketToWrite {
  /** Absent: second 0. */
  readonly time?: CaptureTime;
  readonly frame: Uint8Array;
  /** Octets on the wire; absent: those of `frame`. */
  readonly originalLength?: number;
}

export interface WritePcapOptions {
  /** Whether times are written in nanoseconds. Default: microseconds, which every reader knows. */
  readonly nanoseconds?: boolean;
  /** Link type, 0..65535. Default: Ethernet. */
  readonly linkType?: number;
}

/** The header of a pcap file. Records may follow one by one, as they come. */
export function encodePcapHeader(options: WritePcapOptions = {}): Uint8Array {
  const { nanoseconds = false, linkType = LINK_ETHERNET } = options;
  checkInteger('linkType', linkType, 0, 0xffff);
  const out = new Uint8Array(HEADER_OCTETS);
  const view = new DataView(out.buffer);
  view.setUint32(0, nanoseconds ? NANOSECOND_MAGIC : MICROSECOND_MAGIC, true);
  view.setUint16(4, 2, true);
  view.setUint16(6, 4, true);
  view.setUint32(16, SNAP_LENGTH, true);
  view.setUint32(20, linkType, true);
  return out;
}

/**
 * One record of a pcap file.
 *
 * @throws EncodeError for a time that is no time, or an original length shorter than the frame
 */
export function encodePcapRecord(packet: PacketToWrite, options: WritePcapOptions = {}): Uint8Array {
  checkRecord('packet', packet);
  const { frame, time = { seconds: 0, nanoseconds: 0 }, originalLength = frame?.length } = packet;
  checkOctets('packet.frame', frame, 0, SNAP_LENGTH);
  checkRecord('packet.time', time);
  checkInteger('packet.time.seconds', time.seconds, 0, 0xffff_ffff);
  checkInteger('packet.time.nanoseconds', time.nanoseconds, 0, 999_999_999);
  checkInteger('packet.originalLength', originalLength, frame.length, 0xffff_ffff);
  const out = new Uint8Array(RECORD_OCTETS + frame.length);
  const view = new DataView(out.buffer);
  view.setUint32(0, time.seconds, true);
  view.setUint32(4, options.nanoseconds ? time.nanoseconds : Math.floor(time.nanoseconds / 1000), true);
  view.setUint32(8, frame.length, true);
  view.setUint32(12, originalLength, true);
  out.set(frame, RECORD_OCTETS);
  return out;
}

/**
 * A whole pcap file.
 *
 * @example
 * const file = writePcap([{ time: { seconds: 1, nanoseconds: 500_000_000 }, frame: encodeFrame(frame) }]);
 *
 * @throws EncodeError as `encodePcapRecord` does
 */
export function writePcap(packets: readonly PacketToWrite[], options: WritePcapOptions = {}): Uint8Array {
  const parts = [encodePcapHeader(options), ...packets.map((packet) => encodePcapRecord(packet, options))];
  const out = new Uint8Array(parts.reduce((octets, part) => octets + part.length, 0));
  parts.reduce((at, part) => {
    out.set(part, at);
    return at + part.length;
  }, 0);
  return out;
}
