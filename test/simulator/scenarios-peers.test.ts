// Scenarios 23, 25, 26 and 31 to 33: very many VSIs, peers without EVB, least and greatest exponents, false frames, changes of
// EVB, and all of these at random. The rig checks the invariants after every step.
//
// S-channels, 20 and 21, are in scenarios-channels.test.ts. Not applicable yet: 28, which needs snapshots (journal.test.ts
// replays a journal); the draft protocol of 25; S-channels with group addresses of 32. Not tested here: S2 across processes,
// and S8, the gate on the rows of machines. I4 to I6 cannot be seen from outside of ECP; its own laws check them.

import { describe, expect, test } from 'vitest';
import { encodeFrame, type Frame, NEAREST_CUSTOMER_BRIDGE } from '../../src/index.js';
import { SeededRandom, World } from '../../src/simulator/index.js';
import { respWaitDelay, toutKeepAlive, VDP_ASSOCIATE, VDP_DE_ASSOCIATE, ZERO_IDENTIFIER } from '../../src/vdp/index.js';
import { frameText } from '../evb/rig.js';
import {
  atBridge,
  atStation,
  BRIDGE_MAC,
  expectAgreed,
  healed,
  insist,
  KEEP_ALIVE,
  keyOf,
  makeRig,
  ORPHANS,
  PARAMETERS,
  RESP_WAIT,
  ready,
  SECOND,
  STATION_MAC,
  T_ACK,
  TOUT,
  wanted,
} from './rig.js';

describe('scenarios 23: very many VSIs at once', () => {
  /** The frames and steps to associate and de-associate `count` VSIs. */
  async function cost(count: number): Promise<{ readonly frames: number; readonly steps: number }> {
    const rig = makeRig({ isChecked: false, parameters: { ...PARAMETERS, rka: 24 } });
    await ready(rig);
    const before = { frames: rig.world.frames().length, steps: rig.world.steps };
    const port = rig.station.port('eth0');
    const vsis = Array.from({ length: count }, (_, n) => wanted(n, 1 + (n % 4000)));
    await rig.world.until(Promise.all(vsis.map((vsi) => port.associate(vsi))));
    expect(rig.bridgeWatch.online.size).toBe(count);
    await rig.world.until(Promise.all(vsis.map((vsi) => port.deAssociate(keyOf(vsi)))));
    expect([rig.bridgeWatch.online.size, rig.manager.size, port.vsis().length]).toEqual([0, 0, 0]);
    return { frames: rig.world.frames().length - before.frames, steps: rig.world.steps - before.steps };
  }

  test('scenarios 23: twice as many cost twice as much, and fill their frames', async () => {
    const [few, many] = [await cost(200), await cost(400)];
    expect(many.frames).toBeLessThan(2.1 * few.frames);
    expect(many.steps).toBeLessThan(2.1 * few.steps);
    // A ULPDU of 1492 octets holds 40 of these TLVs; each travels four times: asked and answered, in and out.
    expect(many.frames).toBeLessThan(((4 * 400) / 40) * 2 * 1.2);
  });
});

describe('scenarios 25: peers that are none', () => {
  test.each(['stations', 'bridges'])('scenarios 25: two %s agree on nothing, and send no VDP', (which) => {
    const world = new World();
    const make = (name: string, mac: number): void => {
      const options = { ports: [{ name: 'p', mac, evb: { ...PARAMETERS } }] };
      if (which === 'bridges') {
        world.bridge(name, options);
        return;
      }
      const station = world.station(name, options);
      world.after(SECOND, () => {
        const input = { kind: 'command', port: 'p', vsi: { ...wanted(1), command: 'associate' } } as const;
        expect(station.handle(input)?.code).toBe('evbNotReady');
      });
    };
    make('x', STATION_MAC);
    make('y', BRIDGE_MAC);
    world.link('x/p', 'y/p');
    world.run(60 * SECOND);
    expect(new Set(world.frames().map(({ frame }) => frameText(frame).slice(0, 4)))).toEqual(new Set(['LLDP']));
  });

  test('scenarios 25: a good peer that comes later comes up', async () => {
    const world = new World();
    const station = world.station('a', { ports: [{ name: 'eth0', mac: STATION_MAC, evb: { ...PARAMETERS } }] });
    world.station('b', { ports: [{ name: 'ge1', mac: BRIDGE_MAC }] });
    world.link('a/eth0', 'b/ge1');
    world.run(60 * SECOND);
    expect(station.port('eth0').vsis()).toEqual([]);
    world.bridge('b', { ports: [{ name: 'ge1', mac: BRIDGE_MAC }] }, { manager: { query: () => ({ ok: true }) } });
    await world.until(station.port('eth0').ready());
    await world.until(station.port('eth0').associate(wanted(1)));
  });
});

