// A user of ECP with a queue: the host pushes ULPDUs, and polls what came and what became of them. For protocols that do
// not pack what they send at the moment of sending, as PE-CSP.
//
// Always: a ULPDU that is taken ends in exactly one txDone or txFailed, in the order of requests. Nothing waits while the
// port is down.

import { Fifo } from '../core/fifo.js';
import { withDefaults } from '../core/limits.js';
import { copyOctets, putOctets } from '../core/octets.js';
import { type Refusal, refuse } from '../core/refusal.js';
import { ecpPushLimits } from './limits.js';
import { type EcpFailReason, type EcpUlp, EMPTY_ULPDU } from './ulp.js';

/** What a user is made with. Numbers have their ranges and defaults in `ecpPushLimits`. */
export interface EcpPushUserOptions {
  /** 1..1023; 2 is PE-CSP. */
  readonly subtype: number;
  /** Not above that of the entity. */
  readonly maxUlpduOctets?: number | undefined;
  readonly maxQueue?: number | undefined;
  readonly maxPendingOutputs?: number | undefined;
}

/**
 * A ULPDU (0 octets to maxUlpduOctets) to send; it is copied. The entity sends it at its next `ulpReady`, or when it has
 * done with what is before. Refused: portDown, tooLong, queueFull, and `busy` where too many outputs wait.
 */
export interface EcpPushInput {
  readonly kind: 'request';
  readonly ulpdu: Uint8Array;
}

export type EcpPushOutput =
  /** A ULPDU came, padding of its frame included. */
  | { readonly kind: 'indication'; readonly ulpdu: Uint8Array }
  /** The peer has acknowledged the oldest ULPDU: the peer has received it, nothing more. */
  | { readonly kind: 'txDone' }
  /** The oldest ULPDU is lost. */
  | { readonly kind: 'txFailed'; readonly reason: EcpFailReason };

export type EcpPushRefusalCode = 'portDown' | 'tooLong' | 'queueFull' | 'busy';

/** All that changes. */
export interface EcpPushUserState {
  portEnabled: boolean;
  /** ULPDUs that wait for the entity. */
  readonly queue: Fifo<Uint8Array>;
  readonly outputs: Fifo<EcpPushOutput>;
}

export class EcpPushUser implements EcpUlp {
  readonly subtype: number;
  /** All that changes. Its form is not covered by semver. */
  readonly state: EcpPushUserState;
  readonly #limits: Readonly<Record<keyof typeof ecpPushLimits, number>>;

  /** @throws OptionError for a number out of its range; the entity checks the subtype */
  constructor(options: EcpPushUserOptions, state?: EcpPushUserState) {
    this.subtype = options.subtype;
    this.#limits = withDefaults<keyof typeof ecpPushLimits>(ecpPushLimits, options);
    this.state = state ?? { portEnabled: false, queue: new Fifo(), outputs: new Fifo() };
  }

  /** Takes a request. @returns why it was refused; nothing has changed then */
  handle({ ulpdu }: EcpPushInput): Refusal<EcpPushRefusalCode> | undefined {
    const { maxUlpduOctets, maxQueue, maxPendingOutputs } = this.#limits;
    const { portEnabled, queue } = this.state;
    if (!portEnabled) return refuse('portDown', '', 'portEnabled TRUE');
    if (ulpdu.length > maxUlpduOctets) return refuse('tooLong', 'ulpdu', `at most ${maxUlpduOctets} octets`);
    if (queue.size >= maxQueue) return refuse('queueFull', '', `at most ${maxQueue} ULPDUs that wait`);
    if (!this.canTake()) return refuse('busy', '', `fewer than ${maxPendingOutputs} outputs that wait for poll`);
    queue.push(copyOctets(ulpdu, 0, ulpdu.length));
    return undefined;
  }

  /** The next output, in causal order; `undefined` where none waits. */
  poll(): EcpPushOutput | undefined {
    return this.state.outputs.shift();
  }

  /** ULPDUs and outputs that wait. */
  status(): { readonly portEnabled: boolean; readonly waiting: number; readonly pendingOutputs: number } {
    const { portEnabled, queue, outputs } = this.state;
    return { portEnabled, waiting: queue.size, pendingOutputs: outputs.size };
  }

  canTake(): boolean {
    return this.state.outputs.size < this.#limits.maxPendingOutputs;
  }

  take(bytes: Uint8Array, at: number, end: number): void {
    this.state.outputs.push({ kind: 'indication', ulpdu: copyOctets(bytes, at, end) });
  }

  hasUlpdu(): boolean {
    return this.state.queue.size > 0;
  }

  pull(out: Uint8Array, at: number): number {
    const ulpdu = this.state.queue.shift();
    if (ulpdu === undefined) return at;
    return ulpdu.length === 0 ? EMPTY_ULPDU : putOctets(out, at, ulpdu);
  }

  txDone(): void {
    this.state.outputs.push({ kind: 'txDone' });
  }

  txFailed(reason: EcpFailReason): void {
    this.state.outputs.push({ kind: 'txFailed', reason });
  }

  portEnabled(enabled: boolean): void {
    this.state.portEnabled = enabled;
    while (!enabled && this.state.queue.shift() !== undefined) this.txFailed('portDown');
  }
}
