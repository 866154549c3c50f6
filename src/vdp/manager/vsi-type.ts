// A VSI type, 41.1: a VSI manager knows it by manager ID, VTID and version. It has only what decides about a VDP command. A
// host puts what its data plane needs (rates, ACLs) beside that, and gets it by `find`.

import { EncodeError } from '../../core/encode-error.js';
import { checkIdentifier, formatIdentifierHex, type Identifier } from '../../core/identifier.js';
import { keepsLimit, limitText, OptionError, type Range } from '../../core/limits.js';
import { vsiTypeRanges } from '../vsi-limits.js';

export interface VsiType {
  readonly managerId: Identifier;
  /** VTID, 0..16777215. */
  readonly typeId: number;
  /** 0..255. */
  readonly typeVersion: number;
  readonly name?: string;
  /** Ranges of VIDs, both ends included, 1..4094; at least one. A null VID becomes the first VID of the first range. */
  readonly allowedVids: readonly (readonly [number, number])[];
  /** PCPs that a filter entry may name, 0..7. Absent: all. */
  readonly allowedPriorities?: readonly number[];
  /** PCP supplied where an entry leaves it open, 0..7. Absent: none is supplied. */
  readonly defaultPriority?: number;
  /** GroupIDs, each with its VID. Absent: the type has no GroupID. */
  readonly groupVids?: readonly (readonly [number, number])[];
  /** MAC addresses that a filter entry may name, as 48-bit numbers. Absent: all. */
  readonly allowedMacs?: readonly number[];
  /** Filter entries of one VSI at most. Absent: no limit. */
  readonly maxFilters?: number;
  /** VSIs of this type at most. Absent: no limit. */
  readonly maxInstances?: number;
}

export const AT_LEAST_ONE_RANGE = 'at least one range';
export const LOWER_FIRST = 'the lower VID first';
export const TWO_NUMBERS = 'two numbers';
export const ONE_TYPE_EACH = 'one type of each manager, VTID and version';

/** What names a type: no two types may have the same. */
export const vsiTypeKey = (
  managerId: Identifier,
  { typeId, typeVersion }: Pick<VsiType, 'typeId' | 'typeVersion'>,
): string => `${formatIdentifierHex(managerId)}/${typeId}/${typeVersion}`;

/** @throws OptionError for a member out of its range; `field` is the path of the type, as `types[0]` */
export function checkVsiType(field: string, type: VsiType): void {
  if (typeof type !== 'object' || type === null) throw new OptionError(field, type, 'an object');
  checkManager(`${field}.managerId`, type.managerId);
  checkNumber(`${field}.typeId`, type.typeId, vsiTypeRanges.typeId);
  checkNumber(`${field}.typeVersion`, type.typeVersion, vsiTypeRanges.typeVersion);
  checkPairs(`${field}.allowedVids`, type.allowedVids, vsiTypeRanges.vid);
  if (type.allowedVids.length === 0) throw new OptionError(`${field}.allowedVids`, '[]', AT_LEAST_ONE_RANGE);
  for (const [i, [low, high]] of type.allowedVids.entries()) {
    if (low > high) throw new OptionError(`${field}.allowedVids[${i}]`, `${low}..${high}`, LOWER_FIRST);
  }
  checkNumbers(`${field}.allowedPriorities`, type.allowedPriorities, vsiTypeRanges.pcp);
  checkNumbers(`${field}.allowedMacs`, type.allowedMacs, vsiTypeRanges.mac);
  if (type.defaultPriority !== undefined)
    checkNumber(`${field}.defaultPriority`, type.defaultPriority, vsiTypeRanges.pcp);
  if (type.groupVids !== undefined) checkPairs(`${field}.groupVids`, type.groupVids, vsiTypeRanges.groupId);
  for (const [i, [, vid]] of (type.groupVids ?? []).entries()) {
    checkNumber(`${field}.groupVids[${i}][1]`, vid, vsiTypeRanges.vid);
  }
  for (const name of ['maxFilters', 'maxInstances'] as const) {
    const value = type[name];
    if (value !== undefined) checkNumber(`${field}.${name}`, value, vsiTypeRanges[name]);
  }
}

/** @throws OptionError for anything but an identifier */
export function checkManager(field: string, managerId: Identifier): void {
  try {
    checkIdentifier(field, managerId);
  } catch (error) {
    if (error instanceof EncodeError) throw new OptionError(field, 'something else', error.expected);
    throw error;
  }
}

function checkNumber(field: string, value: unknown, range: Range): void {
  if (!keepsLimit(range, value)) throw new OptionError(field, value, limitText(range));
}

function checkNumbers(field: string, values: readonly number[] | undefined, range: Range): void {
  if (values === undefined) return;
  if (!Array.isArray(values)) throw new OptionError(field, values, 'an array');
  for (const [i, value] of values.entries()) checkNumber(`${field}[${i}]`, value, range);
}

function checkPairs(field: string, pairs: readonly (readonly [number, number])[], range: Range): void {
  if (!Array.isArray(pairs)) throw new OptionError(field, pairs, 'an array');
  for (const [i, pair] of pairs.entries()) {
    if (!Array.isArray(pair) || pair.length !== 2) throw new OptionError(`${field}[${i}]`, pair, TWO_NUMBERS);
    for (const [j, value] of pair.entries()) checkNumber(`${field}[${i}][${j}]`, value, range);
  }
}
