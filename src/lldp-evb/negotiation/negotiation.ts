// EVB negotiation of one end of an S-channel (40.4, D.2.12), either role: what the LLDP neighbours say goes in, the EVB
// TLV to send and what ECP and VDP work with come out. There is no time in it.
//
// Always: everything but `values` follows from the inputs alone (R13). `values` remember what was agreed last, under
// `onEvbLoss: 'keep'`, until a peer is there again, the port goes down or the host has them forgotten (7): two ends that fell
// back to different proposals could let live VSIs expire.

import { Fifo } from '../../core/fifo.js';
import { type OptionError, withDefaults } from '../../core/limits.js';
import { linked, run } from '../../core/machine.js';
import { type Refusal, refuse } from '../../core/refusal.js';
import type { EvbRole } from '../../core/role.js';
import { evbNegotiationLimits } from '../limits.js';
import { type EvbTlv, encodeEvbTlv } from '../wire/evb-tlv.js';
import { type EvbConfig, type EvbConfigOptions, readEvbConfig } from './config.js';
import {
  type EvbMachineState,
  type EvbNegotiationData,
  type EvbNegotiationEffect,
  evbBridgeMachine,
  evbStationMachine,
  newEvbNegotiationData,
} from './machine.js';
import {
  type EvbOper,
  type EvbOutcome,
  type EvbPeer,
  type EvbPeerState,
  type EvbValues,
  hasStartedOver,
  negotiateEvb,
} from './outcome.js';

export type { EvbConfig, EvbConfigOptions } from './config.js';

const bridgeMachine = /* @__PURE__ */ linked(evbBridgeMachine);
const stationMachine = /* @__PURE__ */ linked(evbStationMachine);

export interface EvbNegotiationOptions extends EvbConfigOptions {
  /** 1..1048576, default 4096. */
  readonly maxPendingOutputs?: number | undefined;
}

/** Why a neighbour is no longer there, as an LLDP agent says it. */
export type EvbPeerGone = 'ageout' | 'shutdown' | 'portDown' | 'adminDown' | 'evicted';

export type EvbNegotiationInput =
  /** What changes; the role cannot. */
  | { readonly kind: 'config'; readonly config: Partial<Omit<EvbConfigOptions, 'role'>> }
  /** All neighbours, in the order of their appearance, and why one is gone, where one is. */
  | { readonly kind: 'peers'; readonly peers: readonly EvbPeer[]; readonly reason?: EvbPeerGone }
  /** Never refused. */
  | { readonly kind: 'portEnabled'; readonly enabled: boolean }
  /** The last agreed values are forgotten: EVB is switched off here, or the S-channel is removed. Never refused. */
  | { readonly kind: 'forget' };

export type EvbPeerDownReason =
  | 'ageout'
  | 'shutdown'
  | 'noEvbTlv'
  | 'modeMismatch'
  | 'multiple'
  | 'portDown'
  | 'disabled'
  /** Another one took its place. */
  | 'replaced';

/** What is told to people. */
export type EvbNegotiationEvent =
  | { readonly kind: 'peerUp'; readonly peer: string }
  | { readonly kind: 'peerDown'; readonly peer: string; readonly reason: EvbPeerDownReason }
  /** The values in use are others: agreed, or the own ones without a peer. */
  | { readonly kind: 'operChanged'; readonly before: EvbValues; readonly after: EvbValues }
  /** Bridge: switch it. Station: it was switched. */
  | { readonly kind: 'reflectiveRelay'; readonly on: boolean };

export type EvbNegotiationOutput =
  | EvbNegotiationEvent
  /** The EVB TLV to send is another one; `undefined`: none is sent. */
  | { readonly kind: 'localChange'; readonly txTlv: EvbTlv | undefined }
  /** ECP and VDP work with these from now on; running timers are not restarted (7.4). */
  | { readonly kind: 'evbValues'; readonly values: EvbValues }
  /** ECP and VDP may run. */
  | { readonly kind: 'evbReady' }
  /** They may no longer, and the port is up. */
  | { readonly kind: 'evbLost' }
  /** The peer has forgotten this end: what ECP has heard of it was before that. */
  | { readonly kind: 'peerStartedOver' };

