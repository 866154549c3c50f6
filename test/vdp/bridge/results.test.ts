// Answers of the VSI manager, 41.5.5.8: what they default to, what is wrong with them, and when they come.

import { describe, expect, test } from 'vitest';
import type { FilterInfo, VidEntry, VsiAnswer } from '../../../src/vdp/index.js';
import { associated, type BridgeBench, command, OK, processing, RESOURCE_WAIT, TOUT_KEEP_ALIVE, VSI } from './bench.js';

const OTHER_VID = '01 0001 00c8';

/** BR2, and a change is in hand. */
function changing(type = 3): BridgeBench {
  const bench = associated();
  bench.rx(command(type, '00', OTHER_VID));
  return bench;
}

describe('what a refusal defaults to', () => {
  test.each<[error: number, status: string]>([
    [1, '51'],
    [2, '42'],
    [3, '43'],
    [4, '44'],
    [5, '55'],
  ])('error %i of a first command: %s', (error, status) => {
    const bench = processing();
    bench.refuse(error);
    expect(bench.tx()).toBe(command(4, status));
  });

  test.each<[error: number, status: string]>([
    [1, '71'],
    [2, '62'],
    [3, '63'],
    [4, '64'],
    [5, '75'],
  ])('error %i of an Associate that is associated: %s', (error, status) => {
    const bench = changing();
    bench.refuse(error);
    expect(bench.tx()).toBe(command(3, status, OTHER_VID));
    expect(bench.vsi().vsiState).toBe('ASSOC');
  });

  test('keep: false of an Associate that is associated ends it', () => {
    const bench = changing();
    bench.refuse(2, { keep: false });
    expect(bench.tx()).toBe(command(4, '42', OTHER_VID));
    expect(bench.vsis).toBe(0);
  });

  test('a Pre-Associate that is associated is not kept', () => {
    const bench = changing(1);
    bench.refuse(2);
    expect(bench.tx()).toBe(command(4, '42', OTHER_VID));
    expect(bench.vsis).toBe(0);
  });

  test.each([
    [5, false, '45'],
    [2, true, '52'],
  ])('error %i, hard %s: %s', (error, hard, status) => {
    const bench = processing();
    bench.refuse(error, { hard });
    expect(bench.tx()).toBe(command(4, status));
  });
});

/** Entries of format 1 from their VIDs. */
const vids = (...values: number[]): FilterInfo => ({
  format: 1,
  entries: values.map((vid) => ({ ps: false, pcp: 0, vid })),
});
const one = (entry: VidEntry): FilterInfo => ({ format: 1, entries: [entry] });

describe('a success that does not agree with its command is error 4', () => {
  test.each<[title: string, asked: string, filterInfo: FilterInfo | undefined, field: string]>([
    ['a null VID left', '01 0001 0000', undefined, 'answer.filterInfo'],
    ['a null VID answered', '01 0001 0000', vids(0), 'answer.filterInfo.entries'],
    ['VID 4095', '01 0001 0000', vids(4095), 'answer.filterInfo.entries'],
    ['another VID', '01 0001 0064', vids(200), 'answer.filterInfo.entries'],
    ['an entry more', '01 0001 0064', vids(100, 101), 'answer.filterInfo.entries'],
    ['an entry less', '01 0002 0064 0065', vids(100), 'answer.filterInfo.entries'],
    ['another order', '01 0002 0064 0065', vids(101, 100), 'answer.filterInfo.entries'],
    ['another PCP', '01 0001 b064', one({ ps: true, pcp: 4, vid: 100 }), 'answer.filterInfo.entries'],
    ['no PCP', '01 0001 b064', vids(100), 'answer.filterInfo.entries'],
    [
      'another format',
      '01 0001 0064',
      { format: 3, entries: [{ groupId: 1, ps: false, pcp: 0, vid: 100 }] },
      'answer.filterInfo.format',
    ],
    [
      'another MAC address',
      '02 0001 525400aabbcc 0064',
      { format: 2, entries: [{ mac: 0x525400aabbcd, ps: false, pcp: 0, vid: 100 }] },
      'answer.filterInfo.entries',
    ],
    [
      'another GroupID',
      '03 0001 00000007 0000',
      { format: 3, entries: [{ groupId: 8, ps: false, pcp: 0, vid: 100 }] },
      'answer.filterInfo.entries',
    ],
  ])('%s', (_title, asked, filterInfo, field) => {
    const bench = processing();
    bench.give({ kind: 'reset', reason: 'portDown' });
    bench.give({ kind: 'evb', state: 'ready', parameters: { r: 3, rte: 14, rwd: 20, rka: 20 }, groupIdAgreed: true });
    bench.kinds();
    bench.rx(command(3, '00', asked));
    const { id } = bench.lastQuery();
    bench.give({ kind: 'answer', id, answer: filterInfo === undefined ? OK : { ok: true, filterInfo } });
    expect(bench.tx()).toBe(command(4, '44', asked));
    expect(bench.outputs.slice(1)).toMatchObject([
      { kind: 'release', query: { id, vsi: VSI } },
      { kind: 'rejected', error: 4, hard: false, answer: { code: 'invalidAnswer', field } },
      { kind: 'deleted' },
    ]);
    expect(bench.vsis).toBe(0);
  });

  test('where it is a change of an association, that is kept', () => {
    const bench = changing();
    bench.answer({ ok: true, filterInfo: vids(100) });
    expect(bench.tx()).toBe(command(3, '64', OTHER_VID));
    expect(bench.vsi().operCmd?.filterInfo).toEqual(vids(100));
    expect(bench.all('rejected')).toMatchObject([{ answer: { code: 'invalidAnswer' } }]);
    bench.kinds();
    bench.rx(command(3, '00', '01 0001 0fff'));
    expect(bench.all('rejected')).toHaveLength(1);
    expect(bench.all('rejected')[0]).not.toHaveProperty('answer');
  });
});

