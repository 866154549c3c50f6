// What both sides say is the same, and how many fields that are.

import { expect, vi } from 'vitest';

/** What theirs says, and what ours does. */
export type Pair = readonly [theirs: unknown, ours: unknown];

/** Waits until `look` sees what both say alike, and counts its fields; fails with what differs last. */
export type Same = (look: () => Promise<readonly Pair[]> | readonly Pair[], seconds?: number) => Promise<void>;

declare module 'vitest' {
  export interface TaskMeta {
    fields?: number;
  }
}

/** Longer than the daemon takes to say anything at all. */
const PATIENCE = 45;

/** The values in a value that are no object themselves. */
function fieldsOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return value === undefined ? 0 : 1;
  return Object.values(value).reduce((sum: number, one) => sum + fieldsOf(one), 0);
}

export const sameFor =
  (meta: { fields?: number }): Same =>
  async (look, seconds = PATIENCE) => {
    const pairs = await vi.waitFor(
      async () => {
        const seen = await look();
        expect(seen.map(([, ours]) => ours)).toEqual(seen.map(([theirs]) => theirs));
        return seen;
      },
      { timeout: 1000 * seconds, interval: 250 },
    );
    meta.fields = (meta.fields ?? 0) + pairs.reduce((sum, [theirs]) => sum + fieldsOf(theirs), 0);
  };
