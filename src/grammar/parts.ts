// What the grammars are put together of. Formatters make of a part what our decoders make of it, so that the two can be
// compared member by member; octets are copied, because a parser's own are a view of the input.

import { Parser } from 'binary-parser';

/** For a run of octets: a copy. */
export const copied = { formatter: (octets: Uint8Array): Uint8Array => Uint8Array.from(octets) };

/** For a single bit: a boolean. */
export const flag = { formatter: (bit: number): boolean => bit === 1 };

/** All octets that are left. */
export const rest = { readUntil: 'eof', ...copied } as const;

/** A MAC address: one number, which no integer field is wide enough for. */
export const mac = {
  type: new Parser().uint16('upper').uint32('lower'),
  formatter: ({ upper, lower }: { readonly upper: number; readonly lower: number }): number => upper * 2 ** 32 + lower,
};

/** Four signed words. */
export const identifier = new Parser().int32('w0').int32('w1').int32('w2').int32('w3');