describe('scenarios 26: exponents at their ends', () => {
  test.each([
    [0, 0, 20, 20],
    [7, 0, 20, 20],
    [0, 31, 31, 31],
    [7, 31, 31, 31],
    [7, 31, 0, 0],
    [3, 0, 0, 31],
  ])('scenarios 26, scenarios I17: R %i, RTE %i, RWD %i, RKA %i', async (r, rte, rwd, rka) => {
    const parameters = { r, rte, rwd, rka };
    const rig = makeRig({ parameters, faults: { latency: 1 } });
    await rig.world.until(rig.station.port('eth0').ready());
    await rig.world.until(rig.station.port('eth0').associate(wanted(1)));
    // Nothing spins: with RTE 0 an ECPDU is sent at most 1 + R times, and all timers have their full length.
    const [vsi] = rig.station.port('eth0').vsis();
    expect(vsi?.waitWhile).toBeCloseTo(rig.world.now() + 10 * 2 ** rka, -2);
    const { vdp, evb } = rig.bridge.status().ports[0]?.channels[0] ?? {};
    expect([vdp?.toutKeepAlive, evb?.values]).toEqual([toutKeepAlive(parameters), { ...parameters, gid: true }]);
    rig.link.set({ cut: true });
    const before = rig.world.frames().length;
    rig.station.handle({ kind: 'deAssociate', port: 'eth0', vsi: keyOf(wanted(1)) });
    rig.world.run(Math.min(10 * 2 ** rte * (r + 1), SECOND));
    const sent = rig.world.frames().slice(before);
    const copies = sent.filter(({ from, frame }) => from === 'a/eth0' && frameText(frame).startsWith('VDP')).length;
    expect(copies).toBe(10 * 2 ** rte * (r + 1) <= SECOND ? 1 + r : 1);
    // The longest timer delays neither link down nor the work after it.
    rig.link.plug(false);
    expect([rig.station.port('eth0').vsis(), rig.bridge.port('ge1').vsis()]).toEqual([[], []]);
  });

  test('scenarios 26, scenarios I17: changed in the middle of an exchange, timers that run keep their time', async () => {
    const rig = makeRig({ faults: { latency: T_ACK / 4 } });
    await ready(rig);
    const associated = rig.station.port('eth0').associate(wanted(1));
    rig.bridge.handle({ kind: 'configure', port: 'ge1', evb: { r: 7, rte: 20, rwd: 22, rka: 18 } });
    await rig.world.until(associated);
    rig.world.run(5 * SECOND);
    const values = { r: 7, rte: 20, rwd: 22, rka: 18, gid: true };
    for (const host of [rig.station, rig.bridge]) {
      expect(host.status().ports[0]?.channels[0]?.evb.values).toEqual(values);
    }
    expect(rig.station.status().ports[0]?.channels[0]?.vdp.respWaitDelay).toBe(respWaitDelay(values));
    rig.world.run(10 * KEEP_ALIVE);
    expectAgreed(rig, 1);
  });
});

const SPOOFER = 0x0200_0000_6666;

describe('scenarios 31: a third party on the link', () => {
  const ethernet = { destination: NEAREST_CUSTOMER_BRIDGE, source: SPOOFER, tags: [], etherType: 0x8940 };
  const ecp = { version: 1, operation: 0, subtype: 1 };

  const lie = (random: SeededRandom): Frame => {
    const header = { ...ecp, sequence: random.below(8) };
    if (random.chance(0.4)) return { kind: 'ecpAck', ethernet, ecp: { ...header, operation: 1 } };
    const { vsiidFormat, vsiid, typeId, typeVersion, filterInfo } = wanted(1 + random.below(3));
    const type = random.pick([VDP_ASSOCIATE, VDP_DE_ASSOCIATE] as const);
    const status = random.pick([0, 0x40]);
    const tlv = { kind: 'association' as const, type, status, typeId, typeVersion, vsiidFormat, vsiid, filterInfo };
    return { kind: 'vdp', ethernet, ecp: header, vdp: { managerId: ZERO_IDENTIFIER, tlvs: [tlv] } };
  };

  test.each([1, 2])('scenarios 31: lies pass with the liar (seed %i)', (seed) => {
    // The false frames are well formed, so the sequence numbers that the watcher sees are not those of the ends alone.
    const rig = makeRig({ seed, isChecked: false });
    const random = new SeededRandom(seed);
    insist(rig, [wanted(1), wanted(2)]);
    rig.world.run(3 * SECOND);
    for (let lies = 0; lies < 100; lies++) {
      rig.link.inject(random.pick(rig.link.ports), encodeFrame(lie(random)));
      rig.world.run(random.below(KEEP_ALIVE / 4));
    }
    rig.world.run(ORPHANS + KEEP_ALIVE + 2 * RESP_WAIT);
    expectAgreed(rig, 2);
  });

  test('scenarios 31: a filter by source address stops all of it', () => {
    const acceptSource = (_port: string, source: number): boolean => source !== SPOOFER;
    const rig = makeRig({ station: { acceptSource }, bridge: { acceptSource } });
    const random = new SeededRandom(9);
    insist(rig, [wanted(1), wanted(2)]);
    rig.world.run(3 * SECOND);
    for (let lies = 0; lies < 100; lies++) {
      rig.link.inject(random.pick(rig.link.ports), encodeFrame(lie(random)));
      rig.world.run(random.below(KEEP_ALIVE / 4));
      expectAgreed(rig, 2);
    }
    expect(rig.stationWatch.failures).toEqual([]);
  });
});

