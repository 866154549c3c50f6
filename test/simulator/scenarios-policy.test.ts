// Scenarios 16 to 19, 22 and 24: VSI managers that are slow, absent, broken or strict, withdrawals, migration, and more VSIs
// than there is room for. The rig checks the invariants after every step.

import { describe, expect, test } from 'vitest';
import type { VsiManager } from '../../src/host/index.js';
import { SeededRandom, World } from '../../src/simulator/index.js';
import { makeFilterInfo, type VsiAnswer } from '../../src/vdp/index.js';
import {
  BRIDGE_MAC,
  expectAgreed,
  grant,
  granting,
  insist,
  KEEP_ALIVE,
  keyOf,
  makeRig,
  ORPHANS,
  PARAMETERS,
  RESOURCE_WAIT,
  RESP_WAIT,
  type Rig,
  ready,
  SECOND,
  STATION_MAC,
  T_ACK,
  TOUT,
  wanted,
} from './rig.js';

/** The outcome of an Associate: `done`, or reason, error type, `hard`, `keep`. */
const outcome = (rig: Rig, vsi = wanted(1)): Promise<string> =>
  rig.world.until(
    rig.station
      .port('eth0')
      .associate(vsi)
      .then(
        () => 'done',
        ({ reason, error, hard, keep }) =>
          [reason, error, hard && 'hard', keep && 'keep'].filter((word) => word).join(' '),
      ),
  );

describe('scenarios 16: an answer of the VSI manager', () => {
  test.each([
    ['soon', RESOURCE_WAIT / 2, 'done'],
    ['just before resourceWaitDelay', RESOURCE_WAIT - 1, 'done'],
    ['just after it', RESOURCE_WAIT + 1, 'refused 3'],
    ['long after it', 3 * RESOURCE_WAIT, 'refused 3'],
  ])('scenarios 16, scenarios I12: %s', async (_name, delay, expected) => {
    const rig = makeRig();
    await ready(rig);
    rig.manager.delay = () => delay;
    expect(await outcome(rig)).toBe(expected);
    rig.world.run(4 * RESOURCE_WAIT);
    expectAgreed(rig, expected === 'done' ? 1 : 0);
    expect(rig.manager.size).toBe(expected === 'done' ? 1 : 0);
  });

  test.each(['timersFirst', 'framesFirst'] as const)(
    'scenarios 16, scenarios S3: at that very instant, %s',
    async (ties) => {
      const rig = makeRig({ ties });
      await ready(rig);
      rig.manager.delay = () => RESOURCE_WAIT;
      expect(await outcome(rig)).toBe(ties === 'timersFirst' ? 'refused 3' : 'done');
      rig.world.run(RESOURCE_WAIT);
      expect(rig.manager.size).toBe(ties === 'timersFirst' ? 0 : 1);
    },
  );

  test('scenarios 16: never', async () => {
    const rig = makeRig();
    await ready(rig);
    rig.manager.answer = () => undefined;
    expect(await outcome(rig)).toBe('refused 3');
    expectAgreed(rig, 0);
  });

  test('scenarios 16: twice counts once', async () => {
    const rig = makeRig();
    await ready(rig);
    const { query } = rig.manager;
    rig.manager.query = (asked, answer) =>
      query.call(rig.manager, asked, (given) => {
        answer(given);
        answer({ ok: false, error: 2 });
      });
    expect(await outcome(rig)).toBe('done');
    rig.world.run(3 * KEEP_ALIVE);
    expectAgreed(rig, 1);
    await rig.world.until(rig.station.port('eth0').deAssociate(keyOf(wanted(1))));
    expect(rig.manager.size).toBe(0);
  });

  test.each([1, 2])('scenarios 16: at random times, for VSIs that come and go (seed %i)', (seed) => {
    const rig = makeRig({ seed });
    const random = new SeededRandom(seed);
    rig.manager.delay = () => random.below(2 * RESOURCE_WAIT);
    insist(rig, [wanted(1), wanted(2), wanted(3)]);
    for (let changes = 0; changes < 20; changes++) {
      rig.world.run(random.below(RESP_WAIT));
      rig.station.handle({ kind: 'deAssociate', port: 'eth0', vsi: keyOf(wanted(1 + random.below(3))) });
    }
    rig.manager.delay = () => 0;
    rig.world.run(ORPHANS + 2 * RESP_WAIT);
    expectAgreed(rig, 3);
  });
});

