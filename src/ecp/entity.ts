// An ECP entity, clause 43: the transmit and the receive machine of one port (one S-channel), and the ULPs above them.
// The host feeds ECPDUs and time, and takes out what is to be sent and what has come.
//
// Always: an ACK goes out for what was delivered, now or before, and ahead of the indication; a timer expires by
// `timeout` alone. Where too many outputs wait, ECPDUs are dropped without an ACK (the peer sends them again), requests
// are refused and timers wait, so that the queue of outputs is bounded.

import { keepsLimit, limitText, withDefaults } from '../core/limits.js';
import { begin, empty, linked, run } from '../core/machine.js';
import { copyOctets } from '../core/octets.js';
import { type Refusal, refuse } from '../core/refusal.js';
import { type EcpCounters, newEcpCounters } from './counters.js';
import { checkEcpdu, ECP_ACK, ECPDU_HEADER_OCTETS, ecpOperation, ecpSequence, ecpSubtype } from './ecpdu.js';
import type { EcpInput, EcpOptions, EcpOutput, EcpRefusalCode, EcpStatus } from './entity-io.js';
import { ecpLimits } from './limits.js';
import { type Multiplexer, NOTHING, newMultiplexer, pullNext, type UlpSource } from './multiplexer.js';
import { newOutbox, type Outbox, putAck, putEcpdu, sealEcpdu, takeOutput, writableBuffer } from './outbox.js';
import { type EcpReceiveData, type EcpReceiveEffect, ecpReceiveMachine, newEcpReceiveData } from './receive-machine.js';
import type { EcpErrorCode } from './rules.js';
import { ackTimerInit } from './timers.js';
import {
  type EcpTransmitData,
  type EcpTransmitEffect,
  ecpTransmitMachine,
  newEcpTransmitData,
} from './transmit-machine.js';

const counterOf = {
  ecpLength: 'rxMalformed',
  ecpVersion: 'rxUnknownVersion',
  ecpOperation: 'rxUnknownOp',
  ecpSubtype: 'rxUnknownSubtype',
} as const satisfies Record<EcpErrorCode, keyof EcpCounters>;

const transmitMachine = /* @__PURE__ */ linked(ecpTransmitMachine);
const receiveMachine = /* @__PURE__ */ linked(ecpReceiveMachine);

type Answer = Refusal<EcpRefusalCode> | undefined;
type InputOf<Kind extends EcpInput['kind']> = Extract<EcpInput, { readonly kind: Kind }>;

export class EcpEntity {
  readonly #maxQueue: number;
  readonly #maxPendingOutputs: number;
  /** Offset behind the longest ECPDU. */
  readonly #limit: number;
  readonly #multiplexer: Multiplexer;
  readonly #transmit: EcpTransmitData;
  readonly #receive: EcpReceiveData;
  readonly #counters = newEcpCounters();
  readonly #outbox: Outbox;
  /** Microseconds from an acknowledgement to the next ECPDU. */
  readonly #rest: number;
  /** Of one run each; members to save their making. */
  readonly #transmitEffects: EcpTransmitEffect[] = [];
  readonly #receiveEffects: EcpReceiveEffect[] = [];
  #rte: number;
  /** Microseconds, by RTE. */
  #ackTimerInit: number;
  #now = Number.NEGATIVE_INFINITY;
  /** When the ackTimer is due; Infinity where it is stopped. */
  #ackTimer = Number.POSITIVE_INFINITY;
  /** When the rest is over; Infinity where there is none. */
  #restTimer = Number.POSITIVE_INFINITY;

