// A breadth-first walk over every machine: from BEGIN, by anything that a shell may set, to all that can be reached. It
// always settles, as the table read by hand does, reaches every state, and takes every row.

import { describe, expect, test } from 'vitest';
import { begin, settle } from '../../src/core/machine.js';
import { rowsOf } from '../docs/figure.js';
import { settleByTable } from './by-table.js';
import { machines, type Walkable } from './tables.js';

type Data = { state: string } & Record<string, unknown>;

/** More states of the data than any machine here has. */
const MANY = 20_000;

interface Reached {
  readonly states: ReadonlySet<string>;
  readonly rows: ReadonlySet<string>;
}

function walk({ machine, begin: start, inputs, inputsAt, lasting, counting }: Walkable): Reached {
  const first = start() as Data;
  const rows = new Set<string>();
  const states = new Set<string>();
  const beginRows: string[] = [];
  begin(machine, first, [], beginRows);
  for (const row of beginRows) rows.add(row);
  const events = new Set(inputs.flatMap(Object.keys).filter((name) => !lasting.includes(name)));
  const quiet = start() as Data;
  const keyOf = (data: Data): string =>
    JSON.stringify(Object.entries(data).filter(([name]) => !counting.includes(name)));
  const seen = new Map([[keyOf(first), first]]);
  for (const data of seen.values()) {
    if (seen.size > MANY) throw new Error('the walk does not end');
    for (const input of [...inputs, ...inputsAt(data)]) {
      const settled = settle(machine, { ...data, ...input });
      expect(settleByTable(machine, { ...data, ...input })).toEqual(settled);
      for (const row of settled.rows) rows.add(row);
      const after = { ...settled.data } as Data;
      for (const name of events) after[name] = quiet[name];
      states.add(after.state);
      if (!seen.has(keyOf(after))) seen.set(keyOf(after), after);
    }
  }
  return { states, rows };
}

describe.each(machines)('$figure.name', (walkable) => {
  const reached = walk(walkable);
  const table = rowsOf(walkable.figure);

  test('takes every row', () => {
    expect(table.map(({ id }) => id).filter((id) => !reached.rows.has(id))).toEqual([]);
  });

  test('comes to every state, to rest or through it', () => {
    const targets = new Set([walkable.figure.initial, ...reached.states]);
    for (const { id, to } of table) if (to !== undefined && reached.rows.has(id)) targets.add(to);
    expect(Object.keys(walkable.figure.states).filter((state) => !targets.has(state))).toEqual([]);
  });

  test('leads to states it has, and no two exits of a state are the same', () => {
    expect(new Set(table.map(({ id, from, when }) => `${id} ${from} ${when}`)).size).toBe(table.length);
    expect(table.filter(({ to }) => to !== undefined && !(to in walkable.figure.states))).toEqual([]);
  });
});

test('the tables here are those of a product: no row of a walk is noted as taken by a test', () => {
  const conditions = machines.flatMap(({ machine }) => [
    ...machine.globals.map(({ test: condition }) => condition),
    ...Object.values(machine.states).flatMap(({ exits }) => exits.map(({ test: condition }) => condition)),
  ]);
  expect(conditions.filter((condition) => String(condition).includes('isTrue'))).toEqual([]);
});
