// Laws that hold for every decoder, whatever octets it is given.

import { expect } from 'vitest';
import type { Finding, Result } from '../../src/core/result.js';

/** What has been said about the octets: the error, or the notes. */
export const findingsOf = (result: Result<unknown>): readonly Finding[] => (result.ok ? result.notes : [result.error]);

/** Every finding is about octets that were given, and says where it stems from. */
export function expectFindingsInside(result: Result<unknown>, octets: number): void {
  for (const { offset, length, clause, field, code } of findingsOf(result)) {
    const at = `${code} ${field} ${offset}+${length} of ${octets}`;
    expect(Number.isInteger(offset) && Number.isInteger(length), at).toBe(true);
    expect(offset >= 0 && length >= 0 && offset + length <= octets, at).toBe(true);
    expect(clause !== '', at).toBe(true);
  }
}
