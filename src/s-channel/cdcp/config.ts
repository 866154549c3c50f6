// What a host configures of CDCP (42.4): the variables that management sets, of either role.

import { readFlags } from '../../core/choices.js';
import { keepsLimit, limitText, OptionError, withDefaults } from '../../core/limits.js';
import { EVB_ROLE_TEXT, type EvbRole, isEvbRole } from '../../core/role.js';
import { cdcpFlags, cdcpLimits, SVID_POOL_RANGE } from '../limits.js';
import { type SvidPool, type SvidRange, svidPoolOf } from './svid-pool.js';

/** What is configured. The numbers have the ranges and defaults of `cdcpLimits`. */
export interface CdcpConfig {
  /** AdminRole: the station wants channels, the bridge assigns their SVIDs. */
  readonly role: EvbRole;
  /** AdminChnCap. */
  readonly chnCap: number;
  readonly maxScid: number;
  /**
   * Station: AdminSVIDWants, SCIDs in the order of preference. The default S-channel need not be named. Default none.
   */
  readonly wants: readonly number[];
  /** Bridge: LocalSVIDPool, SVIDs 2..4094 that it may assign. Default all. */
  readonly pool: SvidPool;
  /** There is an S-VLAN component; default true. */
  readonly sComp: boolean;
  /** Bridge: an SVID that the station proposes is assigned where it is free; default true. */
  readonly honourProposed: boolean;
}

/** What a host gives: the role, and each member that differs from its default. */
export type CdcpConfigOptions = Pick<CdcpConfig, 'role'> & {
  readonly [Name in Exclude<keyof CdcpConfig, 'role' | 'pool'>]?: CdcpConfig[Name] | undefined;
} & {
  /** Ranges, in any order; they may overlap. */
  readonly pool?: readonly SvidRange[] | undefined;
};

const WHOLE_POOL: SvidPool = [{ low: SVID_POOL_RANGE.min, high: SVID_POOL_RANGE.max }];

/** What is wrong with a member of a list. */
export interface ListFault {
  readonly at: readonly (number | string)[];
  readonly value: unknown;
  /** What would be right, as the end of "expected ...". */
  readonly expected: string;
}

/** What is wrong with the SCIDs that a station wants. */
export function wantFaults(wants: readonly unknown[], maxScid: number): readonly ListFault[] {
  const range = { ...cdcpLimits.maxScid, max: maxScid };
  const before = new Set<unknown>();
  const faults: ListFault[] = [];
  for (const [i, scid] of wants.entries()) {
    const isScid = keepsLimit(range, scid);
    if (!isScid) faults.push({ at: [i], value: scid, expected: limitText(range) });
    else if (before.has(scid)) faults.push({ at: [i], value: scid, expected: 'each SCID once' });
    before.add(scid);
  }
  return faults;
}

/** What is wrong with the ranges of a pool. */
export const poolFaults = (pool: readonly unknown[]): readonly ListFault[] =>
  pool.flatMap((given, i): ListFault[] => {
    if (typeof given !== 'object' || given === null) return [{ at: [i], value: given, expected: 'an object' }];
    const range: Partial<SvidRange> = given;
    const faults = (['low', 'high'] as const)
      .filter((name) => !keepsLimit(SVID_POOL_RANGE, range[name]))
      .map((name) => ({ at: [i, name], value: range[name], expected: limitText(SVID_POOL_RANGE) }));
    const { low = 0, high = 0 } = range;
    if (faults.length > 0 || low <= high) return faults;
    return [{ at: [i, 'high'], value: high, expected: `no less than low, ${low}` }];
  });

function readList<T>(
  name: string,
  list: readonly T[],
  faultsOf: (list: readonly T[]) => readonly ListFault[],
): readonly T[] {
  if (!Array.isArray(list)) throw new OptionError(name, list, 'an array');
  const [fault] = faultsOf(list);
  if (fault === undefined) return [...list];
  const path = fault.at.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  throw new OptionError(`${name}${path}`, fault.value, fault.expected);
}

/**
 * The whole configuration, defaults filled in.
 *
 * @throws OptionError for a member out of its range
 */
export function readCdcpConfig(given: CdcpConfigOptions): CdcpConfig {
  const { role } = given;
  if (!isEvbRole(role)) throw new OptionError('role', role, EVB_ROLE_TEXT);
  const numbers = withDefaults<keyof typeof cdcpLimits>(cdcpLimits, given);
  return {
    role,
    ...numbers,
    ...readFlags<keyof typeof cdcpFlags>(cdcpFlags, given),
    wants: readList('wants', given.wants ?? [], (wants) => wantFaults(wants, numbers.maxScid)),
    pool: svidPoolOf(readList('pool', given.pool ?? WHOLE_POOL, poolFaults)),
  };
}
