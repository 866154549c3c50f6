// A VDP station, clause 41: the VSIs of one URP, their machines and timers. It is a ULP of ECP that is asked for its next
// ULPDU: what is due at that moment is packed, and only then the wait for an answer starts.

import { ECPDU_REST, type PackSource } from '../packing.js';
import { refuseParameters } from '../parameters.js';
import { reinitKeepAlive, respWaitDelay } from '../timers.js';
import type { VsiKey } from '../wire/identity.js';
import type { KeptCommand } from './command.js';
import { giveCommand, giveDeAssociate, giveHints, reannounce, releaseWaiting, removeVsi, resetAll } from './host.js';
import type { VdpStationInput, VdpStationOutput, VdpStationRefusal } from './io.js';
import { hasUlpdu, packSource, pullUlpdu } from './pull.js';
import { receiveUlpdu } from './receive.js';
import { newStationCore, type StationState, type VdpStationOptions } from './state.js';
import { describeStation, describeVsi, describeVsis, type VdpStationStatus, type VdpStationVsi } from './status.js';
import { stepStation } from './step.js';
import { findVsi, hasEnded, type StationVsi } from './vsi.js';

const NO_VSI = -1;

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
  /** Microseconds that ECP waits with the next ECPDU of it. */
  readonly rest: number;
  readonly #core: StationState;
  readonly #source: PackSource<KeptCommand>;

  /** @throws OptionError for an option out of its range */
  constructor(options: VdpStationOptions = {}) {
    this.#core = newStationCore(options);
    this.#source = packSource(this.#core);
    this.rest = this.#core.options.spaceEcpdus ? ECPDU_REST : 0;
  }

  /**
   * Takes an input. What it leads to is in `poll`, `hasUlpdu` and `nextDeadline`.
   *
   * @returns why nothing was done, for a command that is refused; nothing has changed then
   */
  handle(input: VdpStationInput, now: number): VdpStationRefusal | undefined {
    const core = this.#core;
    this.#advance(now);
    switch (input.kind) {
      case 'command':
        return giveCommand(core, input.vsi, input.tag);
      case 'deAssociate':
        return giveDeAssociate(core, input.vsi, input.tag);
      case 'hints':
        return giveHints(core, input.vsi, input.suspended);
      case 'remove':
        return removeVsi(core, input.vsi);
      case 'reannounce':
        reannounce(core);
        return undefined;
      case 'ulpdu':
        this.take(input.bytes, input.at, input.end, now);
        return undefined;
      case 'evb':
        return this.#evb(input);
      case 'reset':
        resetAll(core, input.reason);
        core.evb = input.reason === 'portDown' ? 'portDown' : 'down';
        return undefined;
      case 'timeout':
        this.#timeout();
        return undefined;
    }
  }

  /** It asks no VSI manager. */
  readonly queries = 0;

  /** The next output, in causal order; `undefined` where there is none. */
  poll(): VdpStationOutput | undefined {
    return this.#core.outputs.shift();
  }

  /**
   * When `handle({ kind: 'timeout' })` and, with ECP idle, `hasUlpdu` have something to do next; `undefined`: never.
   *
   * @param ecpBusy an ECPDU is outstanding. Keep-alives that are due then wait for ECP, and are no deadline
   */
  nextDeadline(ecpBusy = false): number | undefined {
    const { responses, keepAlives } = this.#core;
    const next = ecpBusy ? responses.next() : Math.min(responses.next(), keepAlives.next());
    return next === Number.POSITIVE_INFINITY ? undefined : next;
  }

  /** Whether an indication can be taken; ECP does not acknowledge it otherwise. */
  canTake(): boolean {
    return this.#core.outputs.size < this.#core.options.maxPendingOutputs;
  }

  /** What `handle` does with the input `ulpdu`, for ECP. */
  take(bytes: Uint8Array, at: number, end: number, now: number): void {
    this.#advance(now);
    receiveUlpdu(this.#core, bytes, at, end);
  }

  /** Whether there is a ULPDU for ECP. */
  hasUlpdu(now: number): boolean {
    return hasUlpdu(this.#core, Math.max(this.#core.now, now));
  }

  /**
   * Writes the next ULPDU at `out[at..limit]`, where ECP sends it at once; returns the offset behind it, `at` where there is
   * none. The response timers of what is packed start.
   */
  pull(out: Uint8Array, at: number, limit: number, now: number): number {
    this.#advance(now);
    return pullUlpdu(this.#core, this.#source, out, at, limit);
  }

  /** The read-out for people and management. */
  status(): VdpStationStatus {
    return describeStation(this.#core);
  }

  /** The VSIs of the station. */
  vsis(): VdpStationVsi[] {
    return describeVsis(this.#core);
  }

  /** One VSI; `undefined` where it is not known. */
  vsi(key: VsiKey): VdpStationVsi | undefined {
    const vsi = findVsi(this.#core.table, key);
    return vsi === undefined || hasEnded(this.#core.table, vsi) ? undefined : describeVsi(this.#core, vsi);
  }

  #advance(now: number): void {
    if (now > this.#core.now) this.#core.now = now;
  }

  #evb(input: Extract<VdpStationInput, { kind: 'evb' }>): VdpStationRefusal | undefined {
    const core = this.#core;
    if (input.state === 'ready') {
      const refused = refuseParameters(input.parameters);
      if (refused !== undefined) return refused;
      core.evb = 'ready';
      core.parameters = { ...input.parameters };
      core.groupIdAgreed = input.groupIdAgreed;
      core.respWaitDelay = respWaitDelay(core.parameters);
      core.reinitKeepAlive = reinitKeepAlive(core.parameters);
      releaseWaiting(core);
    } else if (input.state === 'down') {
      resetAll(core, 'disabled');
      core.evb = 'down';
    } else if (core.evb === 'ready') {
      core.evb = core.options.releaseOnEvbLoss ? 'down' : 'lost';
      if (core.evb === 'down') resetAll(core, 'evbLost');
    }
    return undefined;
  }

  /** Response timers alone: keep-alives wait for ECP. */
  #timeout(): void {
    const core = this.#core;
    for (let slot = core.responses.due(core.now); slot !== NO_VSI; slot = core.responses.due(core.now)) {
      const vsi = core.table.vsis[slot] as StationVsi;
      core.responses.clear(slot);
      core.counters.timeouts++;
      core.machine.waitWhileExpired = true;
      stepStation(core, vsi);
    }
  }
}
