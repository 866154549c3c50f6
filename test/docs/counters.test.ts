// docs/counters.md lists every counter, with the text of its table.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sourcesBelow } from '../architecture/sources.js';
import { counters, TABLES } from './counters.js';

test('docs/counters.md is what the tables say', async () => {
  await expect(counters()).toMatchFileSnapshot('../../docs/counters.md');
});

test('every table of counters is in it', () => {
  const found = sourcesBelow('src').flatMap(({ path }) =>
    [...readFileSync(path, 'utf8').matchAll(/^export const (\w+Counters) = \{/gm)].map(([, name]) => name),
  );
  expect(found.sort()).toEqual(Object.keys(TABLES).sort());
});
