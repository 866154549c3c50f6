// The law: where a decoder and its grammar both accept, all fields are equal; where one alone does, it is one of the
// differences that are written down.

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyMutations, arbitraryMutation, arbitraryOctets, mutate } from '../../src/testing/index.js';
import { differences } from './differences.js';
import { type Pdu, pdus } from './pdus.js';

const SEED = 8021;
const MUTATED = 800;
/** Of the mutated cases at least so many are accepted by both; otherwise the law would say little. */
const BOTH = 0.3;

/** Octets with one change, or with one to three. */
const mutated = (octets: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> =>
  fc.oneof(
    fc.tuple(octets, arbitraryMutation()).map(([bytes, mutation]) => applyMutations(bytes, [mutation])),
    { weight: 1, arbitrary: mutate(octets) },
  );

/** Names of the differences that were met. */
const met = new Set<string>();

/** Whether both accept. Throws where they part in another way than is written down. */
function agree({ decode, parse }: Pdu, bytes: Uint8Array): boolean {
  const decoded = decode(bytes);
  const parsed = parse(bytes);
  if (decoded.ok) {
    expect(parsed).toStrictEqual(decoded.value);
    return true;
  }
  if (parsed === undefined) return false;
  const difference = differences.find(({ is }) => is(bytes, decoded.error));
  if (difference === undefined) throw new Error(`the decoder alone rejects: ${decoded.error.code}`);
  met.add(difference.name);
  return false;
}

/** Cases of `octets`, and how many of them both accept. */
function hold(pdu: Pdu, octets: fc.Arbitrary<Uint8Array>, numRuns: number): number {
  let both = 0;
  fc.assert(
    fc.property(octets, (bytes) => {
      if (agree(pdu, bytes)) both++;
    }),
    { seed: SEED, numRuns, endOnFailure: false },
  );
  return both;
}

describe.each(pdus)('$name', (pdu) => {
  test('good octets: both accept', () => {
    expect(hold(pdu, pdu.octets, 300)).toBe(300);
  });

  test('mutated octets', () => {
    expect(hold(pdu, mutated(pdu.octets), MUTATED)).toBeGreaterThanOrEqual(MUTATED * BOTH);
  });

  test('cut off after each octet', () => {
    for (const bytes of fc.sample(pdu.octets, { seed: SEED, numRuns: 5 })) {
      for (let length = 0; length < bytes.length; length++) agree(pdu, bytes.subarray(0, length));
    }
  });

  test('any octets, and any behind a good beginning', () => {
    hold(pdu, arbitraryOctets(0, 1600), 200);
    const behind = arbitraryOctets(0, 300).map((octets) => Uint8Array.of(...pdu.beginning, ...octets));
    hold(pdu, behind, 400);
  });
});

describe('at the edges', () => {
  test.each(pdus.filter(({ edges }) => edges !== undefined))('$name', (pdu) => {
    const both = hold(pdu, pdu.edges as fc.Arbitrary<Uint8Array>, 300);
    expect(both).toBeGreaterThan(0);
    expect(both).toBeLessThan(300);
  });

  test('each difference that is written down was met', () => {
    expect([...met].sort()).toEqual(differences.map(({ name }) => name).sort());
  });
});
