// Scenarios 1 to 9: faults of a line. The rig checks the invariants after every step.

import { describe, expect, test } from 'vitest';
import { makeFilterInfo } from '../../src/vdp/index.js';
import { frameText } from '../evb/rig.js';
import {
  AGREEMENT,
  expectAgreed,
  healed,
  insist,
  KEEP_ALIVE,
  keyOf,
  makeRig,
  RESP_WAIT,
  type Rig,
  ready,
  SECOND,
  T_ACK,
  TOUT,
  wanted,
} from './rig.js';

/** ECPDUs sent since an instant, as texts. */
const ecpdus = ({ world }: Rig, since: number): string[] =>
  world
    .frames()
    .filter(({ at, frame }) => at >= since && !frameText(frame).startsWith('LLDP'))
    .map(({ frame }) => frameText(frame).replace(/ \d+/, ''));

describe('scenarios 1', () => {
  test('scenarios 1, scenarios F5: an Associate is four frames, and so is each keep-alive', async () => {
    const rig = makeRig();
    await ready(rig);
    const start = rig.world.now();
    await rig.world.until(rig.station.port('eth0').associate(wanted(1)));
    rig.world.run(SECOND / 10);
    const exchange = ['VDP: 3/00', 'ACK', 'VDP: 3/40', 'ACK'];
    expect(ecpdus(rig, start)).toEqual(exchange);
    const quiet = rig.world.now();
    rig.world.run(10 * KEEP_ALIVE);
    expect(ecpdus(rig, quiet)).toEqual(Array.from({ length: 10 }, () => exchange).flat());
  });

  test.each([
    ['preAssociate', 'associate'],
    ['preAssociateRr', 'associate'],
    ['preAssociate', 'preAssociateRr', 'associate'],
    ['associate', 'associate'],
  ] as const)('scenarios 1, scenarios F1, scenarios F3: %s, %s, and De-Associate at last', async (...orders) => {
    const rig = makeRig();
    await ready(rig);
    const port = rig.station.port('eth0');
    for (const order of orders) {
      expect(await rig.world.until(port[order](wanted(1, 0)))).toEqual({
        format: 2,
        entries: [{ mac: 0x5254_0000_0001, ps: false, pcp: 0, vid: 42 }],
      });
    }
    rig.world.run(AGREEMENT);
    expectAgreed(rig, 1);
    await rig.world.until(port.deAssociate(keyOf(wanted(1))));
    expectAgreed(rig, 0);
  });

  test('scenarios 1: filters of every format', async () => {
    const rig = makeRig();
    await ready(rig);
    const rest = { ps: true, pcp: 5, vid: 7 };
    const entries = [rest, { mac: 0x5254_0000_0001, ...rest }, { groupId: 9, ...rest }];
    const all = [...entries, { groupId: 9, mac: 0x5254_0000_0001, ...rest }];
    for (const [i, entry] of all.entries()) {
      const filterInfo = makeFilterInfo(i + 1, [entry]);
      const vsi = { ...wanted(i), filterInfo };
      expect(await rig.world.until(rig.station.port('eth0').associate(vsi))).toEqual(filterInfo);
    }
    expect(rig.bridgeWatch.online.size).toBe(4);
  });

  test('scenarios F4, scenarios F6: with all VSIs gone and EVB switched off nothing is left, not even a timer', async () => {
    const rig = makeRig();
    await ready(rig);
    const vsis = [1, 2, 3].map((n) => wanted(n));
    await rig.world.until(Promise.all(vsis.map((vsi) => rig.station.port('eth0').associate(vsi))));
    await rig.world.until(Promise.all(vsis.map((vsi) => rig.station.port('eth0').deAssociate(keyOf(vsi)))));
    expect(rig.manager.size).toBe(0);
    rig.station.handle({ kind: 'enable', port: 'eth0', enabled: false });
    rig.bridge.handle({ kind: 'enable', port: 'ge1', enabled: false });
    rig.world.run(10 * SECOND);
    expect(rig.world.scheduler.size).toBe(0);
    expect(rig.station.station.nextDeadline()).toBeUndefined();
    expect(rig.bridge.bridge.nextDeadline()).toBeUndefined();
    expectAgreed(rig, 0);
  });
});

/** Faults for a time, then none: all wanted VSIs are at both ends in the time that F1 and F2 allow. */
function heals(rig: Rig, numbers: readonly number[], faultsFor: number): void {
  insist(
    rig,
    numbers.map((n) => wanted(n)),
  );
  rig.world.run(faultsFor);
  healed(rig, numbers.length);
}

