// Capture files as test tables write them: octet by octet, in either byte order.

/** Numbers in the byte order of a file. */
export interface ByteOrder {
  readonly u16: (value: number) => Uint8Array;
  readonly u32: (value: number) => Uint8Array;
}

const numbers = (littleEndian: boolean): ByteOrder => ({
  u16(value) {
    const view = new DataView(new ArrayBuffer(2));
    view.setUint16(0, value, littleEndian);
    return new Uint8Array(view.buffer);
  },
  u32(value) {
    const view = new DataView(new ArrayBuffer(4));
    view.setUint32(0, value, littleEndian);
    return new Uint8Array(view.buffer);
  },
});

export const little = numbers(true);
export const big = numbers(false);

/** Octets one behind the other. */
export const joined = (...parts: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]));

/** Up to the next multiple of four, with octets that are not 0. */
const padded = (octets: Uint8Array): Uint8Array => joined(octets, new Uint8Array(-octets.length & 3).fill(0xee));

/** The header of a pcap file. */
export const pcapHeader = ({ u16, u32 }: ByteOrder, magic: number, linkType: number): Uint8Array =>
  joined(u32(magic), u16(2), u16(4), u32(0), u32(0), u32(65535), u32(linkType));

/** A record of a pcap file. */
export const pcapRecord = (
  { u32 }: ByteOrder,
  seconds: number,
  fraction: number,
  frame: Uint8Array,
  originalLength = frame.length,
): Uint8Array => joined(u32(seconds), u32(fraction), u32(frame.length), u32(originalLength), frame);

/** A block of pcapng. */
export function block({ u32 }: ByteOrder, type: number, body: Uint8Array): Uint8Array {
  const length = u32(12 + padded(body).length);
  return joined(u32(type), length, padded(body), length);
}

export const option = ({ u16 }: ByteOrder, code: number, value: Uint8Array): Uint8Array =>
  joined(u16(code), u16(value.length), padded(value));

export const endOfOptions = Uint8Array.of(0, 0, 0, 0);

/** A section header block of unknown section length. */
export const section = (order: ByteOrder, options: Uint8Array = new Uint8Array(0)): Uint8Array =>
  block(
    order,
    0x0a0d0d0a,
    joined(order.u32(0x1a2b3c4d), order.u16(1), order.u16(0), new Uint8Array(8).fill(0xff), options),
  );

export const interfaceDescription = (
  order: ByteOrder,
  linkType: number,
  snapLength = 0,
  options: Uint8Array = new Uint8Array(0),
): Uint8Array => block(order, 1, joined(order.u16(linkType), order.u16(0), order.u32(snapLength), options));

/** An Enhanced Packet Block. */
export const enhancedPacket = (
  order: ByteOrder,
  at: { readonly on?: number; readonly high?: number; readonly low?: number },
  frame: Uint8Array,
  originalLength = frame.length,
  options: Uint8Array = new Uint8Array(0),
): Uint8Array =>
  block(
    order,
    6,
    joined(
      order.u32(at.on ?? 0),
      order.u32(at.high ?? 0),
      order.u32(at.low ?? 0),
      order.u32(frame.length),
      order.u32(originalLength),
      padded(frame),
      options,
    ),
  );

/** The Packet Block that is obsolete: 16 bits of interface and 16 of a drop count. */
export const oldPacket = (
  order: ByteOrder,
  at: { readonly on?: number; readonly high?: number; readonly low?: number },
  frame: Uint8Array,
  originalLength = frame.length,
): Uint8Array =>
  block(
    order,
    2,
    joined(
      order.u16(at.on ?? 0),
      order.u16(0xffff),
      order.u32(at.high ?? 0),
      order.u32(at.low ?? 0),
      order.u32(frame.length),
      order.u32(originalLength),
      frame,
    ),
  );

/** A Simple Packet Block. */
export const simplePacket = (order: ByteOrder, frame: Uint8Array, originalLength = frame.length): Uint8Array =>
  block(order, 3, joined(order.u32(originalLength), frame));
