// Writes PDUs from numbers and widths alone, so that what the decoders have to find does not come from our own encoders.

/** A number and how many octets it takes. */
export type Part = readonly [value: number, octets: number];

/** Big-endian octets; negative numbers in two's complement. */
export const octetsOf = (...parts: readonly Part[]): number[] =>
  parts.flatMap(([value, octets]) => {
    const unsigned = value < 0 ? value + 256 ** octets : value;
    return Array.from({ length: octets }, (_, i) => Math.floor(unsigned / 256 ** (octets - 1 - i)) % 256);
  });

/** A TLV with its header. */
export const tlvOctets = (type: number, value: readonly number[]): number[] => [
  ...octetsOf([type * 512 + value.length, 2]),
  ...value,
];

/** PDUs one behind the other in one buffer, as a receiver has them. */
export function receiveBuffer(pdus: readonly (readonly number[])[]): Uint8Array[] {
  const { buffer } = Uint8Array.from(pdus.flat());
  let at = 0;
  return pdus.map(({ length }) => {
    at += length;
    return new Uint8Array(buffer, at - length, length);
  });
}

/** Upper 16 bits of a MAC address. */
export const macHi = (mac: number): number => Math.floor(mac / 0x1_0000_0000);
/** Lower 32 bits of a MAC address, signed. */
export const macLo = (mac: number): number => mac | 0;

/** A sum modulo 2^32, as a signed word. */
export const sumOf = (...numbers: readonly (number | boolean)[]): number =>
  numbers.reduce<number>((sum, each) => (sum + Number(each)) | 0, 0);
