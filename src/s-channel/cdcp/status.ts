// The read-out of CDCP for people.

import type { EvbRole } from '../../core/role.js';
import type { CdcpTlv, SChannelPair } from '../wire/cdcp-tlv.js';
import { type CdcpChannelStatus, channelsOf } from './channels.js';
import type { CdcpData } from './data.js';
import type { CdcpNegotiationShell } from './state.js';
import type { SvidPool } from './svid-pool.js';

/** JSON-safe. */
export interface CdcpNegotiationStatus {
  readonly role: EvbRole;
  readonly adminEnable: boolean;
  readonly portEnabled: boolean;
  readonly schState: CdcpData['schState'];
  readonly operChnCap: number;
  /** Bridge: what it assigns from. */
  readonly localSVIDPool?: SvidPool;
  readonly operSVIDList: readonly SChannelPair[];
  /** What the peer says, its list sanitized; absent without a peer that counts. */
  readonly remote?: Omit<CdcpTlv, 'reservedHigh' | 'reservedLow'> & { readonly id: string };
  readonly multiplePeers: boolean;
  /** The channels that a station wants, or that a bridge is asked for, in the order of preference. */
  readonly channels: readonly CdcpChannelStatus[];
}

export function describeCdcp({ state }: CdcpNegotiationShell): CdcpNegotiationStatus {
  const { data, peer, multiplePeers } = state;
  const { operRole, adminEnable, portEnabled, schState, operChnCap, operSVIDList, remoteRole } = data;
  return {
    role: operRole,
    adminEnable,
    portEnabled,
    schState,
    operChnCap,
    ...(operRole === 'bridge' && { localSVIDPool: data.localSVIDPool }),
    operSVIDList,
    ...(remoteRole !== 'none' && {
      remote: {
        id: peer?.id ?? '',
        role: remoteRole,
        sComp: data.remoteSComp,
        chnCap: data.remoteChnCap,
        pairs: data.remoteSVIDList,
      },
    }),
    multiplePeers,
    channels: channelsOf(data, multiplePeers),
  };
}
