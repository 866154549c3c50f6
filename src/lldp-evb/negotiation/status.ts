// The read-out of an EVB negotiation for people.

import { formatHex } from '../../core/octets.js';
import type { EvbRole } from '../../core/role.js';
import type { EvbTlv } from '../wire/evb-tlv.js';
import type { EvbMachineState } from './data.js';
import type { EvbOper, EvbPeerState, EvbValues } from './outcome.js';
import type { EvbNegotiationShell } from './state.js';

/** An EVB TLV whose extension is hexadecimal digits. */
export type EvbTlvStatus = Omit<EvbTlv, 'extension'> & { readonly extension?: string };

/** JSON-safe. */
export interface EvbNegotiationStatus {
  readonly role: EvbRole;
  readonly state: EvbMachineState;
  readonly peerState: EvbPeerState;
  /** The id of the peer that counts. */
  readonly peer: string | undefined;
  /** What the peer says: the EVB TLV that the values and reflective relay follow. */
  readonly remote: EvbTlvStatus | undefined;
  /** What follows from the own configuration and the peer. */
  readonly oper: EvbOper;
  /** What ECP and VDP work with: `oper`, or the last agreed values while the peer is lost. */
  readonly values: EvbValues;
  /** The EVB TLV that is sent. */
  readonly txTlv: EvbTlv | undefined;
  /** ECP and VDP may run. */
  readonly evbReady: boolean;
}

function describeTlv(evb: EvbTlv | undefined): EvbTlvStatus | undefined {
  if (evb === undefined) return undefined;
  const { extension, ...fields } = evb;
  return extension === undefined ? fields : { ...fields, extension: formatHex(extension) };
}

export function describeEvb({ state }: EvbNegotiationShell): EvbNegotiationStatus {
  const { peerState, peer, oper, txTlv, evbReady } = state.outcome;
  return {
    role: state.config.role,
    state: state.data.state,
    peerState,
    peer: peer?.id,
    remote: describeTlv(peer?.evb),
    oper,
    values: state.values,
    txTlv,
    evbReady,
  };
}
