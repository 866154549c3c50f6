// The seconds of an LLDP agent. The standard ticks each second; the agent computes what the ticks do. Tick n comes n
// seconds after the first call of `handle`. Ticks at which nothing happens are skipped. Ticks that are handled late
// send one LLDPDU together.

import { secondsToTransmission, skipTransmission } from './data.js';
import type { LldpAgentShell, LldpAgentState } from './state.js';
import { sendInfo, stepTick } from './step.js';

/** Microseconds. */
const SECOND = 1_000_000;

/** A timer of the standard, or `txCredit`: an LLDPDU waits for the credit of the next second. */
export type LldpTimer = 'txTTR' | 'txCredit' | 'txShutdownWhile' | 'rxInfoTTL' | 'tooManyNeighborsTimer';

/** Microseconds from the latest `handle` to a tick. */
export const timeLeft = ({ epoch, now }: LldpAgentState, tick: number): number =>
  epoch === Number.NEGATIVE_INFINITY ? tick * SECOND : Math.max(0, epoch + tick * SECOND - now);

/** When the next tick comes at which something happens; `undefined`: never, or before the first call of `handle`. */
export function nextDeadline(state: LldpAgentState): number | undefined {
  const tick = nextTick(state);
  const isOff = tick === Number.POSITIVE_INFINITY || state.epoch === Number.NEGATIVE_INFINITY;
  return isOff ? undefined : state.epoch + tick * SECOND;
}

/** The next tick at which something happens, or Infinity. */
export function nextTick({ tick: last, data, neighbors, tooManyUntil }: LldpAgentState): number {
  let tick = last + secondsToTransmission(data);
  if (data.tooManyNeighbors) tick = Math.min(tick, tooManyUntil);
  for (const { ageTick } of neighbors) tick = Math.min(tick, ageTick);
  return tick;
}

/** The first of the timers that end at the next tick. */
export function nextTimer({ tick: last, data, neighbors }: LldpAgentState, tick: number): LldpTimer {
  if (tick === last + secondsToTransmission(data)) {
    if (data.transmit === 'TX_SHUTDOWN_FRAME') return 'txShutdownWhile';
    return data.txNow ? 'txCredit' : 'txTTR';
  }
  return neighbors.some(({ ageTick }) => ageTick === tick) ? 'rxInfoTTL' : 'tooManyNeighborsTimer';
}

/** Handles all ticks up to `now`. */
export function advance(shell: LldpAgentShell, now: number): void {
  const { state, scratch } = shell;
  if (state.epoch === Number.NEGATIVE_INFINITY) state.epoch = now;
  state.now = Math.max(state.now, now);
  let due = Math.max(state.tick, Math.floor((now - state.epoch) / SECOND));
  // The quotient may be rounded down where the instants are not whole numbers.
  if (state.epoch + (due + 1) * SECOND <= now) due++;
  scratch.dueTick = due;
  for (let next = nextTick(state); next <= due; next = nextTick(state)) {
    skipTo(state, next - 1);
    stepTick(shell);
  }
  skipTo(state, due);
  if (scratch.owed) sendInfo(shell);
}

function skipTo(state: LldpAgentState, tick: number): void {
  skipTransmission(state.data, tick - state.tick);
  state.tick = tick;
}
