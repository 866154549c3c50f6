// The harness. Contestants take turns in one process, a few milliseconds each, for many rounds; the least time of each
// counts. What else the machine does only adds to a time, and in one of many rounds it leaves a contestant alone. (mitata
// runs one contestant to its end before the next; on a machine that does other work its ratios drift.) The checksum of
// every batch is checked.

import { createLoop, type Loop, runChecked } from './loop.js';
import type { Contestant, Workload } from './workload.js';

/** Milliseconds of a batch. */
const BATCH = 2;
const ROUNDS = 101;
const WARM_UP_BATCHES = 40;

/** Nanoseconds a PDU by contestant. */
export type Times = Readonly<Record<string, number>>;

interface Runner {
  readonly contestant: Contestant;
  readonly loop: Loop;
  /** Times through all PDUs that take about a batch. */
  times: number;
  /** Nanoseconds a PDU, the least of the rounds. */
  least: number;
}

function measure({ loop, contestant, times }: Runner, pdus: number): number {
  const aside = contestant.aside?.() ?? 0;
  const start = performance.now();
  runChecked(loop, contestant, times);
  const elapsed = (performance.now() - start) * 1e6;
  return (elapsed - ((contestant.aside?.() ?? 0) - aside)) / (times * pdus);
}

function warmUp(runner: Runner, pdus: number): void {
  for (let batch = 0; batch < WARM_UP_BATCHES; batch++) {
    const ns = measure(runner, pdus);
    runner.times = Math.max(1, Math.round((BATCH * 1e6) / (Math.max(ns, 0.1) * pdus)));
  }
}

/** Runs one workload. All contestants are warmed up before the first is measured, twice: the second time all are known. */
export function race({ pdus, contestants }: Workload): Times {
  const runners = contestants.map(
    (contestant): Runner => ({ contestant, loop: createLoop(contestant, pdus), times: 1, least: Infinity }),
  );
  for (const runner of [...runners, ...runners]) warmUp(runner, pdus.length);
  for (let round = 0; round < ROUNDS; round++) {
    for (const runner of runners) runner.least = Math.min(runner.least, measure(runner, pdus.length));
  }
  return Object.fromEntries(runners.map(({ contestant, least }) => [contestant.name, least]));
}
