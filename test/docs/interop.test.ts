// What docs/interop.md says of others is held by tests: each that it names is there. Those of the cases against the daemon run
// by `npm run test:interop`.

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const CASES = 'test/interop';
const cases = readdirSync(CASES)
  .filter((name) => name.endsWith('.case.ts'))
  .map((name) => readFileSync(`${CASES}/${name}`, 'utf8'))
  .join('\n');

/** The cells of the table about the daemon. */
const rows = readFileSync('docs/interop.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.slice(2, -2).split(' | '))
  .slice(2);

/** Whether a title stands in the cases as one, in a string of its own. */
const isTitle = (name: string): boolean => cases.includes(`'${name}'`) || cases.includes(`\`${name}\``);

test('the table has rows, each with a test', () => {
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.filter((cells) => cells.length !== 3)).toEqual([]);
});

test.each(rows.map(([, , cell = '']) => cell.replaceAll('`', '')))('%s', (name) => {
  expect(isTitle(name)).toBe(true);
});

test('the check can fail', () => {
  expect(isTitle('the daemon makes coffee')).toBe(false);
});
