// The three machines of an LLDP agent, row by row, from the tables of their figures.

import { expect, test } from 'vitest';
import { begin, type Machine, settle } from '../../../src/core/machine.js';
import {
  type LldpReceiveData,
  type LldpReceiveState,
  type LldpTransmitData,
  type LldpTransmitState,
  type LldpTransmitTimerData,
  type LldpTransmitTimerState,
  lldpReceiveMachine,
  lldpTransmitMachine,
  lldpTransmitTimerMachine,
} from '../../../src/lldp-evb/index.js';

/** What a run makes of the data: rows taken, where it rests, effects, and the members that are others. */
function ran<S extends string, D extends { state: S }, E>(machine: Machine<S, D, E>, data: D) {
  const settled = settle(machine, data);
  const entries = Object.entries(settled.data).filter(([name, value]) => data[name as keyof D] !== value);
  const { state, ...members } = Object.fromEntries(entries) as Partial<D>;
  return { rows: settled.rows, state: settled.data.state, effects: settled.effects, members };
}

const transmitting: LldpTransmitData = {
  state: 'TX_IDLE',
  portEnabled: true,
  adminStatus: 'enabledRxTx',
  txNow: false,
  txCredit: 5,
  txShutdownWhile: 0,
  reinitDelay: 2,
};
const transmit = (state: LldpTransmitState, data: Partial<LldpTransmitData> = {}) =>
  ran(lldpTransmitMachine, { ...transmitting, ...data, state });

test.each<[string, LldpTransmitState]>([
  ['lldp-evb LT0: a port that goes down while idle', 'TX_IDLE'],
  ['lldp-evb LT0: a port that goes down during the rest', 'TX_SHUTDOWN_FRAME'],
])('%s', (_title, state) => {
  expect(transmit(state, { portEnabled: false, txNow: true, txShutdownWhile: 1 })).toEqual({
    rows: ['LT0'],
    state: 'TX_LLDP_INITIALIZE',
    effects: [],
    members: {},
  });
});

test.each([
  ['enabledRxTx', ['LT1']],
  ['enabledTxOnly', ['LT1']],
  ['enabledRxOnly', []],
  ['disabled', []],
] as const)('lldp-evb LT1: with adminStatus %s', (adminStatus, rows) => {
  expect(transmit('TX_LLDP_INITIALIZE', { adminStatus }).rows).toEqual(rows);
  expect(transmit('TX_LLDP_INITIALIZE', { adminStatus, portEnabled: false }).rows).toEqual([]);
});

test.each(['enabledRxOnly', 'disabled'] as const)(
  'lldp-evb LT2: a shutdown LLDPDU comes before all, %s',
  (adminStatus) => {
    expect(transmit('TX_IDLE', { adminStatus, txNow: true })).toEqual({
      rows: ['LT2'],
      state: 'TX_SHUTDOWN_FRAME',
      effects: ['mibConstrShutdownLLDPDU'],
      members: { txShutdownWhile: 2 },
    });
  },
);

test('lldp-evb LT3, lldp-evb LT4: what is asked for is sent, one credit each', () => {
  expect(transmit('TX_IDLE', { txNow: true, txCredit: 1 })).toEqual({
    rows: ['LT3', 'LT4'],
    state: 'TX_IDLE',
    effects: ['mibConstrInfoLLDPDU'],
    members: { txNow: false, txCredit: 0 },
  });
  expect(transmit('TX_IDLE', { txNow: true, txCredit: 0 }).rows).toEqual([]);
  expect(transmit('TX_IDLE').rows).toEqual([]);
});

test('lldp-evb LT5: the rest after a shutdown is over, and what was asked for meanwhile is sent', () => {
  const disabled = { adminStatus: 'disabled' } as const;
  expect(transmit('TX_SHUTDOWN_FRAME', { ...disabled, txShutdownWhile: 1 }).rows).toEqual([]);
  expect(transmit('TX_SHUTDOWN_FRAME', disabled)).toMatchObject({ rows: ['LT5'], state: 'TX_LLDP_INITIALIZE' });
  expect(transmit('TX_SHUTDOWN_FRAME', { txNow: true })).toMatchObject({
    rows: ['LT5', 'LT1', 'LT3', 'LT4'],
    effects: ['mibConstrInfoLLDPDU'],
  });
});

const timing: LldpTransmitTimerData = {
  state: 'TX_TIMER_IDLE',
  portEnabled: true,
  adminStatus: 'enabledRxTx',
  localChange: false,
  newNeighbor: false,
  txTick: false,
  txNow: false,
  txTTR: 17,
  txFast: 0,
  txCredit: 2,
  txShutdownWhile: 0,
  txFastInit: 4,
  txCreditMax: 5,
  msgFastTx: 1,
  msgTxInterval: 30,
};
const timer = (state: LldpTransmitTimerState, data: Partial<LldpTransmitTimerData> = {}) =>
  ran(lldpTransmitTimerMachine, { ...timing, ...data, state });

