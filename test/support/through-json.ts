// A state as another process gets it: written to JSON text, and read from it.

import { stateFromJson, stateToJson } from '../../src/core/state-json.js';

/** A copy of a state by way of JSON text. */
export const throughJson = <State>(state: State): State =>
  stateFromJson(JSON.parse(JSON.stringify(stateToJson(state)))) as State;
