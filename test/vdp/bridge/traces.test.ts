// The traces of the bridge, by hand from the table: what comes in, what goes out, which timer runs.

import { expect, test } from 'vitest';
import { association, managerId, tlv } from '../wire/tlvs.js';
import {
  associated,
  BridgeBench,
  command,
  commandOf,
  OK,
  processing,
  RESOURCE_WAIT,
  TOUT_KEEP_ALIVE,
  VSI,
} from './bench.js';

const OTHER_VID = '01 0001 00c8';

/** Of the VSI that is associated. */
const FACTS = {
  vsi: VSI,
  vsiState: 'ASSOC',
  managerId,
  typeId: 1,
  typeVersion: 0,
  filterInfo: { format: 1, entries: [{ ps: false, pcp: 0, vid: 100 }] },
};

test('vdp BR1, vdp B1: an Associate is asked about', () => {
  const bench = processing();
  expect(bench.outputs).toEqual([
    {
      kind: 'query',
      id: expect.any(Number),
      vsi: VSI,
      command: 'associate',
      managerId,
      typeId: 1,
      typeVersion: 0,
      filterInfo: { format: 1, entries: [{ ps: false, pcp: 0, vid: 100 }] },
      suspended: false,
      migrating: false,
    },
  ]);
  expect(bench.timer).toBe(RESOURCE_WAIT);
  expect(bench.tx()).toBe('');
});

test('vdp BR2, vdp B3: success makes it associated', () => {
  const bench = processing();
  bench.now = 1000;
  bench.answer(OK);
  expect(bench.tx()).toBe(command(3, '40'));
  expect(bench.timer).toBe(TOUT_KEEP_ALIVE);
  expect(bench.vsi()).toMatchObject({ state: 'WAIT_STATION_CMD', vsiState: 'ASSOC', commandsSucceeded: 1 });
  expect(bench.kinds()).toEqual(['query', 'online']);
});

test('vdp BR3, vdp B14: the same Associate again is a keep-alive', () => {
  const bench = associated();
  bench.now += 5_000_000;
  bench.rx(command(3));
  expect(bench.tx()).toBe(command(3, '40'));
  expect(bench.timer).toBe(TOUT_KEEP_ALIVE);
  expect(bench.kinds()).toEqual([]);
  expect(bench.vsi().commandsSucceeded).toBe(1);
  expect(bench.bridge.status().counters.keepAlivesAnswered).toBe(1);
});

test('vdp BR4, vdp B12: without a keep-alive the bridge ends it', () => {
  const bench = associated();
  bench.pass(TOUT_KEEP_ALIVE - 1);
  expect(bench.vsis).toBe(1);
  bench.pass(1);
  expect(bench.tx()).toBe(command(4, '00'));
  const { kind: _, ...query } = bench.lastQuery();
  expect(bench.outputs).toEqual([
    { kind: 'offline', ...FACTS, reason: 'keepAliveExpired' },
    { kind: 'release', query },
    { kind: 'deleted', vsi: VSI, reason: 'keepAliveExpired' },
  ]);
  expect(bench.vsis).toBe(0);
  expect(bench.timer).toBeUndefined();
});

test('vdp BR5, vdp B6: a refusal is a De-Associate', () => {
  const bench = processing();
  bench.refuse(2);
  expect(bench.tx()).toBe(command(4, '42'));
  expect(bench.outputs.slice(1)).toEqual([
    { kind: 'rejected', vsi: VSI, command: 'associate', error: 2, keep: false, hard: false },
    { kind: 'deleted', vsi: VSI, reason: 'refused' },
  ]);
  expect(bench.vsis).toBe(0);
});

test('vdp BR6: a hard refusal', () => {
  const bench = processing();
  bench.refuse(5, { hard: true });
  expect(bench.tx()).toBe(command(4, '55'));
});

test('vdp BR7, vdp B4, vdp B13: a refused change keeps the old association', () => {
  const bench = associated();
  bench.now += 1_000_000;
  bench.rx(command(3, '00', OTHER_VID));
  expect(bench.timer).toBe(RESOURCE_WAIT);
  bench.refuse(2);
  expect(bench.tx()).toBe(command(3, '62', OTHER_VID));
  expect(bench.timer).toBe(TOUT_KEEP_ALIVE);
  expect(bench.kinds()).toEqual(['query', 'rejected']);
  expect(bench.vsi()).toMatchObject({
    vsiState: 'ASSOC',
    operCmd: { filterInfo: { entries: [{ vid: 100 }] } },
    operRevert: true,
  });
  bench.rx(command(3));
  expect(bench.tx()).toBe(command(3, '40'));
});

