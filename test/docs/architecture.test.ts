// The files that docs/architecture.md names are there, and have the functions that it names beside them.

import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const page = readFileSync('docs/architecture.md', 'utf8');

test('every file with a folder that the page names is in src, or where it says', () => {
  const named = [...page.matchAll(/`((?:src\/|test\/)?[\w-]+\/[\w/-]+\.ts)`/g)].map(([, path]) => path as string);
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((path) => !existsSync(path) && !existsSync(`src/${path}`))).toEqual([]);
});

test('the way of one frame names functions that stand in its files', () => {
  const rows =
    page
      .split('## The way of one frame')[1]
      ?.split('\n## ')[0]
      ?.match(/^\| \d+ \|.*$/gm) ?? [];
  expect(rows.length).toBeGreaterThan(9);
  for (const row of rows) {
    const [, , where = ''] = row.split('|');
    const files = [...where.matchAll(/`([\w/-]+\.ts)`/g)]
      .map(([, path]) => readFileSync(`src/${path}`, 'utf8'))
      .join('\n');
    for (const [, name] of where.matchAll(/`(\w+)`/g)) expect(files, row).toMatch(new RegExp(`\\b${name}( =|[(<])`));
  }
});
