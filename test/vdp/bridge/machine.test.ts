// The transition table of the bridge by itself: the shell does not lead to each row, and tells less than the table.

import { describe, expect, test } from 'vitest';
import { begin, settle } from '../../../src/core/machine.js';
import { newVdpBridgeData, type VdpBridgeData, vdpBridgeMachine } from '../../../src/vdp/index.js';
import { vdpBridgeInputs } from '../../machines/inputs.js';

const dataOf = (more: Partial<VdpBridgeData>): VdpBridgeData => ({ ...newVdpBridgeData(), ...more });
const PROCESSING: Partial<VdpBridgeData> = { state: 'BRIDGE_PROCESSING', rxCmd: 3 };
const ASSOCIATED: Partial<VdpBridgeData> = { state: 'WAIT_STATION_CMD', operCmd: 3, vsiState: 'ASSOC' };
const CHANGING: Partial<VdpBridgeData> = { ...PROCESSING, operCmd: 3, vsiState: 'ASSOC' };

/** `from`, then each row taken; the state it rests in; the effects. */
test.each<[title: string, from: Partial<VdpBridgeData>, rows: string, rest: string, effects: string[]]>([
  ['vdp B0: anywhere', { ...CHANGING, nextCmd: 3, portDown: true }, 'B0', 'RELEASE_ALL', ['resourceFree']],
  ['vdp B2: without a command', { bridgeExit: true }, 'B2', 'RELEASE_ALL', ['resourceFree']],
  ['vdp B15: in INIT', { result: 'SUCCESS' }, 'B15', 'INIT', []],
  ['vdp B15: in WAIT_STATION_CMD', { ...ASSOCIATED, result: 'KEEP' }, 'B15', 'WAIT_STATION_CMD', []],
  [
    'vdp B1: a command',
    { rxCmd: 1 },
    'B1',
    'BRIDGE_PROCESSING',
    ['resourceCmd(rxCmd)', 'waitWhile = resourceWaitDelay'],
  ],
  [
    'vdp B3: success',
    { ...PROCESSING, result: 'SUCCESS' },
    'B3 BF1',
    'WAIT_STATION_CMD',
    ['operCmd = rxCmd', 'TxTLV(SUCCESS)', 'waitWhile = toutKeepAlive'],
  ],
  [
    'vdp B3: a command that waited is next',
    { ...PROCESSING, nextCmd: 4, result: 'SUCCESS' },
    'B3 BF1',
    'WAIT_STATION_CMD',
    ['operCmd = rxCmd', 'TxTLV(SUCCESS)', 'waitWhile = toutKeepAlive', 'rxCmd = nextCmd'],
  ],
  [
    'vdp B4: Keep',
    { ...CHANGING, result: 'KEEP', error: 2 },
    'B4 BF2',
    'WAIT_STATION_CMD',
    ['TxTLV(KEEP)', 'waitWhile = toutKeepAlive'],
  ],
  [
    'vdp B5: Keep of an Associate that was pre-associated',
    { ...CHANGING, operCmd: 2, vsiState: 'PREASSOC_RR', result: 'KEEP', error: 2 },
    'B5 BF3',
    'RELEASE_ALL',
    ['TxTLV(DEASSOC)', 'resourceFree'],
  ],
  [
    'vdp B5: Keep of a Pre-Associate that was associated',
    { ...CHANGING, rxCmd: 1, result: 'KEEP', error: 2 },
    'B5 BF3',
    'RELEASE_ALL',
    ['TxTLV(DEASSOC)', 'resourceFree'],
  ],
  [
    'vdp B6: refused while associated',
    { ...CHANGING, result: 'DEASSOC', error: 2 },
    'B6 BF3',
    'RELEASE_ALL',
    ['TxTLV(DEASSOC)', 'resourceFree'],
  ],
  [
    'vdp B6: De-Associate asks nobody',
    { ...ASSOCIATED, rxCmd: 4 },
    'B13 B6 BF3',
    'RELEASE_ALL',
    ['waitWhile = resourceWaitDelay', 'TxTLV(DEASSOC)', 'resourceFree'],
  ],
  [
    'vdp B7: too slow a change',
    { ...CHANGING, waitWhileExpired: true },
    'B7 BF2',
    'WAIT_STATION_CMD',
    ['cancel resourceCmd', 'TxTLV(KEEP)', 'waitWhile = toutKeepAlive'],
  ],
  [
    'vdp B8: too slow',
    { ...PROCESSING, waitWhileExpired: true },
    'B8 BF4',
    'RELEASE_ALL',
    ['TxTLV(DEASSOCIATED)', 'resourceFree'],
  ],
  [
    'vdp B8: too slow a step down',
    { ...CHANGING, rxCmd: 1, waitWhileExpired: true },
    'B8 BF4',
    'RELEASE_ALL',
    ['TxTLV(DEASSOCIATED)', 'resourceFree'],
  ],
  [
    'vdp B9: ended by the bridge',
    { ...CHANGING, nextCmd: 1, bridgeExit: true },
    'B9 BF4',
    'RELEASE_ALL',
    ['TxTLV(DEASSOCIATED)', 'resourceFree'],
  ],
  ['vdp B10: another', { ...PROCESSING, otherCmd: 1 }, 'B10', 'BRIDGE_PROCESSING', ['nextCmd = otherCmd']],
  ['vdp B10: the same', { ...PROCESSING, otherCmd: 3, otherMatches: true }, 'B10', 'BRIDGE_PROCESSING', []],
  [
    'vdp B14: keep-alive',
    { ...ASSOCIATED, rxCmd: 3, rxMatches: true },
    'B14 BF5',
    'WAIT_STATION_CMD',
    ['TxTLV(PROCESS_KEEPALIVE)', 'waitWhile = toutKeepAlive'],
  ],
  ['vdp B16: Keep', { ...ASSOCIATED, badCmd: 3, error: 5 }, 'B16', 'WAIT_STATION_CMD', ['TxTLV(badCmd)']],
  [
    'vdp B16: another type',
    { ...ASSOCIATED, badCmd: 1, error: 5 },
    'B16 BF3',
    'RELEASE_ALL',
    ['TxTLV(DEASSOC)', 'resourceFree'],
  ],
  ['vdp B16: while processing', { ...PROCESSING, badCmd: 3 }, 'B16', 'BRIDGE_PROCESSING', ['TxTLV(badCmd)']],
])('%s', (_title, from, rows, rest, effects) => {
  const settled = settle(vdpBridgeMachine, dataOf(from));
  expect([settled.rows.join(' '), settled.data.state, settled.effects]).toEqual([rows, rest, effects]);
  const again = settle(vdpBridgeMachine, settled.data);
  expect(again.rows).toEqual([]);
});

