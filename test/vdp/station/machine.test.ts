// The rows of the station's transition table, clause 41: from which state, on what, to which state, with which effects.
// Frames and timers of the rows are in the tests of the traces.

import { describe, expect, test } from 'vitest';
import { begin, run, settle } from '../../../src/core/machine.js';
import {
  type VdpStationData as Data,
  type VdpStationEffect as Effect,
  type VdpStationState as State,
  type VdpStationEvents,
  vdpStationMachine,
} from '../../../src/vdp/index.js';
import { clearStationEvents, newVdpStationData } from '../../../src/vdp/station/data.js';
import { vdpStationInputs } from '../../machines/inputs.js';
import {
  ASSOC,
  CHANGING,
  cmd,
  DEASSOC,
  data,
  INIT,
  KEEPALIVE,
  MATCH,
  PREASSOC,
  PROCESSING,
  ROWS,
  rx,
  tmr,
  WAIT,
} from './rows.js';

/** What an entry action does beside the telling: TLVs due and timers. */
const ENTRY: Readonly<Partial<Record<State, Effect>>> = {
  INIT: 'stop waitWhile',
  STATION_PROCESSING: 'TxTLV(sysCmd)',
  WAIT_SYSCMD: 'waitWhile = reinitKeepAlive',
  TRANSMIT_KEEPALIVE: 'TxTLV(operCmd)',
  TRANSMIT_DEASSOC: 'TxTLV(De-Associate)',
};

test.each(ROWS.map((row) => [`${row.id}: ${row.what}`, row] as const))('vdp %s', (_title, row) => {
  const { id, from, on, to, tells, reason, path = [id], leaves = {} } = row;
  const before = data(from);
  const { data: after, effects, rows } = settle(vdpStationMachine, data(from, on));
  expect(rows).toEqual(path);
  expect(after.state).toBe(to);
  const entered = before.state !== to ? [ENTRY[to]] : [];
  expect(effects).toEqual([...tells, ...entered]);
  expect(after).toMatchObject(reason === undefined ? leaves : { ...leaves, reason });
});

describe('what comes at the same time', () => {
  test('vdp S16, vdp S10: an answered keep-alive lets the waiting command out', () => {
    const { rows } = settle(vdpStationMachine, data(KEEPALIVE, rx(ASSOC, MATCH), { newCmd: ASSOC }));
    expect(rows).toEqual(['S16', 'S10']);
  });

  test('vdp S2, vdp S1: so does a command that timed out', () => {
    const { rows } = settle(vdpStationMachine, data(PROCESSING, tmr, { newCmd: DEASSOC }));
    expect(rows).toEqual(['S2', 'S1']);
  });

  test('vdp S10: a command goes before a keep-alive', () => {
    expect(settle(vdpStationMachine, data(WAIT, tmr, cmd(ASSOC))).rows).toEqual(['S10']);
  });

  test('vdp S4: what matches sysCmd is no late answer, though it matches prevCmd', () => {
    const answer = rx(PREASSOC, { ...MATCH, rxMatchesPrev: true });
    expect(settle(vdpStationMachine, data({ ...PROCESSING, sysCmd: PREASSOC }, answer)).rows).toEqual(['S4', 'F1']);
  });

  test('vdp S0: nothing goes before it, and it is not taken again', () => {
    const { rows, data: after } = settle(
      vdpStationMachine,
      data(CHANGING, rx(ASSOC, MATCH), tmr, { reset: true, newCmd: ASSOC }),
    );
    expect(rows).toEqual(['S0']);
    expect(after).toMatchObject({ state: 'INIT', newCmd: 0, rxResp: 0, waitWhileExpired: false });
  });
});

test('vdp S0: BEGIN leads to INIT', () => {
  const it = data(CHANGING);
  const effects: Effect[] = [];
  begin(vdpStationMachine, it, effects);
  expect(it).toMatchObject({ state: 'INIT', sysCmd: 0, operCmd: 0, vsiState: DEASSOC });
  expect(effects).toEqual(['stop waitWhile']);
});

test('the end of an event leaves none of its variables', () => {
  const before = newVdpStationData();
  const events: VdpStationEvents = {
    ...{ cmd: true, reset: true, reason: 'refused', waitWhileExpired: true, rxResp: ASSOC },
    ...{ rxMatches: true, rxMatchesPrev: true, rxError: 5, rxKeep: true, rxHard: true },
  };
  const it = data(CHANGING, events);
  clearStationEvents(it);
  expect(it).toEqual({ ...before, ...CHANGING });
});

test('from any state any input settles, and leaves no event behind that was not one of no row', () => {
  const seen = new Map<string, Data>();
  const open: Data[] = [data(INIT)];
  for (let it = open.pop(); it !== undefined; it = open.pop()) {
    for (const input of vdpStationInputs) {
      const next = { ...it, ...input };
      run(vdpStationMachine, next, []);
      const quiet = {
        ...next,
        cmd: false,
        reset: false,
        reason: 'disabled',
        rxMatches: false,
        rxMatchesPrev: false,
        rxError: 0,
        rxKeep: false,
      } as const;
      expect(next).toMatchObject({ waitWhileExpired: false, rxResp: 0 });
      const key = JSON.stringify(quiet);
      if (!seen.has(key)) open.push(quiet);
      seen.set(key, quiet);
    }
  }
  const states = new Set([...seen.values()].map(({ state }) => state));
  expect([...states].sort()).toEqual([
    'INIT',
    'STATION_PROCESSING',
    'TRANSMIT_DEASSOC',
    'TRANSMIT_KEEPALIVE',
    'WAIT_SYSCMD',
  ]);
});
