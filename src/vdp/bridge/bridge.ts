// The bridge of VDP on one station-facing bridge port (SBP), clause 41: takes ULPDUs of the station, asks the host for
// resources, and has its answers pulled by ECP.
//
// Always: one answer at most waits for a VSI; timers expire by `timeout` alone; a VSI that is held has a timer that runs.
// What a station sends never makes it throw, and is bounded by its limits: at some of them the station hears error type 2
// (`vdpBridgeLimits`), at the others `canTake` is false and ECP leaves its requests without an ACK.

import { readChoices, readFlags } from '../../core/choices.js';
import { OptionError, withDefaults } from '../../core/limits.js';
import { refuse } from '../../core/refusal.js';
import {
  refuseParameters,
  resourceWaitDelay,
  toutKeepAlive,
  type VdpParameters,
  vdpParameterLimits,
} from '../parameters.js';
import { checkFormats } from '../vsi-limits.js';
import type { FilterFormats } from '../wire/layout.js';
import { checkAnswer, resultOf } from './host.js';
import type { VdpBridgeInput, VdpBridgeRefusal } from './input.js';
import { type VdpBridgeLimits, vdpBridgeChoices, vdpBridgeFlags, vdpBridgeLimits } from './limits.js';
import type { VdpBridgeOutput, VdpBridgeResetReason, WithdrawReason } from './output.js';
import { VdpBridgeReceiver } from './receive.js';
import { type BridgeState, newBridgePort, slotOfQuery, wasAsked } from './state.js';
import { listVsis, type VdpBridgeStatus, type VdpBridgeVsi } from './status.js';
import { VdpBridgeVsis } from './step.js';
import { isHeld } from './vsi.js';

/** What a bridge is made with. Numbers have their ranges and defaults in `vdpBridgeLimits`. */
export interface VdpBridgeOptions {
  readonly maxVsis?: number | undefined;
  readonly maxFilterEntriesPerVsi?: number | undefined;
  readonly maxFilterEntries?: number | undefined;
  readonly maxLooseAnswers?: number | undefined;
  readonly maxPendingOutputs?: number | undefined;
  /** One association TLV per ECPDU, for peers that do not look further; default false. */
  readonly oneTlvPerEcpdu?: boolean | undefined;
  /** Any integer, so that a station cannot choose VSIIDs that collide; default 0. */
  readonly hashSeed?: number | undefined;
  /** What becomes of VSIs when the EVB TLV is lost; default `keep`: they live on by their keep-alives. */
  readonly onEvbLoss?: 'keep' | 'release' | undefined;
  /**
   * `queries` of the bridge whose place this one takes, so that no answer to that one is taken for one to this; default 0.
   */
  readonly queriesBefore?: number | undefined;
  /** Filter info formats beyond 1 to 4 that are to be accepted. */
  readonly formats?: FilterFormats | undefined;
}

type InputOf<Kind extends VdpBridgeInput['kind']> = Extract<VdpBridgeInput, { readonly kind: Kind }>;
type Answer = VdpBridgeRefusal | undefined;

