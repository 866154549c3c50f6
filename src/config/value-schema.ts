// Schemas of single values: texts that are other values when decoded, numbers, objects without unknown members. The message of
// each issue is the end of "expected ...".
//
// The encoder checks the ranges of frames, under the same path. `option-schema.ts` checks the ranges of options.

import * as z from 'zod/mini';
import { listed } from '../core/choices.js';
import type { Identifier } from '../core/identifier.js';
import { parseMac } from '../core/mac.js';
import { parseHex } from '../core/octets.js';
import { parseManagerId } from '../vdp/wire/identity.js';
import { nearestName } from './nearest-name.js';

/** A member that passes a test. The checks of the surrounding object still run, which they do not with `z.custom` alone. */
export const testedSchema = <T>(expected: string, keeps: (value: unknown) => boolean): z.ZodMiniType<T> =>
  z.custom<T>(keeps, { error: expected, abort: false });

/** A member whose text `parse` can read. */
export const textSchema = <T>(expected: string, parse: (text: string) => T | undefined): z.ZodMiniType<T> =>
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
export const MAC_TEXT = 'a MAC address, as 01-80-C2-00-00-0E';
export const macSchema: z.ZodMiniType<number> = textSchema(MAC_TEXT, parseMac);
export const managerIdSchema: z.ZodMiniType<Identifier> = textSchema('an IPv4 or IPv6 address', parseManagerId);

export const stringSchema: z.ZodMiniString = z.string({ error: 'a text' });
export const numberSchema: z.ZodMiniNumber = z.number({ error: 'a number' });
export const booleanSchema: z.ZodMiniBoolean = z.boolean({ error: 'true or false' });

/** One of a few values. */
export const oneOf = <const T extends string | number>(...values: readonly T[]): z.ZodMiniLiteral<T> => {
  const texts = values.map((value) => JSON.stringify(value));
  return z.literal(values, { error: listed(texts, 'or') });
};

/** `true` or absent. */
export const markSchema: z.ZodMiniExactOptional<z.ZodMiniLiteral<true>> = z.exactOptional(
  z.literal(true, { error: 'true, or no such member' }),
);

export const arraySchema = <T extends z.core.SomeType>(element: T): z.ZodMiniArray<T> =>
  z.array(element, { error: 'an array' });

/** Unknown members of one object that get a hint at most. */
const MOST_HINTS = 20;

/** The message about unknown members: a line for each, with the nearest known name. */
function unknownMembers(keys: readonly string[], names: readonly string[]): string {
  const expected = `no such member but ${listed(names, 'and')}`;
  const lines = keys.map((key, i) => {
    const near = i < MOST_HINTS ? nearestName(key, names) : undefined;
    return near === undefined ? expected : `${expected} (${near}?)`;
  });
  return lines.join('\n');
}

/** An object with these members and no others. The message about unknown ones has a line for each. */
export const objectSchema = <T extends z.core.$ZodShape>(shape: T): z.ZodMiniObject<T, z.core.$strict> =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? unknownMembers(issue.keys as readonly string[], Object.keys(shape))
        : 'an object',
  });

/** One of several objects that differ in their member `kind`. */
export const kindOf = <const T extends readonly [z.core.$ZodTypeDiscriminable, ...z.core.$ZodTypeDiscriminable[]]>(
  options: T,
): z.ZodMiniDiscriminatedUnion<T, 'kind'> =>
  z.discriminatedUnion('kind', options, {
    error: (issue) => (issue.code === 'invalid_union' ? listed(issue.options as readonly string[], 'or') : 'an object'),
  });