  /** @throws OptionError for a number out of its range, or a subtype that is none or is claimed twice */
  constructor(options: EcpOptions) {
    const limits = withDefaults(ecpLimits, options);
    this.#maxQueue = limits.maxQueue;
    this.#maxPendingOutputs = limits.maxPendingOutputs;
    this.#limit = ECPDU_HEADER_OCTETS + limits.maxUlpduOctets;
    this.#rte = limits.rte;
    this.#ackTimerInit = ackTimerInit(limits.rte);
    this.#multiplexer = newMultiplexer(options.ulps ?? [], options.pushSubtypes ?? []);
    this.#outbox = newOutbox(this.#limit);
    this.#rest = Math.max(0, ...(options.ulps ?? []).map(({ rest = 0 }) => rest));
    this.#transmit = newEcpTransmitData(limits.initialSequence, limits.r);
    this.#receive = newEcpReceiveData();
    begin(transmitMachine, this.#transmit, []);
    begin(receiveMachine, this.#receive, []);
  }

  /**
   * Takes one input. `now` is in microseconds on any scale that does not go back; where it does, it stands still.
   * Answers why the input was refused, which changed nothing.
   */
  handle(input: EcpInput, now: number): Answer {
    if (now > this.#now) this.#now = now;
    switch (input.kind) {
      case 'ecpdu':
        this.#takeEcpdu(input.bytes, input.at, input.end);
        return undefined;
      case 'timeout':
        this.#takeTimeout();
        return undefined;
      case 'ulpReady':
        this.#serve();
        return undefined;
      case 'request':
        return this.#takeRequest(input);
      case 'portEnabled':
        return this.#takePortEnabled(input);
      case 'parameters':
        return this.#takeParameters(input);
      case 'neighbourChanged':
        begin(receiveMachine, this.#receive, []);
        return undefined;
    }
  }

  /** The next output, in causal order; `undefined` where none waits. */
  poll(): EcpOutput | undefined {
    return takeOutput(this.#outbox);
  }

  /** When `timeout` is due, in microseconds of `now`; `undefined` where no timer runs. */
  nextDeadline(): number | undefined {
    const next = Math.min(this.#ackTimer, this.#restTimer);
    return next === Number.POSITIVE_INFINITY ? undefined : next;
  }

  /** An ECPDU is outstanding, or rested on: ULPs are not asked for the next before that is over. */
  get isBusy(): boolean {
    return this.#transmit.state === 'transmitECPDU' || this.#restTimer !== Number.POSITIVE_INFINITY;
  }

  status(): EcpStatus {
    const { portEnabled, state, sequence, retries, maxRetries } = this.#transmit;
    const { state: receiveState, lastSeq } = this.#receive;
    return {
      portEnabled,
      transmitState: state,
      receiveState,
      sequence,
      retries,
      ...(receiveState === 'receiveWait' ? {} : { lastSeq }),
      operMaxRetries: maxRetries,
      operAckTimerInitExp: this.#rte,
      waiting: this.#multiplexer.sources.reduce((sum, { queue }) => sum + queue.size, 0),
      pendingOutputs: this.#outbox.outputs.size,
      counters: { ...this.#counters },
    };
  }

  // Inputs.

  #takeEcpdu(bytes: Uint8Array, at: number, end: number): void {
    const counters = this.#counters;
    if (!this.#transmit.portEnabled) {
      counters.rxPortDisabled++;
      return;
    }
    const rule = at < 0 || end > bytes.length ? 'ecpLength' : checkEcpdu(bytes, at, end);
    if (rule !== undefined) {
      counters[counterOf[rule]]++;
      return;
    }
    const source = this.#multiplexer.bySubtype.get(ecpSubtype(bytes, at));
    if (source === undefined) counters.rxUnknownSubtype++;
    else if (ecpOperation(bytes, at) === ECP_ACK) this.#takeAck(source.subtype, ecpSequence(bytes, at));
    else this.#takePeerRequest(source, bytes, at, end);
  }

  /** No more of an acknowledgement than its header is looked at. */
  #takeAck(subtype: number, sequence: number): void {
    this.#counters.rxAckCount++;
    if (this.#isFull()) {
      this.#counters.rxBusy++;
      return;
    }
    const data = this.#transmit;
    data.ackReceived = true;
    data.ackSubtype = subtype;
    data.ackSequence = sequence;
    this.#advance();
  }

  #takePeerRequest({ subtype, ulp }: UlpSource, bytes: Uint8Array, at: number, end: number): void {
    const counters = this.#counters;
    counters.rxFrameCount++;
    if (this.#isFull() || (ulp !== undefined && !ulp.canTake())) {
      counters.rxBusy++;
      return;
    }
    const effects = this.#receiveEffects;
    this.#receive.ecpduReceived = true;
    this.#receive.ecpduSequence = ecpSequence(bytes, at);
    run(receiveMachine, this.#receive, effects);
    counters.txAckCount++;
    putAck(this.#outbox, subtype, this.#receive.seqECPDU);
    // An indication comes first, or not at all.
    if (effects[0] === 'indication') {
      const from = at + ECPDU_HEADER_OCTETS;
      if (ulp?.take !== undefined) ulp.take(bytes, from, end, this.#now);
      else this.#outbox.outputs.push({ kind: 'indication', subtype, bytes, at: from, end });
    } else {
      counters.rxDuplicate++;
    }
    empty(effects);
  }

  #takeTimeout(): void {
    if (this.#isFull()) return;
    if (this.#restTimer <= this.#now) {
      this.#restTimer = Number.POSITIVE_INFINITY;
      this.#serve();
    } else if (this.#ackTimer <= this.#now) {
      this.#transmit.ackTimerExpired = true;
      this.#advance();
    }
  }

  #takeRequest({ subtype, ulpdu }: InputOf<'request'>): Answer {
    if (!this.#transmit.portEnabled) return refuse('portDown', '', 'portEnabled TRUE');
    const source = this.#multiplexer.bySubtype.get(subtype);
    if (source === undefined || source.ulp !== undefined) {
      return refuse('unknownSubtype', 'subtype', 'one of pushSubtypes');
    }
    const most = this.#limit - ECPDU_HEADER_OCTETS;
    if (ulpdu.length > most) return refuse('tooLong', 'ulpdu', `at most ${most} octets`);
    if (source.queue.size >= this.#maxQueue) {
      return refuse('queueFull', '', `at most ${this.#maxQueue} ULPDUs of a subtype that wait`);
    }
    if (this.#isFull()) return this.#refuseBusy();
    source.queue.push(copyOctets(ulpdu, 0, ulpdu.length));
    this.#advance();
    return undefined;
  }

  #takePortEnabled({ enabled, initialSequence }: InputOf<'portEnabled'>): Answer {
    if (initialSequence !== undefined && !keepsLimit(ecpLimits.initialSequence, initialSequence)) {
      return refuse('outOfRange', 'initialSequence', limitText(ecpLimits.initialSequence));
    }
    if (enabled === this.#transmit.portEnabled) return undefined;
    if (enabled && this.#isFull()) return this.#refuseBusy();
    if (enabled) this.#transmit.sequence = initialSequence ?? this.#transmit.sequence;
    this.#transmit.portEnabled = enabled;
    this.#receive.portEnabled = enabled;
    run(receiveMachine, this.#receive, this.#receiveEffects);
    this.#advance();
    return undefined;
  }

  #takeParameters({ r, rte }: InputOf<'parameters'>): Answer {
    if (!keepsLimit(ecpLimits.r, r)) return refuse('outOfRange', 'r', limitText(ecpLimits.r));
    if (!keepsLimit(ecpLimits.rte, rte)) return refuse('outOfRange', 'rte', limitText(ecpLimits.rte));
    this.#transmit.maxRetries = r;
    this.#rte = rte;
    this.#ackTimerInit = ackTimerInit(rte);
    return undefined;
  }

  #isFull(): boolean {
    return this.#outbox.outputs.size >= this.#maxPendingOutputs;
  }

  #refuseBusy(): Answer {
    return refuse('busy', '', `fewer than ${this.#maxPendingOutputs} outputs that wait for poll`);
  }

  // The transmit machine.

  /** Runs the machine, and gives it the next ECPDU where it is ready for one. */
  #advance(): void {
    this.#runTransmit();
    this.#serve();
  }

  /** Gives the machine the next ECPDU where it is ready for one. */
  #serve(): void {
    if (this.#isReady() && this.#build()) this.#runTransmit();
  }

  #isReady(): boolean {
    return this.#transmit.state === 'waitForRequest' && this.#restTimer === Number.POSITIVE_INFINITY;
  }

  #runTransmit(): void {
    const effects = this.#transmitEffects;
    run(transmitMachine, this.#transmit, effects);
    for (let i = 0; i < effects.length; i++) this.#perform(effects[i] as EcpTransmitEffect);
    empty(effects);
  }

  /** Builds the next ECPDU, where a ULP has one. */
  #build(): boolean {
    const buffer = writableBuffer(this.#outbox);
    const end = pullNext(this.#multiplexer, buffer, ECPDU_HEADER_OCTETS, this.#limit, this.#now);
    if (end === NOTHING) return false;
    const data = this.#transmit;
    data.subtype = this.#multiplexer.subtype;
    data.requestReceived = true;
    sealEcpdu(this.#outbox, end, data.subtype, data.sequence);
    return true;
  }

  #perform(effect: EcpTransmitEffect): void {
    const { subtype } = this.#transmit;
    switch (effect) {
      case 'transmitECPDU':
        this.#counters.txFrameCount++;
        if (this.#transmit.retries > 1) this.#counters.txRetryCount++;
        putEcpdu(this.#outbox);
        return;
      case 'startAckTimer':
        this.#ackTimer = this.#now + this.#ackTimerInit;
        return;
      case 'stopAckTimer':
        this.#ackTimer = Number.POSITIVE_INFINITY;
        return;
      case 'txDone':
        if (this.#rest > 0) this.#restTimer = this.#now + this.#rest;
        this.#outbox.outputs.push({ kind: 'txDone', subtype });
        return;
      case 'txFailed:noAck':
        this.#counters.txFailures++;
        this.#outbox.outputs.push({ kind: 'txFailed', subtype, reason: 'noAck' });
        return;
      case 'txFailed:portDown':
        this.#outbox.outputs.push({ kind: 'txFailed', subtype, reason: 'portDown' });
        return;
      case 'flushRequests':
        this.#restTimer = Number.POSITIVE_INFINITY;
        this.#flush();
        return;
      case 'countAckMismatch':
        this.#counters.rxAckMismatch++;
    }
  }

  #flush(): void {
    for (const { subtype, queue } of this.#multiplexer.sources) {
      while (queue.shift() !== undefined) this.#outbox.outputs.push({ kind: 'txFailed', subtype, reason: 'portDown' });
    }
  }
}
