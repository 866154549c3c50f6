import { expect, test } from 'vitest';
import { checkRows, parseRows, REFERENCE_FILES, rowsOfTitle } from './rows.js';

test('the list: comments and blank lines are no rows', () => {
  expect(parseRows('# head\n\nvdp V1\necp 1.4/1 # length\n')).toEqual(['vdp V1', 'ecp 1.4/1']);
});

test('a title bears the rows it starts with', () => {
  expect(rowsOfTitle('vdp V1: the first TLV')).toEqual(['vdp V1']);
  expect(rowsOfTitle('vdp E1, lldp-evb 6.4/10, s-channel C10: both')).toEqual([
    'vdp E1',
    'lldp-evb 6.4/10',
    's-channel C10',
  ]);
  expect(rowsOfTitle('what a title says: nothing')).toEqual([]);
  expect(rowsOfTitle('no colon')).toEqual([]);
});

test('a row without a passing test, an unlisted one and a double one are problems', () => {
  const check = (listed: string[], titles: string[]) => checkRows(listed, titles, REFERENCE_FILES);
  expect(check(['vdp V1'], ['vdp V1: x'])).toEqual([]);
  expect(check(['vdp V1'], [])).toEqual(['no passing test bears: vdp V1']);
  expect(check([], ['vdp V1: x'])).toEqual(['borne by a test, but not listed: vdp V1']);
  expect(check(['vdp V1', 'vdp V1'], ['vdp V1: x'])).toEqual(['listed twice: vdp V1']);
});
