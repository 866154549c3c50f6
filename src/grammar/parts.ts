// Parts of the grammars. Formatters give a part the form that our decoders give it, so that both can be compared member by
// member. Octets are copied, because those of the parser are a view of the input.

import { Parser } from 'binary-parser';

/** For a run of octets: a copy. */
export const copied = { formatter: (octets: Uint8Array): Uint8Array => Uint8Array.from(octets) };

/** For a single bit: a boolean. */
export const flag = { formatter: (bit: number): boolean => bit === 1 };

/** All octets that are left. */
export const rest = { readUntil: 'eof', ...copied } as const;

/** A MAC address as one number: no integer field is wide enough. */
export const mac = {
  type: new Parser().uint16('upper').uint32('lower'),
  formatter: ({ upper, lower }: { readonly upper: number; readonly lower: number }): number => upper * 2 ** 32 + lower,
};

/** Four signed words. */
export const identifier = new Parser().int32('w0').int32('w1').int32('w2').int32('w3');
