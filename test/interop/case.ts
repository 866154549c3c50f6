// `test` with a lab of its own for each case, and the count of the fields that it compares.

import { test as base } from 'vitest';
import { closeLab, type Lab, openLab } from './lab.js';
import { type Same, sameFor } from './same.js';

export const test = base.extend<{ readonly lab: Lab; readonly same: Same }>({
  // biome-ignore lint/correctness/noEmptyPattern: what a fixture needs is read from the pattern
  lab: async ({}, use) => {
    const lab = await openLab();
    try {
      await use(lab);
    } finally {
      await closeLab(lab);
    }
  },
  same: async ({ task }, use) => use(sameFor(task.meta)),
});
