// Scenarios 10 to 15: ends that start over, links that flap, keep-alives that are lost or come all at once. The rig checks
// the invariants after every step.

import { expect, test } from 'vitest';
import { SeededRandom } from '../../src/simulator/index.js';
import { frameText } from '../evb/rig.js';
import {
  atBridge,
  atStation,
  expectAgreed,
  healed,
  insist,
  KEEP_ALIVE,
  makeRig,
  RESP_WAIT,
  ready,
  SECOND,
  T_ACK,
  TOUT,
  wanted,
} from './rig.js';
import { vsiName } from './watch.js';

const isVdp = (frame: Uint8Array): boolean => frameText(frame).startsWith('VDP');

/** An end that starts over sends an LLDPDU at once, and the other end answers in a second. */
const LLDP_SEES = 2 * SECOND;

const VSIS = [wanted(1), wanted(2)];

test.each([1, 2])('scenarios 10: the station starts over in the middle of an exchange (seed %i)', (seed) => {
  const rig = makeRig({ seed, faults: { latency: T_ACK / 4 } });
  insist(rig, VSIS);
  rig.world.run(5 * SECOND + new SeededRandom(seed).below(KEEP_ALIVE));
  rig.restartStation();
  // The sequence numbers begin again: the bridge may take the first command for a repetition, once.
  rig.world.run(LLDP_SEES + 2 * RESP_WAIT);
  expect(atStation(rig)).toHaveLength(2);
  healed(rig, 2);
});

test.each([0, 0.3])('scenarios 11: the bridge starts over, with loss %d', (loss) => {
  const rig = makeRig({ faults: { latency: T_ACK / 4 } });
  insist(rig, VSIS);
  rig.world.run(5 * SECOND);
  rig.link.set({ loss });
  rig.restartBridge();
  rig.world.run(LLDP_SEES + KEEP_ALIVE + RESP_WAIT);
  healed(rig, 2);
});

test.each(['station first', 'bridge first'])('scenarios 12: both start over at once, %s', (order) => {
  const rig = makeRig({ faults: { latency: T_ACK / 4 } });
  insist(rig, VSIS);
  rig.world.run(5 * SECOND);
  if (order === 'station first') rig.restartStation();
  rig.restartBridge();
  if (order !== 'station first') rig.restartStation();
  const start = rig.world.frames().length;
  expect(rig.station.port('eth0').vsis()).toEqual([]);
  healed(rig, 2);
  // No VDP before EVB is agreed anew: the first frames are LLDPDUs.
  const first = rig.world.frames()[start]?.frame;
  expect([first?.[12], first?.[13]]).toEqual([0x88, 0xcc]);
});

test.each([
  ['faster than T_ack', T_ACK / 4, undefined],
  ['slower than T_ack', 3 * T_ACK, undefined],
  ['slower than keep-alives', 2 * KEEP_ALIVE, undefined],
  ['seen by the station alone', 3 * T_ACK, 'a/eth0'],
  ['seen by the bridge alone', 3 * T_ACK, 'b/ge1'],
])('scenarios 13: the link flaps, %s', (_name, downFor, end) => {
  const rig = makeRig({ faults: { latency: 100 } });
  const told: string[] = [];
  rig.station.driver.listen({
    told: (output) => {
      if (output.kind === 'offline') told.push(output.reason);
    },
  });
  insist(rig, VSIS);
  rig.world.run(5 * SECOND);
  const random = new SeededRandom(String(downFor));
  for (let flaps = 0; flaps < 6; flaps++) {
    rig.link.flap(downFor, end);
    rig.world.run(downFor + random.below(2 * KEEP_ALIVE));
  }
  // An end that sees the flap ends all VSIs at once; the other end learns of it when they are missing.
  if (end !== 'b/ge1') expect(told).toContain('portDown');
  if (end !== 'a/eth0') expect(rig.bridgeWatch.removed.map(({ reason }) => reason)).toContain('portDown');
  healed(rig, 2);
});

test('scenarios 14: a VSI whose keep-alives are lost goes at the bridge when its time is over, never before', async () => {
  const rig = makeRig();
  await ready(rig);
  await rig.world.until(rig.station.port('eth0').associate(wanted(1)));
  rig.world.run(2 * KEEP_ALIVE - SECOND / 10);
  const answered =
    rig.world
      .frames()
      .filter(({ from, frame }) => from === 'b/ge1' && isVdp(frame))
      .at(-1)?.at ?? 0;
  const due = answered + TOUT;
  rig.link.set({ cut: true }, 'a/eth0');
  rig.world.run(due - rig.world.now() - 1);
  expect(rig.bridgeWatch.removed).toEqual([]);
  rig.world.run(1);
  expect(rig.bridgeWatch.removed).toEqual([{ name: vsiName(wanted(1)), reason: 'keepAliveExpired', at: due }]);
  rig.world.run(RESP_WAIT + KEEP_ALIVE);
  expect(atStation(rig)).toEqual([]);
});

test('scenarios 15: keep-alives that are all due at one instant are served in turn', async () => {
  const rig = makeRig({ faults: { latency: 100 } });
  await ready(rig);
  const many = Array.from({ length: 60 }, (_, n) => wanted(n + 1));
  await rig.world.until(Promise.all(many.map((vsi) => rig.station.port('eth0').associate(vsi))));
  for (let storms = 0; storms < 3; storms++) {
    rig.world.run(TOUT / 2);
    rig.station.handle({ kind: 'reannounce' });
    // 60 VSIs fill about three ULPDUs, and each ULPDU is an exchange.
    rig.world.run(40 * 100);
    const { keepAlivesSent, keepAlivesAnswered } = rig.station.status().ports[0]?.channels[0]?.vdp.counters ?? {};
    expect(keepAlivesAnswered).toBe(keepAlivesSent);
  }
  rig.world.run(TOUT);
  expect(rig.bridgeWatch.removed).toEqual([]);
  expect(atBridge(rig)).toEqual(atStation(rig));
  expectAgreed(rig, 60);
});