test.each([
  ['vdp BR8, vdp B8: ', false, '44'],
  ['', true, '43'],
])('%sno answer in time, managerPending %s: status %s', (_row, pending, status) => {
  const bench = processing();
  if (pending) bench.give({ kind: 'managerPending', id: bench.lastQuery().id, pending });
  bench.pass(RESOURCE_WAIT);
  expect(bench.tx()).toBe(command(4, status));
  expect(bench.kinds()).toEqual(['query', 'rejected', 'cancel', 'deleted']);
  expect(bench.vsis).toBe(0);
});

test.each([
  ['vdp BR9, vdp B7: ', false, '64'],
  ['', true, '63'],
])('%sno answer about a change in time, managerPending %s: status %s', (_row, pending, status) => {
  const bench = associated();
  bench.rx(command(3, '00', OTHER_VID));
  if (pending) bench.give({ kind: 'managerPending', id: bench.lastQuery().id, pending });
  bench.pass(RESOURCE_WAIT);
  expect(bench.tx()).toBe(command(3, status, OTHER_VID));
  expect(bench.kinds()).toEqual(['query', 'cancel', 'rejected']);
  expect(bench.vsi()).toMatchObject({ vsiState: 'ASSOC', operCmd: { filterInfo: { entries: [{ vid: 100 }] } } });
  expect(bench.timer).toBe(TOUT_KEEP_ALIVE);
});

test('vdp BR10: the station ends it', () => {
  const bench = associated();
  bench.rx(command(4));
  expect(bench.tx()).toBe(command(4, '40'));
  expect(bench.kinds()).toEqual(['offline', 'release', 'deleted']);
  expect(bench.vsis).toBe(0);
});

test('vdp BR10: as a reason deAssociated', () => {
  const bench = associated();
  bench.rx(command(4));
  expect(bench.all('offline')).toEqual([{ kind: 'offline', ...FACTS, reason: 'deAssociated' }]);
});

test('vdp BR11: a De-Associate of an unknown VSI succeeds', () => {
  const bench = new BridgeBench();
  bench.rx(command(4));
  expect(bench.tx()).toBe(command(4, '40'));
  expect(bench.kinds()).toEqual([]);
  expect(bench.vsis).toBe(0);
  expect(bench.bridge.status().counters.rxUnknownVsi).toBe(1);
});

test('vdp BR12, vdp B11: the bridge ends it', () => {
  const bench = associated();
  bench.give({ kind: 'withdraw', vsi: VSI });
  expect(bench.tx()).toBe(command(4, '00'));
  expect(bench.all('deleted')).toEqual([{ kind: 'deleted', vsi: VSI, reason: 'policy' }]);
  expect(bench.all('rejected')).toEqual([]);
  expect(bench.vsis).toBe(0);
});

const NULL_VID = '01 0001 0000';
const SUPPLIED = '01 0001 b0c8';

/** BR13: VID 200 and PCP 3 are supplied to a Pre-Associate with RR. */
function supplied(): BridgeBench {
  const bench = new BridgeBench();
  bench.rx(command(2, '00', NULL_VID));
  bench.supply(200, 3);
  return bench;
}

test('vdp BR13: supplied values', () => {
  const bench = supplied();
  expect(bench.tx()).toBe(command(2, '40', SUPPLIED));
  expect(bench.vsi().vsiState).toBe('PREASSOC_RR');
  expect(bench.all('online')).toMatchObject([
    { vsiState: 'PREASSOC_RR', filterInfo: { entries: [{ vid: 200, ps: true, pcp: 3 }] } },
  ]);
});

test.each([
  ['vdp BR14: with the null VID', NULL_VID],
  ['vdp BR15: with the supplied values', SUPPLIED],
])('%s it is a keep-alive', (_row, filterInfo) => {
  const bench = supplied();
  bench.tx();
  bench.kinds();
  bench.rx(command(2, '00', filterInfo));
  expect(bench.tx()).toBe(command(2, '40', SUPPLIED));
  expect(bench.kinds()).toEqual([]);
});

test('vdp BR16: associated after pre-associated', () => {
  const bench = supplied();
  bench.tx();
  const first = bench.lastQuery().id;
  bench.kinds();
  bench.rx(command(3, '00', SUPPLIED));
  expect(bench.lastQuery().command).toBe('associate');
  bench.answer(OK);
  expect(bench.tx()).toBe(command(3, '40', SUPPLIED));
  expect(bench.vsi().vsiState).toBe('ASSOC');
  expect(bench.outputs.slice(1)).toMatchObject([
    { kind: 'changed', vsiState: 'ASSOC' },
    { kind: 'release', query: { id: first, command: 'preAssociateRr' } },
  ]);
});

