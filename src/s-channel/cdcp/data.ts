// The variables of CDCP (42.4): those that management sets, those that the peer's CDCP TLV sets, and those of the
// machine.
//
// Always: a list is replaced and never written to.

import type { EvbRole } from '../../core/role.js';
import { DEFAULT_PAIR } from '../pair-list.js';
import type { SChannelPair } from '../wire/cdcp-tlv.js';
import type { SvidPool } from './svid-pool.js';

export type CdcpMachineState = 'INIT' | 'CHN_REQUEST' | 'IDLE' | 'TX_SVIDS' | 'RX_SVIDS';

export interface CdcpData {
  state: CdcpMachineState;
  portEnabled: boolean;
  adminEnable: boolean;
  adminRole: EvbRole;
  /** 1..167. */
  adminChnCap: number;
  /** In the order of preference. */
  adminSVIDWants: readonly SChannelPair[];
  localSVIDPool: SvidPool;
  /** There is an S-VLAN component here. */
  localSComp: boolean;
  /** Bridge: an SVID that the station proposes is assigned, where it is free. */
  honourProposed: boolean;
  /** `none`: no neighbour has a CDCP TLV, or more than one has. */
  remoteRole: EvbRole | 'none';
  /** 1..167. */
  remoteChnCap: number;
  remoteSComp: boolean;
  /** Sanitized. */
  remoteSVIDList: readonly SChannelPair[];
  schState: 'NotRunning' | 'Running';
  operRole: EvbRole;
  operChnCap: number;
  operSVIDList: readonly SChannelPair[];
  lastSVIDWants: readonly SChannelPair[];
  lastRemoteSVIDList: readonly SChannelPair[];
  lastLocalSVIDPool: SvidPool;
  /** Bridge: S-channels that both ends could have when it assigned last. */
  assignedCap: number;
  /** Bridge: SCIDs for which no SVID was left. */
  noSvid: readonly number[];
}

/** What a host configures of the machine. */
export type CdcpAdmin = Pick<
  CdcpData,
  'adminRole' | 'adminChnCap' | 'adminSVIDWants' | 'localSVIDPool' | 'localSComp' | 'honourProposed'
>;

export const newCdcpData = (admin: CdcpAdmin): CdcpData => ({
  state: 'INIT',
  portEnabled: false,
  adminEnable: false,
  ...admin,
  remoteRole: 'none',
  remoteChnCap: 1,
  remoteSComp: false,
  remoteSVIDList: [],
  schState: 'NotRunning',
  operRole: admin.adminRole,
  operChnCap: admin.adminChnCap,
  operSVIDList: [DEFAULT_PAIR],
  lastSVIDWants: [],
  lastRemoteSVIDList: [],
  lastLocalSVIDPool: [],
  assignedCap: 1,
  noSvid: [],
});

/** S-channels that a station may ask for, the default one included. */
export const requestCap = (d: CdcpData): number => (d.localSComp ? d.operChnCap : 1);

/** S-channels that both ends can have, the default one included. */
export const commonCap = (d: CdcpData): number => (d.remoteSComp ? Math.min(requestCap(d), d.remoteChnCap) : 1);
