// docs/counters.md lists every counter, with the text of its table.

import { expect, test } from 'vitest';
import { sourcesBelow } from '../architecture/sources.js';
import { counters, ROOMS } from './counters.js';

test('docs/counters.md is what the tables say', async () => {
  await expect(counters()).toMatchFileSnapshot('../../docs/counters.md');
});

test('every table of counters is in it', () => {
  const tables = sourcesBelow('src').flatMap(({ path, code }) =>
    [...code.matchAll(/^export const (\w+Counters) = \{/gm)].map(([, name]) => `${path} ${name}`),
  );
  expect(ROOMS.map(({ file, tables }) => `${file} ${Object.keys(tables)}`).sort()).toEqual(tables.sort());
});
