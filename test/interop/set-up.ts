// Before and after all cases: what they need is there, and nothing of them is left.

import { spawn, spawnSync } from 'node:child_process';
import type { TestProject } from 'vitest/node';
import { DOWN } from './scripts.js';

/** Programs, and the Debian packages that they are in. */
const NEEDED = {
  lldpad: 'lldpad',
  lldptool: 'lldpad',
  vdptool: 'lldpad',
  socat: 'socat',
  ip: 'iproute2',
  tcpdump: 'tcpdump',
  tshark: 'tshark',
} as const;

declare module 'vitest' {
  export interface ProvidedContext {
    /** Begins the names of all namespaces of this run. */
    readonly interopRun: string;
  }
}

/** What is missing; empty where all is there. */
function missing(): string[] {
  const programs = Object.entries(NEEDED).filter(([program]) => spawnSync('which', [program]).status !== 0);
  const packages = [...new Set(programs.map(([, name]) => name))];
  return [
    ...(process.getuid?.() === 0 ? [] : ['root, for network namespaces']),
    ...packages.map((name) => `the Debian package ${name}`),
  ];
}

export function setup({ provide }: TestProject): () => void {
  const lacks = missing();
  if (lacks.length > 0) throw new Error(`the interop tests need ${lacks.join(', ')}`);
  const run = `r${process.pid}`;
  provide('interopRun', run);
  // Takes all of it down should this process not come to do so; more than once, for what its workers were about to do.
  const watch = `tail --pid=${process.pid} -f /dev/null; for i in 1 2 3 4 5; do "$0" "$1"; sleep 2; done`;
  spawn('sh', ['-c', watch, DOWN, `${run}-*`], { detached: true, stdio: 'ignore' }).unref();
  return () => {
    spawnSync(DOWN, [`${run}-*`], { stdio: 'inherit' });
  };
}
