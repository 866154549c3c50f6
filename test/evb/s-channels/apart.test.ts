// S-channels do not notice each other.

import { describe, expect, test, vi } from 'vitest';
import { EvbBridge } from '../../../src/evb/bridge.js';
import { VdpBridge } from '../../../src/vdp/bridge/bridge.js';
import type { VsiQuery } from '../../../src/vdp/index.js';
import { toHex } from '../../support/hex.js';
import { otherKey, vids } from '../../vdp/station/rig.js';
import { BRIDGE_MAC, BRIDGE_PORT, drain, onePort, type Pair, SECOND, STATION_PORT } from '../rig.js';

import { associate, cdcpPair, ofChannel } from './pair.js';

describe('a channel and the others', () => {
  const svidOf = (digits: string): number =>
    digits.slice(24, 28) === '88a8' ? Number.parseInt(digits.slice(28, 32), 16) : 1;

  /** All that both ends send and tell of a channel, with the instants. */
  const trace = (pair: Pair, scid: number): string[] => {
    const svid = pair.station.status().ports[0]?.sChannels?.find((one) => one.scid === scid)?.svid;
    return pair.log.flatMap(({ at, from, output }) => {
      if (output.kind === 'frame') {
        const digits = toHex(output.frame);
        return svidOf(digits) === svid && !digits.startsWith('0180c2000003') ? [`${at} ${from} ${digits}`] : [];
      }
      if (!('scid' in output) || output.scid !== scid) return [];
      return [
        `${at} ${from} ${JSON.stringify(output, (_, value) => (value instanceof Uint8Array ? toHex(value) : value))}`,
      ];
    });
  };

  test('a channel that comes or goes changes no octet of what is on the others', () => {
    const run = (changes: boolean): Pair => {
      const pair = cdcpPair().start();
      for (const scid of [1, 2, 3]) {
        associate(pair, scid);
        associate(pair, scid, { ...otherKey(scid), filterInfo: vids(7) });
      }
      pair.run(5 * SECOND);
      if (changes) pair.tell({ kind: 'cdcp', port: STATION_PORT, cdcp: { wants: [2] } });
      pair.run(20 * SECOND);
      if (changes) pair.tell({ kind: 'cdcp', port: STATION_PORT, cdcp: { wants: [2, 3, 4] } });
      pair.run(40 * SECOND);
      return pair;
    };
    const [calm, changed] = [run(false), run(true)];
    for (const scid of [1, 2]) {
      expect(trace(changed, scid)).toEqual(trace(calm, scid));
      expect(trace(calm, scid).length).toBeGreaterThan(60);
    }
    expect(trace(changed, 3)).not.toEqual(trace(calm, 3));
  });

  test('the same SCID again knows nothing of before, and numbers go on', () => {
    const queries: VsiQuery[] = [];
    const pair = cdcpPair({}, {}, { answer: (query) => void queries.push(query) as undefined }).start();
    associate(pair, 2);
    pair.run(SECOND / 10);
    const [first] = queries;
    pair.tell({ kind: 'cdcp', port: STATION_PORT, cdcp: { wants: [] } });
    pair.run(SECOND);
    expect(ofChannel(pair, 'bridge', 2)).toContain('cancel');
    pair.tell({ kind: 'cdcp', port: STATION_PORT, cdcp: { wants: [2] } });
    pair.run(5 * SECOND);
    expect(pair.station.vsis({ port: STATION_PORT, scid: 2 })).toEqual([]);
    expect(pair.bridge.vsis({ port: BRIDGE_PORT, scid: 2 })).toEqual([]);
    const since = pair.log.length;
    associate(pair, 2);
    pair.run(SECOND / 10);
    expect(pair.frames('station', since)[0]).toBe('[100] VDP 3: 3/00');
    // What was answered too late does not answer what is asked now.
    const late = { kind: 'answer', port: BRIDGE_PORT, scid: 2, id: first?.id ?? 0, answer: { ok: true } } as const;
    expect(queries[1]?.id).not.toBe(first?.id);
    expect(pair.bridge.handle(late, pair.now)).toMatchObject({ code: 'unknownQuery' });
    expect(pair.bridge.vsis({ port: BRIDGE_PORT, scid: 2 })[0]?.vsiState).toBe('DEASSOC');
  });

  test('167 channels that rest cost nothing between their deadlines, and a frame is looked at by one', () => {
    const channels = Array.from({ length: 166 }, (_, i) => ({ scid: i + 2, svid: i + 2 }));
    const bridge = new EvbBridge({
      ports: [onePort(BRIDGE_PORT, BRIDGE_MAC, { channels })],
      maxPendingOutputs: 100_000,
    });
    bridge.handle({ kind: 'link', port: BRIDGE_PORT, up: true }, 0);
    drain(bridge);
    bridge.handle({ kind: 'timeout' }, 10 * SECOND);
    drain(bridge);
    bridge.nextDeadline();
    const asked = vi.spyOn(VdpBridge.prototype, 'nextDeadline');
    const woken = vi.spyOn(VdpBridge.prototype, 'handle');
    const tagged = new Uint8Array(64);
    tagged.set([0x01, 0x80, 0xc2, 0, 0, 0, 2, 0, 0, 0, 0, 9, 0x88, 0xa8, 0, 77, 0x89, 0x40, 0x14, 0x01]);
    for (let i = 0; i < 100; i++) {
      bridge.handle({ kind: 'frame', port: BRIDGE_PORT, frame: tagged }, 10 * SECOND + i);
      bridge.handle({ kind: 'timeout' }, 10 * SECOND + i);
      bridge.nextDeadline();
    }
    expect(asked.mock.calls.length).toBe(100);
    expect(woken.mock.calls.length).toBe(0);
    vi.restoreAllMocks();
  });
});
