// The rules of the simulator, S1 to S9, and the functions of a world.

import { afterEach, describe, expect, test, vi } from 'vitest';
import type { WorldError } from '../../src/simulator/index.js';
import { World } from '../../src/simulator/index.js';
import {
  BRIDGE_MAC,
  expectAgreed,
  insist,
  KEEP_ALIVE,
  makeRig,
  PARAMETERS,
  type RigOptions,
  ready,
  SECOND,
  STATION_MAC,
  wanted,
} from './rig.js';

const FAULTS = { loss: 0.2, duplication: 0.1, duplicateDelay: SECOND, jitter: 900, corruption: 0.05 };

/** The digest of a run with faults. */
function digestOf(options: RigOptions, more: (rig: ReturnType<typeof makeRig>) => void = () => {}): string {
  const rig = makeRig({ isChecked: false, faults: FAULTS, ...options });
  more(rig);
  insist(rig, [wanted(1), wanted(2)]);
  rig.world.run(10 * SECOND);
  return rig.world.digest();
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test('scenarios S1: there is no clock, timer or randomness but those of the world', () => {
  const forbidden = (name: string) => () => {
    throw new Error(name);
  };
  vi.spyOn(Math, 'random').mockImplementation(forbidden('Math.random'));
  vi.spyOn(Date, 'now').mockImplementation(forbidden('Date.now'));
  vi.spyOn(process, 'hrtime').mockImplementation(forbidden('hrtime') as never);
  vi.spyOn(performance, 'now').mockImplementation(forbidden('performance.now'));
  for (const name of ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'Date']) {
    vi.stubGlobal(name, forbidden(name));
  }
  expect(digestOf({ seed: 3 })).toMatch(/^[0-9a-f]{16}$/);
});

describe('scenarios S2: the same seed', () => {
  test('scenarios S2: gives the same digest twice, kept or not, and another seed another one', () => {
    const digest = digestOf({ seed: 3 });
    expect(digestOf({ seed: 3 })).toBe(digest);
    expect(digestOf({ seed: 3, journal: 'digest' })).toBe(digest);
    expect(digestOf({ seed: 4 })).not.toBe(digest);
    expect(digestOf({ seed: 3, journal: 'off' })).not.toBe(digest);
  });

  test('scenarios S2: gives the same digest when ends and links are made in another order', () => {
    const digest = (names: readonly string[]): string => {
      const world = new World({ seed: 5, journal: 'digest' });
      for (const name of names) {
        const ports = [{ name: 'p', mac: 0x0200_0000_0000 + name.charCodeAt(0), evb: { ...PARAMETERS } }];
        if (name < 'c') world.station(name, { ports });
        else world.bridge(name, { ports });
      }
      const pairs = [
        ['a', 'c'],
        ['b', 'd'],
      ];
      for (const [one, other] of names[0] === 'a' ? pairs : pairs.reverse()) {
        world.link(`${one}/p`, `${other}/p`, { loss: 0.3, jitter: 100 });
      }
      world.run(60 * SECOND);
      return world.digest();
    };
    expect(digest(['d', 'b', 'c', 'a'])).toBe(digest(['a', 'b', 'c', 'd']));
  });
});

test('scenarios S3: time is an integer, and does not move while something is due', () => {
  const rig = makeRig({ faults: { ...FAULTS, latency: 10.5 } });
  insist(rig, [wanted(1)]);
  let last = 0;
  rig.world.check(() => {
    const now = rig.world.now();
    if (!Number.isInteger(now) || now < last) throw new Error(`${now} after ${last}`);
    last = now;
  });
  rig.world.run(10 * SECOND);
  expect(last).toBeGreaterThan(9 * SECOND);
});

test('scenarios S3: an input and a timer due at one instant, in both orders', () => {
  const orders = (['timersFirst', 'framesFirst'] as const).map((ties) => {
    const world = new World({ ties });
    const told: string[] = [];
    const endpoint = {
      handle: (input: { readonly kind: string }) => {
        told.push(input.kind);
        return undefined;
      },
      poll: () => undefined,
      nextDeadline: () => (told.includes('timeout') ? undefined : 10),
    };
    world.add('a', endpoint);
    world.bridge('b', { ports: [{ name: 'ge1', mac: BRIDGE_MAC }] });
    world.link('a/p', 'b/ge1', { latency: 10 });
    world.run(10);
    return told;
  });
  expect(orders).toEqual([
    ['link', 'timeout', 'frame'],
    ['link', 'frame', 'timeout'],
  ]);
});

