// What a host configures of CDCP (42.4): the variables that management sets, of either role.

import { readFlags } from '../core/choices.js';
import { keepsLimit, limitText, OptionError, withDefaults } from '../core/limits.js';
import type { CdcpTlv } from './cdcp-tlv.js';
import { cdcpFlags, cdcpLimits, SVID_POOL_RANGE } from './limits.js';
import { type SvidPool, type SvidRange, svidPoolOf } from './svid-pool.js';

/** The numbers have the ranges and defaults of `cdcpLimits`. */
export interface CdcpConfig {
  /** AdminRole: `S` wants channels, `B` assigns their SVIDs. */
  readonly role: CdcpTlv['role'];
  /** AdminChnCap. */
  readonly chnCap: number;
  readonly maxScid: number;
  /** Station: AdminSVIDWants, SCIDs in the order of preference. The default S-channel need not be named. Default none. */
  readonly wants: readonly number[];
  /** Bridge: LocalSVIDPool, SVIDs 2..4094 that it may assign. Default all. */
  readonly pool: SvidPool;
  /** There is an S-VLAN component; default true. */
  readonly sComp: boolean;
  /** Bridge: an SVID that the station proposes is assigned where it is free; default true. */
  readonly honourProposed: boolean;
}

/** What a host gives: the role, and what differs from the defaults. */
export type CdcpConfigOptions = Pick<CdcpConfig, 'role'> & {
  readonly [Name in Exclude<keyof CdcpConfig, 'role' | 'pool'>]?: CdcpConfig[Name] | undefined;
} & {
  /** Ranges, in any order; they may overlap. */
  readonly pool?: readonly SvidRange[] | undefined;
};

const WHOLE_POOL: SvidPool = [{ low: SVID_POOL_RANGE.min, high: SVID_POOL_RANGE.max }];

/** What is wrong with one of the SCIDs wanted, as the end of "expected ...". */
export function faultOfWant(scid: unknown, before: ReadonlySet<unknown>, maxScid: number): string | undefined {
  const range = { min: cdcpLimits.maxScid.min, max: maxScid };
  if (!keepsLimit({ ...cdcpLimits.maxScid, ...range }, scid)) return `an SCID, ${limitText(range)}`;
  return before.has(scid) ? 'each SCID once' : undefined;
}

function readWants(wants: readonly number[], maxScid: number): readonly number[] {
  if (!Array.isArray(wants)) throw new OptionError('wants', wants, 'a list of SCIDs');
  const before = new Set<number>();
  for (const [i, scid] of wants.entries()) {
    const fault = faultOfWant(scid, before, maxScid);
    if (fault !== undefined) throw new OptionError(`wants[${i}]`, scid, fault);
    before.add(scid);
  }
  return [...wants];
}

function readPool(pool: readonly SvidRange[]): SvidPool {
  if (!Array.isArray(pool)) throw new OptionError('pool', pool, 'a list of ranges of SVIDs');
  for (const [i, range] of pool.entries()) {
    for (const name of ['low', 'high'] as const) {
      const svid: unknown = range?.[name];
      if (keepsLimit(SVID_POOL_RANGE, svid)) continue;
      throw new OptionError(`pool[${i}].${name}`, svid, `an SVID, ${limitText(SVID_POOL_RANGE)}`);
    }
    if (range.low > range.high) throw new OptionError(`pool[${i}].high`, range.high, `no less than low, ${range.low}`);
  }
  return svidPoolOf(pool);
}

/** The whole configuration, defaults filled in; throws OptionError for what is out of its range. */
export function readCdcpConfig(given: CdcpConfigOptions): CdcpConfig {
  const { role } = given;
  if (role !== 'S' && role !== 'B') throw new OptionError('role', role, 'S or B');
  const numbers = withDefaults<keyof typeof cdcpLimits>(cdcpLimits, given);
  return {
    role,
    ...numbers,
    ...readFlags<keyof typeof cdcpFlags>(cdcpFlags, given),
    wants: readWants(given.wants ?? [], numbers.maxScid),
    pool: readPool(given.pool ?? WHOLE_POOL),
  };
}
