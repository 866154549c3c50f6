// docs/figures: each machine as a page, made from its table.

import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { machines } from '../machines/tables.js';
import { figurePage } from './figure.js';

const fileOf = (name: string): string => `${name.toLowerCase().replaceAll(' ', '-')}.md`;

test.each(machines)('docs/figures has $figure.name as its table is', async ({ figure }) => {
  await expect(figurePage(figure)).toMatchFileSnapshot(`../../docs/figures/${fileOf(figure.name)}`);
});

test('docs/figures has nothing else', () => {
  expect(readdirSync('docs/figures').sort()).toEqual(machines.map(({ figure }) => fileOf(figure.name)).sort());
});