test('scenarios S4: each fault, in each direction, is switched at run time', async () => {
  const rig = makeRig();
  await ready(rig);
  let changes = 0;
  const arrivals = (from: string, faults: object): (readonly number[])[] => {
    rig.link.heal();
    rig.link.set(faults, from);
    const before = rig.world.frames().length;
    // So each end has something to send, in any state of the VSI.
    rig.station.handle({ kind: 'command', port: 'eth0', vsi: { ...wanted(1), command: 'associate' } });
    rig.bridge.handle({ kind: 'configure', port: 'ge1', evb: { r: ++changes % 4 } });
    rig.world.run(KEEP_ALIVE);
    const sent = rig.world
      .frames()
      .slice(before)
      .filter((frame) => frame.from === from);
    expect(sent.length).toBeGreaterThan(0);
    return sent.map(({ at, arrivals: all }) => all.map((one) => one - at));
  };
  for (const from of rig.link.ports) {
    expect(arrivals(from, {})).toContainEqual([10]);
    expect(arrivals(from, { latency: 77 })).toContainEqual([77]);
    rig.link.set({ latency: 10 });
    expect(arrivals(from, { loss: 1 }).flat()).toEqual([]);
    expect(arrivals(from, { cut: true }).flat()).toEqual([]);
    expect(arrivals(from, { drops: () => true }).flat()).toEqual([]);
    expect(arrivals(from, { duplication: 1, duplicateDelay: 9 }).every((all) => all.length === 2)).toBe(true);
    expect(
      arrivals(from, { jitter: 500 })
        .flat()
        .some((delay) => delay > 10),
    ).toBe(true);
    expect(
      arrivals(from, { reordering: 1, reorderDelay: 500 })
        .flat()
        .some((delay) => delay > 10),
    ).toBe(true);
    const before = rig.world.frames().length;
    arrivals(from, { corruption: 1 });
    const damaged = rig.world.frames().slice(before);
    expect(damaged.every(({ from: end, isCorrupted }) => isCorrupted === (end === from))).toBe(true);
  }
});

test('scenarios S4: what is on its way is lost when the cable is pulled out, and both ends are told', () => {
  const rig = makeRig({ faults: { latency: 1000 } });
  rig.world.run(500);
  rig.link.plug(false);
  rig.link.plug(true);
  rig.world.run(600);
  const inputs = rig.world.journal.filter(({ kind }) => kind === 'input').map(({ end, value }) => [end, value]);
  expect(inputs.slice(2).map(([end, value]) => `${end} ${(value as { up?: boolean }).up}`)).toEqual([
    'a false',
    'b false',
    'a true',
    'b true',
  ]);
});

test('scenarios S5: faults for ever break no invariant', () => {
  const rig = makeRig({ seed: 5, faults: { ...FAULTS, loss: 0.5, reordering: 0.2, reorderDelay: 9000 } });
  insist(rig, [wanted(1), wanted(2)]);
  rig.world.run(30 * SECOND);
  expect(rig.world.steps).toBeGreaterThan(300);
});

test('scenarios S6, scenarios S7: what a check throws names the step, the seed, and what led to it', () => {
  const rig = makeRig({ seed: 77 });
  rig.world.check(() => {
    if (rig.world.steps === 5) throw new Error('I0: it is broken');
  });
  let caught: WorldError | undefined;
  try {
    rig.world.run(SECOND);
  } catch (error) {
    caught = error as WorldError;
  }
  expect(caught).toMatchObject({ code: 'dot1qbgWorld', seed: 77, step: 5 });
  expect(caught?.message).toContain('I0: it is broken (seed 77, step 5)');
  expect(caught?.message).toContain('"kind":"input"');
  expect(caught?.cause).toBeInstanceOf(Error);
});

test('scenarios S9: whoever looks on changes nothing', () => {
  const watched = digestOf({ seed: 6, journal: 'digest' }, (rig) => {
    rig.world.check(() => {
      rig.station.status();
      rig.bridge.status();
      rig.world.digest();
    });
    rig.station.events({ limit: 3 });
  });
  expect(digestOf({ seed: 6, journal: 'digest' })).toBe(watched);
});

describe('a world', () => {
  test('runs until something holds, or time is over', () => {
    const rig = makeRig();
    const isReady = (): boolean => rig.station.status().ports[0]?.channels[0]?.evb.evbReady === true;
    expect(rig.world.runUntil(isReady, SECOND)).toBe(true);
    expect(rig.world.now()).toBeLessThan(100);
    const start = rig.world.now();
    expect(rig.world.runUntil(() => false, 5)).toBe(false);
    expect(rig.world.now()).toBe(start + 5);
  });

  test('says when a promise is not settled in time, and hands on what it is rejected with', async () => {
    const rig = makeRig();
    const never = rig.world.until(new Promise(() => {}), SECOND);
    await expect(never).rejects.toMatchObject({ code: 'dot1qbgWorld' });
    await expect(never).rejects.toThrow(/\n0\.\d{6} a\/eth0 > b\/ge1: EVB TLV station\n/);
    await expect(rig.world.until(Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await rig.world.until(Promise.resolve(7))).toBe(7);
  });

  test('links ends that are made later, and refuses names that are unknown', () => {
    const world = new World();
    world.start();
    const station = world.station('a', { ports: [{ name: 'eth0/1', mac: STATION_MAC }] });
    world.bridge('b', { ports: [{ name: 'ge1', mac: BRIDGE_MAC }] });
    const link = world.link('a/eth0/1', 'b/ge1');
    expect(station.status().ports[0]?.linkUp).toBe(true);
    expect(() => link.set({}, 'b/ge2')).toThrow('a/eth0/1 and b/ge1, not b/ge2');
    expect(() => world.link('a/eth0', 'c/x')).toThrow('there is no station or bridge c');
  });

  test('tells apart the lives of an end that was made anew', () => {
    const rig = makeRig();
    rig.world.run(SECOND);
    rig.restartStation();
    rig.world.run(SECOND);
    expect(new Set(rig.world.journal.filter(({ end }) => end === 'a').map(({ life }) => life))).toEqual(
      new Set([undefined, 1]),
    );
    insist(rig, [wanted(1)]);
    rig.world.run(5 * SECOND);
    expectAgreed(rig, 1);
  });
});
