// The CDCP configuration state machine (42.5), the same for both roles: states, variables and procedures have the names
// of 42.4 and 42.5. Its texts write S for the EVB station and B for the EVB bridge, as the standard does. INIT and IDLE
// are the states of rest; the others act and lead to IDLE.
//
// On purpose different: what the other end can have is one variable, `assignedCap`, so that a bridge assigns anew when
// the ChnCap or the S-VLAN component of the station changes. A station without S-VLAN component asks for the default
// S-channel only.

import { always, type Exit, type Machine } from '../../core/machine.js';
import type { EvbRole } from '../../core/role.js';
import { DEFAULT_PAIR, samePairs } from '../pair-list.js';
import { type CdcpData, type CdcpMachineState, commonCap, requestCap } from './data.js';
import { rxSVIDConfig, setSVIDRequest, txSVIDConfig } from './procedures.js';
import { samePool } from './svid-pool.js';

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

const restart: Exit<CdcpMachineState, CdcpData, never> = {
  id: 'G2',
  when: ROLE_DIFFERS,
  test: roleDiffers,
  to: 'INIT',
};

const done: Exit<CdcpMachineState, CdcpData, never> = { id: '4.1/5', when: 'UCT', test: always, to: 'IDLE' };

export const cdcpMachine: Machine<CdcpMachineState, CdcpData, never> = {
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