const busy = { localChange: true, newNeighbor: true, txTick: true, txNow: true, txFast: 3, txShutdownWhile: 2 };
const cleared = {
  localChange: false,
  newNeighbor: false,
  txTick: false,
  txNow: false,
  txFast: 0,
  txTTR: 0,
  txCredit: 5,
};

test('lldp-evb LM0: a port that is down clears all, one that may not send keeps the rest after a shutdown', () => {
  expect(timer('TX_TIMER_IDLE', { ...busy, portEnabled: false })).toEqual({
    rows: ['LM0'],
    state: 'TX_TIMER_INITIALIZE',
    effects: [],
    members: { ...cleared, txShutdownWhile: 0 },
  });
  for (const adminStatus of ['disabled', 'enabledRxOnly'] as const) {
    expect(timer('TX_TIMER_IDLE', { ...busy, adminStatus })).toMatchObject({ rows: ['LM0'], members: cleared });
    expect(timer('TX_TIMER_IDLE', { ...busy, adminStatus }).members).not.toHaveProperty('txShutdownWhile');
    expect(timer('TX_TIMER_INITIALIZE', { ...busy, adminStatus })).toMatchObject({ rows: [], members: {} });
  }
});

test('lldp-evb LM1, lldp-evb LM3, lldp-evb LM6, lldp-evb LM7: the first LLDPDU is signalled at once', () => {
  expect(timer('TX_TIMER_INITIALIZE', { txTTR: 0 })).toEqual({
    rows: ['LM1', 'LM3', 'LM6', 'LM7'],
    state: 'TX_TIMER_IDLE',
    effects: [],
    members: { txNow: true, txTTR: 30 },
  });
});

test('lldp-evb LM2: a change is signalled, and takes nothing from the fast transmissions', () => {
  expect(timer('TX_TIMER_IDLE', { localChange: true, txFast: 2 })).toMatchObject({
    rows: ['LM2', 'LM7'],
    members: { txNow: true, localChange: false, txTTR: 1 },
  });
});

test('lldp-evb LM3: the timer comes to 0 during fast transmission', () => {
  expect(timer('TX_TIMER_IDLE', { txTTR: 0, txFast: 2 }).members).toEqual({ txNow: true, txTTR: 1, txFast: 1 });
  expect(timer('TX_TIMER_IDLE', { txTTR: 0, txFast: 1 }).members).toEqual({ txNow: true, txTTR: 30, txFast: 0 });
});

test('lldp-evb LM4, lldp-evb LM9: a new neighbour starts fast transmission, another one does not start it anew', () => {
  expect(timer('TX_TIMER_IDLE', { newNeighbor: true })).toMatchObject({
    rows: ['LM4', 'LM9', 'LM6', 'LM7'],
    members: { newNeighbor: false, txNow: true, txFast: 3, txTTR: 1 },
  });
  expect(timer('TX_TIMER_IDLE', { newNeighbor: true, txFast: 2 }).members).toMatchObject({ txFast: 1 });
});

test('lldp-evb LM5, lldp-evb LM8: a second gives a credit, up to the greatest', () => {
  expect(timer('TX_TIMER_IDLE', { txTick: true })).toMatchObject({
    rows: ['LM5', 'LM8'],
    members: { txTick: false, txCredit: 3 },
  });
  expect(timer('TX_TIMER_IDLE', { txTick: true, txCredit: 5 }).members).toEqual({ txTick: false });
});

test('a change comes before the timer, the timer before a new neighbour, that before the second', () => {
  expect(timer('TX_TIMER_IDLE', { localChange: true, txTTR: 0, newNeighbor: true, txTick: true }).rows).toEqual([
    ...['LM2', 'LM7'],
    ...['LM4', 'LM9', 'LM6', 'LM7'],
    ...['LM5', 'LM8'],
  ]);
});

const receiving: LldpReceiveData = {
  state: 'RX_WAIT_FOR_FRAME',
  portEnabled: true,
  adminStatus: 'enabledRxTx',
  rcvFrame: false,
  frameBad: false,
  frameTTL: 120,
  frameChanges: false,
  frameNew: false,
  badFrame: false,
  rxTTL: 0,
  rxChanges: false,
  rxInfoAge: false,
  remoteChange: false,
  newNeighbor: false,
  tooManyNeighbors: false,
};
const receive = (state: LldpReceiveState, data: Partial<LldpReceiveData> = {}) =>
  ran(lldpReceiveMachine, { ...receiving, ...data, state });

test('lldp-evb LR0: a port that goes down stops reception, unless a neighbour is just ageing', () => {
  expect(receive('RX_WAIT_FOR_FRAME', { portEnabled: false })).toMatchObject({
    rows: ['LR0'],
    state: 'LLDP_WAIT_PORT_OPERATIONAL',
    effects: [],
  });
  expect(receive('RX_WAIT_FOR_FRAME', { portEnabled: false, rxInfoAge: true }).rows).toEqual(['LR5', 'LR0']);
});

