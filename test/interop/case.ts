// `test` with a lab of its own for each case, and the count of the fields that it compares; and what other programs make of
// the frames of all cases of a file.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test as base } from 'vitest';
import { compareWithTcpdump } from '../peers/tcpdump.js';
import { compareWithTshark } from '../peers/tshark.js';
import { closeLab, type Lab, openLab } from './lab.js';
import { type Same, sameFor } from './same.js';
import { framesOf, type SeenFrame } from './wire.js';

declare module 'vitest' {
  export interface TaskMeta {
    /** Fields that other programs have read as ours. */
    read?: number;
  }
}

/** Frames of the cases so far, each once. */
const seen = new Map<string, SeenFrame>();

function keepFrames({ folder }: Lab): void {
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.pcap'))) {
    for (const one of framesOf(join(folder, name))) seen.set(String(one.octets), one);
  }
}

export const test = base.extend<{ readonly lab: Lab; readonly same: Same }>({
  // biome-ignore lint/correctness/noEmptyPattern: what a fixture needs is read from the pattern
  lab: async ({}, use) => {
    const lab = await openLab();
    try {
      await use(lab);
      keepFrames(lab);
    } finally {
      await closeLab(lab);
    }
  },
  same: async ({ task }, use) => use(sameFor(task.meta)),
});

/** Tests that come last in a file: other programs read the frames of its cases. */
export function readByOthers(): void {
  const octets = (kind: 'lldp' | 'vdp') =>
    [...seen.values()].filter(({ frame }) => frame.kind === kind).map((one) => one.octets);
  base('tshark reads the frames as ours', ({ task }) => {
    task.meta.read = compareWithTshark([...octets('lldp'), ...octets('vdp')]);
  });
  base('tcpdump reads the EVB TLVs as ours', ({ task }) => {
    task.meta.read = compareWithTcpdump(octets('lldp'));
  });
}
