// Scenarios 20 and 21: S-channels that change under load, and both ends that change their wishes at once. The rig checks the
// invariants after every step.

import { describe, expect, test } from 'vitest';
import { decodeFrame } from '../../src/frame/index.js';
import { SeededRandom } from '../../src/simulator/index.js';
import { toHex } from '../support/hex.js';
import { type ChannelsRig, channelsOf, heldAtBridge, heldAtStation, insistOn, makeChannels } from './channels-rig.js';
import { AGREEMENT, LLDP_HEALS, ORPHANS, RESP_WAIT, SECOND, wanted } from './rig.js';

const SEEDS = [1, 2];

const refused = (refusal: { readonly code: string } | undefined): void => {
  if (refusal !== undefined) throw new Error(refusal.code);
};

/** A change of the wishes of one end. */
function change({ station, bridge, link }: ChannelsRig, random: SeededRandom): void {
  const port = station.port('eth0');
  const some = (most: number): number[] =>
    Array.from({ length: 6 }, (_, i) => i + 2).filter(() => random.below(6) < most);
  switch (random.below(9)) {
    case 0:
      refused(port.want(2 + random.below(6)));
      return;
    case 1:
      refused(port.unwant(2 + random.below(6)));
      return;
    case 2:
      refused(port.cdcp({ wants: some(4).reverse() }));
      return;
    case 3:
      refused(port.cdcp({ chnCap: 1 + random.below(6) }));
      return;
    case 4:
      refused(bridge.port('ge1').cdcp({ chnCap: 1 + random.below(6) }));
      return;
    case 5:
    case 6: {
      const low = 100 + random.below(4);
      refused(bridge.port('ge1').cdcp({ pool: [{ low, high: low + random.below(8) }] }));
      return;
    }
    case 7:
      refused(bridge.port('ge1').cdcp({ enabled: random.below(4) > 0 }));
      return;
    default:
      link.flap(SECOND * (1 + random.below(3)));
  }
}

/** The last change: all wishes can be fulfilled. */
function settleWishes({ station, bridge }: ChannelsRig, wants: readonly number[]): void {
  refused(station.port('eth0').cdcp({ wants: [...wants], chnCap: 167 }));
  refused(bridge.port('ge1').cdcp({ enabled: true, chnCap: 167, pool: [{ low: 100, high: 199 }] }));
}

describe('scenarios 20: channels change under load', () => {
  test.each(SEEDS)('scenarios 20: at random, on a bad line, seed %i: what is wanted is there in the end', (seed) => {
    const rig = makeChannels({ seed, journal: 'off', faults: { loss: 0.1, duplication: 0.05, jitter: 500 } });
    const random = new SeededRandom(`changes ${seed}`);
    for (let scid = 1; scid <= 7; scid++) insistOn(rig, scid, wanted(scid));
    rig.world.run(5 * SECOND);
    for (let i = 0; i < 25; i++) {
      change(rig, random);
      rig.world.run(random.below(4 * SECOND));
    }
    const wants = [2, 4, 7];
    settleWishes(rig, wants);
    rig.link.heal();
    rig.world.run(2 * LLDP_HEALS + Math.max(AGREEMENT, ORPHANS) + RESP_WAIT);
    expect(channelsOf(rig.station)).toEqual(channelsOf(rig.bridge));
    expect(heldAtStation(rig).map((name) => Number(name[0]))).toEqual([1, ...wants]);
    expect(heldAtBridge(rig)).toEqual(heldAtStation(rig));
    expect(rig.bridgeWatch.changes).toBeGreaterThan(10);
    const calm = rig.bridgeWatch.changes + rig.stationWatch.changes;
    rig.world.run(60 * SECOND);
    expect(rig.bridgeWatch.changes + rig.stationWatch.changes).toBe(calm);
  });

  test('scenarios 20: a channel that is removed takes its VSIs with it, and no frame of the others is another one', () => {
    const run = (isChanged: boolean): ChannelsRig => {
      const rig = makeChannels();
      rig.world.run(5 * SECOND);
      for (const scid of [1, 2, 3]) {
        const vsi = { ...wanted(scid), command: 'associate' } as const;
        refused(rig.station.handle({ kind: 'command', port: 'eth0', scid, vsi }));
      }
      rig.world.run(5 * SECOND);
      if (isChanged) refused(rig.station.port('eth0').unwant(3));
      rig.world.run(5 * SECOND);
      if (isChanged) refused(rig.bridge.port('ge1').cdcp({ chnCap: 2 }));
      rig.world.run(5 * SECOND);
      return rig;
    };
    const framesIn = ({ world }: ChannelsRig, tag: string): string[] =>
      world
        .frames()
        .filter(({ frame }) => toHex(frame.subarray(12, 16)) === tag)
        .map(({ at, from, frame }) => `${at} ${from} ${toHex(frame)}`);
    const [calm, changed] = [run(false), run(true)];
    expect(framesIn(changed, '88a80064')).toEqual(framesIn(calm, '88a80064'));
    expect(framesIn(calm, '88a80064').length).toBeGreaterThan(40);
    expect(framesIn(changed, '88a80065').length).toBeLessThan(framesIn(calm, '88a80065').length);
    expect(heldAtBridge(changed)).toEqual(heldAtBridge(calm).filter((name) => !name.startsWith('3')));
    expect(heldAtStation(changed)).toEqual(heldAtBridge(changed));
  });
});

describe('scenarios 21: both ends change their wishes at once', () => {
  /** The CDCP TLVs that an end has sent since, one for each run of equal ones. */
  const saidSince = ({ world }: ChannelsRig, since: number, from: string): string[] => {
    const tlvs = world.frames().flatMap(({ at, from: by, frame }) => {
      if (at < since || by !== from || frame[5] !== 3) return [];
      const decoded = decodeFrame(frame);
      if (!decoded.ok || decoded.value.kind !== 'lldp') return [];
      return decoded.value.lldp.tlvs.flatMap((one) => (one.kind === 'cdcp' ? [JSON.stringify(one.cdcp)] : []));
    });
    return tlvs.filter((tlv, i) => tlv !== tlvs[i - 1]);
  };

  test.each(SEEDS)('scenarios 21: lost and stale, seed %i: the same list within four TLVs, and then quiet', (seed) => {
    const rig = makeChannels({ seed, faults: { loss: 0.3, jitter: 800_000 } });
    const random = new SeededRandom(`tug ${seed}`);
    for (let i = 0; i < 60; i++) {
      change(rig, random);
      change(rig, random);
      rig.world.run(random.below(2 * SECOND));
    }
    settleWishes(rig, [5, 3, 2]);
    rig.link.heal();
    const since = rig.world.now();
    rig.world.run(2 * LLDP_HEALS);
    expect(channelsOf(rig.station)).toEqual(channelsOf(rig.bridge));
    expect(channelsOf(rig.station).map((text) => text.split('/')[0])).toEqual(['1', '2', '3', '5']);
    expect(saidSince(rig, since, 'a/eth0').length + saidSince(rig, since, 'b/ge1').length).toBeLessThanOrEqual(6);
    const quiet = rig.world.now();
    const changes = rig.bridgeWatch.changes + rig.stationWatch.changes;
    rig.world.run(120 * SECOND);
    expect(rig.bridgeWatch.changes + rig.stationWatch.changes).toBe(changes);
    expect(saidSince(rig, quiet, 'a/eth0')).toHaveLength(1);
    expect(saidSince(rig, quiet, 'b/ge1')).toHaveLength(1);
  });
});
