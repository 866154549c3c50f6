// Every TypeScript block of the docs runs; where a `text` block follows it, that is what it prints.

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fencedBlocks } from '../support/fenced-blocks.js';
import { runSnippet } from '../support/run-snippet.js';

const files = ['README.md', ...readdirSync('docs').map((name) => `docs/${name}`)].filter((name) =>
  name.endsWith('.md'),
);

describe.each(files)('%s', (file) => {
  const blocks = fencedBlocks(readFileSync(file, 'utf8'));
  blocks.forEach((block, i) => {
    if (block.language !== 'ts') return;
    test(`snippet ${i + 1}`, async () => {
      const lines = await runSnippet(block.text);
      const next = blocks[i + 1];
      expect(`${lines.join('\n')}\n`).toBe(next?.language === 'text' ? next.text : '\n');
    });
  });
  test('has balanced fences', () => {
    expect(readFileSync(file, 'utf8').match(/^```/gm)?.length ?? 0).toBe(2 * blocks.length);
  });
});

test('README has a snippet that prints something', () => {
  const blocks = fencedBlocks(readFileSync('README.md', 'utf8'));
  const at = blocks.findIndex(({ language }) => language === 'ts');
  expect(blocks[at + 1]?.language).toBe('text');
});
