// Big-endian reads and writes on octets. The caller has checked the range; the casts below say so to the compiler. No
// other file has such casts.
// 32-bit words are signed on purpose: V8 keeps them unboxed.

/** The octet at `at`, 0..255. The caller has checked that `at` is inside. */
export const u8 = (bytes: Uint8Array, at: number): number => bytes[at] as number;

// The functions up to 32 bits read and write by indexes: a call inside a call uses up what the compiler is willing to
// inline.

/** The 16-bit number at `at`, 0..65535. */
export const u16 = (bytes: Uint8Array, at: number): number => ((bytes[at] as number) << 8) | (bytes[at + 1] as number);

/** The 24-bit number at `at`, 0..16777215. */
export const u24 = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] as number) << 16) | ((bytes[at + 1] as number) << 8) | (bytes[at + 2] as number);

/** The 32-bit word at `at`, signed: -2147483648..2147483647. */
export const i32 = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] as number) << 24) |
  ((bytes[at + 1] as number) << 16) |
  ((bytes[at + 2] as number) << 8) |
  (bytes[at + 3] as number);

/** The 32-bit number at `at`, 0..4294967295. */
export const u32 = (bytes: Uint8Array, at: number): number => i32(bytes, at) >>> 0;

/** The 48-bit number at `at`, 0..281474976710655. */
export const u48 = (bytes: Uint8Array, at: number): number => u16(bytes, at) * 0x1_0000_0000 + u32(bytes, at + 2);

/** Writes one octet. Like all writers: the value is already checked, returns the offset behind it. */
export function put8(out: Uint8Array, at: number, value: number): number {
  out[at] = value;
  return at + 1;
}

/** Writes two octets. */
export function put16(out: Uint8Array, at: number, value: number): number {
  out[at] = value >>> 8;
  out[at + 1] = value;
  return at + 2;
}

/** Writes three octets. */
export function put24(out: Uint8Array, at: number, value: number): number {
  out[at] = value >>> 16;
  out[at + 1] = value >>> 8;
  out[at + 2] = value;
  return at + 3;
}

/** Writes four octets; signed and unsigned words give the same octets. */
export function put32(out: Uint8Array, at: number, value: number): number {
  out[at] = value >>> 24;
  out[at + 1] = value >>> 16;
  out[at + 2] = value >>> 8;
  out[at + 3] = value;
  return at + 4;
}

/** Writes six octets. */
export function put48(out: Uint8Array, at: number, value: number): number {
  return put32(out, put16(out, at, Math.floor(value / 0x1_0000_0000)), value >>> 0);
}

/** Writes a run of octets. */
export function putOctets(out: Uint8Array, at: number, octets: Uint8Array): number {
  out.set(octets, at);
  return at + octets.length;
}

/** So few octets are copied faster one by one. */
const MAX_LOOP_OCTETS = 64;

/** Writes the octets in `from..to` of others. */
export function putRange(out: Uint8Array, at: number, bytes: Uint8Array, from: number, to: number): number {
  const octets = to - from;
  if (octets > MAX_LOOP_OCTETS) out.set(bytes.subarray(from, to), at);
  else for (let i = 0; i < octets; i++) out[at + i] = bytes[from + i] as number;
  return at + octets;
}

/** A copy of the octets in `from..to`. Not `slice`: of a Node buffer, which is a Uint8Array too, that is a view. */
export const copyOctets = (bytes: Uint8Array, from: number, to: number): Uint8Array =>
  new Uint8Array(bytes.subarray(from, to));

/** Octets as lowercase hexadecimal digits, two an octet, nothing between them. */
export function formatHex(bytes: Uint8Array): string {
  let text = '';
  for (const octet of bytes) text += (octet < 16 ? '0' : '') + octet.toString(16);
  return text;
}

/** Octets from hexadecimal digits, either case, no separators; `undefined` for anything else. */
export function parseHex(text: string): Uint8Array | undefined {
  if (text.length % 2 !== 0 || /[^0-9a-f]/i.test(text)) return undefined;
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}
