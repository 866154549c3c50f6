// Schemas of options, made from the tables that the shells check their options by: a number, switch or name passes here if and
// only if it passes there, and a missing member has the default of the table.

import * as z from 'zod/mini';
import { type Choice, type Choices, choiceText, FLAG_TEXT, type Flags } from '../core/choices.js';
import { keepsLimit, type Limits, limitText, type Range } from '../core/limits.js';
import { issueAt } from './config-error.js';
import { testedSchema } from './value-schema.js';

export const rangeSchema = (range: Range): z.ZodMiniType<number> =>
  testedSchema(limitText(range), (value) => keepsLimit(range, value));

const flagSchema: z.ZodMiniType<boolean> = z.boolean({ error: FLAG_TEXT });

const choiceSchema = (choice: Choice): z.ZodMiniType<string> =>
  testedSchema(choiceText(choice), (value) => choice.names.includes(value as string));

/** One schema for each row of a table. */
function shapeOf<Table extends object, Value>(
  table: Table,
  schemaOf: (row: Table[keyof Table]) => z.ZodMiniType<Value>,
  presetOf: (row: Table[keyof Table]) => Value,
): { [Name in keyof Table]: z.ZodMiniDefault<z.ZodMiniType<Value>> } {
  const shape: Partial<{ [Name in keyof Table]: z.ZodMiniDefault<z.ZodMiniType<Value>> }> = {};
  for (const name in table) shape[name] = z._default(schemaOf(table[name]), () => presetOf(table[name]) as never);
  return shape as { [Name in keyof Table]: z.ZodMiniDefault<z.ZodMiniType<Value>> };
}

/** The members of an object that are the numbers of a table. */
export const numbersShape = <Name extends string>(
  limits: Limits<Name>,
): { [N in Name]: z.ZodMiniDefault<z.ZodMiniType<number>> } => shapeOf(limits, rangeSchema, (row) => row.default);

/** The members of an object that are the switches of a table. */
export const flagsShape = <Name extends string>(
  flags: Flags<Name>,
): { [N in Name]: z.ZodMiniDefault<z.ZodMiniType<boolean>> } =>
  shapeOf(
    flags,
    () => flagSchema,
    (row) => row.default,
  );

type ChoicesShape<Table extends Choices> = {
  [Name in keyof Table]: z.ZodMiniDefault<z.ZodMiniType<Table[Name]['names'][number]>>;
};

/** The members of an object that are the choices of a table. */
export const choicesShape = <Table extends Choices>(choices: Table): ChoicesShape<Table> =>
  shapeOf(choices, choiceSchema, (row) => row.names[0]) as ChoicesShape<Table>;

/** The table without some of its rows. */
export function without<Table extends object, Name extends keyof Table>(
  table: Table,
  ...names: readonly Name[]
): Omit<Table, Name> {
  const rest: Table = { ...table };
  for (const name of names) delete (rest as Partial<Table>)[name];
  return rest;
}

/** Errors of one list at most, so that the work is bounded. */
export const MOST_ISSUES = 1000;

/** A list of any length. After very many errors the rest of the list is not checked, which is an error of the list. */
export const listSchema = <T>(element: z.ZodMiniType<T>): z.ZodMiniType<readonly T[]> =>
  z.pipe(
    testedSchema<readonly unknown[]>('an array', Array.isArray),
    z.transform((input: readonly unknown[], { issues }): T[] => {
      const values: unknown[] = [];
      for (const [i, one] of input.entries()) {
        if (issues.length >= MOST_ISSUES) {
          issues.push(issueAt([], `fewer than ${MOST_ISSUES} errors: the rest is not looked at`));
          break;
        }
        const result = z.safeParse(element, one);
        values.push(result.success ? result.data : one);
        for (const issue of result.error?.issues ?? []) {
          issues.push({ ...issue, input: undefined, path: [i, ...issue.path] } as z.core.$ZodRawIssue);
        }
      }
      // With issues only the checks of the surrounding object get the values, and they look at the good ones.
      return values as T[];
    }),
  );

/** The members of a list or an object that have issues already. */
export function faultyMembers(
  issues: readonly { readonly path?: PropertyKey[] | undefined }[],
  path: readonly string[],
) {
  const inside = issues.filter((issue) => path.every((step, i) => issue.path?.[i] === step));
  return new Set(inside.map((issue) => issue.path?.[path.length]));
}

/** A check that runs although there are other errors, so that all errors are reported at once; `value` can then be anything. */
export const anyway = <T>(check: (payload: z.core.ParsePayload<T>) => void): z.core.$ZodCheck<T> =>
  z.check<T>(check, { when: () => true });
