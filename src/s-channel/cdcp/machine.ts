// The CDCP configuration state machine (42.5), the same for both roles: states, variables and procedures have the names
// of 42.4 and 42.5. Its texts write S for the EVB station and B for the EVB bridge, as the standard does. INIT and IDLE
// are the states of rest; the others act and lead to IDLE.
//
// Always: lists are replaced, never written to, so copies of the data may share them.
// On purpose different: what the other end can have is one variable, `assignedCap`, so that a bridge assigns anew when
// the station's ChnCap or S-VLAN component changes; a station without S-VLAN component asks for the default S-channel only.

import { always, type Exit, type Machine } from '../../core/machine.js';
import type { EvbRole } from '../../core/role.js';
import { DEFAULT_PAIR, samePairs } from '../pair-list.js';
import type { SChannelPair } from '../wire/cdcp-tlv.js';
import { rxSVIDConfig } from './rx-svid-config.js';
import { setSVIDRequest } from './set-svid-request.js';
import { type SvidPool, samePool } from './svid-pool.js';
import { txSVIDConfig } from './tx-svid-config.js';

export type CdcpState = 'INIT' | 'CHN_REQUEST' | 'IDLE' | 'TX_SVIDS' | 'RX_SVIDS';

export interface CdcpData {
  state: CdcpState;
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
  /** `none`: no neighbour with a CDCP TLV, or more than one. */
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
const commonCap = (d: CdcpData): number => (d.remoteSComp ? Math.min(requestCap(d), d.remoteChnCap) : 1);

function doInit(d: CdcpData): void {
  d.schState = 'NotRunning';
  d.operRole = d.adminRole;
  d.operSVIDList = [DEFAULT_PAIR];
  d.lastRemoteSVIDList = [];
  d.lastSVIDWants = [];
  d.lastLocalSVIDPool = [];
  d.noSvid = [];
}

function doRequest(d: CdcpData): void {
  d.operChnCap = d.adminChnCap;
  d.lastSVIDWants = d.adminSVIDWants;
  if (d.operRole === 'station') d.operSVIDList = setSVIDRequest(d.adminSVIDWants, d.operSVIDList, requestCap(d));
  if (d.schState === 'NotRunning') return;
  if (d.operRole === 'station') doRx(d);
  else doTx(d);
}

function doRx(d: CdcpData): void {
  d.schState = 'Running';
  d.lastRemoteSVIDList = d.remoteSVIDList;
  d.operSVIDList = rxSVIDConfig(d.operSVIDList, d.lastRemoteSVIDList);
}

function doTx(d: CdcpData): void {
  d.schState = 'Running';
  d.lastLocalSVIDPool = d.localSVIDPool;
  d.lastRemoteSVIDList = d.remoteSVIDList;
  d.assignedCap = commonCap(d);
  const { operSVIDList, lastRemoteSVIDList, lastLocalSVIDPool, assignedCap, honourProposed } = d;
  const assignment = txSVIDConfig(operSVIDList, lastRemoteSVIDList, lastLocalSVIDPool, assignedCap, honourProposed);
  d.operSVIDList = assignment.pairs;
  d.noSvid = assignment.noSvid;
}

const opposite = (role: EvbRole): EvbRole => (role === 'station' ? 'bridge' : 'station');
const roleDiffers = (d: CdcpData): boolean => d.operRole !== d.adminRole;
const ROLE_DIFFERS = 'OperRole != AdminRole';

const restart: Exit<CdcpState, CdcpData, never> = { id: 'G2', when: ROLE_DIFFERS, test: roleDiffers, to: 'INIT' };

const done: Exit<CdcpState, CdcpData, never> = { id: '4.1/5', when: 'UCT', test: always, to: 'IDLE' };

export const cdcpMachine: Machine<CdcpState, CdcpData, never> = {
  name: 'CDCP',
  clause: '42.5',
  initial: 'INIT',
  globals: [
    {
      id: 'G1',
      when: 'not portEnabled or not adminEnable',
      test: (d) => !d.portEnabled || !d.adminEnable,
      to: 'INIT',
    },
    restart,
    {
      id: 'G3',
      when: 'schState = Running and RemoteRole != opposite(OperRole)',
      test: (d) => d.schState === 'Running' && d.remoteRole !== opposite(d.operRole),
      to: 'INIT',
    },
  ],
  states: {
    INIT: {
      entry:
        'schState := NotRunning; OperRole := AdminRole; OperSVIDList := (1,1); LastRemoteSVIDList, LastSVIDWants, LastLocalSVIDPool := empty',
      enter: doInit,
      exits: [
        { id: 'G2', when: ROLE_DIFFERS, test: roleDiffers, does: 'as upon entry', action: doInit },
        {
          id: '4.1/1',
          when: 'portEnabled and adminEnable',
          test: (d) => d.portEnabled && d.adminEnable,
          to: 'CHN_REQUEST',
        },
      ],
    },
    CHN_REQUEST: {
      entry:
        'OperChnCap := AdminChnCap; LastSVIDWants := AdminSVIDWants; SetSVIDRequest; while Running, what RX_SVIDS does (S) or TX_SVIDS (B)',
      enter: doRequest,
      exits: [done],
    },
    IDLE: {
      exits: [
        {
          id: '4.1/2',
          when: 'OperChnCap != AdminChnCap, or OperRole = S and AdminSVIDWants != LastSVIDWants',
          test: (d) =>
            d.operChnCap !== d.adminChnCap ||
            (d.operRole === 'station' && !samePairs(d.adminSVIDWants, d.lastSVIDWants)),
          to: 'CHN_REQUEST',
        },
        {
          id: '4.1/3',
          when: 'OperRole = B and RemoteRole = S, and NotRunning, or LocalSVIDPool or RemoteSVIDList are others than last, or RemoteChnCap or RemoteSComp, as far as they count',
          test: (d) =>
            d.operRole === 'bridge' &&
            d.remoteRole === 'station' &&
            (d.schState === 'NotRunning' ||
              commonCap(d) !== d.assignedCap ||
              !samePool(d.localSVIDPool, d.lastLocalSVIDPool) ||
              !samePairs(d.remoteSVIDList, d.lastRemoteSVIDList)),
          to: 'TX_SVIDS',
        },
        {
          id: '4.1/4',
          when: 'OperRole = S and RemoteRole = B, and NotRunning, or RemoteSVIDList is another than last',
          test: (d) =>
            d.operRole === 'station' &&
            d.remoteRole === 'bridge' &&
            (d.schState === 'NotRunning' || !samePairs(d.remoteSVIDList, d.lastRemoteSVIDList)),
          to: 'RX_SVIDS',
        },
      ],
    },
    TX_SVIDS: {
      entry:
        'schState := Running; LastLocalSVIDPool := LocalSVIDPool; LastRemoteSVIDList := RemoteSVIDList; TxSVIDConfig',
      enter: doTx,
      exits: [done],
    },
    RX_SVIDS: {
      entry: 'schState := Running; LastRemoteSVIDList := RemoteSVIDList; RxSVIDConfig',
      enter: doRx,
      exits: [done],
    },
  },
};
