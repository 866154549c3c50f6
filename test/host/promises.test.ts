// Promises over a station and a bridge.

import { describe, expect, test } from 'vitest';
import type { VsiError } from '../../src/host/index.js';
import type { VsiAnswer } from '../../src/vdp/index.js';
import { grant, keyOf, RESP_WAIT, SECOND, T_ACK, wanted } from '../simulator/rig.js';
import { abortable, twoEnds } from './rig.js';

type Ends = ReturnType<typeof twoEnds>;

async function ready(manager?: Parameters<typeof twoEnds>[0]) {
  const ends = twoEnds(manager);
  await ends.until(ends.station.port('eth0').ready());
  return { ...ends, port: ends.station.port('eth0') };
}

/** The error of a promise in words. */
const failure = (until: Ends['until'], promise: Promise<unknown>): Promise<string> =>
  until(
    promise.then(
      () => 'resolved',
      (error: VsiError) => {
        expect(error.code).toBe('dot1qbgVsi');
        return [error.wish, error.reason, error.error, error.hard && 'hard', error.keep && 'keep', error.refusal?.code]
          .filter((word) => word)
          .join(' ');
      },
    ),
  );

describe('a command', () => {
  test('resolves with the VIDs that the bridge supplied, and a De-Associate with those in force', async () => {
    const { port, until, bridge } = await ready({ query: (query) => grant(query) });
    const vsi = wanted(1, 0);
    const filterInfo = { format: 2, entries: [{ mac: 0x5254_0000_0001, ps: false, pcp: 0, vid: 42 }] };
    expect(await until(port.preAssociate(vsi))).toEqual(filterInfo);
    expect(port.vsis()[0]?.vsiState).toBe('PREASSOC');
    expect(await until(port.preAssociateRr(vsi))).toEqual(filterInfo);
    expect(bridge.port('ge1').vsis()[0]?.vsiState).toBe('PREASSOC_RR');
    expect(await until(port.associate(vsi))).toEqual(filterInfo);
    expect(await until(port.deAssociate(vsi))).toEqual(filterInfo);
    expect(bridge.port('ge1').vsis()).toEqual([]);
  });

  test('is rejected with what the bridge said', async () => {
    const answers: VsiAnswer[] = [
      { ok: false, error: 2 },
      { ok: false, error: 5 },
      { ok: true },
      { ok: false, error: 4, keep: true },
    ];
    const { port, until } = await ready({ query: () => answers.shift() });
    const promise = port.associate(wanted(1));
    expect(await failure(until, promise)).toBe('associate refused 2');
    await expect(promise).rejects.toThrow(/^associate 5a5a0000-\S+ on eth0: refused, insufficient resources$/);
    expect(await failure(until, port.associate(wanted(1)))).toBe('associate refused 5 hard');
    expect(await failure(until, port.associate(wanted(1)))).toBe('resolved');
    expect(await failure(until, port.associate(wanted(1, 9)))).toBe('associate refused 4 keep');
  });

  test('that is not taken is rejected with the refusal, in words too', async () => {
    const { station, until } = twoEnds();
    const promise = station.port('eth0').associate(wanted(1));
    expect(await failure(until, promise)).toBe('associate notTaken evbNotReady');
    await expect(promise).rejects.toThrow(
      'associate 5a5a0000-0000-0001-0000-0007ffffffff on eth0: evbNotReady, expected EVB agreed with the bridge',
    );
    expect(await failure(until, station.port('eth9').deAssociate(wanted(1)))).toBe('deAssociate notTaken unknownPort');
  });

  test('that ends with the port says so, one that runs and one that waits', async () => {
    const { port, until, link } = await ready();
    const both = [port.associate(wanted(1)), port.associate(wanted(1, 9))];
    link.plug(false);
    for (const promise of both) expect(await failure(until, promise)).toBe('associate portDown');
  });

  test('of a VSI that has others finds its own outcome: the running, the superseded, the last', async () => {
    const { port, until, station } = await ready();
    const ended: number[] = [];
    const all = [101, 102, 103].map((vid) => {
      const promise = port.associate(wanted(1, vid));
      promise.then(
        () => ended.push(vid),
        () => ended.push(-vid),
      );
      return promise;
    });
    // A plain input supersedes, too.
    station.handle({ kind: 'command', port: 'eth0', vsi: { ...wanted(1, 104), command: 'associate' } });
    const [running, waiting, last] = all as [Promise<unknown>, Promise<unknown>, Promise<unknown>];
    expect(await failure(until, waiting)).toBe('associate superseded');
    expect(await failure(until, last)).toBe('associate superseded');
    expect(await until(running)).toMatchObject({ entries: [{ vid: 101 }] });
    expect(await until(port.associate(wanted(1, 105)))).toMatchObject({ entries: [{ vid: 105 }] });
    expect(ended).toEqual([-102, -103, 101]);
  });

  test('is known by its tag: outcomes of plain inputs go to nobody, whatever their tags', async () => {
    const { port, until, station } = await ready();
    const tags: unknown[] = [];
    station.driver.listen({
      taken: (input) => {
        if (input.kind === 'command') tags.push(input.tag);
      },
      told: (output) => {
        if (output.kind === 'done' || output.kind === 'failed') tags.push(`${output.kind} ${output.tag}`);
      },
    });
    const vsi = { ...wanted(1), command: 'associate' } as const;
    for (const tag of [1, 'dot1qbg']) station.handle({ kind: 'command', port: 'eth0', vsi, tag });
    const promise = port.associate(wanted(1));
    expect(await until(promise)).toMatchObject({ entries: [{ vid: 101 }] });
    const own = tags[2];
    expect(own).toMatch(/^dot1qbg \d+ 1$/);
    expect(tags).toEqual([1, 'dot1qbg', own, 'failed dot1qbg', 'done 1', `done ${own}`]);
  });

  test('given in the middle of an outcome waits for its turn', async () => {
    const { port, until, station } = await ready();
    const given: Promise<unknown>[] = [];
    station.driver.listen({
      told: ({ kind }) => {
        if (kind === 'done' && given.length === 0) {
          given.push(port.associate(wanted(1, 7)), port.associate(wanted(1, 8)), port.associate(wanted(1, 9)));
        }
      },
    });
    await until(port.associate(wanted(1)));
    expect(await Promise.all(given.map((promise) => failure(until, promise)))).toEqual([
      'resolved',
      'associate superseded',
      'resolved',
    ]);
  });

  test('given in the middle of what is told goes to the station at once, and its outcome comes behind', async () => {
    const { port, until, station } = await ready();
    const lines: string[] = [];
    const given: Promise<unknown>[] = [];
    let aborted: Promise<string> | undefined;
    const { signal, abort } = abortable();
    station.driver.listen({
      taken: (input) => {
        if (input.kind === 'command') lines.push(`command ${input.vsi.vsiid.w1}`);
      },
      told: (output) => {
        if (output.kind !== 'done') return;
        lines.push(`done ${output.vsi.vsiid.w1}`);
        if (output.vsi.vsiid.w1 !== 1) return;
        aborted = failure(until, port.associate(wanted(4), { signal, onAbort: 'leave' }));
        given.push(port.associate(wanted(5)));
        abort(undefined);
      },
    });
    const [first, second, third] = [6, 1, 2].map((n) => port.associate(wanted(n)));
    await until(Promise.all([first, second, third]));
    expect(lines.slice(3)).toEqual(['done 6', 'done 1', 'command 4', 'command 5', 'done 2']);
    expect(await aborted).toBe('associate aborted');
    await until(given[0] as Promise<unknown>);
    expect(lines.slice(8)).toEqual(['done 4', 'done 5']);
  });

  test('is rejected when the driver is stopped, and so is one given later', async () => {
    const { port, until, station } = await ready();
    const waiting = port.associate(wanted(1));
    station.stop();
    expect(await failure(until, waiting)).toBe('associate stopped');
    expect(await failure(until, port.associate(wanted(1)))).toBe('associate stopped');
    expect(await failure(until, port.ready())).toBe('ready stopped');
  });
});

