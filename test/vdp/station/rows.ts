// The rows of the station's transition table, clause 41, as data: from which state, on what, to which, and what is told.

import type {
  VdpStationData as Data,
  VdpStationEffect as Effect,
  VdpStationState as State,
} from '../../../src/vdp/index.js';
import { newStationData } from '../../../src/vdp/station/data.js';

export const [PREASSOC, PREASSOC_RR, ASSOC, DEASSOC] = [1, 2, 3, 4] as const;

export const INIT: Partial<Data> = { state: 'INIT', evbReady: true };
/** A first Associate is on its way. */
export const PROCESSING: Partial<Data> = { state: 'STATION_PROCESSING', sysCmd: ASSOC, evbReady: true };
/** A changed Associate of an associated VSI is. */
export const CHANGING: Partial<Data> = { ...PROCESSING, operCmd: ASSOC, vsiState: ASSOC };
export const WAIT: Partial<Data> = { state: 'WAIT_SYSCMD', operCmd: ASSOC, vsiState: ASSOC, evbReady: true };
export const KEEPALIVE: Partial<Data> = { ...WAIT, state: 'TRANSMIT_KEEPALIVE' };
export const LEAVING: Partial<Data> = { ...WAIT, state: 'TRANSMIT_DEASSOC' };

export const rx = (rxResp: number, more: Partial<Data> = {}): Partial<Data> => ({ rxResp, ...more });
export const MATCH = { rxMatches: true };
export const tmr = { waitWhileExpired: true };
export const cmd = (slot: number): Partial<Data> => ({ cmd: true, slot });

export const data = (...parts: readonly Partial<Data>[]): Data => Object.assign(newStationData(), ...parts);

interface Row {
  readonly id: string;
  readonly what: string;
  readonly from: Partial<Data>;
  readonly on: Partial<Data>;
  readonly to: State;
  /** What is told or counted; TxTLV and timers are those of the state reached. */
  readonly tells: readonly Effect[];
  /** Rows taken; the row itself where nothing is said. */
  readonly path?: readonly string[];
  readonly leaves?: Partial<Data>;
}

