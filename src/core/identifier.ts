// Sixteen opaque octets as four signed 32-bit words: VSI manager IDs and VSIIDs. Plain data, so it compares, copies and
// serializes without help. The texts are those of IPv6 (RFC 5952), IPv4-mapped IPv6 as dotted quad, MAC and UUID; each
// `format` here has a `parse` that gives the same sixteen octets back.

import { EncodeError, type Path } from './encode-error.js';
import { formatMac, parseMac } from './mac.js';
import type { Mutable } from './mutable.js';
import { formatHex, i32, parseHex, put32 } from './octets.js';

/** Sixteen octets, big-endian words, each -2147483648..2147483647. */
export interface Identifier {
  readonly w0: number;
  readonly w1: number;
  readonly w2: number;
  readonly w3: number;
}

/** Octets of an identifier. */
export const IDENTIFIER_OCTETS = 16;

/** All zero: as a manager ID, "no manager named". */
export const ZERO_IDENTIFIER: Identifier = /* @__PURE__ */ Object.freeze({ w0: 0, w1: 0, w2: 0, w3: 0 });

/** Prefix word of an IPv4-mapped IPv6 address. */
const IPV4_MAPPED = 0x0000ffff;

export const readIdentifier = (bytes: Uint8Array, at: number): Identifier => ({
  w0: i32(bytes, at),
  w1: i32(bytes, at + 4),
  w2: i32(bytes, at + 8),
  w3: i32(bytes, at + 12),
});

/** Reads an identifier into words that are there already. */
export function readIdentifierInto(words: Mutable<Identifier>, bytes: Uint8Array, at: number): void {
  words.w0 = i32(bytes, at);
  words.w1 = i32(bytes, at + 4);
  words.w2 = i32(bytes, at + 8);
  words.w3 = i32(bytes, at + 12);
}

export const copyIdentifier = ({ w0, w1, w2, w3 }: Identifier): Identifier => ({ w0, w1, w2, w3 });

export const putIdentifier = (out: Uint8Array, at: number, id: Identifier): number =>
  put32(out, put32(out, put32(out, put32(out, at, id.w0), id.w1), id.w2), id.w3);

/** The sixteen octets of an identifier. */
export function identifierOctets(id: Identifier): Uint8Array {
  const octets = new Uint8Array(IDENTIFIER_OCTETS);
  putIdentifier(octets, 0, id);
  return octets;
}

export const equalIdentifiers = (a: Identifier, b: Identifier): boolean =>
  a.w0 === b.w0 && a.w1 === b.w1 && a.w2 === b.w2 && a.w3 === b.w3;

const isWord = (value: unknown): boolean => typeof value === 'number' && (value | 0) === value;

/** Refuses what is not four 32-bit words. */
export function checkIdentifier(path: Path, id: Identifier, below?: string): void {
  if (typeof id !== 'object' || id === null || !isWord(id.w0) || !isWord(id.w1) || !isWord(id.w2) || !isWord(id.w3)) {
    throw new EncodeError(path, id, 'an identifier of four signed 32-bit words', below);
  }
}

/** Thirty-two lowercase hexadecimal digits. */
export const formatIdentifierHex = (id: Identifier): string => formatHex(identifierOctets(id));

/** An identifier from 32 hexadecimal digits; `undefined` for anything else. */
export function parseIdentifierHex(text: string): Identifier | undefined {
  const octets = parseHex(text);
  return octets?.length === IDENTIFIER_OCTETS ? readIdentifier(octets, 0) : undefined;
}

const isIpv4Mapped = (id: Identifier): boolean => id.w0 === 0 && id.w1 === 0 && id.w2 === IPV4_MAPPED;

/** An IPv4-mapped address as `192.0.2.10`; `undefined` for any other identifier. */
export function formatIpv4(id: Identifier): string | undefined {
  return isIpv4Mapped(id) ? identifierOctets(id).subarray(12).join('.') : undefined;
}

/** The IPv4-mapped identifier of a dotted quad (no leading zeros); `undefined` for anything else. */
export function parseIpv4(text: string): Identifier | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) {
    return undefined;
  }
  const octets = Uint8Array.from(parts, Number);
  return { w0: 0, w1: 0, w2: IPV4_MAPPED, w3: i32(octets, 0) };
}

/** An IPv6 address in the form of RFC 5952; IPv4-mapped addresses as `::ffff:192.0.2.10`. */
export function formatIpv6(id: Identifier): string {
  const ipv4 = formatIpv4(id);
  if (ipv4 !== undefined) return `::ffff:${ipv4}`;
  const groups = [id.w0, id.w1, id.w2, id.w3].flatMap((word) => [word >>> 16, word & 0xffff]);
  const hex = (from: number, to: number) =>
    groups
      .slice(from, to)
      .map((group) => group.toString(16))
      .join(':');
  let longest = { at: 0, length: 1 };
  for (let at = 0; at < 8; at++) {
    let length = 0;
    while (at + length < 8 && groups[at + length] === 0) length++;
    if (length > longest.length) longest = { at, length };
  }
  if (longest.length === 1) return hex(0, 8);
  return `${hex(0, longest.at)}::${hex(longest.at + longest.length, 8)}`;
}

/** The identifier of an IPv6 address text, with `::` and a dotted quad at the end allowed; else `undefined`. */
export function parseIpv6(text: string): Identifier | undefined {
  const quadAt = text.lastIndexOf(':') + 1;
  const quad = text.includes('.') ? parseIpv4(text.slice(quadAt)) : undefined;
  if (text.includes('.') && quad === undefined) return undefined;
  const plain =
    quad === undefined
      ? text
      : `${text.slice(0, quadAt)}${(quad.w3 >>> 16).toString(16)}:${(quad.w3 & 0xffff).toString(16)}`;
  const halves = plain.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half) => (half === '' ? [] : half.split(':')));
  if (head === undefined || ![...head, ...(tail ?? [])].every((group) => /^[0-9a-f]{1,4}$/i.test(group))) {
    return undefined;
  }
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array<string>(missing).fill('0'), ...(tail ?? [])];
  return parseIdentifierHex(groups.map((group) => group.padStart(4, '0')).join(''));
}

/** The text of a UUID, as `a1412857-60f7-4ce1-e95a-2164943f53aa`. */
export function formatUuid(id: Identifier): string {
  return formatIdentifierHex(id).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** The identifier of a UUID text, either case; `undefined` for anything else. */
export function parseUuid(text: string): Identifier | undefined {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
    ? parseIdentifierHex(text.replaceAll('-', ''))
    : undefined;
}

/** A right-aligned MAC address as `52-54-00-AA-BB-CC`; `undefined` when the first ten octets are not zero. */
export function formatMacIdentifier(id: Identifier): string | undefined {
  if (id.w0 !== 0 || id.w1 !== 0 || id.w2 >>> 16 !== 0) return undefined;
  return formatMac(id.w2 * 0x1_0000_0000 + (id.w3 >>> 0));
}

/** The identifier that holds a MAC address right-aligned; `undefined` for any other text. */
export function parseMacIdentifier(text: string): Identifier | undefined {
  const mac = parseMac(text);
  return mac === undefined ? undefined : { w0: 0, w1: 0, w2: Math.floor(mac / 0x1_0000_0000), w3: mac | 0 };
}