describe('retry', () => {
  test('gives a command that timed out again, a little later, as often as asked', async () => {
    const { port, until, link, scheduler } = await ready();
    link.ends[1].stop();
    const start = scheduler.now();
    const promise = port.associate(wanted(1), { retry: { count: 2, delay: 1000 } });
    let end = 0;
    promise.catch(() => {
      end = scheduler.now();
    });
    expect(await failure(until, promise)).toBe('associate timeout');
    // Each of the three tries may wait until ECP has given up on the one before.
    const waited = end - start - 3 * RESP_WAIT - 2 * 1000;
    expect(waited).toBeGreaterThanOrEqual(0);
    expect(waited).toBeLessThan(8 * T_ACK);
  });

  test('gives a command that was refused again, unless Hard was said', async () => {
    let queries = 0;
    const answers: VsiAnswer[] = [{ ok: false, error: 2 }, { ok: false, error: 4 }, { ok: true }];
    const { port, until } = await ready({
      query: () => {
        queries++;
        return answers.shift() ?? { ok: false, error: 2, hard: true };
      },
    });
    expect(await failure(until, port.associate(wanted(1), { retry: { count: 5 } }))).toBe('resolved');
    expect(queries).toBe(3);
    expect(await failure(until, port.associate(wanted(2), { retry: { count: 5 } }))).toBe('associate refused 2 hard');
    expect(queries).toBe(4);
  });

  test('ends where another command comes while it rests, and where the driver is stopped', async () => {
    const { port, until, scheduler, station } = await ready({ query: () => ({ ok: false, error: 2 }) });
    const retry = { count: 1, delay: SECOND };
    const [first, second] = [port.associate(wanted(1), { retry }), port.associate(wanted(2), { retry })];
    scheduler.runUntil(scheduler.now() + SECOND / 2);
    const promise = port.associate(wanted(1));
    expect(await failure(until, promise)).toBe('associate refused 2');
    await expect(promise).rejects.toThrow(/^associate 5a5a0000-\S+ on eth0: refused, insufficient resources$/);
    expect(await failure(until, first)).toBe('associate superseded');
    station.stop();
    expect(await failure(until, second)).toBe('associate stopped');
    expect(scheduler.next()).not.toBe(SECOND);
  });

  test.each([{ count: -1 }, { count: 1.5 }, { count: 1, delay: -1 }, { count: 1, delay: Number.NaN }])(
    'that makes no sense is refused: %j',
    async (retry) => {
      const { port } = await ready();
      await expect(port.associate(wanted(1), { retry })).rejects.toMatchObject({ code: 'dot1qbgOption' });
    },
  );
});

