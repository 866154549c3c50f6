// What VSIs are called.

import { expect, test } from 'vitest';
import { parseIdentifierHex } from '../../src/core/identifier.js';
import { vsiName, vsiNames } from '../../src/text/index.js';

const DIGITS = `${'0'.repeat(30)}2a`;

test.each([
  [{ vsiidFormat: 1, vsiid: '192.0.2.7' }, '192.0.2.7'],
  [{ vsiidFormat: 4, vsiid: DIGITS }, `local:${DIGITS}`],
  [{ vsiidFormat: 9, vsiid: DIGITS }, `9:${DIGITS}`],
])('%o is called %s', (vsi, name) => {
  expect(vsiName(vsi)).toBe(name);
});

test('an identifier is called by its text', () => {
  const vsiid = parseIdentifierHex(DIGITS);
  expect(vsiid && vsiName({ vsiidFormat: 4, vsiid })).toBe(`local:${DIGITS}`);
});

test('several VSIs are named once each', () => {
  expect(vsiNames(['192.0.2.7'])).toBe('VSI 192.0.2.7');
  expect(vsiNames(['192.0.2.7', '192.0.2.8', '192.0.2.7'])).toBe('VSIs 192.0.2.7, 192.0.2.8');
});