export const ROWS: readonly Row[] = [
  {
    id: 'S0',
    what: 'a running command fails, and the VSI ends',
    from: CHANGING,
    on: { reset: 'portDown' },
    to: 'INIT',
    tells: ['failed:portDown', 'deassociated:portDown', 'prevCmd = NULL'],
    leaves: { sysCmd: 0, operCmd: 0, vsiState: DEASSOC },
  },
  {
    id: 'S0',
    what: 'a waiting command fails, too',
    from: { ...PROCESSING, slot: ASSOC },
    on: { reset: 'disabled' },
    to: 'INIT',
    tells: ['failed:disabled', 'failed(slot):disabled', 'prevCmd = NULL'],
    leaves: { slot: 0 },
  },
  {
    id: 'S0',
    what: 'in INIT a command that waits for EVB fails',
    from: { ...INIT, evbReady: false, slot: ASSOC },
    on: { reset: 'evbLost' },
    to: 'INIT',
    tells: ['failed(slot):evbLost', 'prevCmd = NULL'],
    leaves: { slot: 0 },
  },
  {
    id: 'S0',
    what: 'a VSI that is online ends',
    from: WAIT,
    on: { reset: 'removed' },
    to: 'INIT',
    tells: ['deassociated:removed', 'prevCmd = NULL'],
  },
  {
    id: 'S0',
    what: 'keeping alive',
    from: KEEPALIVE,
    on: { reset: 'evbLost' },
    to: 'INIT',
    tells: ['deassociated:evbLost', 'prevCmd = NULL'],
  },
  {
    id: 'S0',
    what: 'leaving',
    from: LEAVING,
    on: { reset: 'portDown' },
    to: 'INIT',
    tells: ['deassociated:portDown', 'prevCmd = NULL'],
  },
  {
    id: 'S1',
    what: 'a command is sent',
    from: INIT,
    on: cmd(PREASSOC),
    to: 'STATION_PROCESSING',
    tells: ['sysCmd = slot'],
    leaves: { sysCmd: PREASSOC, slot: 0 },
  },
  {
    id: 'S1',
    what: 'De-Associate is sent without EVB',
    from: { ...INIT, evbReady: false },
    on: cmd(DEASSOC),
    to: 'STATION_PROCESSING',
    tells: ['sysCmd = slot'],
  },
  {
    id: 'S1',
    what: 'another command waits for EVB',
    from: { ...INIT, evbReady: false },
    on: cmd(ASSOC),
    to: 'INIT',
    tells: [],
    path: [],
    leaves: { slot: ASSOC },
  },
  { id: 'S2', what: 'no answer', from: PROCESSING, on: tmr, to: 'INIT', tells: ['prevCmd = sysCmd', 'failed:timeout'] },
  {
    id: 'S2',
    what: 'no answer, and the VSI was online',
    from: CHANGING,
    on: tmr,
    to: 'INIT',
    tells: ['prevCmd = sysCmd', 'failed:timeout', 'deassociated:timeout'],
    leaves: { vsiState: DEASSOC },
  },
  {
    id: 'S3',
    what: 'De-Associate with an error',
    from: PROCESSING,
    on: rx(DEASSOC, { rxError: 2 }),
    to: 'INIT',
    tells: ['prevCmd = sysCmd', 'failed:refused'],
  },
  {
    id: 'S3',
    what: 'De-Associate without one',
    from: CHANGING,
    on: rx(DEASSOC),
    to: 'INIT',
    tells: ['prevCmd = sysCmd', 'failed:byBridge', 'deassociated:byBridge'],
  },
  {
    id: 'S3',
    what: 'De-Associate answers De-Associate, whatever its status',
    from: { ...CHANGING, sysCmd: DEASSOC },
    on: rx(DEASSOC, { rxError: 4, rxHard: true }),
    to: 'INIT',
    tells: ['done', 'prevCmd = NULL'],
  },
  {
    id: 'S4',
    what: 'PREASSOC succeeds',
    from: { ...PROCESSING, sysCmd: PREASSOC },
    on: rx(PREASSOC, MATCH),
    to: 'WAIT_SYSCMD',
    tells: ['prevCmd = NULL', 'operCmd = sysCmd', 'done'],
    path: ['S4', 'F1'],
    leaves: { operCmd: PREASSOC, vsiState: PREASSOC, sysCmd: 0 },
  },
  {
    id: 'S4',
    what: 'PREASSOC_RR succeeds',
    from: { ...PROCESSING, sysCmd: PREASSOC_RR },
    on: rx(PREASSOC_RR, MATCH),
    to: 'WAIT_SYSCMD',
    tells: ['prevCmd = NULL', 'operCmd = sysCmd', 'done'],
    path: ['S4', 'F1'],
    leaves: { vsiState: PREASSOC_RR },
  },
  {
    id: 'S5',
    what: 'ASSOC succeeds',
    from: PROCESSING,
    on: rx(ASSOC, MATCH),
    to: 'WAIT_SYSCMD',
    tells: ['prevCmd = NULL', 'operCmd = sysCmd', 'done'],
    path: ['S5', 'F2', 'F3'],
    leaves: { operCmd: ASSOC, vsiState: ASSOC, sysCmd: 0 },
  },
  {
    id: 'S6',
    what: 'Keep leaves operCmd in force',
    from: CHANGING,
    on: rx(ASSOC, { ...MATCH, rxError: 2, rxKeep: true }),
    to: 'WAIT_SYSCMD',
    tells: ['failed(keep):refused', 'prevCmd = NULL'],
    path: ['S6', 'F3'],
    leaves: { operCmd: ASSOC, vsiState: ASSOC, sysCmd: 0 },
  },
  {
    id: 'S7',
    what: 'an error without Keep',
    from: CHANGING,
    on: rx(ASSOC, { ...MATCH, rxError: 2 }),
    to: 'INIT',
    tells: ['prevCmd = NULL', 'failed:refused', 'deassociated:refused'],
  },
  {
    id: 'S7',
    what: 'Keep with nothing to keep',
    from: PROCESSING,
    on: rx(ASSOC, { ...MATCH, rxError: 2, rxKeep: true }),
    to: 'INIT',
    tells: ['prevCmd = NULL', 'failed:refused'],
  },
  {
    id: 'S7',
    what: 'Keep on a VSI that is pre-associated',
    from: { ...PROCESSING, operCmd: PREASSOC, vsiState: PREASSOC },
    on: rx(ASSOC, { ...MATCH, rxError: 2, rxKeep: true }),
    to: 'INIT',
    tells: ['prevCmd = NULL', 'failed:refused', 'deassociated:refused'],
  },
  {
    id: 'S7',
    what: 'Keep on PREASSOC',
    from: { ...CHANGING, sysCmd: PREASSOC },
    on: rx(PREASSOC, { ...MATCH, rxError: 2, rxKeep: true }),
    to: 'INIT',
    tells: ['prevCmd = NULL', 'failed:refused', 'deassociated:refused'],
  },
  {
    id: 'S8',
    what: 'a mismatch',
    from: CHANGING,
    on: rx(ASSOC),
    to: 'INIT',
    tells: ['prevCmd = sysCmd', 'failed:mismatch', 'deassociated:mismatch'],
  },
  {
    id: 'S8',
    what: 'the late answer to prevCmd',
    from: PROCESSING,
    on: rx(ASSOC, { rxMatchesPrev: true }),
    to: 'STATION_PROCESSING',
    tells: ['rxUnexpected'],
  },
  {
    id: 'S9',
    what: 'another type',
    from: PROCESSING,
    on: rx(PREASSOC, { rxMatchesPrev: true }),
    to: 'STATION_PROCESSING',
    tells: ['rxUnexpected'],
  },
  {
    id: 'S10',
    what: 'a command is sent',
    from: WAIT,
    on: cmd(ASSOC),
    to: 'STATION_PROCESSING',
    tells: ['sysCmd = slot'],
    leaves: { sysCmd: ASSOC, operCmd: ASSOC, vsiState: ASSOC },
  },
  {
    id: 'S10',
    what: 'a command waits for EVB',
    from: { ...WAIT, evbReady: false },
    on: cmd(ASSOC),
    to: 'WAIT_SYSCMD',
    tells: [],
    path: [],
    leaves: { slot: ASSOC },
  },
  { id: 'S11', what: 'a keep-alive is sent', from: WAIT, on: tmr, to: 'TRANSMIT_KEEPALIVE', tells: [] },
  {
    id: 'S12',
    what: 'De-Associate of the bridge',
    from: WAIT,
    on: rx(DEASSOC),
    to: 'INIT',
    tells: ['deassociated:byBridge'],
  },
  { id: 'S13', what: 'any other answer', from: WAIT, on: rx(ASSOC), to: 'WAIT_SYSCMD', tells: ['rxUnexpected'] },
  {
    id: 'S14',
    what: 'no answer',
    from: KEEPALIVE,
    on: tmr,
    to: 'INIT',
    tells: ['prevCmd = operCmd', 'deassociated:keepAliveTimeout'],
  },
  {
    id: 'S15',
    what: 'De-Associate',
    from: KEEPALIVE,
    on: rx(DEASSOC, { rxError: 2 }),
    to: 'INIT',
    tells: ['prevCmd = operCmd', 'deassociated:byBridge'],
  },
  {
    id: 'S16',
    what: 'an answer',
    from: KEEPALIVE,
    on: rx(ASSOC, MATCH),
    to: 'WAIT_SYSCMD',
    tells: ['keepAliveAnswered'],
  },
  {
    id: 'S17',
    what: 'Keep',
    from: KEEPALIVE,
    on: rx(ASSOC, { ...MATCH, rxError: 2, rxKeep: true }),
    to: 'TRANSMIT_DEASSOC',
    tells: [],
  },
  {
    id: 'S18',
    what: 'an error',
    from: KEEPALIVE,
    on: rx(ASSOC, { ...MATCH, rxError: 2 }),
    to: 'INIT',
    tells: ['deassociated:refused'],
  },
  {
    id: 'S18',
    what: 'Keep on PREASSOC',
    from: { ...KEEPALIVE, operCmd: PREASSOC, vsiState: PREASSOC },
    on: rx(PREASSOC, { ...MATCH, rxError: 2, rxKeep: true }),
    to: 'INIT',
    tells: ['deassociated:refused'],
  },
  { id: 'S19', what: 'a mismatch', from: KEEPALIVE, on: rx(ASSOC), to: 'INIT', tells: ['deassociated:mismatch'] },
  { id: 'S20', what: 'no answer', from: LEAVING, on: tmr, to: 'INIT', tells: ['deassociated:keepErrorOnKeepAlive'] },
  {
    id: 'S20',
    what: 'any answer',
    from: LEAVING,
    on: rx(PREASSOC),
    to: 'INIT',
    tells: ['deassociated:keepErrorOnKeepAlive'],
  },
  {
    id: 'S20',
    what: 'its answer',
    from: LEAVING,
    on: rx(DEASSOC),
    to: 'INIT',
    tells: ['deassociated:keepErrorOnKeepAlive'],
  },
  { id: 'S21', what: 'any answer', from: INIT, on: rx(ASSOC, MATCH), to: 'INIT', tells: ['rxUnexpected'] },
  { id: 'S21', what: 'De-Associate of the bridge', from: INIT, on: rx(DEASSOC), to: 'INIT', tells: ['rxUnexpected'] },
  { id: 'S22', what: 'nothing comes of a timer that is stopped', from: INIT, on: tmr, to: 'INIT', tells: [] },
  {
    id: 'S23',
    what: 'a command waits behind a command',
    from: PROCESSING,
    on: cmd(ASSOC),
    to: 'STATION_PROCESSING',
    tells: [],
    leaves: { slot: ASSOC },
  },
  {
    id: 'S23',
    what: 'a command waits behind a keep-alive',
    from: KEEPALIVE,
    on: cmd(DEASSOC),
    to: 'TRANSMIT_KEEPALIVE',
    tells: [],
    leaves: { slot: DEASSOC },
  },
  {
    id: 'S23',
    what: 'a command waits behind De-Associate',
    from: LEAVING,
    on: cmd(ASSOC),
    to: 'TRANSMIT_DEASSOC',
    tells: [],
    leaves: { slot: ASSOC },
  },
  {
    id: 'S24',
    what: 'another type',
    from: KEEPALIVE,
    on: rx(PREASSOC),
    to: 'TRANSMIT_KEEPALIVE',
    tells: ['rxUnexpected'],
  },
];
