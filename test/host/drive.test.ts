// The driver: outputs become I/O, and faults of the host stay with the host. Scenarios 27, 29 and 30.

import { describe, expect, test } from 'vitest';
import { drive, type LldpDaemon, type LldpReceiver, type Scheduler } from '../../src/host/index.js';
import { VirtualScheduler } from '../../src/simulator/index.js';
import { frameOutput, noting, type Output, scripted, transportOf } from './rig.js';

const place = { port: 'p', scid: 1 };
const vsi = { vsiidFormat: 5, vsiid: { w0: 1, w1: 2, w2: 3, w3: 4 } };
const filterInfo = { format: 1 as const, entries: [{ ps: false, pcp: 0, vid: 5 }] };
const facts = { vsi, vsiState: 'ASSOC' as const, managerId: vsi.vsiid, typeId: 1, typeVersion: 0, filterInfo };
const online: Output = { kind: 'online', ...place, ...facts };
const done: Output = { kind: 'done', ...place, vsi, command: 'associate', filterInfo };
const deadlineAt = (deadline: number) => {
  const endpoint = scripted((input, now) => {
    if (input.kind === 'timeout' && endpoint.deadline !== undefined && now >= endpoint.deadline) {
      endpoint.deadline = now < 3 * deadline ? now + deadline : undefined;
    }
    return [];
  });
  endpoint.deadline = deadline;
  return endpoint;
};

describe('drive', () => {
  test('starts transports, gives what comes in, and acts on outputs in their order', () => {
    const observer = noting();
    const transport = transportOf();
    const endpoint = scripted(({ kind }) => (kind === 'frame' ? [frameOutput(1), online, frameOutput(2)] : []));
    const applied: string[] = [];
    const driven = drive(
      endpoint,
      { transports: { p: transport }, observer, dataPlane: { apply: ({ kind }) => void applied.push(kind) } },
      new VirtualScheduler(7),
    );
    transport.receiver?.frame(Uint8Array.of(9));
    expect(endpoint.taken).toEqual(['link 7', 'frame 7']);
    expect(observer.lines).toEqual(['in link', 'in frame', 'out 1', 'out online', 'out 2']);
    expect([transport.sent, applied, driven.faults]).toEqual([[1, 2], ['online'], 0]);
  });

  test('gives the data plane what changes forwarding, and nothing else', () => {
    const outputs: Output[] = [
      online,
      done,
      { kind: 'failed', ...place, vsi, command: 'associate', reason: 'timeout' },
      { kind: 'offline', ...place, ...facts, reason: 'byBridge' },
      { kind: 'reflectiveRelay', ...place, on: true },
      { kind: 'peerUp', ...place, peer: 'x' },
    ];
    const applied: string[] = [];
    const driven = drive(
      scripted(() => outputs.splice(0)),
      { dataPlane: { apply: ({ kind }) => void applied.push(kind) } },
      new VirtualScheduler(),
    );
    driven.handle({ kind: 'timeout' });
    expect(applied).toEqual(['online', 'offline', 'reflectiveRelay']);
  });

  test('gives a daemon that speaks LLDP its TLVs, and takes its neighbours', () => {
    const given: number[] = [];
    const daemon: LldpDaemon & { receiver?: LldpReceiver } = {
      send: (destination) => void given.push(destination),
      start(receiver) {
        this.receiver = receiver;
      },
      stop: () => void given.push(-1),
    };
    const endpoint = scripted(({ kind }) =>
      kind === 'link' ? [{ kind: 'lldpTlvs', ...place, destination: 5, tlvs: [] }] : [],
    );
    const driven = drive(endpoint, { transports: { p: transportOf() }, lldp: { p: daemon } }, new VirtualScheduler());
    driven.handle({ kind: 'link', port: 'p', up: true });
    daemon.receiver?.neighbors([]);
    driven.detach('p');
    daemon.receiver?.neighbors([]);
    expect(endpoint.taken).toEqual(['link 0', 'link 0', 'lldpNeighbors 0', 'link 0']);
    expect(given).toEqual([5, 5, -1]);
  });

  test('attaches and detaches ports while it runs', () => {
    const endpoint = scripted(({ kind }) => (kind === 'timeout' ? [frameOutput(1), frameOutput(2, 'q')] : []));
    const driven = drive(endpoint, {}, new VirtualScheduler());
    const [first, second] = [transportOf(), transportOf()];
    driven.attach('p', first);
    driven.handle({ kind: 'timeout' });
    driven.attach('p', second);
    driven.handle({ kind: 'timeout' });
    expect([first.sent, second.sent]).toEqual([[1], [1]]);
    driven.detach('p');
    driven.detach('p');
    driven.attach('q', first);
    driven.handle({ kind: 'removePort', port: 'q' });
    const { length } = endpoint.taken;
    first.receiver?.frame(Uint8Array.of(1));
    second.receiver?.frame(Uint8Array.of(1));
    expect(endpoint.taken.slice(length)).toEqual([]);
    expect(endpoint.taken.filter((taken) => taken.startsWith('link'))).toHaveLength(5);
  });

  test('acts on no output any more when it is stopped, and takes no input', () => {
    const observer = noting();
    const driven = drive(
      scripted(({ kind }) => (kind === 'timeout' ? [done, done] : [])),
      { observer },
      new VirtualScheduler(),
    );
    driven.listen({ told: () => driven.stop() });
    driven.handle({ kind: 'timeout' });
    expect(observer.lines).toEqual(['in timeout', 'out done']);
    expect(driven.handle({ kind: 'timeout' })).toMatchObject({ code: 'stopped' });
  });
});