test('scenarios 2, scenarios F1, scenarios F2, scenarios F3: heavy loss, with failures that heal', () => {
  let failures = 0;
  for (const seed of [1, 2]) {
    const rig = makeRig({ seed, faults: { loss: 0.33 }, parameters: { r: 1, rte: 9, rwd: 14, rka: 16 } });
    rig.station.driver.listen({
      told: ({ kind }) => {
        if (kind === 'ecpFailed') failures++;
      },
    });
    heals(rig, [1, 2, 3], 20 * SECOND);
  }
  expect(failures).toBeGreaterThan(0);
});

test('scenarios 3: a short burst of loss loses no VSI, a long one ends it at both ends and is told by both', async () => {
  const rig = makeRig();
  await ready(rig);
  await rig.world.until(rig.station.port('eth0').associate(wanted(1)));
  rig.world.run(KEEP_ALIVE - 2 * T_ACK);
  rig.link.set({ loss: 1 });
  rig.world.run(T_ACK * 4);
  rig.link.heal();
  rig.world.run(5 * KEEP_ALIVE);
  expect(rig.bridgeWatch.removed).toEqual([]);
  expectAgreed(rig, 1);
  rig.link.set({ loss: 1 });
  const told: string[] = [];
  rig.station.driver.listen({
    told: (output) => {
      if (output.kind === 'offline') told.push(output.reason);
    },
  });
  rig.world.run(TOUT + KEEP_ALIVE);
  expect(told).toEqual(['keepAliveExpired']);
  expect(rig.bridgeWatch.removed.map(({ reason }) => reason)).toEqual(['keepAliveExpired']);
  heals(rig, [1, 2], 0);
});

test.each([1, 2])('scenarios 4: frames arrive twice, also long after (seed %i)', (seed) => {
  const rig = makeRig({ seed, faults: { duplication: 0.5, duplicateDelay: 3 * SECOND } });
  heals(rig, [1, 2, 3], 15 * SECOND);
});

test.each([1, 2])('scenarios 5: frames overtake each other (seed %i)', (seed) => {
  const rig = makeRig({ seed, faults: { reordering: 0.4, reorderDelay: 4 * T_ACK, duplication: 0.1 } });
  heals(rig, [1, 2, 3], 15 * SECOND);
});

test.each([
  ['near T_ack', 0.45 * T_ACK, 0.1 * T_ACK],
  ['at T_ack', 0.5 * T_ACK, 0],
  ['above T_ack', T_ACK, T_ACK],
])('scenarios 6: a slow line, %s', (_name, latency, jitter) => {
  const rig = makeRig({ faults: { latency, jitter } });
  insist(rig, [wanted(1), wanted(2)]);
  rig.world.run(10 * SECOND);
  expectAgreed(rig, 2);
});

test('scenarios 6: slower than ECP is patient, each exchange fails cleanly', () => {
  const rig = makeRig({ faults: { latency: 5 * T_ACK } });
  insist(rig, [wanted(1)]);
  rig.world.run(10 * SECOND);
  rig.link.set({ latency: 10 });
  healed(rig, 1);
});

test('scenarios 7: ACKs alone are lost: the bridge acts once, the sender gives up, the answer counts', async () => {
  const rig = makeRig();
  await ready(rig);
  let queries = 0;
  let failures = 0;
  rig.manager.answer = (query) => {
    queries++;
    return { ok: true, filterInfo: query.filterInfo as never };
  };
  rig.station.driver.listen({
    told: ({ kind }) => {
      if (kind === 'ecpFailed') failures++;
    },
  });
  rig.link.set({ drops: (frame) => frameText(frame).startsWith('ACK') }, 'b/ge1');
  await rig.world.until(rig.station.port('eth0').associate(wanted(1)));
  rig.world.run(5 * T_ACK);
  expect([queries, failures]).toEqual([1, 1]);
  rig.link.heal();
  rig.world.run(AGREEMENT);
  expectAgreed(rig, 1);
});

test.each(['a/eth0', 'b/ge1'])('scenarios 8: a cable that is cut in one direction for long, from %s', (from) => {
  const rig = makeRig();
  insist(rig, [wanted(1), wanted(2)]);
  rig.world.run(5 * SECOND);
  expectAgreed(rig, 2);
  const start = rig.world.now();
  rig.link.set({ cut: true }, from);
  rig.world.run(20 * SECOND);
  // The pace: 1 + R copies in each respWaitDelay, of the commands of a host that repeats for ever, and of their responses.
  const most = ((20 * SECOND) / RESP_WAIT + 1) * 2 * (1 + 3) * 3;
  expect(ecpdus(rig, start).length).toBeLessThan(most);
  healed(rig, 2);
});

test.each([1, 2])('scenarios 9: frames are damaged: good traffic goes on (seed %i)', (seed) => {
  const rig = makeRig({ seed, faults: { corruption: 0.3 } });
  heals(rig, [1, 2, 3], 15 * SECOND);
});
