// Counters as tables beside each protocol: shells count by their names, and docs/counters.md lists them.

/** One counter. */
export interface Counter {
  /** What it counts. */
  readonly text: string;
  /** The MIB object that it is, where there is one. */
  readonly mib?: string;
}

/** A counter for each row of a table. */
export type CountersOf<Table> = { -readonly [Name in keyof Table]: number };

/** The counters of a table, all 0. */
export function newCounters<Table extends Readonly<Record<string, Counter>>>(table: Table): CountersOf<Table> {
  const counters: Partial<CountersOf<Table>> = {};
  for (const name in table) counters[name] = 0;
  return counters as CountersOf<Table>;
}
