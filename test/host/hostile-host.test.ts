// Scenario 30 with a whole station: a host that gives impossible inputs at the worst of times.

import { expect, test } from 'vitest';
import { expectAgreed, keyOf, makeRig, type Rig, ready, SECOND, wanted } from '../simulator/rig.js';

const associate = (n: number, more: object = {}) =>
  ({ kind: 'command', port: 'eth0', vsi: { ...wanted(n), ...more, command: 'associate' } }) as const;
const deAssociate = (n: number) => ({ kind: 'deAssociate', port: 'eth0', vsi: keyOf(wanted(n)) }) as const;

/** VSI 9 is associated; what the host does to other VSIs does not change VSI 9. */
async function withBystander(): Promise<Rig> {
  const rig = makeRig();
  await ready(rig);
  await rig.world.until(rig.station.port('eth0').associate(wanted(9)));
  return rig;
}

function expectBystander(rig: Rig, others: number): void {
  rig.world.run(3 * SECOND);
  expectAgreed(rig, 1 + others);
  expect(rig.stationWatch.failures.filter((failure) => failure.includes('-0009-'))).toEqual([]);
  expect(rig.bridgeWatch.removed.filter(({ name }) => name.includes('-0009-'))).toEqual([]);
}

test('scenarios 30: what cannot be is refused, and changes nothing', async () => {
  const rig = await withBystander();
  const [entry] = wanted(1).filterInfo.entries;
  const codes = [
    associate(1, { filterInfo: { format: 2, entries: [] } }),
    associate(1, { filterInfo: { format: 2, entries: Array.from({ length: 61 }, () => entry) } }),
    associate(1, { vsiidFormat: 9 }),
    associate(1, { typeId: -1 }),
    { ...associate(1), port: 'eth7' },
    { kind: 'remove', port: 'eth0', vsi: keyOf(wanted(1)) } as const,
    { kind: 'hints', port: 'eth0', suspended: true, vsi: keyOf(wanted(1)) } as const,
    { kind: 'addPort', port: { name: 'eth0', mac: 0x0200_0000_0099 } } as const,
    { kind: 'addPort', port: { name: 'eth1', mac: -1 } } as const,
  ].map((input) => rig.station.handle(input)?.code);
  expect(codes).toEqual([
    'invalidFilter',
    'tooManyEntries',
    'invalidVsiid',
    'invalidValue',
    'unknownPort',
    'unknownVsi',
    'unknownVsi',
    'portExists',
    'badOption',
  ]);
  expectBystander(rig, 0);
});

test('scenarios 30: the same command twice, another for a busy VSI, and a De-Associate of one that is not known', async () => {
  const rig = await withBystander();
  for (const input of [associate(1), associate(1), associate(1, { typeId: 7 }), deAssociate(5)]) {
    expect(rig.station.handle(input)).toBeUndefined();
  }
  expectBystander(rig, 1);
  expect(rig.station.port('eth0').vsis().at(-1)?.operCmd?.typeId).toBe(7);
  expect(rig.stationWatch.failures.map((failure) => failure.replace(/.* /, ''))).toEqual(['superseded']);
});

test('scenarios 30: a command for a VSI in the middle of what is told of it', async () => {
  const rig = await withBystander();
  let turns = 0;
  rig.station.driver.listen({
    told: (output) => {
      if (output.kind !== 'done' || turns >= 6) return;
      turns++;
      rig.station.handle(output.command === 'deAssociate' ? associate(1) : deAssociate(1));
    },
  });
  rig.station.handle(associate(1));
  expectBystander(rig, 1);
  expect(turns).toBe(6);
});

test('scenarios 30: an end in the middle of what is told', async () => {
  const rig = await withBystander();
  rig.station.driver.listen({
    told: ({ kind }) => {
      if (kind === 'done') rig.station.stop();
    },
  });
  const [first, second] = [1, 2].map((n) => rig.station.port('eth0').associate(wanted(n))) as [
    Promise<unknown>,
    Promise<unknown>,
  ];
  const ends = [first, second].map((promise) =>
    promise.then(
      () => 'done',
      ({ reason }) => reason,
    ),
  );
  // The first promise had its outcome before the end.
  expect(await rig.world.until(Promise.all(ends))).toEqual(['done', 'stopped']);
  expect(rig.station.handle(associate(3))?.code).toBe('stopped');
});
