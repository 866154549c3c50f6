// The rules of EVB negotiation, R1 to R13: what follows from the configuration of an end and from the EVB TLVs of its
// peers.
//
// Always: the outcome is a function of configuration, peers and port state, without history (R13), so two ends cannot
// drive each other's values up. The status octet of the other role is echoed and never acted on (R9). Reserved bits and
// the ROL flags of the peer change nothing (R11, R12).

import type { EvbRole } from '../../core/role.js';
import { EVB_MODE_BRIDGE, EVB_MODE_NVO3, EVB_MODE_STATION, type EvbTlv } from '../wire/evb-tlv.js';
import type { EvbConfig } from './config.js';

/** An LLDP neighbour. */
export interface EvbPeer {
  /** Its MSAP as text; equal for the same neighbour only. */
  readonly id: string;
  /** Its EVB TLV, as `findEvbTlv` gives it. */
  readonly evb: EvbTlv | undefined;
}

export type EvbPeerState = 'none' | 'ok' | 'modeMismatch' | 'multiple' | 'disabled';

/** What ECP and VDP work with. */
export interface EvbValues {
  /** Retransmissions of ECP, 0..7. */
  readonly r: number;
  /** 0..31: 10 us * 2^rte is ackTimerInit of ECP. */
  readonly rte: number;
  /** 0..31: 10 us * 2^rwd is resourceWaitDelay of VDP. */
  readonly rwd: number;
  /** 0..31: 10 us * 2^rka is reinitKeepAlive of VDP. */
  readonly rka: number;
  /** Whether GroupIDs may be used. */
  readonly gid: boolean;
}

export const valuesOf = ({ r, rte, rwd, rka, gid }: EvbValues): EvbValues => ({ r, rte, rwd, rka, gid });

export const sameValues = (a: EvbValues, b: EvbValues): boolean =>
  a.r === b.r && a.rte === b.rte && a.rwd === b.rwd && a.rka === b.rka && a.gid === b.gid;

export interface EvbOper extends EvbValues {
  /** Bridge: reflective relay has to be on. At a station false. */
  readonly rrControl: boolean;
  /** Station: what it knows of reflective relay at the bridge. At a bridge `unknown`. */
  readonly rrStatus: 'off' | 'on' | 'unknown';
}

/** Everything that follows from the inputs. */
export interface EvbOutcome {
  readonly peerState: EvbPeerState;
  /** The peer that counts. There is one exactly where peerState is `ok`. */
  readonly peer: (EvbPeer & { readonly evb: EvbTlv }) | undefined;
  readonly oper: EvbOper;
  /** The EVB TLV to send; `undefined`: none is sent. */
  readonly txTlv: EvbTlv | undefined;
  /** ECP and VDP may run (7). */
  readonly evbReady: boolean;
}

type KnownPeer = EvbPeer & { readonly evb: EvbTlv };

const ownMode = ({ role }: EvbConfig): number => (role === 'station' ? EVB_MODE_STATION : EVB_MODE_BRIDGE);

/** R1. */
function isEligible(config: EvbConfig, peer: EvbPeer): peer is KnownPeer {
  const opposite = config.role === 'station' ? EVB_MODE_BRIDGE : EVB_MODE_STATION;
  const mode = peer.evb?.evbMode;
  return mode === opposite || (config.acceptNvo3Peer && mode === EVB_MODE_NVO3);
}

/** R2, and 7.3. */
function selectPeer(config: EvbConfig, peers: readonly EvbPeer[]): Pick<EvbOutcome, 'peerState' | 'peer'> {
  if (!config.txEnable) return { peerState: 'disabled', peer: undefined };
  const eligible = peers.filter((peer): peer is KnownPeer => isEligible(config, peer));
  if (eligible.length === 1 || (eligible.length > 1 && config.peerSelection === 'newest')) {
    return { peerState: 'ok', peer: eligible.at(-1) };
  }
  if (eligible.length > 1) return { peerState: 'multiple', peer: undefined };
  const mismatch = peers.some(({ evb }) => evb?.evbMode === ownMode(config));
  return { peerState: mismatch ? 'modeMismatch' : 'none', peer: undefined };
}

