// The variables of an EVB negotiation. The shell computes what the rules say now and what they said before, and sets
// the variables. `changed`, `replaced` and `rrReqChanged` last for one run.

export type EvbMachineState = 'NO_PEER' | 'PEER_RR_OFF' | 'PEER_RR_ON';

export interface EvbNegotiationData {
  state: EvbMachineState;
  txEnable: boolean;
  /** There is an eligible peer, and it counts. */
  peer: boolean;
  /** Station: the peer's RRCTR. Bridge: rrControl (R5). */
  relay: boolean;
  /** What was told last of `relay`. */
  relayTold: boolean;
  /** The peer is another one than before. */
  replaced: boolean;
  rrReqChanged: boolean;
  /** Something was recomputed. */
  changed: boolean;
  /** r, rte, rwd, rka or gid in use differ from before. */
  operDiffers: boolean;
  /** The TLV to send differs from before. */
  txTlvDiffers: boolean;
}

/** What the shell is asked to tell. */
export type EvbNegotiationEffect = 'peerUp' | 'peerDown' | 'reflectiveRelay' | 'operChanged' | 'localChange';

export const newEvbNegotiationData = (txEnable: boolean): EvbNegotiationData => ({
  state: 'NO_PEER',
  txEnable,
  peer: false,
  relay: false,
  relayTold: false,
  replaced: false,
  rrReqChanged: false,
  changed: false,
  operDiffers: false,
  txTlvDiffers: false,
});
