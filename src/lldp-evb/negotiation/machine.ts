// EVB negotiation as a machine of either role. The standard has rules and no figure (40.4, D.2.12). The rows here are
// those of the transition tables made from the rules: `6.3s/n` of the station, `6.3b/n` of the bridge, and `R13`: what
// changes without a peer is recomputed as well.
//
// A peer that is replaced stays in the state, which then follows the bits of the new peer.

import type { Exit, Machine } from '../../core/machine.js';
import type { EvbMachineState, EvbNegotiationData, EvbNegotiationEffect } from './data.js';

type Row = Exit<EvbMachineState, EvbNegotiationData, EvbNegotiationEffect>;

const RECOMPUTE = 'reflectiveRelay, operChanged and localChange where they differ';

function recompute(d: EvbNegotiationData, effects: EvbNegotiationEffect[]): void {
  if (d.relay !== d.relayTold) effects.push('reflectiveRelay');
  if (d.operDiffers) effects.push('operChanged');
  if (d.txTlvDiffers) effects.push('localChange');
  d.relayTold = d.relay;
  d.operDiffers = false;
  d.txTlvDiffers = false;
  d.changed = false;
  d.rrReqChanged = false;
  d.replaced = false;
}

const telling = (first: EvbNegotiationEffect) => (d: EvbNegotiationData, effects: EvbNegotiationEffect[]) => {
  effects.push(first);
  recompute(d, effects);
};

const appears = (id: string, to: EvbMachineState, relay: string): Row => ({
  id,
  when: `eligible peer, ${relay}`,
  test: (d) => d.txEnable && d.peer && d.relay === (to === 'PEER_RR_ON'),
  does: `peerUp; ${RECOMPUTE}`,
  action: telling('peerUp'),
  to,
});

const relayTurns = (id: string, to: EvbMachineState, relay: string): Row => ({
  id,
  when: relay,
  test: (d) => d.relay === (to === 'PEER_RR_ON'),
  does: RECOMPUTE,
  action: recompute,
  to,
});

const lost = (id: string): Row => ({
  id,
  when: 'peer aged out, shut down, lost its EVB TLV or its mode; second eligible peer; port down',
  test: (d) => !d.peer,
  does: `peerDown(reason); ${RECOMPUTE}`,
  action: telling('peerDown'),
  to: 'NO_PEER',
});

const disabled = (id: string): Row => ({
  id,
  when: 'not txEnable',
  test: (d) => !d.txEnable,
  does: `peerDown(disabled); ${RECOMPUTE}`,
  action: telling('peerDown'),
  to: 'NO_PEER',
});

const changes = (id: string): Row => ({
  id,
  when: 'other fields changed',
  test: (d) => d.changed,
  does: RECOMPUTE,
  action: recompute,
});

/** The row stands in the bridge's table, for both roles. */
const replaced: Row = {
  id: '6.3b/7',
  when: 'the eligible peer is another one',
  test: (d) => d.replaced,
  does: 'peerDown(replaced); peerUp; then as an update',
  action: (d, effects) => {
    d.replaced = false;
    effects.push('peerDown', 'peerUp');
  },
};

const asksOtherwise: Row = {
  id: '6.3s/7',
  when: 'rrReq changed',
  test: (d) => d.rrReqChanged,
  does: RECOMPUTE,
  action: recompute,
};

const RRCTR = { off: 'RRCTR = 0', on: 'RRCTR = 1' } as const;
const RR_CONTROL = { off: 'RRREQ = 0 or rrCap = FALSE', on: 'RRREQ = 1 and rrCap' } as const;

export const evbStationMachine: Machine<EvbMachineState, EvbNegotiationData, EvbNegotiationEffect> = {
  name: 'EVB station',
  clause: '40.4',
  initial: 'NO_PEER',
  globals: [disabled('6.3s/8')],
  states: {
    NO_PEER: {
      exits: [
        appears('6.3s/1', 'PEER_RR_OFF', RRCTR.off),
        appears('6.3s/2', 'PEER_RR_ON', RRCTR.on),
        asksOtherwise,
        changes('R13'),
      ],
    },
    PEER_RR_OFF: {
      exits: [lost('6.3s/6'), replaced, relayTurns('6.3s/3', 'PEER_RR_ON', RRCTR.on), asksOtherwise, changes('6.3s/5')],
    },
    PEER_RR_ON: {
      exits: [
        lost('6.3s/6'),
        replaced,
        relayTurns('6.3s/4', 'PEER_RR_OFF', RRCTR.off),
        asksOtherwise,
        changes('6.3s/5'),
      ],
    },
  },
};

export const evbBridgeMachine: Machine<EvbMachineState, EvbNegotiationData, EvbNegotiationEffect> = {
  name: 'EVB bridge',
  clause: '40.4',
  initial: 'NO_PEER',
  globals: [disabled('6.3b/8')],
  states: {
    NO_PEER: {
      exits: [
        appears('6.3b/1', 'PEER_RR_OFF', RR_CONTROL.off),
        appears('6.3b/2', 'PEER_RR_ON', RR_CONTROL.on),
        changes('R13'),
      ],
    },
    PEER_RR_OFF: {
      exits: [lost('6.3b/5'), replaced, relayTurns('6.3b/3', 'PEER_RR_ON', RR_CONTROL.on), changes('6.3b/6')],
    },
    PEER_RR_ON: {
      exits: [lost('6.3b/5'), replaced, relayTurns('6.3b/4', 'PEER_RR_OFF', RR_CONTROL.off), changes('6.3b/6')],
    },
  },
};
