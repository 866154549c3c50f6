// Limits: defaults where nothing is given, a typed error where a number is out of its range.

import { expect, test } from 'vitest';
import { type Limits, withDefaults } from '../../src/core/limits.js';

const limits: Limits<'r' | 'rte'> = {
  r: { min: 0, max: 7, default: 3, unit: '', text: 'retransmissions' },
  rte: { min: 0, max: 31, default: 14, unit: '', text: 'exponent' },
};

test('numbers that are not given take their defaults', () => {
  expect(withDefaults(limits, {})).toEqual({ r: 3, rte: 14 });
  expect(withDefaults(limits, { r: 0, rte: undefined })).toEqual({ r: 0, rte: 14 });
});

test.each([-1, 8, 1.5, Number.NaN, '3'])('%s is no number of retransmissions', (r) => {
  expect(() => withDefaults(limits, { r: r as number })).toThrow(
    expect.objectContaining({ name: 'OptionError', code: 'dot1qbgOption', field: 'r', expected: 'an integer 0..7' }),
  );
});
