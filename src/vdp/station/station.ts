// A VDP station, clause 41: the VSIs of one uplink relay port (URP), their machines and timers. It is a user of ECP that is
// asked for its next ULPDU: what is due at that moment is packed, and only then the wait for a response starts.

import type { VsiKey } from '../wire/identity.js';
import { evb, giveCommand, giveDeAssociate, giveHints, liveVsi, reannounce, removeVsi, reset } from './host.js';
import type { VdpStationInput, VdpStationOutput, VdpStationRefusal } from './io.js';
import { hasUlpdu, nextDeadline, pull } from './pull.js';
import { receive } from './receive.js';
import { newStationShell, type StationShell, type StationState, type VdpStationOptions } from './state.js';
import { status, type VdpStationStatus, type VdpStationVsi, vsiStatus, vsis } from './status.js';
import { timeout } from './step.js';

/**
 * The VSIs of one uplink relay port. Time is in microseconds on any scale; it never goes back here.
 *
 * @example
 * const station = new VdpStation({ hashSeed });
 * station.handle({ kind: 'evb', state: 'ready', parameters, groupIdAgreed: false }, now);
 * station.handle({ kind: 'command', vsi }, now);
 * if (station.hasUlpdu(now)) end = station.pull(out, at, limit, now);
 * for (let output = station.poll(); output; output = station.poll()) tell(output);
 */
export class VdpStation {
  /** Of VDP, by which ECP knows its users. */
  readonly subtype = 1;
  /** A station asks no VSI manager. */
  readonly queries = 0;
  /** All that changes. Its form is not covered by semver. */
  readonly state: StationState;
  readonly #shell: StationShell;

  /**
   * @param state of another station with the same options, taken over; default: a station before its first input
   * @throws OptionError for an option out of its range
   */
  constructor(options: VdpStationOptions = {}, state?: StationState) {
    this.#shell = newStationShell(options, state);
    this.state = this.#shell.state;
  }

  /**
   * Takes an input. What it leads to is in `poll`, `hasUlpdu` and `nextDeadline`.
   *
   * @returns why nothing was done, for an input that is refused; nothing has changed then
   */
  handle(input: VdpStationInput, now: number): VdpStationRefusal | undefined {
    const shell = this.#shell;
    advance(this.state, now);
    switch (input.kind) {
      case 'command':
        return giveCommand(shell, input.vsi, input.tag);
      case 'deAssociate':
        return giveDeAssociate(shell, input.vsi, input.tag);
      case 'hints':
        return giveHints(shell, input.vsi, input.suspended);
      case 'remove':
        return removeVsi(shell, input.vsi);
      case 'reannounce':
        return reannounce(shell);
      case 'ulpdu':
        return receive(shell, input.bytes, input.at, input.end);
      case 'evb':
        return evb(shell, input);
      case 'reset':
        return reset(shell, input.reason);
      case 'timeout':
        return timeout(shell);
    }
  }

  /** The output that has waited longest; `undefined` where none waits. */
  poll(): VdpStationOutput | undefined {
    return this.state.outputs.shift();
  }

  /** When `timeout` is wanted next, or with ECP idle `hasUlpdu`; `undefined`: never. With `ecpBusy` keep-alives wait for ECP. */
  nextDeadline(ecpBusy = false): number | undefined {
    return nextDeadline(this.state, ecpBusy);
  }

  /** Whether a ULPDU can be taken now; ECP does not acknowledge it otherwise. */
  canTake(): boolean {
    return this.state.outputs.size < this.#shell.settings.maxPendingOutputs;
  }

  /** Takes a ULPDU from ECP, which has asked `canTake`. */
  take(bytes: Uint8Array, at: number, end: number, now: number): void {
    advance(this.state, now);
    receive(this.#shell, bytes, at, end);
  }

  /** Whether there is a ULPDU for ECP. */
  hasUlpdu(now: number): boolean {
    return hasUlpdu(this.state, Math.max(this.state.now, now));
  }

  /**
   * Writes the next ULPDU at `out[at..limit]`, where ECP sends it at once; returns the offset behind it, `at` where there is
   * none. The response timers of what is packed start.
   */
  pull(out: Uint8Array, at: number, limit: number, now: number): number {
    advance(this.state, now);
    return pull(this.#shell, out, at, limit);
  }

  /** The read-out for people and management. */
  status(): VdpStationStatus {
    return status(this.#shell);
  }

  /** The VSIs of the station. Each costs time: ask `status()` for their number. */
  vsis(): VdpStationVsi[] {
    return vsis(this.#shell);
  }

  /** One VSI; `undefined` where it is not known. */
  vsi(key: VsiKey): VdpStationVsi | undefined {
    const vsi = liveVsi(this.state, key);
    return vsi && vsiStatus(this.#shell, vsi);
  }
}

/** Time never goes back. */
function advance(state: StationState, now: number): void {
  if (now > state.now) state.now = now;
}