/** R3 and R4. */
function agreedValues(config: EvbConfig, remote: EvbTlv | undefined): EvbValues {
  const { r, rte, rwd, rka, gid } = config;
  if (config.manual) return valuesOf(config);
  if (remote === undefined) return { ...valuesOf(config), gid: false };
  return {
    r: Math.min(config.maxR, Math.max(r, remote.r)),
    rte: Math.min(config.maxRte, Math.max(rte, remote.rte)),
    rwd: Math.min(config.maxRwd, Math.max(rwd, remote.rwd)),
    rka: Math.min(config.maxRka, Math.max(rka, remote.rka)),
    gid: gid && (config.role === 'station' ? remote.bgid : remote.sgid),
  };
}

/**
 * Whether the TLV of a peer says that the peer has heard this end: a station knows RRSTAT then, and a bridge echoes the
 * status octet of the station, where that is not zero. `role`: of this end.
 */
function hasHeard(role: EvbRole, { sgid, rrreq, rrstat }: EvbTlv): boolean {
  return role === 'bridge' ? rrstat <= 1 : sgid || rrreq || rrstat !== 0;
}

/** Whether a peer has forgotten this end between two TLVs: it has started over, though nothing else says so. */
export const hasStartedOver = (role: EvbRole, before: EvbTlv, after: EvbTlv): boolean =>
  hasHeard(role, before) && !hasHeard(role, after);

/** R5. */
function relayControl(config: EvbConfig, remote: EvbTlv | undefined, portEnabled: boolean): boolean {
  if (config.role === 'station' || config.rrForce === 'off' || !config.rrHardwareOk) return false;
  return config.rrForce === 'on' ? portEnabled : config.rrCap && remote?.rrreq === true;
}

/** R6. */
function relayStatus(config: EvbConfig, remote: EvbTlv | undefined): EvbOper['rrStatus'] {
  if (config.role === 'bridge' || remote === undefined) return 'unknown';
  return remote.rrctr ? 'on' : 'off';
}

const RRSTAT = { off: 0, on: 1 } as const;

/** R7 to R12. */
function tlvToSend(config: EvbConfig, oper: EvbOper, remote: EvbTlv | undefined): EvbTlv {
  const isStation = config.role === 'station';
  const { rrStatus, rrControl } = oper;
  const sent = config.advertise === 'proposal' ? config : oper;
  const rrstat = rrStatus === 'unknown' ? config.rrstatUnknown : RRSTAT[rrStatus];
  const bridge = isStation
    ? remote
    : { bgid: config.gid, rrcap: config.rrCap || config.rrForce === 'on', rrctr: rrControl };
  const station = isStation ? { sgid: config.gid, rrreq: config.rrReq, rrstat } : remote;
  return {
    bgid: bridge?.bgid ?? false,
    rrcap: bridge?.rrcap ?? false,
    rrctr: bridge?.rrctr ?? false,
    sgid: station?.sgid ?? false,
    rrreq: station?.rrreq ?? false,
    rrstat: station?.rrstat ?? 0,
    r: sent.r,
    rte: sent.rte,
    evbMode: ownMode(config),
    rwdRol: oper.rwd > config.rwd,
    rwd: sent.rwd,
    rkaRol: oper.rka > config.rka,
    rka: sent.rka,
  };
}

/** The outcome. `peers`: the neighbours in the order of their appearance; those of a port that is down do not count. */
export function negotiateEvb(config: EvbConfig, peers: readonly EvbPeer[], portEnabled: boolean): EvbOutcome {
  const { peerState, peer } = selectPeer(config, portEnabled ? peers : []);
  const remote = peer?.evb;
  const oper: EvbOper = {
    ...agreedValues(config, remote),
    rrControl: relayControl(config, remote, portEnabled),
    rrStatus: relayStatus(config, remote),
  };
  return {
    peerState,
    peer,
    oper,
    txTlv: config.txEnable && portEnabled ? tlvToSend(config, oper, remote) : undefined,
    evbReady: config.txEnable && portEnabled && (peerState === 'ok' || config.manual),
  };
}