describe('scenarios 17: a VSI manager', () => {
  const manages = async (manager: VsiManager | undefined): Promise<string> => {
    const world = new World();
    const station = world.station('a', { ports: [{ name: 'eth0', mac: STATION_MAC, evb: { ...PARAMETERS } }] });
    world.bridge('b', { ports: [{ name: 'ge1', mac: BRIDGE_MAC, evb: { ...PARAMETERS } }] }, { manager });
    world.link('a/eth0', 'b/ge1');
    await world.until(station.port('eth0').ready());
    const failure = station.port('eth0').associate(wanted(1));
    const told = await world.until(
      failure.then(
        () => 'done',
        ({ reason, error }) => `${reason} ${error}`,
      ),
    );
    return `${told}, ${world.faults.length} faults`;
  };

  test.each<[string, VsiManager | undefined, string]>([
    ['that is not there', undefined, 'refused 3, 0 faults'],
    [
      'that throws',
      {
        query() {
          throw new Error('no database');
        },
      },
      'refused 3, 1 faults',
    ],
    ['whose promise is rejected', { query: () => Promise.reject(new Error('no route')) }, 'refused 3, 1 faults'],
    ['with an answer of a wrong shape', { query: () => ({ ok: 'yes' }) as never }, 'refused 4, 1 faults'],
    ['with an error that is none', { query: () => ({ ok: false, error: 9 }) }, 'refused 4, 1 faults'],
    [
      'with an answer for another VSI',
      { query: (query) => grant({ ...query, filterInfo: wanted(2).filterInfo }) },
      'refused 4, 0 faults',
    ],
    ['with a promise', { query: (query) => Promise.resolve(grant(query)) }, 'done, 0 faults'],
  ])('scenarios 17: %s', async (_name, manager, expected) => {
    expect(await manages(manager)).toBe(expected);
  });
});

describe('scenarios 18: refusals', () => {
  const refusal = (error: number, more: object = {}): VsiAnswer => ({ ok: false, error, ...more });

  test.each([1, 2, 3, 4, 5])('scenarios 18: error type %i of an Associate', async (error) => {
    const rig = makeRig();
    await ready(rig);
    rig.manager.answer = () => refusal(error);
    expect(await outcome(rig)).toBe(error === 1 || error === 5 ? `refused ${error} hard` : `refused ${error}`);
    rig.manager.answer = () => refusal(error, { hard: true });
    expect(await outcome(rig)).toBe(`refused ${error} hard`);
    expectAgreed(rig, 0);
  });

  test('scenarios 18, scenarios I8: a change that is refused with Keep leaves the earlier one in force, at both ends', async () => {
    const rig = makeRig();
    await ready(rig);
    expect(await outcome(rig)).toBe('done');
    rig.manager.answer = () => refusal(2, { keep: true });
    expect(await outcome(rig, wanted(1, 300))).toBe('refused 2 keep');
    rig.world.run(3 * KEEP_ALIVE);
    expectAgreed(rig, 1);
    expect(rig.station.port('eth0').vsis()[0]?.operCmd?.filterInfo).toEqual(wanted(1).filterInfo);
  });

  test('scenarios 18: a change that is refused without Keep ends it at both ends', async () => {
    const rig = makeRig();
    await ready(rig);
    expect(await outcome(rig)).toBe('done');
    rig.manager.answer = () => refusal(2, { keep: false });
    expect(await outcome(rig, wanted(1, 300))).toBe('refused 2');
    rig.world.run(T_ACK);
    expectAgreed(rig, 0);
  });

  test('scenarios 18: Keep for a VSI that is not associated keeps nothing', async () => {
    const rig = makeRig();
    await ready(rig);
    rig.manager.answer = () => refusal(2, { keep: true });
    expect(await outcome(rig)).toMatch(/^refused 2/);
    rig.world.run(TOUT);
    expectAgreed(rig, 0);
  });
});

describe('scenarios 19: withdrawals', () => {
  test('scenarios 19: the station is told once, and nothing is left', async () => {
    const rig = makeRig();
    await ready(rig);
    await outcome(rig);
    const told: string[] = [];
    rig.station.driver.listen({
      told: (output) => {
        if (output.kind === 'offline') told.push(output.reason);
      },
    });
    expect(await rig.world.until(rig.bridge.port('ge1').withdraw(keyOf(wanted(1)), 'moved'))).toBe('moved');
    rig.world.run(TOUT);
    expect(told).toEqual(['byBridge']);
    expectAgreed(rig, 0);
    expect(rig.manager.size).toBe(0);
  });

  test.each([1, 2])('scenarios 19: withdrawals that cross commands end in one state (seed %i)', (seed) => {
    const rig = makeRig({ seed, faults: { latency: T_ACK / 4, loss: 0.1 } });
    const random = new SeededRandom(seed);
    insist(rig, [wanted(1), wanted(2), wanted(3)]);
    rig.world.run(3 * SECOND);
    for (let crossings = 0; crossings < 30; crossings++) {
      const n = 1 + random.below(3);
      const vsi = { ...wanted(n, 200 + random.below(10)), command: 'associate' as const };
      rig.bridge.handle({ kind: 'withdraw', port: 'ge1', vsi: keyOf(wanted(n)) });
      rig.station.handle({ kind: 'command', port: 'eth0', vsi });
      rig.world.run(random.below(RESP_WAIT / 2));
    }
    rig.link.heal();
    rig.world.run(ORPHANS + 2 * RESP_WAIT);
    expectAgreed(rig, 3);
  });
});

