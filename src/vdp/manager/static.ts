// A VSI manager whose database is a list of types in memory. It answers at once, and counts the VSIs of each type.
//
// The first check that fails decides: manager unknown (error type 3), type unknown (4), format of the filter info unknown (4),
// too many filter entries or VSIs (2), VID, PCP, MAC address or GroupID that the type does not allow (5).

import { equalIdentifiers, formatIdentifierHex, type Identifier, ZERO_IDENTIFIER } from '../../core/identifier.js';
import { OptionError } from '../../core/limits.js';
import { type FilterInfo, layoutOf, makeFilterInfo, type RegisteredEntry } from '../wire/filter-info.js';
import { formatVsiid } from '../wire/identity.js';
import { hasOtherOctets } from '../wire/layout.js';
import { VDP_ERROR_TYPE } from '../wire/status.js';
import type { VsiAnswer, VsiQuery } from './vsi-manager.js';
import { checkManager, checkVsiType, ONE_TYPE_EACH, type VsiType, vsiTypeKey } from './vsi-type.js';

export interface StaticVsiManagerOptions {
  /** The manager that is meant where the station names none (all zero). Default: none is. */
  readonly defaultManagerId?: Identifier;
}

export interface StaticVsiManager<Type extends VsiType = VsiType> {
  /** Answers a query. A VSI that is granted its type counts as one of the type until the query is released. */
  answer(query: VsiQuery): VsiAnswer;
  /** Takes a grant back. */
  release(query: VsiQuery): void;
  /** The type that a query, or a VSI, names. */
  find(named: Pick<VsiQuery, 'managerId' | 'typeId' | 'typeVersion'>): Type | undefined;
  /** VSIs of a type at present. */
  instances(named: Pick<VsiQuery, 'managerId' | 'typeId' | 'typeVersion'>): number;
}

interface Entry<Type> {
  readonly type: Type;
  /** Grants by VSI. */
  readonly grants: Map<string, number>;
}

const refusal = (error: number): VsiAnswer => ({ ok: false, error });
const vsiKey = ({ vsi: { vsiidFormat, vsiid } }: VsiQuery): string =>
  `${vsiidFormat}/${formatVsiid(vsiidFormat, vsiid)}`;

/**
 * A VSI manager that knows these types.
 *
 * @throws OptionError for a member of a type out of its range, or two types of the same manager, VTID and version
 * @example
 * const manager = staticVsiManager([{ managerId, typeId: 1, typeVersion: 0, allowedVids: [[100, 199]] }]);
 * const answer = manager.answer(query);
 */
export function staticVsiManager<Type extends VsiType>(
  types: readonly Type[],
  options: StaticVsiManagerOptions = {},
): StaticVsiManager<Type> {
  const { defaultManagerId = ZERO_IDENTIFIER } = options;
  checkManager('defaultManagerId', defaultManagerId);
  if (!Array.isArray(types)) throw new OptionError('types', types, 'an array');
  const entries = new Map<string, Entry<Type>>();
  const managers = new Set<string>();
  for (const [i, type] of types.entries()) {
    checkVsiType(`types[${i}]`, type);
    const key = vsiTypeKey(type.managerId, type);
    if (entries.has(key)) throw new OptionError(`types[${i}]`, key, ONE_TYPE_EACH);
    entries.set(key, { type, grants: new Map() });
    managers.add(formatIdentifierHex(type.managerId));
  }

  const managerOf = (managerId: Identifier): Identifier =>
    equalIdentifiers(managerId, ZERO_IDENTIFIER) ? defaultManagerId : managerId;
  const entryOf = (named: Pick<VsiQuery, 'managerId' | 'typeId' | 'typeVersion'>): Entry<Type> | undefined =>
    entries.get(vsiTypeKey(managerOf(named.managerId), named));

  return {
    answer(query) {
      if (!managers.has(formatIdentifierHex(managerOf(query.managerId)))) {
        return refusal(VDP_ERROR_TYPE.unableToContactVsiManager);
      }
      const entry = entryOf(query);
      if (entry === undefined || hasOtherOctets(layoutOf(query.filterInfo))) {
        return refusal(VDP_ERROR_TYPE.otherFailure);
      }
      const vsi = vsiKey(query);
      const answer = judge(entry.type, query.filterInfo, entry.grants.size + (entry.grants.has(vsi) ? 0 : 1));
      if (answer.ok) entry.grants.set(vsi, (entry.grants.get(vsi) ?? 0) + 1);
      return answer;
    },
    release(query) {
      const grants = entryOf(query)?.grants;
      const vsi = vsiKey(query);
      const count = grants?.get(vsi) ?? 0;
      if (count > 1) grants?.set(vsi, count - 1);
      else grants?.delete(vsi);
    },
    find: (named) => entryOf(named)?.type,
    instances: (named) => entryOf(named)?.grants.size ?? 0,
  };
}

/** `instances`: VSIs of the type, this one included. */
function judge(type: VsiType, filterInfo: FilterInfo, instances: number): VsiAnswer {
  const { maxFilters = Number.POSITIVE_INFINITY, maxInstances = Number.POSITIVE_INFINITY } = type;
  const { format, entries } = filterInfo;
  if (entries.length > maxFilters || instances > maxInstances) return refusal(VDP_ERROR_TYPE.insufficientResources);
  const supplied: RegisteredEntry[] = [];
  for (const one of entries) {
    const filled = fill(type, one);
    if (filled === undefined) return refusal(VDP_ERROR_TYPE.invalidVidGroupIdOrMac);
    supplied.push(filled);
  }
  return { ok: true, filterInfo: makeFilterInfo(format, supplied, layoutOf(filterInfo)) };
}

/** An entry with its VID and PCP, where its format has them; `undefined` where the type does not allow the entry. */
function fill(type: VsiType, entry: RegisteredEntry): RegisteredEntry | undefined {
  const { allowedVids, allowedMacs, allowedPriorities, defaultPriority } = type;
  const { groupId, mac } = entry;
  const ownVid = groupId === undefined ? (allowedVids[0]?.[0] ?? 0) : groupVid(type, groupId);
  const vid = entry.vid || ownVid;
  if (groupId !== undefined && vid !== ownVid) return undefined;
  if (!allowedVids.some(([low, high]) => vid >= low && vid <= high)) return undefined;
  if (mac !== undefined && allowedMacs?.includes(mac) === false) return undefined;
  if (entry.ps && allowedPriorities?.includes(entry.pcp ?? 0) === false) return undefined;
  if (entry.vid === undefined) return entry;
  return entry.ps || defaultPriority === undefined
    ? { ...entry, vid }
    : { ...entry, vid, ps: true, pcp: defaultPriority };
}

/** The VID of a GroupID; 0, which no type allows, where there is none. */
const groupVid = ({ groupVids = [] }: VsiType, groupId: number): number =>
  groupVids.find(([known]) => known === groupId)?.[1] ?? 0;