describe('an abort signal', () => {
  test('that came already: nothing is sent', async () => {
    const { port, until } = await ready();
    const { signal, abort, listeners } = abortable();
    abort('changed my mind');
    const promise = port.associate(wanted(1), { signal });
    expect(await failure(until, promise)).toBe('associate aborted');
    await expect(promise).rejects.toMatchObject({ cause: 'changed my mind' });
    expect(port.vsis()).toEqual([]);
    expect(listeners.size).toBe(0);
  });

  test.each([
    ['deAssociate', 0, 0],
    ['remove', 0, 1],
    ['leave', 1, 1],
  ] as const)('while the command is on its way, with onAbort %s', async (onAbort, atStation, atBridge) => {
    const { port, until, scheduler, bridge } = await ready();
    const { signal, abort, listeners } = abortable();
    const promise = port.associate(wanted(1), { signal, onAbort, retry: { count: 3 } });
    expect(listeners.size).toBe(1);
    abort('too late');
    expect(await failure(until, promise)).toBe('associate aborted');
    scheduler.runUntil(scheduler.now() + 10 * T_ACK);
    expect(port.vsis()).toHaveLength(atStation);
    expect(bridge.port('ge1').vsis()).toHaveLength(atBridge);
    expect(listeners.size).toBe(0);
  });

  test('while it rests before another try: there is none', async () => {
    let queries = 0;
    const { port, until, scheduler } = await ready({
      query: () => {
        queries++;
        return { ok: false, error: 2 };
      },
    });
    const { signal, abort } = abortable();
    const promise = port.associate(wanted(1), { signal, retry: { count: 9, delay: SECOND } });
    scheduler.runUntil(scheduler.now() + SECOND / 2);
    const { size } = scheduler;
    // The timer of the next try is gone; ECP has a new one for the De-Associate.
    abort(undefined);
    expect(scheduler.size).toBe(size);
    expect(await failure(until, promise)).toBe('associate aborted');
    scheduler.runUntil(scheduler.now() + 5 * SECOND);
    expect(queries).toBe(1);
  });

  test('after the end does nothing, and a De-Associate goes on', async () => {
    const { port, until, scheduler } = await ready();
    const { signal, abort } = abortable();
    await until(port.associate(wanted(1), { signal }));
    abort(undefined);
    scheduler.runUntil(scheduler.now() + T_ACK);
    expect(port.vsis()).toHaveLength(1);
    const other = abortable();
    const ended = port.deAssociate(keyOf(wanted(1)), { signal: other.signal });
    other.abort(undefined);
    expect(await failure(until, ended)).toBe('deAssociate aborted');
    scheduler.runUntil(scheduler.now() + T_ACK);
    expect(port.vsis()).toEqual([]);
  });

  test('ends the wait for EVB', async () => {
    const { station, until, bridge } = twoEnds();
    bridge.stop();
    const { signal, abort, listeners } = abortable();
    const promise = station.port('eth0').ready({ signal });
    abort(undefined);
    expect(await failure(until, promise)).toBe('ready aborted');
    const again = station.port('eth0').channel(7).ready({ signal });
    expect(await failure(until, again)).toBe('ready aborted');
    await expect(again).rejects.toMatchObject({ message: 'ready on eth0 channel 7: aborted', scid: 7, vsi: undefined });
    expect(listeners.size).toBe(0);
  });

  test('may be one of Node', async () => {
    const { port, until } = await ready();
    const controller = new AbortController();
    const promise = port.associate(wanted(1), { signal: controller.signal });
    controller.abort();
    expect(await failure(until, promise)).toBe('associate aborted');
  });
});

test('ready resolves at once where EVB is agreed, and without a peer where that is by hand', async () => {
  const { port, until, station, scheduler } = await ready();
  await port.ready();
  station.handle({ kind: 'addPort', port: { name: 'eth1', mac: 0x0200_0000_0077, evb: { manual: true } } });
  const alone = station.port('eth1').ready();
  scheduler.runUntil(scheduler.now() + SECOND);
  station.handle({ kind: 'link', port: 'eth1', up: true });
  await until(alone);
});

describe('a bridge', () => {
  test('withdraws a VSI, and says why it went', async () => {
    const { port, until, bridge } = await ready();
    await until(port.associate(wanted(1)));
    expect(await until(bridge.port('ge1').withdraw(wanted(1), 'moved'))).toBe('moved');
    expect(await failure(until, bridge.port('ge1').withdraw(wanted(1)))).toBe('withdraw notTaken unknownVsi');
    bridge.stop();
    expect(await failure(until, bridge.port('ge1').withdraw(wanted(1)))).toBe('withdraw stopped');
  });
});
