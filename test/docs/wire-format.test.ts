import { expect, test } from 'vitest';
import { wireFormat } from './wire-format.js';

test('docs/wire-format.md is what the field tables say', async () => {
  await expect(wireFormat()).toMatchFileSnapshot('../../docs/wire-format.md');
});
