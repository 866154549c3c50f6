// One run of an EVB negotiation: the rules give a new outcome, the machine finds what differs from the old one, and the
// differences go out: first those for people, then those for ECP and VDP.

import { linked, run } from '../../core/machine.js';
import { type EvbTlv, encodeEvbTlv } from '../wire/evb-tlv.js';
import type { EvbNegotiationEffect } from './data.js';
import type { EvbPeerDownReason, EvbPeerGone } from './io.js';
import { evbBridgeMachine, evbStationMachine } from './machine.js';
import { type EvbOutcome, hasStartedOver, negotiateEvb, sameValues, valuesOf } from './outcome.js';
import type { EvbNegotiationShell, EvbNegotiationState } from './state.js';

const bridgeMachine = /* @__PURE__ */ linked(evbBridgeMachine);
const stationMachine = /* @__PURE__ */ linked(evbStationMachine);

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

/** Recomputes the outcome. `gone`: why a neighbour has gone, where one has. */
export function step({ state }: EvbNegotiationShell, gone: EvbPeerGone | undefined, rrReqChanged: boolean): void {
  const { data: d, config, outcome: before } = state;
  const after = negotiateEvb(config, state.peers, state.portEnabled);
  state.outcome = after;
  d.txEnable = config.txEnable;
  d.peer = after.peer !== undefined;
  d.relay = config.role === 'bridge' ? after.oper.rrControl : after.oper.rrStatus === 'on';
  d.replaced = before.peer !== undefined && after.peer !== undefined && before.peer.id !== after.peer.id;
  d.rrReqChanged = rrReqChanged;
  d.changed = true;
  d.operDiffers = !sameValues(before.oper, after.oper);
  d.txTlvDiffers = !sameTlv(before.txTlv, after.txTlv);
  const effects: EvbNegotiationEffect[] = [];
  run(config.role === 'bridge' ? bridgeMachine : stationMachine, d, effects);
  for (const effect of effects) tell(state, effect, before, gone);
  handOn(state, before);
}

function tell(
  state: EvbNegotiationState,
  effect: EvbNegotiationEffect,
  before: EvbOutcome,
  gone: EvbPeerGone | undefined,
): void {
  const { outputs, outcome: after } = state;
  switch (effect) {
    case 'peerUp':
      outputs.push({ kind: 'peerUp', peer: after.peer?.id ?? '' });
      break;
    case 'peerDown': {
      const peer = before.peer?.id ?? '';
      outputs.push({ kind: 'peerDown', peer, reason: reasonOf(state, peer, gone) });
      break;
    }
    case 'reflectiveRelay':
      outputs.push({ kind: 'reflectiveRelay', on: state.data.relay });
      break;
    case 'operChanged':
      outputs.push({ kind: 'operChanged', before: valuesOf(before.oper), after: valuesOf(after.oper) });
      break;
    case 'localChange':
      outputs.push({ kind: 'localChange', txTlv: after.txTlv });
      break;
  }
}

/** Why a peer no longer counts. */
function reasonOf(
  { config, portEnabled, peers, outcome }: EvbNegotiationState,
  peer: string,
  gone: EvbPeerGone | undefined,
): EvbPeerDownReason {
  if (!config.txEnable) return 'disabled';
  if (!portEnabled) return 'portDown';
  if (outcome.peer !== undefined) return 'replaced';
  if (outcome.peerState === 'multiple') return 'multiple';
  const still = peers.find(({ id }) => id === peer);
  if (still === undefined) return gone === undefined ? 'ageout' : GONE[gone];
  return still.evb === undefined ? 'noEvbTlv' : 'modeMismatch';
}

/** Tells what ECP and VDP have to know. */
function handOn(state: EvbNegotiationState, before: EvbOutcome): void {
  const { outputs, outcome: after, config, portEnabled } = state;
  const { evbReady } = after;
  const { onEvbLoss, role } = config;
  if (!portEnabled || onEvbLoss === 'end') state.agreed = undefined;
  else if (evbReady) state.agreed = valuesOf(after.oper);
  const values = state.agreed ?? valuesOf(after.oper);
  if (!sameValues(values, state.values)) outputs.push({ kind: 'evbValues', values, evbReady });
  state.values = values;
  if (evbReady && !before.evbReady) outputs.push({ kind: 'evbReady', values });
  if (!evbReady && before.evbReady && portEnabled) outputs.push({ kind: 'evbLost', onEvbLoss });
  if (before.peer === undefined || before.peer.id !== after.peer?.id) return;
  if (hasStartedOver(role, before.peer.evb, after.peer.evb)) outputs.push({ kind: 'peerStartedOver' });
}