describe('scenarios 27: time', () => {
  test('scenarios 27: each deadline is met once, in order', () => {
    const scheduler = new VirtualScheduler();
    const endpoint = deadlineAt(100);
    drive(endpoint, {}, scheduler);
    scheduler.runUntil(1000);
    expect(endpoint.taken).toEqual(['timeout 100', 'timeout 200', 'timeout 300']);
    expect(scheduler.size).toBe(0);
  });

  test('scenarios 27: a scheduler that runs early, late, twice, after cancel, or inside itself', () => {
    const runs: (() => void)[] = [];
    const whens: number[] = [];
    let now = 0;
    let isNested = false;
    const scheduler: Scheduler = {
      now: () => now,
      at(when, run) {
        whens.push(when);
        runs.push(run);
        if (isNested) run();
        return { cancel: () => undefined };
      },
    };
    const endpoint = deadlineAt(100);
    const driven = drive(endpoint, {}, scheduler);
    now = 50;
    runs[0]?.();
    expect(whens).toEqual([100, 100]);
    now = 170;
    runs[1]?.();
    runs[1]?.();
    runs[0]?.();
    // The timer was late; the next interval has its full length.
    expect(whens).toEqual([100, 100, 270]);
    expect(endpoint.taken).toEqual(['timeout 50', 'timeout 170']);
    now = 60;
    runs[2]?.();
    expect(whens.at(-1)).toBe(270);
    isNested = true;
    now = 400;
    runs[3]?.();
    expect(endpoint.deadline).toBeUndefined();
    driven.stop();
    const { length } = endpoint.taken;
    for (const run of runs) run();
    expect(endpoint.taken).toHaveLength(length);
  });

  test('scenarios 27: a deadline that moves is armed anew, and one that is gone is cancelled', () => {
    const scheduler = new VirtualScheduler();
    const endpoint = scripted(() => []);
    const driven = drive(endpoint, {}, scheduler);
    for (const deadline of [500, 300, 300, 400, undefined, 200]) {
      endpoint.deadline = deadline;
      driven.handle({ kind: 'reannounce' });
      expect([scheduler.next(), scheduler.size]).toEqual([deadline, deadline === undefined ? 0 : 1]);
    }
    driven.stop();
    expect(scheduler.size).toBe(0);
  });
});

