// pcapng: sections of blocks, each section in its own byte order. Interfaces and packets are read, all other blocks are
// stepped over by their length. Times are 64 bits in units of the interface; they are divided as bigint, which is exact
// for every resolution.

import { type CapturedPacket, type CaptureTime, toPacket } from './packet.js';
import type { ReadPackets } from './pcap.js';
import { type CaptureErrorCode, captureFinding } from './rules.js';

export const SECTION_HEADER = 0x0a0d0d0a;

const INTERFACE_DESCRIPTION = 1;
const PACKET = 2;
const SIMPLE_PACKET = 3;
const ENHANCED_PACKET = 6;

const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
/** Type and length before a block's body, length behind it. */
const BLOCK_OCTETS = 12;
const SECTION_HEADER_OCTETS = 28;

const OPTION_TSRESOL = 9;
const OPTION_TSOFFSET = 14;

interface Interface {
  readonly linkType: number;
  /** 0: no limit. */
  readonly snapLength: number;
  /** Units of time a second. */
  readonly unitsPerSecond: bigint;
  /** Seconds to be added. */
  readonly offset: bigint;
}

/** What is known while reading. */
interface Reading {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  littleEndian: boolean;
  interfaces: Interface[];
  readonly packets: CapturedPacket[];
}

/** Octets of a body before the packet, by block type: also the least length of the body. */
const packetAt: Readonly<Record<number, number>> = { [ENHANCED_PACKET]: 20, [PACKET]: 20, [SIMPLE_PACKET]: 4 };

/** Reads a file that starts with a section header. */
export function readPcapng(bytes: Uint8Array): ReadPackets {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const reading: Reading = { bytes, view, littleEndian: true, interfaces: [], packets: [] };
  for (let at = 0; at < bytes.length; ) {
    const next = readBlock(reading, at);
    if (typeof next !== 'number') {
      const error = captureFinding(next, at, Math.min(BLOCK_OCTETS, bytes.length - at));
      return { packets: reading.packets, error };
    }
    at = next;
  }
  return { packets: reading.packets };
}

/** Reads the block at `at`: answers where the next one starts, or the rule that ends the file. */
function readBlock(reading: Reading, at: number): number | CaptureErrorCode {
  const { view, bytes } = reading;
  const left = bytes.length - at;
  if (left < BLOCK_OCTETS) return 'captureBlock';
  if (view.getUint32(at) === SECTION_HEADER) {
    if (view.getUint32(at + 8) === BYTE_ORDER_MAGIC) reading.littleEndian = false;
    else if (view.getUint32(at + 8, true) === BYTE_ORDER_MAGIC) reading.littleEndian = true;
    else return 'captureByteOrder';
    reading.interfaces = [];
  }
  const type = view.getUint32(at, reading.littleEndian);
  const length = view.getUint32(at + 4, reading.littleEndian);
  if (length < BLOCK_OCTETS || length % 4 !== 0) return 'captureBlockLength';
  if (length > left) return 'captureBlock';
  if (view.getUint32(at + length - 4, reading.littleEndian) !== length) return 'captureBlockLength';
  const body = at + 8;
  const end = at + length - 4;
  if (type === SECTION_HEADER && length < SECTION_HEADER_OCTETS) return 'captureByteOrder';
  if (type === INTERFACE_DESCRIPTION) {
    if (end - body < 8) return 'captureBlockLength';
    reading.interfaces.push(readInterface(reading, body, end));
  } else if (packetAt[type] !== undefined) {
    const rule = readPacket(reading, type, body, end);
    if (rule !== undefined) return rule;
  }
  return at + length;
}

function readInterface({ view, littleEndian }: Reading, body: number, end: number): Interface {
  let unitsPerSecond = 1_000_000n;
  let offset = 0n;
  for (let at = body + 8; at + 4 <= end; ) {
    const code = view.getUint16(at, littleEndian);
    const length = view.getUint16(at + 2, littleEndian);
    const value = at + 4;
    if (code === 0 || value + length > end) break;
    if (code === OPTION_TSRESOL && length === 1) {
      const resolution = view.getUint8(value);
      unitsPerSecond = (resolution & 0x80 ? 2n : 10n) ** BigInt(resolution & 0x7f);
    } else if (code === OPTION_TSOFFSET && length === 8) {
      offset = view.getBigInt64(value, littleEndian);
    }
    at = value + Math.ceil(length / 4) * 4;
  }
  const linkType = view.getUint16(body, littleEndian);
  return { linkType, snapLength: view.getUint32(body + 4, littleEndian), unitsPerSecond, offset };
}

function readTime({ view, littleEndian }: Reading, at: number, { unitsPerSecond, offset }: Interface): CaptureTime {
  const high = BigInt(view.getUint32(at, littleEndian));
  const units = (high << 32n) | BigInt(view.getUint32(at + 4, littleEndian));
  return {
    seconds: Number(units / unitsPerSecond + offset),
    nanoseconds: Number(((units % unitsPerSecond) * 1_000_000_000n) / unitsPerSecond),
  };
}

function readPacket(reading: Reading, type: number, body: number, end: number): CaptureErrorCode | undefined {
  const { view, littleEndian, bytes, interfaces, packets } = reading;
  const dataAt = body + (packetAt[type] as number);
  if (dataAt > end) return 'captureBlockLength';
  const isSimple = type === SIMPLE_PACKET;
  let number = 0;
  if (type === ENHANCED_PACKET) number = view.getUint32(body, littleEndian);
  else if (type === PACKET) number = view.getUint16(body, littleEndian);
  const from = interfaces[number];
  if (from === undefined) return 'captureInterface';
  const originalLength = view.getUint32(dataAt - 4, littleEndian);
  const captured = isSimple
    ? Math.min(originalLength, from.snapLength || originalLength)
    : view.getUint32(dataAt - 8, littleEndian);
  if (dataAt + captured > end) return 'capturePacketLength';
  const time = isSimple ? undefined : readTime(reading, body + 4, from);
  packets.push(toPacket(bytes, dataAt, captured, originalLength, from.linkType, time));
  return undefined;
}