test('vdp BR17, vdp B0: port down releases all and sends nothing', () => {
  const bench = associated();
  bench.rx(command(3));
  bench.give({ kind: 'reset', reason: 'portDown' });
  expect(bench.tx()).toBe('');
  expect(bench.kinds()).toEqual(['offline', 'release', 'deleted']);
  expect(bench.vsis).toBe(0);
  expect(bench.timer).toBeUndefined();
});

test('vdp BR18: a response is ignored', () => {
  const bench = new BridgeBench();
  bench.rx(command(3, '40'));
  expect([bench.tx(), bench.kinds(), bench.vsis]).toEqual(['', [], 0]);
  expect(bench.bridge.status().counters.rxTlvIgnored).toBe(1);
});

test('vdp BR19: a filter info format that is unknown', () => {
  const bench = new BridgeBench();
  bench.rx(command(3, '00', '09 0001 0064'));
  expect(bench.tx()).toBe(command(4, '51', '09 0001 0064'));
  expect(bench.vsis).toBe(0);
  expect(bench.outputs).toEqual([
    { kind: 'rejected', vsi: VSI, command: 'associate', error: 1, keep: false, hard: true },
  ]);
});

test('vdp BR20, vdp B5: nothing to keep', () => {
  const bench = processing();
  bench.refuse(2, { keep: true });
  expect(bench.tx()).toBe(command(4, '42'));
  expect(bench.vsis).toBe(0);
});

test('vdp BR21: S is told, and a keep-alive', () => {
  const bench = associated();
  bench.now += 1_000_000;
  bench.rx(command(3, '20'));
  expect(bench.outputs).toEqual([{ kind: 'hints', vsi: VSI, suspended: true, migrating: false }]);
  expect(bench.tx()).toBe(command(3, '40'));
  expect(bench.timer).toBe(TOUT_KEEP_ALIVE);
  bench.kinds();
  bench.rx(command(3, '20'));
  expect(bench.kinds()).toEqual([]);
  bench.rx(command(3, '10'));
  expect(bench.outputs).toEqual([{ kind: 'hints', vsi: VSI, suspended: false, migrating: true }]);
});

test('vdp BR22: two VSIs in one ECPDU', () => {
  const bench = new BridgeBench();
  bench.rx(commandOf(1, 3), commandOf(2, 3));
  for (const { id } of bench.all('query')) bench.give({ kind: 'answer', id, answer: OK });
  expect(bench.txUlpdus().map((ulpdu) => ulpdu.slice(36))).toEqual([commandOf(1, 3, '40') + commandOf(2, 3, '40')]);
});

test('vdp BR23, vdp B10: the latest command wins', () => {
  const bench = processing();
  bench.rx(command(4));
  expect(bench.vsi().nextCmd?.command).toBe('deAssociate');
  bench.rx(command(3));
  expect(bench.vsi()).not.toHaveProperty('nextCmd');
  bench.answer(OK);
  expect(bench.tx()).toBe(command(3, '40'));
  expect(bench.vsi().vsiState).toBe('ASSOC');
  expect(bench.kinds()).toEqual(['query', 'online']);
});

test('vdp BR24: Keep is for an Associate only', () => {
  const bench = associated();
  bench.rx(command(1));
  bench.refuse(2, { keep: true });
  expect(bench.tx()).toBe(command(4, '42'));
  expect(bench.kinds()).toEqual(['query', 'rejected', 'offline', 'release', 'deleted']);
  expect(bench.vsis).toBe(0);
});

test('vdp BR25, vdp B9: the end of the association answers the command that waits, too', () => {
  const bench = processing();
  bench.rx(command(3, '00', OTHER_VID));
  bench.give({ kind: 'withdraw', vsi: VSI, reason: 'moved' });
  expect(bench.tx()).toBe(command(4, '44'));
  expect(bench.kinds()).toEqual(['query', 'rejected', 'cancel', 'deleted']);
  expect(bench.vsis).toBe(0);
});

test('a bridge-initiated De-Associate is made from the command in force, not from the one being handled', () => {
  const bench = associated();
  bench.rx(tlv(3, association('00', OTHER_VID)));
  bench.give({ kind: 'withdraw', vsi: VSI, reason: 'moved' });
  expect(bench.tx()).toBe(command(4, '44'));
  expect(bench.all('offline')).toEqual([{ kind: 'offline', ...FACTS, reason: 'moved' }]);
});