test('lldp-evb LR1: a neighbour ages while the port is down', () => {
  expect(receive('LLDP_WAIT_PORT_OPERATIONAL', { portEnabled: false, rxInfoAge: true })).toEqual({
    rows: ['LR1', 'LR0'],
    state: 'LLDP_WAIT_PORT_OPERATIONAL',
    effects: ['mibDeleteObjects:ageout'],
    members: { rxInfoAge: false, remoteChange: true },
  });
});

test('lldp-evb LR1, lldp-evb LR3: a neighbour ages as the port comes back', () => {
  expect(receive('LLDP_WAIT_PORT_OPERATIONAL', { rxInfoAge: true })).toMatchObject({
    rows: ['LR1', 'LR3', 'LR2', 'LR4'],
    effects: ['mibDeleteObjects:ageout', 'rxInitializeLLDP'],
  });
});

test('lldp-evb LR2, lldp-evb LR4: the port comes up, and nothing is known', () => {
  expect(receive('LLDP_WAIT_PORT_OPERATIONAL', { tooManyNeighbors: true, rcvFrame: true, badFrame: true })).toEqual({
    rows: ['LR2', 'LR4'],
    state: 'RX_WAIT_FOR_FRAME',
    effects: ['rxInitializeLLDP'],
    members: { tooManyNeighbors: false, rcvFrame: false, badFrame: false },
  });
});

test.each([
  ['enabledRxTx', ['LR4']],
  ['enabledRxOnly', ['LR4']],
  ['enabledTxOnly', []],
  ['disabled', []],
] as const)('lldp-evb LR4: with adminStatus %s', (adminStatus, rows) => {
  expect(receive('RX_LLDP_INITIALIZE', { adminStatus }).rows).toEqual(rows);
});

test('lldp-evb LR5, lldp-evb LR12: a neighbour ages', () => {
  expect(receive('RX_WAIT_FOR_FRAME', { rxInfoAge: true })).toEqual({
    rows: ['LR5', 'LR12'],
    state: 'RX_WAIT_FOR_FRAME',
    effects: ['mibDeleteObjects:ageout'],
    members: { rxInfoAge: false, remoteChange: true },
  });
});

test.each<[string, Partial<LldpReceiveData>, string[], string[]]>([
  ['lldp-evb LR6, lldp-evb LR8: a bad LLDPDU', { frameBad: true, frameTTL: 0 }, ['LR8'], []],
  ['lldp-evb LR9: a shutdown LLDPDU', { frameTTL: 0 }, ['LR9', 'LR12'], ['mibDeleteObjects:shutdown']],
  ['lldp-evb LR10, lldp-evb LR13: something new', { frameChanges: true }, ['LR10', 'LR13'], ['mibUpdateObjects']],
  ['lldp-evb LR11: nothing new', {}, ['LR11'], []],
])('%s', (_title, data, rows, effects) => {
  const result = receive('RX_WAIT_FOR_FRAME', { ...data, rcvFrame: true });
  expect(result).toMatchObject({
    rows: ['LR6', ...rows],
    state: 'RX_WAIT_FOR_FRAME',
    effects: ['rxProcessFrame', ...effects],
  });
  expect(result.members.remoteChange ?? false).toBe(effects.length > 0);
});

test('a new neighbour is handed to the transmit timer machine', () => {
  expect(receive('RX_WAIT_FOR_FRAME', { rcvFrame: true, frameChanges: true, frameNew: true }).members).toMatchObject({
    newNeighbor: true,
  });
});

test.each(['enabledTxOnly', 'disabled'] as const)('lldp-evb LR7: reception is switched off, %s', (adminStatus) => {
  expect(receive('RX_WAIT_FOR_FRAME', { adminStatus })).toMatchObject({
    rows: ['LR7'],
    state: 'RX_LLDP_INITIALIZE',
    effects: ['rxInitializeLLDP'],
  });
});

test('BEGIN: each machine waits for the port', () => {
  const down = { portEnabled: false };
  const transmitted: LldpTransmitData = { ...transmitting, ...down };
  begin(lldpTransmitMachine, transmitted, []);
  const timed: LldpTransmitTimerData = { ...timing, ...busy, ...down };
  begin(lldpTransmitTimerMachine, timed, []);
  expect(timed).toMatchObject({ ...cleared, txShutdownWhile: 0 });
  const heard: LldpReceiveData = { ...receiving, ...down };
  begin(lldpReceiveMachine, heard, []);
  expect([transmitted.state, timed.state, heard.state]).toEqual([
    'TX_LLDP_INITIALIZE',
    'TX_TIMER_INITIALIZE',
    'LLDP_WAIT_PORT_OPERATIONAL',
  ]);
});
