// The law of states: a shell whose state goes through JSON text goes on as the shell that keeps it.

import { expect } from 'vitest';
import { stateToJson } from '../../src/core/state-json.js';
import { throughJson } from './through-json.js';

/** The face of a shell. */
interface Face<Input, State> {
  readonly state: State;
  handle(input: Input, now: number): unknown;
  poll(): unknown;
  nextDeadline?(): number | undefined;
  status(): unknown;
}

export interface Step<Input> {
  readonly input: Input;
  /** Microseconds to the step before. */
  readonly after?: number;
  /** Whether the outputs are taken behind the input. */
  readonly polls: boolean;
}

const text = (value: unknown): string => JSON.stringify(stateToJson(value));

function outputsOf(face: { poll(): unknown }): unknown[] {
  const outputs: unknown[] = [];
  for (let output = face.poll(); output !== undefined; output = face.poll()) outputs.push(output);
  return outputs;
}

/** Microseconds: how much the clocks of two hosts differ. */
const AHEAD = 1_234_567_891;

/**
 * Runs the steps with a shell that keeps its state, and with a fresh shell before each step. Where `move` moves the instants
 * of a state, each fresh shell has another clock than the one before.
 */
export function expectSameRun<Input, State>(
  make: (state?: State) => Face<Input, State>,
  steps: readonly Step<Input>[],
  move?: (state: State, by: number) => void,
): void {
  let ahead = 0;
  const kept = make();
  let moved = make();
  let now = 0;
  for (const { input, after = 0, polls } of steps) {
    now += after;
    const state = throughJson(moved.state);
    if (move !== undefined) {
      move(state, AHEAD);
      ahead += AHEAD;
    }
    moved = make(state);
    expect(text(moved.handle(input, now + ahead))).toBe(text(kept.handle(input, now)));
    if (polls) expect(text(outputsOf(moved))).toBe(text(outputsOf(kept)));
    expect((moved.nextDeadline?.() ?? Number.NaN) - ahead).toBe(kept.nextDeadline?.() ?? Number.NaN);
    expect(text(moved.status())).toBe(text(kept.status()));
    if (move === undefined) expect(text(moved.state)).toBe(text(kept.state));
  }
}