/** A read-out for people; JSON-safe. */
export interface EvbNegotiationStatus {
  readonly role: EvbRole;
  readonly state: EvbMachineState;
  readonly peerState: EvbPeerState;
  /** Its id. */
  readonly peer: string | undefined;
  readonly oper: EvbOper;
  readonly values: EvbValues;
  readonly txTlv: EvbTlv | undefined;
  readonly evbReady: boolean;
}

export type EvbNegotiationRefusal = 'busy' | 'badConfig';

const GONE: Readonly<Record<EvbPeerGone, EvbPeerDownReason>> = {
  ageout: 'ageout',
  shutdown: 'shutdown',
  portDown: 'portDown',
  adminDown: 'disabled',
  evicted: 'replaced',
};

const sameTlv = (a: EvbTlv | undefined, b: EvbTlv | undefined): boolean => {
  if (a === undefined || b === undefined) return a === b;
  const octets = encodeEvbTlv(b);
  return encodeEvbTlv(a).every((octet, i) => octet === octets[i]);
};

const sameValues = (a: EvbValues, b: EvbValues): boolean =>
  a.r === b.r && a.rte === b.rte && a.rwd === b.rwd && a.rka === b.rka && a.gid === b.gid;

const valuesOf = ({ r, rte, rwd, rka, gid }: EvbValues): EvbValues => ({ r, rte, rwd, rka, gid });

export class EvbNegotiation {
  readonly #maxPendingOutputs: number;
  readonly #outputs = new Fifo<EvbNegotiationOutput>();
  readonly #data: EvbNegotiationData;
  #config: EvbConfig;
  #peers: readonly EvbPeer[] = [];
  #portEnabled = false;
  #outcome: EvbOutcome;
  /** The last agreed values, while they are kept. */
  #agreed: EvbValues | undefined;
  #values: EvbValues;

  /** @throws OptionError for an option out of its range */
  constructor(options: EvbNegotiationOptions) {
    const limits = withDefaults<keyof typeof evbNegotiationLimits>(evbNegotiationLimits, options);
    this.#maxPendingOutputs = limits.maxPendingOutputs;
    this.#config = readEvbConfig(options);
    this.#outcome = negotiateEvb(this.#config, this.#peers, this.#portEnabled);
    this.#values = valuesOf(this.#outcome.oper);
    this.#data = newEvbNegotiationData(this.#config.txEnable);
  }

  /** Takes an input. Answers why it was not taken, which then has changed nothing. */
  handle(input: EvbNegotiationInput): Refusal<EvbNegotiationRefusal> | undefined {
    if (this.#outputs.size >= this.#maxPendingOutputs && (input.kind === 'config' || input.kind === 'peers')) {
      return refuse('busy', '', 'outputs to be taken by poll first');
    }
    const { rrReq } = this.#config;
    let gone: EvbPeerGone | undefined;
    switch (input.kind) {
      case 'config': {
        const refusal = this.#configure(input.config);
        if (refusal !== undefined) return refusal;
        break;
      }
      case 'peers':
        this.#peers = [...input.peers];
        gone = input.reason;
        break;
      case 'portEnabled':
        this.#portEnabled = input.enabled;
        break;
      case 'forget':
        this.#agreed = undefined;
        break;
    }
    this.#recompute(gone, rrReq !== this.#config.rrReq);
    return undefined;
  }

  /** The next output, in causal order, or `undefined`. */
  poll(): EvbNegotiationOutput | undefined {
    return this.#outputs.shift();
  }

  /** The EVB TLV to send, if one is. */
  get txTlv(): EvbTlv | undefined {
    return this.#outcome.txTlv;
  }

  get peerState(): EvbPeerState {
    return this.#outcome.peerState;
  }

  get oper(): EvbOper {
    return this.#outcome.oper;
  }

  /** ECP and VDP may run. */
  get evbReady(): boolean {
    return this.#outcome.evbReady;
  }

  /** What ECP and VDP work with. */
  get values(): EvbValues {
    return this.#values;
  }

  get config(): EvbConfig {
    return this.#config;
  }

