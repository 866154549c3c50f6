// Switches and choices: defaults where nothing is given, a typed error where something else is.

import { expect, test } from 'vitest';
import { listed, readChoices, readFlags } from '../../src/core/choices.js';

const flags = { gid: { default: false, text: 'GroupIDs' }, txEnable: { default: true, text: 'sends' } };
const choices = { rrForce: { names: ['auto', 'on', 'off'], text: 'reflective relay' } } as const;

test('what is not given takes its default', () => {
  expect(readFlags(flags, {})).toEqual({ gid: false, txEnable: true });
  expect(readFlags(flags, { gid: true, txEnable: undefined })).toEqual({ gid: true, txEnable: true });
  expect(readChoices(choices, {})).toEqual({ rrForce: 'auto' });
  expect(readChoices(choices, { rrForce: 'off' })).toEqual({ rrForce: 'off' });
});

test.each([null, 0, 'true'])('%j is no switch', (gid) => {
  expect(() => readFlags(flags, { gid: gid as never })).toThrow(
    expect.objectContaining({ name: 'OptionError', field: 'gid', value: gid, expected: 'true or false' }),
  );
});

test.each([null, 'AUTO', 0])('%j is no name', (rrForce) => {
  expect(() => readChoices(choices, { rrForce: rrForce as never })).toThrow(
    expect.objectContaining({ name: 'OptionError', field: 'rrForce', value: rrForce, expected: 'auto, on or off' }),
  );
});

test.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a or b'],
  [['a', 'b', 'c'], 'a, b or c'],
])('%j in words', (names, text) => {
  expect(listed(names, 'or')).toBe(text);
});
