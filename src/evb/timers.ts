// Everything that has timers in a station or a bridge: the channels, and CDCP of ports. Each has a slot, and one entry among
// the deadlines.
//
// Always: work for a frame does not depend on how many slots there are; a slot that rests costs nothing until its deadline.

import { Deadlines } from '../core/deadlines.js';
import { NO_SLOT, SlotList } from '../core/slot-list.js';

export interface EvbTimersState {
  /** By slot. */
  readonly deadlines: Deadlines;
  /** Slots whose timers may have changed. They are looked at when the next deadline is asked for. */
  readonly touched: SlotList;
  /** Slots that were in use and are free. */
  readonly free: number[];
}

/** Names of the instants in the state (microseconds on the host's scale), for a move to another clock. */
export const EVB_TIMERS_INSTANTS = ['deadlines'] as const satisfies readonly (keyof EvbTimersState)[];

export interface Timed {
  readonly state: { slot: number };
}

export interface Timers<One extends Timed> {
  readonly state: EvbTimersState;
  readonly bySlot: (One | undefined)[];
}

export const newTimersState = (): EvbTimersState => ({ deadlines: new Deadlines(), touched: new SlotList(), free: [] });

/** Gives a slot. */
export function addTimed<One extends Timed>({ state, bySlot }: Timers<One>, one: One): void {
  one.state.slot = state.free.pop() ?? bySlot.length;
  bySlot[one.state.slot] = one;
}

/** Puts it in the slot that its state names. */
export function restoreTimed<One extends Timed>({ bySlot }: Timers<One>, one: One): void {
  bySlot[one.state.slot] = one;
}

export function removeTimed<One extends Timed>({ state, bySlot }: Timers<One>, { state: { slot } }: One): void {
  state.deadlines.clear(slot);
  state.touched.delete(slot);
  state.free.push(slot);
  bySlot[slot] = undefined;
}

/** Looks at the timers of all slots that were touched. `deadlineOf` is Infinity where no timer runs. */
export function armTimers<One extends Timed>({ state, bySlot }: Timers<One>, deadlineOf: (one: One) => number): void {
  const { deadlines, touched } = state;
  for (let slot = touched.first; slot !== NO_SLOT; slot = touched.first) {
    touched.delete(slot);
    const next = deadlineOf(bySlot[slot] as One);
    if (next === Number.POSITIVE_INFINITY) deadlines.clear(slot);
    else deadlines.set(slot, next);
  }
}

/** The timers of a slot may have changed. All that a channel or CDCP does ends with this. */
export const touch = ({ state: { touched } }: Timers<Timed>, slot: number): void => touched.push(slot);

/** The first whose deadline has come. It has no deadline until the timers are armed again, so it comes once. */
export function dueTimed<One extends Timed>({ state, bySlot }: Timers<One>, now: number): One | undefined {
  const slot = state.deadlines.due(now);
  if (slot === NO_SLOT) return undefined;
  state.deadlines.clear(slot);
  return bySlot[slot];
}