describe('scenarios 29: a transport', () => {
  /** Three frames out for a link, and one frame out for each frame in. */
  const script = () =>
    scripted((input) => {
      if (input.kind === 'link') return [frameOutput(1), frameOutput(2), frameOutput(3)];
      return input.kind === 'frame' && (input.frame[0] ?? 0) < 20 ? [frameOutput((input.frame[0] ?? 0) + 10)] : [];
    });

  test('scenarios 29: that delivers inside send is as good as one that delivers right after', () => {
    const sent: number[][] = [];
    const taken: string[][] = [];
    for (const isPolite of [true, false]) {
      const scheduler = new VirtualScheduler();
      const endpoint = script();
      let depth = 0;
      const transport = transportOf((frame) => {
        const copy = frame.slice();
        const deliver = (): void => transport.receiver?.frame(copy);
        expect(++depth).toBe(1);
        if (isPolite) scheduler.at(0, deliver);
        else deliver();
        depth--;
      });
      drive(endpoint, { transports: { p: transport } }, scheduler);
      scheduler.runUntil(1);
      sent.push([...transport.sent]);
      taken.push(endpoint.taken);
    }
    expect(sent[1]).toEqual(sent[0]);
    expect(sent[0]).toEqual([1, 2, 3, 11, 12, 13, 21, 22, 23]);
    expect(taken[1]).toEqual(taken[0]);
  });

  test('scenarios 29: that throws, or whose promise is rejected, has lost the frame, and that is all', async () => {
    for (const send of [
      () => {
        throw new Error('cable eaten');
      },
      () => Promise.reject(new Error('cable eaten')),
    ]) {
      const observer = noting();
      const transport = transportOf(send);
      const driven = drive(script(), { transports: { p: transport }, observer }, new VirtualScheduler());
      await undefined;
      await undefined;
      expect(transport.sent).toEqual([1, 2, 3]);
      expect(observer.faults).toHaveLength(3);
      expect(observer.faults[0]).toMatchObject({ part: 'transport', port: 'p', error: { message: 'cable eaten' } });
      expect(driven.faults).toBe(3);
    }
  });

  test('scenarios 29: that throws in start and in stop, or never resolves, changes nothing', () => {
    const observer = noting();
    const rude = {
      send: () => new Promise<never>(() => {}) as never,
      start: () => {
        throw new Error('no');
      },
      stop: () => {
        throw new Error('no');
      },
    };
    const driven = drive(script(), { transports: { p: rude }, observer }, new VirtualScheduler());
    driven.handle({ kind: 'link', port: 'p', up: true });
    driven.stop();
    expect(observer.lines).toEqual(['in link', 'out 1', 'out 2', 'out 3']);
    expect(observer.faults.map(({ part }) => part)).toEqual(['transport', 'transport']);
  });

  test('scenarios 29: that delivers after it was stopped is not heard', () => {
    const transport = transportOf();
    const endpoint = script();
    const driven = drive(endpoint, { transports: { p: transport } }, new VirtualScheduler());
    driven.stop();
    transport.receiver?.frame(Uint8Array.of(1));
    transport.receiver?.link(false);
    expect(endpoint.taken).toEqual(['link 0']);
  });
});

describe('scenarios 30: a host', () => {
  test('scenarios 30: whose code throws everywhere is told of it, and the endpoint goes on', () => {
    const throwing = (): never => {
      throw new Error('oops');
    };
    const parts: string[] = [];
    const endpoint = scripted(({ kind }) => (kind === 'timeout' ? [online] : []));
    const driven = drive(
      endpoint,
      {
        dataPlane: { apply: throwing },
        observer: {
          input: throwing,
          output: throwing,
          fault({ part }) {
            parts.push(part);
            throwing();
          },
        },
      },
      new VirtualScheduler(),
    );
    driven.listen({ taken: throwing, told: throwing, stopped: throwing });
    expect(driven.handle({ kind: 'timeout' })).toBeUndefined();
    driven.stop();
    expect(parts).toEqual(['observer', 'listener', 'observer', 'dataPlane', 'listener', 'listener']);
    // Six faults, and for each of them the exception of the observer.
    expect(driven.faults).toBe(12);
  });

  test('scenarios 30: whose scheduler throws has no timers, until it does not throw any more', () => {
    let isBroken = true;
    const armed: number[] = [];
    const scheduler: Scheduler = {
      now: () => 0,
      at(when) {
        if (isBroken) throw new Error('out of timers');
        armed.push(when);
        return { cancel: () => undefined };
      },
    };
    const endpoint = scripted(() => []);
    const driven = drive(endpoint, {}, scheduler);
    endpoint.deadline = 5;
    driven.handle({ kind: 'reannounce' });
    expect([driven.faults, armed]).toEqual([1, []]);
    isBroken = false;
    driven.handle({ kind: 'reannounce' });
    expect(armed).toEqual([5]);
  });
});
