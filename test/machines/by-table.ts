// A figure evaluated as one reads it, state by state and row by row, with nothing prepared: what the engine is held to.

import type { Exit, Machine } from '../../src/core/machine.js';

type Data = { state: string } & Record<string, unknown>;
type Row = Exit<string, Data, unknown>;

export function settleByTable(machine: Machine<string, Data, unknown>, data: Data) {
  const copy = { ...data };
  const effects: unknown[] = [];
  const rows: string[] = [];
  const open = (): Row | undefined =>
    machine.globals.find((exit) => exit.to !== copy.state && exit.test(copy)) ??
    machine.states[copy.state]?.exits.find((exit) => exit.test(copy));
  for (let exit = open(); exit !== undefined; exit = open()) {
    rows.push(exit.id);
    exit.action?.(copy, effects);
    if (exit.to === undefined) continue;
    copy.state = exit.to;
    machine.states[exit.to]?.enter?.(copy, effects);
  }
  return { data: copy, effects, rows };
}