const defaultOf = (name: keyof typeof vdpParameterLimits): number => vdpParameterLimits[name].default;

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
  readonly #onEvbLoss: 'keep' | 'release';
  readonly #port: BridgeState;
  readonly #vsis: VdpBridgeVsis;
  readonly #receiver: VdpBridgeReceiver;
  #parameters: VdpParameters = {
    r: defaultOf('r'),
    rte: defaultOf('rte'),
    rwd: defaultOf('rwd'),
    rka: defaultOf('rka'),
  };

  /** @throws OptionError for an option out of its range */
  constructor(options: VdpBridgeOptions = {}) {
    const { hashSeed = 0, queriesBefore = 0, formats } = options;
    checkFormats(formats);
    const { oneTlvPerEcpdu } = readFlags<keyof typeof vdpBridgeFlags>(vdpBridgeFlags, options);
    const { onEvbLoss } = readChoices(vdpBridgeChoices, options);
    if (!Number.isInteger(hashSeed)) throw new OptionError('hashSeed', hashSeed, 'an integer');
    if (!Number.isInteger(queriesBefore) || queriesBefore < 0) {
      throw new OptionError('queriesBefore', queriesBefore, 'an integer, 0 or more');
    }
    const most = oneTlvPerEcpdu ? 1 : Number.POSITIVE_INFINITY;
    this.#onEvbLoss = onEvbLoss;
    this.#port = newBridgePort(
      withDefaults<keyof VdpBridgeLimits>(vdpBridgeLimits, options),
      hashSeed,
      most,
      formats,
      queriesBefore,
    );
    this.#vsis = new VdpBridgeVsis(this.#port);
    this.#receiver = new VdpBridgeReceiver(this.#port, this.#vsis);
    this.#startTimersBy(this.#parameters);
  }

  /**
   * Takes an input. What it leads to is in `poll`, `hasUlpdu` and `nextDeadline`.
   *
   * @returns why nothing was done, for an input that is refused; nothing has changed then
   */
  handle(input: VdpBridgeInput, now: number): Answer {
    this.#advance(now);
    switch (input.kind) {
      case 'ulpdu':
        return this.take(input.bytes, input.at, input.end, now);
      case 'answer':
        return this.#answer(input);
      case 'managerPending':
        return this.#managerPending(input);
      case 'withdraw':
        return this.#withdraw(input);
      case 'withdrawAll':
        return this.#withdrawAll(input.reason);
      case 'evb':
        return this.#evb(input);
      case 'reset':
        return this.#reset(input.reason);
      case 'timeout':
        return this.#timeout();
    }
  }

  /** The output that has waited longest; `undefined` where none waits. */
  poll(): VdpBridgeOutput | undefined {
    return this.#port.outputs.shift();
  }

  /** When `timeout` is wanted next, in microseconds; `undefined` where no timer runs. */
  nextDeadline(): number | undefined {
    const next = this.#port.deadlines.next();
    return next === Number.POSITIVE_INFINITY ? undefined : next;
  }

  /** Whether a ULPDU can be taken now. */
  canTake(): boolean {
    return this.#receiver.evb !== 'down' && this.#hasRoom();
  }

  /** What `handle` does with the input `ulpdu`, for ECP. */
  take(bytes: Uint8Array, at: number, end: number, now: number): Answer {
    this.#advance(now);
    if (!this.#hasRoom()) {
      this.#port.counters.rxBusy++;
      return refuse('busy', '', 'outputs to be polled, or answers to be pulled, first');
    }
    this.#receiver.ulpdu(bytes, at, end);
    return undefined;
  }

  /** Whether `pull` has something to give. */
  hasUlpdu(): boolean {
    return this.#port.answers.size > 0;
  }

  /**
   * Writes the answers that are due, of the manager of the oldest, as many as fit `at..limit`; returns the offset behind
   * the ULPDU, `at` where nothing is due. toutKeepAlive of VSIs starts again here, so that the wait for ECP is not held
   * against the station.
   */
  pull(out: Uint8Array, at: number, limit: number, now: number): number {
    this.#advance(now);
    return this.#port.answers.pack(out, at, limit, this.#port.now + this.#port.toutKeepAlive);
  }

  /** Queries made so far; see `queriesBefore`. */
  get queries(): number {
    return this.#port.serial;
  }

  status(): VdpBridgeStatus {
    const { table, answers, outputs, counters } = this.#port;
    return {
      evb: this.#receiver.evb,
      parameters: this.#parameters,
      groupIdAgreed: this.#receiver.groupIdAgreed,
      resourceWaitDelay: this.#port.resourceWaitDelay,
      toutKeepAlive: this.#port.toutKeepAlive,
      vsis: table.held,
      filterEntries: table.entries,
      waitingAnswers: answers.size,
      pendingOutputs: outputs.size,
      counters: { ...counters },
    };
  }

  /** The VSIs held. */
  list(): VdpBridgeVsi[] {
    return listVsis(this.#port);
  }

  #advance(now: number): void {
    if (now > this.#port.now) this.#port.now = now;
  }

  #hasRoom(): boolean {
    const { table, limits } = this.#port;
    return !this.#isFull() && table.loose < limits.maxLooseAnswers;
  }

  #isFull(): boolean {
    return this.#port.outputs.size >= this.#port.limits.maxPendingOutputs;
  }

  #busy(): Answer {
    return refuse('busy', '', 'outputs to be polled first');
  }

  #answer({ id, answer }: InputOf<'answer'>): Answer {
    if (!wasAsked(this.#port, id)) return refuse('unknownQuery', 'id', 'the id of a query');
    const wrong = checkAnswer(answer);
    if (wrong !== undefined) return wrong;
    if (this.#isFull()) return this.#busy();
    const slot = slotOfQuery(id);
    const record = this.#port.table.at(slot);
    if (record?.query !== id || record.rxCmd === undefined) this.#vsis.lateResult(id, answer.ok);
    else this.#vsis.result(slot, record, resultOf(answer, record.rxCmd, record.vsiState, this.#port.formats));
    return undefined;
  }

  #managerPending({ id, pending }: InputOf<'managerPending'>): Answer {
    if (!wasAsked(this.#port, id)) return refuse('unknownQuery', 'id', 'the id of a query');
    const record = this.#port.table.at(slotOfQuery(id));
    if (record?.query === id) record.managerPending = pending;
    return undefined;
  }

  #withdraw({ vsiidFormat, vsiid, reason = 'policy' }: InputOf<'withdraw'>): Answer {
    const { table } = this.#port;
    const slot = table.find(vsiidFormat, vsiid.w0, vsiid.w1, vsiid.w2, vsiid.w3);
    const record = table.at(slot);
    if (!isHeld(record)) return refuse('unknownVsi', 'vsiid', 'a VSI of this port');
    if (this.#isFull()) return this.#busy();
    this.#vsis.withdraw(slot, record, reason);
    return undefined;
  }

  #withdrawAll(reason: WithdrawReason): Answer {
    const { table } = this.#port;
    if (this.#isFull()) return this.#busy();
    for (let slot = 0; slot < table.slots; slot++) {
      const record = table.at(slot);
      if (isHeld(record)) this.#vsis.withdraw(slot, record, reason);
    }
    return undefined;
  }

  #evb(input: InputOf<'evb'>): Answer {
    if (input.state === 'ready') {
      const wrong = refuseParameters(input.parameters);
      if (wrong !== undefined) return wrong;
      this.#startTimersBy(input.parameters);
      this.#receiver.evb = 'ready';
      this.#receiver.groupIdAgreed = input.groupIdAgreed;
      return undefined;
    }
    if (input.state === 'down') return this.#reset('disabled');
    if (this.#receiver.evb === 'down') return undefined;
    if (this.#onEvbLoss === 'release') return this.#reset('evbLost');
    this.#receiver.evb = 'lost';
    return undefined;
  }

  /** Timers that run keep their time. */
  #startTimersBy({ r, rte, rwd, rka }: VdpParameters): void {
    this.#parameters = { r, rte, rwd, rka };
    this.#port.resourceWaitDelay = resourceWaitDelay(this.#parameters);
    this.#port.toutKeepAlive = toutKeepAlive(this.#parameters);
  }

  #reset(reason: VdpBridgeResetReason): Answer {
    this.#vsis.reset(reason);
    this.#receiver.evb = 'down';
    return undefined;
  }

  /** Where too many outputs wait the rest of the timers wait, too: `nextDeadline` stays in the past. */
  #timeout(): Answer {
    const { deadlines, now } = this.#port;
    for (let slot = deadlines.due(now); slot >= 0 && !this.#isFull(); slot = deadlines.due(now)) {
      this.#vsis.expire(slot);
    }
    return undefined;
  }
}
