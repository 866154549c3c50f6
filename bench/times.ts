// Measures times. Candidates take turns in one process, a few milliseconds each, for many rounds; the least time of each
// candidate counts: other work of the machine only adds to a time, and spares each candidate in some round. (mitata runs one
// candidate to its end before the next; on a machine with other work its ratios drift.) Every checksum is checked.

import { createLoop, type Loop, runChecked } from './loop.js';
import type { Candidate, Workload } from './workload.js';

/** Milliseconds of a batch. */
const BATCH = 2;
const ROUNDS = 101;
const WARM_UP_BATCHES = 40;

/** Nanoseconds per PDU, by candidate. */
export type Times = Readonly<Record<string, number>>;

interface Runner {
  readonly candidate: Candidate;
  readonly loop: Loop;
  /** How many times through all PDUs take about a batch. */
  times: number;
  /** Nanoseconds per PDU, the least of the rounds. */
  least: number;
}

function measure({ loop, candidate, times }: Runner, pdus: number): number {
  const aside = candidate.aside?.() ?? 0;
  const start = performance.now();
  runChecked(loop, candidate, times);
  const elapsed = (performance.now() - start) * 1e6;
  return (elapsed - ((candidate.aside?.() ?? 0) - aside)) / (times * pdus);
}

function warmUp(runner: Runner, pdus: number): void {
  for (let batch = 0; batch < WARM_UP_BATCHES; batch++) {
    const ns = measure(runner, pdus);
    runner.times = Math.max(1, Math.round((BATCH * 1e6) / (Math.max(ns, 0.1) * pdus)));
  }
}

/** Runs one workload. All candidates are warmed up twice before the first is measured: V8 then knows all of them. */
export function measureTimes({ pdus, candidates }: Workload): Times {
  const runners = candidates.map(
    (candidate): Runner => ({ candidate, loop: createLoop(candidate, pdus), times: 1, least: Infinity }),
  );
  for (const runner of [...runners, ...runners]) warmUp(runner, pdus.length);
  for (let round = 0; round < ROUNDS; round++) {
    for (const runner of runners) runner.least = Math.min(runner.least, measure(runner, pdus.length));
  }
  return Object.fromEntries(runners.map(({ candidate, least }) => [candidate.name, least]));
}