describe('scenarios 32: EVB changes', () => {
  test('scenarios 32: reflective relay, retries and groups are switched, and VSIs live on', async () => {
    const rig = makeRig();
    await ready(rig);
    const relays: boolean[] = [];
    rig.bridge.driver.listen({
      told: (output) => {
        if (output.kind === 'reflectiveRelay') relays.push(output.on);
      },
    });
    await rig.world.until(rig.station.port('eth0').associate(wanted(1)));
    for (const evb of [{ rrReq: false }, { rrReq: true }, { r: 5 }, { gid: false }]) {
      expect(rig.station.handle({ kind: 'configure', port: 'eth0', evb })).toBeUndefined();
      rig.world.run(2 * SECOND);
    }
    expect(relays).toEqual([false, true]);
    expectAgreed(rig, 1);
    const group = {
      ...wanted(2),
      filterInfo: { format: 3 as const, entries: [{ groupId: 1, ps: false, pcp: 0, vid: 9 }] },
    };
    await expect(rig.world.until(rig.station.port('eth0').associate(group))).rejects.toMatchObject({
      reason: 'notTaken',
      refusal: { code: 'groupIdNotAgreed' },
    });
  });

  test.each(['keep', 'end'] as const)('scenarios 32: the EVB TLV runs out at both ends, onEvbLoss %s', (onEvbLoss) => {
    const rig = makeRig();
    for (const host of [rig.station, rig.bridge]) {
      host.handle({ kind: 'configure', port: host === rig.station ? 'eth0' : 'ge1', evb: { onEvbLoss } } as never);
    }
    insist(rig, [wanted(1), wanted(2)]);
    rig.world.run(3 * SECOND);
    expectAgreed(rig, 2);
    rig.link.set({ drops: (frame) => frameText(frame).startsWith('LLDP') });
    rig.world.run(20 * SECOND);
    expect(atStation(rig)).toHaveLength(onEvbLoss === 'keep' ? 2 : 0);
    expect(atBridge(rig)).toEqual(atStation(rig));
    healed(rig, 2);
  });
});

test.each([1, 2])('scenarios 33: everything at random (seed %i)', (seed) => {
  const rig = makeRig({ seed });
  const random = new SeededRandom(seed);
  const vsis = [1, 2, 3].map((n) => wanted(n));
  rig.manager.delay = () => (random.chance(0.2) ? random.below(2 * PARAMETERS.rwd) : 0);
  insist(rig, vsis);
  const acts = [
    () => rig.link.set({ loss: random.fraction() / 3 }),
    () => rig.link.set({ duplication: random.fraction() / 3, duplicateDelay: TOUT }),
    () => rig.link.set({ reordering: random.fraction() / 3, reorderDelay: 4 * T_ACK }),
    () => rig.link.set({ jitter: random.below(2 * T_ACK) }, random.pick(rig.link.ports)),
    () => rig.link.set({ cut: random.chance(0.5) }, random.pick(rig.link.ports)),
    () => rig.link.flap(random.below(KEEP_ALIVE), random.pick([undefined, ...rig.link.ports])),
    () => rig.link.heal(),
    () => rig.restartStation(),
    () => rig.restartBridge(),
    () => rig.bridge.handle({ kind: 'withdraw', port: 'ge1', vsi: keyOf(random.pick(vsis)) }),
    () => rig.station.handle({ kind: 'deAssociate', port: 'eth0', vsi: keyOf(random.pick(vsis)) }),
    () => rig.station.handle({ kind: 'enable', port: 'eth0', enabled: random.chance(0.7) }),
  ];
  for (let steps = 0; steps < 150; steps++) {
    random.pick(acts)();
    rig.world.run(random.below(SECOND / 2));
  }
  rig.station.handle({ kind: 'enable', port: 'eth0', enabled: true });
  rig.manager.delay = () => 0;
  healed(rig, 3);
});
