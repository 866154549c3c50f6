// The harness. Contestants take turns in one process, a few milliseconds each, for many rounds; a ratio is that of two
// times of the same round, and the median of the rounds counts. So a busy machine slows all of them alike, and what
// hits one round only is left out. (mitata runs one contestant to its end before the next; on a machine that does other
// work its ratios drift.) The checksum of every batch is checked.

import { createLoop, type Loop, runChecked } from './loop.js';
import type { Contestant, Workload } from './workload.js';

/** Milliseconds of a batch. */
const BATCH = 2;
const ROUNDS = 51;
const WARM_UP_BATCHES = 40;

/** The times of one workload. */
export interface RaceResult {
  readonly workload: Workload;
  /** Nanoseconds a PDU, the median. */
  readonly ns: (name: string) => number;
  /** Time of `name` in times of `base`, the median of the rounds. */
  readonly ratio: (name: string, base: string) => number;
}

interface Runner {
  readonly contestant: Contestant;
  readonly loop: Loop;
  /** Times through all PDUs that take about a batch. */
  times: number;
  /** Nanoseconds a PDU by round. */
  readonly rounds: number[];
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] as number;
}

function measure(runner: Runner, pdus: number): number {
  const start = performance.now();
  runChecked(runner.loop, runner.contestant, runner.times);
  return ((performance.now() - start) * 1e6) / (runner.times * pdus);
}

function warmUp(runner: Runner, pdus: number): void {
  for (let batch = 0; batch < WARM_UP_BATCHES; batch++) {
    const ns = measure(runner, pdus);
    runner.times = Math.max(1, Math.round((BATCH * 1e6) / (Math.max(ns, 0.1) * pdus)));
  }
}

/**
 * Runs all workloads. All are warmed up before the first is measured: the decoders have then seen every kind of PDU, as
 * they have in use.
 */
export function race(workloads: readonly Workload[]): RaceResult[] {
  const fields = workloads.map((workload) => ({
    workload,
    runners: workload.contestants.map(
      (contestant): Runner => ({ contestant, loop: createLoop(contestant, workload.pdus), times: 1, rounds: [] }),
    ),
  }));
  for (const { workload, runners } of fields) for (const runner of runners) warmUp(runner, workload.pdus.length);
  for (const { workload, runners } of fields) for (const runner of runners) warmUp(runner, workload.pdus.length);
  return fields.map(({ workload, runners }) => {
    for (let round = 0; round < ROUNDS; round++) {
      for (let turn = 0; turn < runners.length; turn++) {
        const runner = runners[(round + turn) % runners.length] as Runner;
        runner.rounds.push(measure(runner, workload.pdus.length));
      }
    }
    return result(workload, runners);
  });
}

function result(workload: Workload, runners: readonly Runner[]): RaceResult {
  const rounds = (name: string): readonly number[] => {
    const runner = runners.find(({ contestant }) => contestant.name === name);
    if (runner === undefined) throw new Error(`${workload.id} has no contestant ${name}`);
    return runner.rounds;
  };
  return {
    workload,
    ns: (name) => median(rounds(name)),
    ratio(name, base) {
      const bases = rounds(base);
      return median(rounds(name).map((ns, round) => ns / (bases[round] as number)));
    },
  };
}
