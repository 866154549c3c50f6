// What a shell may set before a run of each machine, for walks over the tables.

import type { EcpReceiveData } from '../../src/ecp/receive-machine.js';
import type { EcpTransmitData } from '../../src/ecp/transmit-machine.js';
import type { LldpReceiveData } from '../../src/lldp-evb/agent/receive-machine.js';
import type { LldpTransmitData } from '../../src/lldp-evb/agent/transmit-machine.js';
import type { LldpTransmitTimerData } from '../../src/lldp-evb/agent/transmit-timer-machine.js';
import type { EvbNegotiationData } from '../../src/lldp-evb/negotiation/data.js';
import type { CdcpData } from '../../src/s-channel/cdcp/data.js';
import type { VdpBridgeData } from '../../src/vdp/bridge/data.js';
import { ASSOC, DEASSOC, PREASSOC, PREASSOC_RR, type VdpStationData } from '../../src/vdp/station/data.js';

export const ecpReceiveInputs: readonly Partial<EcpReceiveData>[] = [
  { portEnabled: true },
  { portEnabled: false },
  { ecpduReceived: true, ecpduSequence: 0 },
  { ecpduReceived: true, ecpduSequence: 1 },
];

export const ecpTransmitInputs: readonly Partial<EcpTransmitData>[] = [
  { portEnabled: true },
  { portEnabled: false },
  { requestReceived: true },
  { ackReceived: true, ackSequence: 1, ackSubtype: 1 },
  { ackReceived: true, ackSequence: 2, ackSubtype: 1 },
  { ackTimerExpired: true },
  { maxRetries: 0 },
];

export const evbNegotiationInputs: readonly Partial<EvbNegotiationData>[] = [
  { changed: true, peer: true, relay: false },
  { changed: true, peer: true, relay: true },
  { changed: true, peer: false, relay: false },
  { changed: true, operDiffers: true, txTlvDiffers: true },
  { replaced: true },
  { rrReqChanged: true, txTlvDiffers: true },
  { txEnable: false, peer: false },
  { txEnable: true },
];

export const lldpReceiveInputs: readonly Partial<LldpReceiveData>[] = [
  { portEnabled: true },
  { portEnabled: false },
  { adminStatus: 'enabledRxTx' },
  { adminStatus: 'disabled' },
  { rxInfoAge: true },
  { rcvFrame: true, frameBad: true, frameTTL: 0, frameChanges: false, frameNew: false },
  { rcvFrame: true, frameBad: false, frameTTL: 0, frameChanges: false, frameNew: false },
  { rcvFrame: true, frameBad: false, frameTTL: 120, frameChanges: true, frameNew: true },
  { rcvFrame: true, frameBad: false, frameTTL: 120, frameChanges: false, frameNew: false },
];

export const lldpTransmitInputs: readonly Partial<LldpTransmitData>[] = [
  { portEnabled: true },
  { portEnabled: false },
  { adminStatus: 'enabledRxTx' },
  { adminStatus: 'disabled' },
  { txNow: true },
  { txCredit: 0 },
  { txCredit: 1 },
  { txShutdownWhile: 0 },
];

export const lldpTransmitTimerInputs: readonly Partial<LldpTransmitTimerData>[] = [
  { portEnabled: true },
  { portEnabled: false },
  { adminStatus: 'enabledRxTx' },
  { adminStatus: 'disabled' },
  { localChange: true },
  { newNeighbor: true },
  { txTick: true },
  { txTTR: 0 },
  { txCredit: 0 },
];

const pair = (scid: number, svid: number) => ({ scid, svid });
/** What a peer may say, its role aside. */
const CDCP_LISTS: readonly Partial<CdcpData>[] = [
  { remoteChnCap: 2, remoteSComp: true, remoteSVIDList: [pair(1, 1), pair(2, 0)] },
  { remoteChnCap: 2, remoteSComp: true, remoteSVIDList: [pair(1, 1), pair(2, 100)] },
  { remoteChnCap: 1, remoteSComp: true, remoteSVIDList: [pair(1, 1), pair(2, 100)] },
  { remoteChnCap: 2, remoteSComp: false, remoteSVIDList: [pair(1, 1)] },
];
export const cdcpInputs: readonly Partial<CdcpData>[] = [
  { portEnabled: true },
  { portEnabled: false },
  { adminEnable: true },
  { adminEnable: false },
  { adminRole: 'bridge' },
  { adminRole: 'station' },
  { adminChnCap: 1 },
  { adminChnCap: 2 },
  { adminSVIDWants: [pair(1, 1), pair(2, 0)] },
  { adminSVIDWants: [pair(1, 1)] },
  { localSVIDPool: [{ low: 100, high: 100 }] },
  { localSVIDPool: [] },
  { remoteRole: 'none', remoteSVIDList: [] },
  ...CDCP_LISTS.flatMap((list) => [
    { remoteRole: 'station' as const, ...list },
    { remoteRole: 'bridge' as const, ...list },
  ]),
];

export const vdpBridgeInputs: readonly Partial<VdpBridgeData>[] = [
  { portDown: true },
  { bridgeExit: true },
  { waitWhileExpired: true },
  { waitWhileExpired: true, managerPending: true },
  ...[1, 2, 3, 4].flatMap((type) => [
    { rxCmd: type },
    { rxCmd: type, rxMatches: true },
    { otherCmd: type },
    { otherCmd: type, otherMatches: true },
    { badCmd: type, error: 1, hard: true },
  ]),
  { result: 'SUCCESS' },
  { result: 'KEEP', error: 2 },
  { result: 'DEASSOC', error: 5, hard: true },
];

const rxOf = (rxResp: number, more: Partial<VdpStationData>): Partial<VdpStationData> => ({ rxResp, ...more });
const RESPONSES: readonly Partial<VdpStationData>[] = [
  { rxMatches: true, rxError: 0 },
  { rxMatches: true, rxError: 2, rxKeep: false },
  { rxMatches: true, rxError: 2, rxKeep: true },
  { rxMatches: false, rxMatchesPrev: false },
  { rxMatches: false, rxMatchesPrev: true },
];
export const vdpStationInputs: readonly Partial<VdpStationData>[] = [
  { reset: true, reason: 'portDown' },
  ...[PREASSOC, PREASSOC_RR, ASSOC, DEASSOC].flatMap((newCmd) => [
    { newCmd, cmd: true, evbReady: true },
    { newCmd, cmd: true, evbReady: false },
  ]),
  { waitWhileExpired: true },
  ...[PREASSOC, PREASSOC_RR, ASSOC].flatMap((type) => RESPONSES.map((more) => rxOf(type, more))),
  rxOf(DEASSOC, { rxError: 0 }),
  rxOf(DEASSOC, { rxError: 5 }),
];
