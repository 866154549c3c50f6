// A state as it goes to a host whose clock has another zero.

import { Deadlines } from '../../src/core/deadlines.js';

/** Moves the instants of a record, by their names. */
export function moveInstants<State extends object>(state: State, names: readonly (keyof State)[], by: number): State {
  for (const name of names) {
    const instant: unknown = state[name];
    if (instant instanceof Deadlines) instant.shift(by);
    else if (Array.isArray(instant)) for (const [i, at] of instant.entries()) instant[i] = at + by;
    else Object.assign(state, { [name]: (instant as number) + by });
  }
  return state;
}
