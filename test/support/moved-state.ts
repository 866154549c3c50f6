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

/** Runs the steps with a shell that keeps its state, and with a fresh shell before each step. */
export function expectSameRun<Input, State>(
  make: (state?: State) => Face<Input, State>,
  steps: readonly Step<Input>[],
): void {
  const kept = make();
  let moved = make();
  let now = 0;
  for (const { input, after = 0, polls } of steps) {
    now += after;
    moved = make(throughJson(moved.state));
    expect(text(moved.handle(input, now))).toBe(text(kept.handle(input, now)));
    if (polls) expect(text(outputsOf(moved))).toBe(text(outputsOf(kept)));
    expect(moved.nextDeadline?.()).toBe(kept.nextDeadline?.());
    expect(text(moved.status())).toBe(text(kept.status()));
    expect(text(moved.state)).toBe(text(kept.state));
  }
}
