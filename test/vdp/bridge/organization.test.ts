// Organizationally defined TLVs that a bridge sends: right behind the next response of a VSI, once.

import { expect, test } from 'vitest';
import type { OrganizationData } from '../../../src/vdp/index.js';
import { hex } from '../../support/hex.js';
import { associated, BridgeBench, command, commandOf, OK, processing, VSI, vsiOf } from './bench.js';

const one = { oui: 0x00000c, data: hex('f1 01') };
const two = { oui: 0x001b3f, data: hex('02') };
const ONE = 'fe0500000cf101';
const TWO = 'fe04001b3f02';

const give = (bench: BridgeBench, organizations: readonly OrganizationData[], vsi = VSI) =>
  bench.give({ kind: 'organization', vsi, organizations });

test('they go behind the response that is due, and not behind the next one', () => {
  const bench = processing();
  bench.answer(OK);
  expect(give(bench, [one, two])).toBeUndefined();
  expect(bench.tx()).toBe(command(3, '40') + ONE + TWO);
  bench.rx(command(3));
  expect(bench.tx()).toBe(command(3, '40'));
});

test('without a response that is due they wait for one', () => {
  const bench = associated();
  give(bench, [one]);
  expect(bench.bridge.hasUlpdu()).toBe(false);
  bench.rx(command(3));
  expect(bench.tx()).toBe(command(3, '40') + ONE);
});

test('they follow an error and a De-Associate as well', () => {
  const bench = processing();
  give(bench, [one]);
  bench.refuse(2);
  expect(bench.tx()).toBe(command(4, '42') + ONE);
  const other = associated();
  give(other, [two]);
  other.give({ kind: 'withdraw', vsi: VSI });
  expect(other.tx()).toBe(command(4, '00') + TWO);
});

test('those given last count; an empty list takes them back', () => {
  const bench = associated();
  give(bench, [one]);
  give(bench, [two]);
  bench.rx(command(3));
  expect(bench.tx()).toBe(command(3, '40') + TWO);
  give(bench, [one]);
  give(bench, []);
  bench.rx(command(3));
  expect(bench.tx()).toBe(command(3, '40'));
});

test('each VSI has its own, and a VSI that has gone has none', () => {
  const bench = new BridgeBench();
  bench.rx(commandOf(1, 3), commandOf(2, 3));
  for (const { id } of bench.all('query')) bench.give({ kind: 'answer', id, answer: OK });
  give(bench, [one], vsiOf(2));
  expect(bench.tx()).toBe(commandOf(1, 3, '40') + commandOf(2, 3, '40') + ONE);
  give(bench, [two], vsiOf(1));
  bench.give({ kind: 'reset', reason: 'portDown' });
  expect(give(bench, [two], vsiOf(1))).toMatchObject({ code: 'unknownVsi', field: 'vsi' });
});

test.each<[name: string, organizations: readonly OrganizationData[], field: string, expected: string]>([
  ['an OUI out of range', [{ ...one, oui: -1 }], 'organizations[0].oui', 'an integer 0..16777215'],
  ['too long data', [{ oui: 1, data: new Uint8Array(509) }], 'organizations[0].data', 'a Uint8Array of 0..508 octets'],
  [
    'too many octets',
    new Array(2).fill({ oui: 1, data: new Uint8Array(476) }),
    'organizations',
    'at most 961 octets of TLVs together',
  ],
  ['too many TLVs', new Array(193).fill(one), 'organizations', 'an array of at most 192 members'],
])('refused: %s', (_name, organizations, field, expected) => {
  const bench = associated();
  expect(give(bench, organizations)).toEqual({ code: 'invalidOrganization', field, expected });
  bench.rx(command(3));
  expect(bench.tx()).toBe(command(3, '40'));
});

test('the longest response with as many octets as are taken fits a ULPDU', () => {
  const bench = new BridgeBench();
  const filterInfo = `01 00f3 ${'0064'.repeat(243)}`;
  bench.rx(command(3, '00', filterInfo));
  bench.answer(OK);
  const organizations = [508, 443].map((octets) => ({ oui: 1, data: new Uint8Array(octets) }));
  expect(give(bench, organizations)).toBeUndefined();
  expect(bench.tx().length / 2).toBe(1492 - 18);
});
