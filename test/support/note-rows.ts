// Set-up of the tests that show that every row of the machines is taken: leaves the rows in a file for the end of the run.

import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, inject } from 'vitest';
import { taken } from './taken-rows.js';

afterAll(() => {
  if (taken.size === 0) return;
  const folder = inject('takenRows');
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/${randomUUID()}.json`, JSON.stringify([...taken]));
  taken.clear();
});
