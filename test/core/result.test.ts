// Results as data.

import { expect, test } from 'vitest';
import { fail, type Note, ok } from '../../src/core/result.js';

const finding: Note<'first'> = { code: 'first', field: 'x.y', offset: 3, length: 2, clause: '41.2' };

test('a failure is its error', () => {
  expect(fail(finding)).toStrictEqual({ ok: false, error: finding });
});

test('without notes all results share one list that nobody can add to', () => {
  expect(ok(1)).toStrictEqual({ ok: true, value: 1, notes: [] });
  expect(ok(1).notes).toBe(ok(2).notes);
  expect(Object.isFrozen(ok(1).notes)).toBe(true);
  const notes = [finding];
  expect(ok(1, notes).notes).toBe(notes);
});
