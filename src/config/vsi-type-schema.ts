// A VSI type database in JSON: a list of VSI types.

import * as z from 'zod/mini';
import { keepsLimit, type Range } from '../core/limits.js';
import {
  AT_LEAST_ONE_RANGE,
  LOWER_FIRST,
  ONE_TYPE_EACH,
  TWO_NUMBERS,
  type VsiType,
  vsiTypeKey,
} from '../vdp/manager/vsi-type.js';
import { vsiTypeRanges } from '../vdp/vsi-limits.js';
import { issueAt } from './config-error.js';
import { anyway, faultyMembers, listSchema, rangeSchema } from './option-schema.js';
import { macSchema, managerIdSchema, objectSchema, stringSchema, testedSchema } from './value-schema.js';

type Pair = readonly [number, number];

const pairSchema = (first: Range, second: Range): z.ZodMiniType<Pair> =>
  z.pipe(
    testedSchema<readonly unknown[]>(TWO_NUMBERS, (value) => Array.isArray(value) && value.length === 2),
    z.tuple([rangeSchema(first), rangeSchema(second)]),
  );

const vidRangeSchema: z.ZodMiniType<Pair> = pairSchema(vsiTypeRanges.vid, vsiTypeRanges.vid).check(
  z.refine(([low, high]) => low <= high, { error: LOWER_FIRST }),
);

const vsiTypeSchema: z.ZodMiniType<VsiType> = objectSchema({
  managerId: managerIdSchema,
  typeId: rangeSchema(vsiTypeRanges.typeId),
  typeVersion: rangeSchema(vsiTypeRanges.typeVersion),
  name: z.exactOptional(stringSchema),
  allowedVids: listSchema(vidRangeSchema).check(z.refine(({ length }) => length > 0, { error: AT_LEAST_ONE_RANGE })),
  allowedPriorities: z.exactOptional(listSchema(rangeSchema(vsiTypeRanges.pcp))),
  defaultPriority: z.exactOptional(rangeSchema(vsiTypeRanges.pcp)),
  groupVids: z.exactOptional(listSchema(pairSchema(vsiTypeRanges.groupId, vsiTypeRanges.vid))),
  allowedMacs: z.exactOptional(listSchema(macSchema)),
  maxFilters: z.exactOptional(rangeSchema(vsiTypeRanges.maxFilters)),
  maxInstances: z.exactOptional(rangeSchema(vsiTypeRanges.maxInstances)),
});

/** A list of types, before the types are compared. */
export const vsiTypesSchema: z.ZodMiniType<readonly VsiType[]> = listSchema(vsiTypeSchema);

const isIdentified = (type: unknown): type is VsiType => {
  const { managerId, typeId, typeVersion } = (type ?? {}) as Partial<VsiType>;
  return (
    typeof managerId === 'object' &&
    keepsLimit(vsiTypeRanges.typeId, typeId) &&
    keepsLimit(vsiTypeRanges.typeVersion, typeVersion)
  );
};

/** Errors between types; without types that have errors of their own. */
export function vsiTypeFaults(types: unknown, faulty: ReadonlySet<unknown>, path: readonly string[]) {
  const known = new Set<string>();
  const faults: z.core.$ZodRawIssue[] = [];
  for (const [i, type] of Array.isArray(types) ? types.entries() : []) {
    if (faulty.has(i) || !isIdentified(type)) continue;
    const key = vsiTypeKey(type.managerId, type);
    if (known.has(key)) faults.push(issueAt([...path, i], ONE_TYPE_EACH));
    known.add(key);
  }
  return faults;
}

/** A list of types without duplicates. */
export const vsiTypesAloneSchema: z.ZodMiniType<readonly VsiType[]> = vsiTypesSchema.check(
  anyway(({ value, issues }) => {
    issues.push(...vsiTypeFaults(value, faultyMembers(issues, []), []));
  }),
);