test('entries may be left out where nothing is supplied, or be as they were', () => {
  for (const answer of [OK, { ok: true, filterInfo: vids(100) } as const]) {
    const bench = processing();
    bench.answer(answer);
    expect(bench.tx()).toBe(command(3, '40'));
  }
});

describe('an answer that no query can have is refused, and nothing has changed', () => {
  test.each<[answer: unknown, field: string]>([
    [undefined, 'answer'],
    [null, 'answer'],
    [{}, 'answer.ok'],
    [{ ok: 1 }, 'answer.ok'],
    [{ ok: false }, 'answer.error'],
    [{ ok: false, error: 0 }, 'answer.error'],
    [{ ok: false, error: 6 }, 'answer.error'],
    [{ ok: false, error: 2, keep: 1 }, 'answer.keep'],
    [{ ok: false, error: 2, hard: 'yes' }, 'answer.hard'],
    [{ ok: true, filterInfo: null }, 'answer.filterInfo'],
    [{ ok: true, filterInfo: { format: 5, entries: [] } }, 'answer.filterInfo.format'],
    [{ ok: true, filterInfo: { format: 1, entries: 1 } }, 'answer.filterInfo.entries'],
    [{ ok: true, filterInfo: vids(4096) }, 'answer.filterInfo.entries[0].vid'],
  ])('%j', (answer, field) => {
    const bench = processing();
    expect(bench.answer(answer as VsiAnswer)).toMatchObject({ code: 'invalidAnswer', field });
    expect(bench.kinds()).toEqual(['query']);
    expect(bench.answer(OK)).toBeUndefined();
    expect(bench.tx()).toBe(command(3, '40'));
  });
});