describe('status octets', () => {
  test.each<[Partial<VdpBridgeData>, number]>([
    [{ ...CHANGING, result: 'KEEP', error: 2 }, 0x62],
    [{ ...CHANGING, result: 'KEEP', error: 5, hard: true }, 0x75],
    [{ ...PROCESSING, result: 'DEASSOC', error: 3 }, 0x43],
    [{ ...PROCESSING, result: 'DEASSOC', error: 5, hard: true }, 0x55],
    [{ ...ASSOCIATED, rxCmd: 4 }, 0x40],
    [{ ...CHANGING, waitWhileExpired: true }, 0x64],
    [{ ...CHANGING, waitWhileExpired: true, managerPending: true }, 0x63],
    [{ ...PROCESSING, waitWhileExpired: true }, 0x44],
    [{ ...PROCESSING, waitWhileExpired: true, managerPending: true }, 0x43],
    [{ ...PROCESSING, bridgeExit: true }, 0x44],
    [{ ...PROCESSING, bridgeExit: true, managerPending: true }, 0x44],
    [{ ...ASSOCIATED, bridgeExit: true }, 0],
    [{ ...ASSOCIATED, waitWhileExpired: true }, 0],
    [{ ...ASSOCIATED, badCmd: 3, error: 5, hard: true }, 0x75],
    [{ ...ASSOCIATED, badCmd: 4, error: 1, hard: true }, 0x51],
    [{ ...CHANGING, badCmd: 3, error: 1, hard: true }, 0x71],
    [{ ...PROCESSING, badCmd: 3, error: 1, hard: true }, 0x51],
  ])('%j', (from, status) => {
    expect(settle(vdpBridgeMachine, dataOf({ ...from, respStatus: 0x99 })).data.respStatus).toBe(status);
  });
});

test('BEGIN forgets what was', () => {
  const data = dataOf({ ...ASSOCIATED, rxCmd: 2 });
  begin(vdpBridgeMachine, data, []);
  expect([data.state, data.operCmd, data.vsiState]).toEqual(['BRIDGE_PROCESSING', 0, 'DEASSOC']);
});

test('every input settles in every state', () => {
  const rested = new Set<string>();
  for (const from of [{}, PROCESSING, ASSOCIATED, CHANGING, { state: 'RELEASE_ALL' as const }]) {
    for (const input of vdpBridgeInputs) rested.add(settle(vdpBridgeMachine, dataOf({ ...from, ...input })).data.state);
  }
  expect([...rested].sort()).toEqual(['BRIDGE_PROCESSING', 'INIT', 'RELEASE_ALL', 'WAIT_STATION_CMD']);
});
