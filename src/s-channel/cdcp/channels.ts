// Why an S-channel that is wanted is missing, and why one has ended: for people, who would else have to compare two
// TLVs.

import { DEFAULT_PAIR } from '../pair-list.js';
import type { SChannelPair } from '../wire/cdcp-tlv.js';
import { type CdcpData, requestCap } from './data.js';

export type MissingReason =
  /** CDCP is off here. */
  | 'disabled'
  | 'portDown'
  /** There is no S-VLAN component here. */
  | 'ownSComp'
  /** It is beyond AdminChnCap of this end. */
  | 'ownCapacity'
  /** No neighbour has a CDCP TLV. */
  | 'noPeer'
  /** Two neighbours have one. */
  | 'multiplePeers'
  /** The neighbour has the role of this end. */
  | 'sameRole'
  /** The peer has no S-VLAN component. */
  | 'peerSComp'
  /** It is beyond the ChnCap of the peer. */
  | 'peerCapacity'
  /** Station: the bridge does not list it: it has no SVID for it, or has not answered yet. */
  | 'notGranted'
  /** Bridge: no SVID of the pool is free. */
  | 'noSvid';

/** Why CDCP ends an S-channel: it is missing now, or one of the three below. */
export type SChannelEndReason =
  | MissingReason
  /** The station does not want it any more. */
  | 'notWanted'
  /** It has another SVID now. */
  | 'replaced'
  /** Another neighbour has taken the place of the one that had it. */
  | 'otherPeer';

/** An S-channel that a station wants, or that a bridge is asked for. JSON-safe. */
export interface CdcpChannelStatus {
  readonly scid: number;
  /** 0 where it has none. */
  readonly svid: number;
  /** Absent where the channel is there. */
  readonly missing?: MissingReason;
}

/** What holds back the channel that is the `place`th in the order of preference; the default one has place 0. */
function reasonAt(d: CdcpData, place: number, multiplePeers: boolean): MissingReason {
  if (!d.portEnabled) return 'portDown';
  if (!d.adminEnable) return 'disabled';
  if (!d.localSComp) return 'ownSComp';
  if (place >= requestCap(d)) return 'ownCapacity';
  if (multiplePeers) return 'multiplePeers';
  if (d.remoteRole === 'none') return 'noPeer';
  if (d.remoteRole === d.operRole) return 'sameRole';
  if (!d.remoteSComp) return 'peerSComp';
  if (place >= d.remoteChnCap) return 'peerCapacity';
  return d.operRole === 'station' ? 'notGranted' : 'noSvid';
}

/** All channels that could be there, in the order of preference. The default one is there, whatever CDCP does. */
function listedChannels(d: CdcpData): readonly SChannelPair[] {
  // The default one is the first of either list.
  const listed = d.operRole === 'station' ? d.adminSVIDWants : d.remoteSVIDList;
  return [DEFAULT_PAIR, ...listed.slice(1)];
}

/** The same, with what is missing and why. */
export function channelsOf(d: CdcpData, multiplePeers: boolean): CdcpChannelStatus[] {
  const svids = new Map(d.operSVIDList.map(({ scid, svid }) => [scid, svid]));
  return listedChannels(d).map(({ scid }, place) => {
    const svid = svids.get(scid) ?? 0;
    return svid !== 0 ? { scid, svid } : { scid, svid, missing: reasonAt(d, place, multiplePeers) };
  });
}

/** Why a channel has ended, by what the variables are now. */
export function endReason(d: CdcpData, scid: number, multiplePeers: boolean): SChannelEndReason {
  if (d.operSVIDList.some((pair) => pair.scid === scid && pair.svid !== 0)) return 'replaced';
  const place = listedChannels(d).findIndex((pair) => pair.scid === scid);
  if (place >= 0) return reasonAt(d, place, multiplePeers);
  const forAll = reasonAt(d, 0, multiplePeers);
  return forAll === 'notGranted' || forAll === 'noSvid' ? 'notWanted' : forAll;
}