test.each(['new associates first', 'old de-associates first', 'old dies', 'new fails'])(
  'scenarios 22: a VSI moves to another station and bridge: %s',
  async (order) => {
    const world = new World({ seed: 22 });
    const evb = { ...PARAMETERS };
    const managers = [granting(world), granting(world)] as const;
    const stations = [1, 2].map((n) =>
      world.station(`a${n}`, { ports: [{ name: 'eth0', mac: STATION_MAC + n, evb }] }).port('eth0'),
    ) as [ReturnType<Rig['station']['port']>, ReturnType<Rig['station']['port']>];
    const bridges = managers.map((manager, i) =>
      world.bridge(`b${i + 1}`, { ports: [{ name: 'ge1', mac: BRIDGE_MAC + i, evb }] }, { manager }).port('ge1'),
    ) as [ReturnType<Rig['bridge']['port']>, ReturnType<Rig['bridge']['port']>];
    const links = [1, 2].map((n) => world.link(`a${n}/eth0`, `b${n}/ge1`));
    await world.until(Promise.all(stations.map((station) => station.ready())));
    const vsi = wanted(1);
    await world.until(stations[0].associate(vsi));
    await world.until(stations[1].preAssociateRr({ ...vsi, migrating: true }));
    const held = (): string[] => bridges.map((bridge) => bridge.vsis()[0]?.vsiState ?? '-');
    expect(held()).toEqual(['ASSOC', 'PREASSOC_RR']);
    if (order === 'old de-associates first') await world.until(stations[0].deAssociate(vsi));
    if (order === 'old dies') links[0]?.set({ cut: true });
    if (order === 'new fails') {
      managers[1].answer = () => ({ ok: false, error: 2 });
      await expect(world.until(stations[1].associate(vsi))).rejects.toMatchObject({ reason: 'refused', error: 2 });
      expect(held()).toEqual(['ASSOC', '-']);
      return;
    }
    await world.until(stations[1].associate(vsi));
    if (order === 'new associates first') await world.until(stations[0].deAssociate(vsi));
    world.run(TOUT);
    expect(held()).toEqual(['-', 'ASSOC']);
    expect(managers.map(({ size }) => size)).toEqual([0, 1]);
  },
);

describe('scenarios 24: more than there is room for', () => {
  test('scenarios 24, scenarios I13: VSIs beyond the limit are refused with error type 2, and room comes back', async () => {
    const rig = makeRig({ bridge: { vdp: { maxVsis: 3 } } });
    await ready(rig);
    for (const n of [1, 2, 3]) expect(await outcome(rig, wanted(n))).toBe('done');
    for (const n of [4, 5]) expect(await outcome(rig, wanted(n))).toBe('refused 2');
    rig.world.run(3 * KEEP_ALIVE);
    expectAgreed(rig, 3);
    // The station never de-associates: the room becomes free by time-outs only.
    for (const n of [1, 2, 3]) rig.station.handle({ kind: 'remove', port: 'eth0', vsi: keyOf(wanted(n)) });
    expect(await outcome(rig, wanted(4))).toBe('refused 2');
    rig.world.run(TOUT);
    for (const n of [4, 5]) expect(await outcome(rig, wanted(n))).toBe('done');
    expectAgreed(rig, 2);
  });

  test('scenarios 24: so are filters', async () => {
    const rig = makeRig({ bridge: { vdp: { maxFilterEntries: 3 } } });
    await ready(rig);
    const [entry] = wanted(1).filterInfo.entries;
    const filters = (n: number, count: number) => ({
      ...wanted(n),
      filterInfo: makeFilterInfo(
        2,
        Array.from({ length: count }, () => entry as NonNullable<typeof entry>),
      ),
    });
    expect(await outcome(rig, filters(1, 2))).toBe('done');
    expect(await outcome(rig, filters(2, 2))).toBe('refused 2');
    expect(await outcome(rig, filters(2, 1))).toBe('done');
    expectAgreed(rig, 2);
  });
});
