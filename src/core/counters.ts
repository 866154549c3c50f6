// Counters as plain tables beside each protocol: shells count by the names of a table, and the docs list its texts.
//
// Always: all counters of one table have one hidden class in V8, since their members come in the order of the table.

export interface Counter {
  /** What the number counts, for the docs. */
  readonly text: string;
  /** The object of IEEE8021-EVB-MIB that counts the same, where there is one. */
  readonly mib?: string;
}

export type CounterTable<Name extends string = string> = Readonly<Record<Name, Counter>>;

/** The counters of a table, each 0. */
export function zeroCounters<Name extends string>(table: CounterTable<Name>): Record<Name, number> {
  const counters: Partial<Record<Name, number>> = {};
  for (const name in table) counters[name] = 0;
  return counters as Record<Name, number>;
}
