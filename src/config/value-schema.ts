// Schemas of single values: of what is text in JSON and something else in a decoded value, of numbers, of objects without
// unknown members. The message of every issue says what would be right, as the end of "expected ...".
//
// Ranges are not checked here: the encoder does that, under the same path.

import * as z from 'zod/mini';
import type { Identifier } from '../core/identifier.js';
import { parseMac } from '../core/mac.js';
import { parseHex } from '../core/octets.js';
import { parseManagerId } from '../vdp/manager-id.js';

/** `1, 2 or 3`; of at least two. */
const listed = (names: readonly unknown[], word: 'or' | 'and'): string =>
  `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1)}`;

/** A member whose text `parse` understands. */
const textSchema = <T>(expected: string, parse: (text: string) => T | undefined): z.ZodMiniType<T> =>
  z.pipe(
    z.string({ error: expected }),
    z.transform((input, context): T => {
      const value = parse(input);
      if (value !== undefined) return value;
      context.issues.push({ code: 'custom', message: expected, input });
      return z.NEVER;
    }),
  );

export const octetsSchema: z.ZodMiniType<Uint8Array> = textSchema('hexadecimal digits, two an octet', parseHex);
export const macSchema: z.ZodMiniType<number> = textSchema('a MAC address, as 01-80-C2-00-00-0E', parseMac);
export const managerIdSchema: z.ZodMiniType<Identifier> = textSchema('an IPv4 or IPv6 address', parseManagerId);

export const stringSchema: z.ZodMiniString = z.string({ error: 'a text' });
export const numberSchema: z.ZodMiniNumber = z.number({ error: 'a number' });
export const booleanSchema: z.ZodMiniBoolean = z.boolean({ error: 'true or false' });

/** One of a few values. */
export const oneOf = <const T extends string | number>(...values: readonly T[]): z.ZodMiniLiteral<T> => {
  const texts = values.map((value) => JSON.stringify(value));
  return z.literal(values, { error: listed(texts, 'or') });
};

/** A mark: `true` or absent. */
export const markSchema: z.ZodMiniExactOptional<z.ZodMiniLiteral<true>> = z.exactOptional(
  z.literal(true, { error: 'true, or no such member' }),
);

export const arraySchema = <T extends z.core.SomeType>(element: T): z.ZodMiniArray<T> =>
  z.array(element, { error: 'an array' });

/** An object with these members and no others. */
export const objectSchema = <T extends z.core.$ZodShape>(shape: T): z.ZodMiniObject<T, z.core.$strict> =>
  z.strictObject(shape, {
    error: ({ code }) =>
      code === 'unrecognized_keys' ? `no such member but ${listed(Object.keys(shape), 'and')}` : 'an object',
  });

/** One of several objects, told apart by their member `kind`. */
export const kindOf = <const T extends readonly [z.core.$ZodTypeDiscriminable, ...z.core.$ZodTypeDiscriminable[]]>(
  options: T,
): z.ZodMiniDiscriminatedUnion<T, 'kind'> =>
  z.discriminatedUnion('kind', options, {
    error: (issue) => (issue.code === 'invalid_union' ? listed(issue.options as readonly string[], 'or') : 'an object'),
  });
