// The TLV header that LLDP and VDP share: type in the upper 7 bits, length of the value in the lower 9, big-endian.

/** Octets of a TLV header. */
export const TLV_HEADER = 2;
/** Bits of the length, below the type. */
export const TLV_LENGTH_BITS = 9;
/** Greatest length of a value, in octets. */
export const TLV_MAX_LENGTH = 511;

/** Type of the TLV whose header is at `at`, 0..127. */
export const tlvType = (bytes: Uint8Array, at: number): number => (bytes[at] as number) >>> 1;

/** Length of the value of the TLV whose header is at `at`, 0..511. */
export const tlvLength = (bytes: Uint8Array, at: number): number =>
  (((bytes[at] as number) & 1) << 8) | (bytes[at + 1] as number);

/** Writes a header; returns the offset of the value. */
export function putTlvHeader(out: Uint8Array, at: number, type: number, length: number): number {
  out[at] = (type << 1) | (length >>> 8);
  out[at + 1] = length;
  return at + TLV_HEADER;
}
