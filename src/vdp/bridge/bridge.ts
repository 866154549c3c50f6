// The bridge of VDP on one station-facing bridge port (SBP), clause 41: takes ULPDUs of the station, asks the host for
// resources, and has its responses pulled by ECP.
//
// Always: timers expire by `timeout` alone. Nothing that a station sends makes a bridge throw. `vdpBridgeLimits` bound what a
// bridge keeps for a station: at some of them the station hears error type 2, at the others `canTake` is false and ECP
// leaves requests without an ACK.

import type { VsiKey } from '../wire/identity.js';
import { answer, evb, managerPending, reset, setOrganizations, takeUlpdu, withdraw, withdrawAll } from './host.js';
import type { VdpBridgeInput, VdpBridgeOutput, VdpBridgeRefusal } from './io.js';
import { pull } from './pull.js';
import { receive } from './receive.js';
import { type BridgeShell, type BridgeState, hasRoom, newBridgeShell, type VdpBridgeOptions } from './state.js';
import { status, type VdpBridgeStatus, type VdpBridgeVsi, vsiStatus, vsis } from './status.js';
import { timeout } from './step.js';

/**
 * The VSIs of one station-facing bridge port. Time is in microseconds on any scale; it never goes back here.
 *
 * @example
 * const bridge = new VdpBridge({ hashSeed });
 * bridge.handle({ kind: 'evb', state: 'ready', parameters, groupIdAgreed: false }, now);
 * bridge.handle({ kind: 'ulpdu', bytes, at, end }, now);
 * for (let output = bridge.poll(); output; output = bridge.poll()) {
 *   if (output.kind === 'query') bridge.handle({ kind: 'answer', id: output.id, answer: manager.answer(output) }, now);
 * }
 * if (bridge.hasUlpdu()) end = bridge.pull(out, at, limit, now);
 */
export class VdpBridge {
  /** Of VDP, by which ECP knows its users. */
  readonly subtype = 1;
  /** All that changes. Its form is not covered by semver. */
  readonly state: BridgeState;
  readonly #shell: BridgeShell;

  /**
   * @param state of another bridge with the same options, taken over; default: a bridge before its first input
   * @throws OptionError for an option out of its range
   */
  constructor(options: VdpBridgeOptions = {}, state?: BridgeState) {
    this.#shell = newBridgeShell(options, state);
    this.state = this.#shell.state;
  }

  /**
   * Takes an input. What it leads to is in `poll`, `hasUlpdu` and `nextDeadline`.
   *
   * @returns why nothing was done, for an input that is refused; nothing has changed then
   */
  handle(input: VdpBridgeInput, now: number): VdpBridgeRefusal | undefined {
    const shell = this.#shell;
    advance(this.state, now);
    switch (input.kind) {
      case 'ulpdu':
        return takeUlpdu(shell, input.bytes, input.at, input.end);
      case 'answer':
        return answer(shell, input.id, input.answer);
      case 'managerPending':
        return managerPending(shell, input.id, input.pending);
      case 'withdraw':
        return withdraw(shell, input.vsi, input.reason ?? 'policy');
      case 'withdrawAll':
        return withdrawAll(shell, input.reason);
      case 'organization':
        return setOrganizations(shell, input.vsi, input.organizations);
      case 'evb':
        return evb(shell, input);
      case 'reset':
        return reset(shell, input.reason);
      case 'timeout':
        return timeout(shell);
    }
  }

  /** The output that has waited longest; `undefined` where none waits. */
  poll(): VdpBridgeOutput | undefined {
    return this.state.outputs.shift();
  }

  /** When `timeout` is wanted next, in microseconds; `undefined`: never. */
  nextDeadline(): number | undefined {
    const next = this.state.deadlines.next();
    return next === Number.POSITIVE_INFINITY ? undefined : next;
  }

  /** Whether a ULPDU can be taken now; ECP does not acknowledge it otherwise. */
  canTake(): boolean {
    return this.state.evb !== 'down' && hasRoom(this.#shell);
  }

  /** Takes a ULPDU from ECP, which has asked `canTake`. */
  take(bytes: Uint8Array, at: number, end: number, now: number): void {
    advance(this.state, now);
    receive(this.#shell, bytes, at, end);
  }

  /** Whether there is a ULPDU for ECP. */
  hasUlpdu(): boolean {
    return this.state.responses.size > 0;
  }

  /**
   * Writes the next ULPDU at `out[at..limit]`, where ECP sends it at once; returns the offset behind it, `at` where there is
   * none. toutKeepAlive of the VSIs that are answered starts again.
   */
  pull(out: Uint8Array, at: number, limit: number, now: number): number {
    advance(this.state, now);
    return pull(this.#shell, out, at, limit);
  }

  /** Queries of the VSI manager made so far; see `queriesBefore`. */
  get queries(): number {
    return this.state.queries;
  }

  /** The read-out for people and management. */
  status(): VdpBridgeStatus {
    return status(this.#shell);
  }

  /** The VSIs held. Each costs time: ask `status()` for their number. */
  vsis(): VdpBridgeVsi[] {
    return vsis(this.#shell);
  }

  /** One VSI; `undefined` where it is not held. */
  vsi(key: VsiKey): VdpBridgeVsi | undefined {
    return vsiStatus(this.#shell, key);
  }
}

/** Time never goes back. */
function advance(state: BridgeState, now: number): void {
  if (now > state.now) state.now = now;
}