  status(): EvbNegotiationStatus {
    const { peerState, peer, oper, txTlv, evbReady } = this.#outcome;
    const { state } = this.#data;
    const values = this.#values;
    return { role: this.#config.role, state, peerState, peer: peer?.id, oper, values, txTlv, evbReady };
  }

  #configure(change: Partial<EvbConfigOptions>): Refusal<EvbNegotiationRefusal> | undefined {
    if (change.role !== undefined && change.role !== this.#config.role) {
      return refuse('badConfig', 'config.role', this.#config.role);
    }
    const given = Object.entries(change).filter(([, value]) => value !== undefined);
    try {
      this.#config = readEvbConfig({ ...this.#config, ...Object.fromEntries(given) });
      return undefined;
    } catch (error) {
      const { code, field, expected } = error as OptionError;
      if (code !== 'dot1qbgOption') throw error;
      return refuse('badConfig', `config.${field}`, expected);
    }
  }

  #recompute(gone: EvbPeerGone | undefined, rrReqChanged: boolean): void {
    const before = this.#outcome;
    const after = negotiateEvb(this.#config, this.#peers, this.#portEnabled);
    const d = this.#data;
    this.#outcome = after;
    d.txEnable = this.#config.txEnable;
    d.peer = after.peer !== undefined;
    d.relay = this.#config.role === 'bridge' ? after.oper.rrControl : after.oper.rrStatus === 'on';
    d.replaced = before.peer !== undefined && after.peer !== undefined && before.peer.id !== after.peer.id;
    d.rrReqChanged = rrReqChanged;
    d.changed = true;
    d.operDiffers = !sameValues(before.oper, after.oper);
    d.txTlvDiffers = !sameTlv(before.txTlv, after.txTlv);
    const effects: EvbNegotiationEffect[] = [];
    run(this.#config.role === 'bridge' ? bridgeMachine : stationMachine, d, effects);
    for (const effect of effects) this.#tell(effect, before, after, gone);
    this.#handOn(before, after);
  }

  #tell(effect: EvbNegotiationEffect, before: EvbOutcome, after: EvbOutcome, gone: EvbPeerGone | undefined): void {
    switch (effect) {
      case 'peerUp':
        this.#outputs.push({ kind: 'peerUp', peer: after.peer?.id ?? '' });
        break;
      case 'peerDown': {
        const peer = before.peer?.id ?? '';
        this.#outputs.push({ kind: 'peerDown', peer, reason: this.#reasonOf(peer, after, gone) });
        break;
      }
      case 'reflectiveRelay':
        this.#outputs.push({ kind: 'reflectiveRelay', on: this.#data.relay });
        break;
      case 'operChanged':
        this.#outputs.push({ kind: 'operChanged', before: valuesOf(before.oper), after: valuesOf(after.oper) });
        break;
      case 'localChange':
        this.#outputs.push({ kind: 'localChange', txTlv: after.txTlv });
        break;
    }
  }

  /** Why a peer no longer counts. */
  #reasonOf(peer: string, after: EvbOutcome, gone: EvbPeerGone | undefined): EvbPeerDownReason {
    if (!this.#config.txEnable) return 'disabled';
    if (!this.#portEnabled) return 'portDown';
    if (after.peer !== undefined) return 'replaced';
    if (after.peerState === 'multiple') return 'multiple';
    const still = this.#peers.find(({ id }) => id === peer);
    if (still === undefined) return gone === undefined ? 'ageout' : GONE[gone];
    return still.evb === undefined ? 'noEvbTlv' : 'modeMismatch';
  }

  /** What ECP and VDP get to know. */
  #handOn(before: EvbOutcome, after: EvbOutcome): void {
    const wasReady = before.evbReady;
    const own = valuesOf(after.oper);
    if (!this.#portEnabled || this.#config.onEvbLoss === 'end') this.#agreed = undefined;
    else if (after.evbReady) this.#agreed = own;
    const values = this.#agreed ?? own;
    if (!sameValues(values, this.#values)) this.#outputs.push({ kind: 'evbValues', values });
    this.#values = values;
    if (after.evbReady && !wasReady) this.#outputs.push({ kind: 'evbReady' });
    if (wasReady && !after.evbReady && this.#portEnabled) this.#outputs.push({ kind: 'evbLost' });
    if (before.peer === undefined || before.peer.id !== after.peer?.id) return;
    if (hasStartedOver(this.#config.role, before.peer.evb, after.peer.evb)) {
      this.#outputs.push({ kind: 'peerStartedOver' });
    }
  }
}
