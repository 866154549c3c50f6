// The SVIDs that a bridge may assign, LocalSVIDPool (42.4.7), as ranges: all 4093 SVIDs are one range.

/** Both bounds included, 2..4094. */
export interface SvidRange {
  readonly low: number;
  readonly high: number;
}

/** Ranges in ascending order that neither overlap nor touch: two pools are the same where their ranges are. */
export type SvidPool = readonly SvidRange[];

/** The pool of these ranges, which may overlap. */
export function svidPoolOf(ranges: readonly SvidRange[]): SvidPool {
  const pool: SvidRange[] = [];
  for (const { low, high } of [...ranges].sort((a, b) => a.low - b.low)) {
    const last = pool.at(-1);
    if (last === undefined || low > last.high + 1) pool.push({ low, high });
    else if (high > last.high) pool[pool.length - 1] = { low: last.low, high };
  }
  return pool;
}

export const samePool = (a: SvidPool, b: SvidPool): boolean =>
  a === b || (a.length === b.length && a.every(({ low, high }, i) => low === b[i]?.low && high === b[i]?.high));

export const inPool = (pool: SvidPool, svid: number): boolean =>
  pool.some(({ low, high }) => svid >= low && svid <= high);

/** The lowest SVID of a pool that is not used; `undefined`: all are used. */
export function lowestFree(pool: SvidPool, used: ReadonlySet<number>): number | undefined {
  for (const { low, high } of pool) {
    for (let svid = low; svid <= high; svid++) if (!used.has(svid)) return svid;
  }
  return undefined;
}
