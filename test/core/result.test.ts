// Results as data.

import { expect, test } from 'vitest';
import { fail, finding, ok, rules } from '../../src/core/result.js';

const table = rules({ first: '41.2', second: '43' });

test('a table of rules is looked up by code', () => {
  expect(table).toStrictEqual({
    first: { code: 'first', clause: '41.2' },
    second: { code: 'second', clause: '43' },
  });
});

test('a finding takes what it needs from its rule', () => {
  const error = { code: 'first', field: 'x.y', offset: 3, length: 2, clause: '41.2' };
  expect(finding(table.first, 'x.y', 3, 2)).toStrictEqual(error);
  expect(fail(finding(table.first, 'x.y', 3, 2))).toStrictEqual({ ok: false, error });
});

test('without notes all results share one list that nobody can add to', () => {
  expect(ok(1)).toStrictEqual({ ok: true, value: 1, notes: [] });
  expect(ok(1).notes).toBe(ok(2).notes);
  expect(Object.isFrozen(ok(1).notes)).toBe(true);
  const notes = [finding(table.second, 'x', 0, 0)];
  expect(ok(1, notes).notes).toBe(notes);
});