describe('when an answer comes', () => {
  test('at the last instant, before the timer is called: it counts', () => {
    const bench = processing();
    bench.now += RESOURCE_WAIT;
    bench.answer(OK);
    bench.pass(0);
    expect(bench.tx()).toBe(command(3, '40'));
  });

  test('late, of a VSI that is gone: it is refused, so what it granted is not in force', () => {
    const bench = processing();
    const { id } = bench.lastQuery();
    bench.pass(RESOURCE_WAIT);
    bench.tx();
    bench.kinds();
    expect(bench.give({ kind: 'answer', id, answer: OK })).toMatchObject({ code: 'lateAnswer', field: 'id' });
    expect([bench.tx(), bench.kinds(), bench.vsis]).toEqual(['', [], 0]);
  });

  test('vdp B15: late, of a VSI that is still associated: the same', () => {
    const bench = changing();
    const { id } = bench.lastQuery();
    bench.pass(RESOURCE_WAIT);
    bench.tx();
    bench.kinds();
    expect(bench.give({ kind: 'answer', id, answer: OK })).toMatchObject({ code: 'lateAnswer' });
    expect([bench.tx(), bench.kinds()]).toEqual(['', []]);
    expect(bench.vsi()).toMatchObject({ vsiState: 'ASSOC', operCmd: { filterInfo: vids(100) } });
    expect(bench.timer).toBe(TOUT_KEEP_ALIVE);
  });

  test('late, of a VSI whose next command is being handled: that goes on', () => {
    const bench = changing();
    const { id } = bench.lastQuery();
    bench.pass(RESOURCE_WAIT);
    bench.rx(command(3, '00', '01 0001 012c'));
    bench.kinds();
    expect(bench.give({ kind: 'answer', id, answer: OK })).toMatchObject({ code: 'lateAnswer' });
    expect(bench.kinds()).toEqual([]);
    expect(bench.vsi().state).toBe('BRIDGE_PROCESSING');
  });

  test('late and a refusal: the same', () => {
    const bench = processing();
    const { id } = bench.lastQuery();
    bench.pass(RESOURCE_WAIT);
    bench.kinds();
    expect(bench.give({ kind: 'answer', id, answer: { ok: false, error: 2 } })).toMatchObject({ code: 'lateAnswer' });
    expect(bench.kinds()).toEqual([]);
    expect(bench.bridge.status().counters.resultsDropped).toBe(1);
  });

  test('twice: the second is dropped, and what is in force is not released', () => {
    const bench = processing();
    bench.answer(OK);
    bench.answer(OK);
    expect(bench.kinds()).toEqual(['query', 'online']);
    bench.refuse(2);
    expect(bench.kinds()).toEqual([]);
    expect(bench.vsi().vsiState).toBe('ASSOC');
    expect(bench.tx()).toBe(command(3, '40'));
  });

  test.each([0, 1, -1, 1.5, Number.NaN, Number.MAX_SAFE_INTEGER])('of a query that never was, %s', (id) => {
    const bench = processing();
    expect(bench.give({ kind: 'answer', id, answer: OK })).toMatchObject({ code: 'unknownQuery' });
    expect(bench.give({ kind: 'managerPending', id, pending: true })).toMatchObject({ code: 'unknownQuery' });
    expect(bench.kinds()).toEqual(['query']);
  });

  test('managerPending of a query that is closed changes nothing', () => {
    const bench = processing();
    bench.answer(OK);
    expect(bench.give({ kind: 'managerPending', id: bench.lastQuery().id, pending: true })).toBeUndefined();
    bench.rx(command(3, '00', OTHER_VID));
    bench.pass(RESOURCE_WAIT);
    expect(bench.tx()).toBe(command(3, '64', OTHER_VID));
  });

  test('managerPending is forgotten with its query', () => {
    const bench = changing();
    bench.give({ kind: 'managerPending', id: bench.lastQuery().id, pending: true });
    bench.refuse(2);
    bench.rx(command(3, '00', OTHER_VID));
    bench.pass(RESOURCE_WAIT);
    expect(bench.tx()).toBe(command(3, '64', OTHER_VID));
  });
});

test('a command that waited is asked about when the one before it is done', () => {
  const bench = processing();
  bench.rx(command(3, '00', OTHER_VID));
  bench.rx(command(1));
  bench.answer(OK);
  expect(bench.kinds()).toEqual(['query', 'online', 'query']);
  expect(bench.lastQuery().command).toBe('preAssociate');
  bench.answer(OK);
  expect(bench.tx()).toBe(command(1, '40'));
  expect(bench.vsi().vsiState).toBe('PREASSOC');
});

test('a command that waited is a keep-alive where it asks for what was supplied', () => {
  const bench = processing();
  bench.give({ kind: 'withdraw', vsi: VSI });
  bench.tx();
  bench.rx(command(3, '00', '01 0001 0000'));
  bench.rx(command(3, '00', '01 0001 0064'));
  bench.kinds();
  bench.supply(100);
  expect(bench.kinds()).toEqual(['online']);
  expect(bench.tx()).toBe(command(3, '40'));
});

test('a command that waited is a new one where the one before it ended the VSI', () => {
  const bench = processing();
  bench.rx(command(1));
  bench.refuse(2);
  expect(bench.kinds()).toEqual(['query', 'rejected', 'deleted', 'query']);
  expect(bench.vsi()).toMatchObject({
    state: 'BRIDGE_PROCESSING',
    pendingCmd: { command: 'preAssociate' },
    vsiState: 'DEASSOC',
  });
  bench.answer(OK);
  expect(bench.tx()).toBe(command(1, '40'));
});

test('a De-Associate that waited for a VSI that ended is answered as of an unknown one', () => {
  const bench = processing();
  bench.rx(command(4));
  bench.pass(RESOURCE_WAIT);
  expect(bench.tx()).toBe(command(4, '40'));
  expect(bench.vsis).toBe(0);
  expect(bench.bridge.status().waitingResponses).toBe(0);
});
