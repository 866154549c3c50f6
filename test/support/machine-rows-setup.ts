// Notes which rows of which machine every test takes, in shells too, and leaves them in a file for the end of the run.

import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, inject, vi } from 'vitest';
import type * as engine from '../../src/core/machine.js';

const taken = vi.hoisted(() => new Set<string>());

vi.mock('../../src/core/machine.js', async (importOriginal) => {
  const original = await importOriginal<typeof engine>();
  const note = (machine: { readonly name: string }, rows: readonly string[]): void => {
    for (const row of rows) taken.add(`${machine.name}: ${row}`);
  };
  const noting =
    (go: typeof engine.run): typeof engine.run =>
    (machine, data, effects, rows = []) => {
      const before = rows.length;
      try {
        go(machine, data, effects, rows);
      } finally {
        note(machine, rows.slice(before));
      }
    };
  const settle: typeof engine.settle = (machine, data) => {
    const settled = original.settle(machine, data);
    note(machine, settled.rows);
    return settled;
  };
  return { ...original, run: noting(original.run), begin: noting(original.begin), settle };
});

afterAll(() => {
  if (taken.size === 0) return;
  const folder = inject('takenRows');
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/${randomUUID()}.json`, JSON.stringify([...taken]));
});
