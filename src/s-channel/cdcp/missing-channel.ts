// Why an S-channel that is wanted is not there: for people, who would else have to compare two TLVs.

import { DEFAULT_PAIR } from '../pair-list.js';
import { type CdcpData, requestCap } from './machine.js';

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

/** An S-channel that this end wants (S) or that the station asks for (B). JSON-safe. */
export interface CdcpChannelStatus {
  readonly scid: number;
  /** 0 where it has none. */
  readonly svid: number;
  /** Absent where the channel is there. */
  readonly missing?: MissingReason;
}

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

/** All channels that could be there, in the order of preference; the default one is, whatever CDCP does. */
export function channelsOf(d: CdcpData, multiplePeers: boolean): CdcpChannelStatus[] {
  const svids = new Map(d.operSVIDList.map(({ scid, svid }) => [scid, svid]));
  // The default one is the first of either list.
  const listed = d.operRole === 'station' ? d.adminSVIDWants : d.remoteSVIDList;
  return [DEFAULT_PAIR, ...listed.slice(1)].map(({ scid }, place) => {
    const svid = svids.get(scid) ?? 0;
    return svid !== 0 ? { scid, svid } : { scid, svid, missing: reasonAt(d, place, multiplePeers) };
  });
}
