// Two ends from silence to an associated VSI: both orders of start, values that differ, GroupIDs, reflective relay.

import { describe, expect, test } from 'vitest';
import type { EvbPortOptions } from '../../src/evb/options/port-options.js';
import { vid } from '../vdp/wire/tlvs.js';
import { BRIDGE_MAC, BRIDGE_PORT, onePort, Pair, type PairOptions, SECOND, STATION_MAC, STATION_PORT } from './rig.js';

type Evb = EvbPortOptions['evb'];

const pairOf = (station: Evb, bridge: Evb, more: PairOptions = {}): Pair =>
  new Pair({
    station: { ports: [onePort(STATION_PORT, STATION_MAC, { evb: station })], ...more.station },
    bridge: { ports: [onePort(BRIDGE_PORT, BRIDGE_MAC, { evb: bridge })], ...more.bridge },
    ...(more.answer && { answer: more.answer }),
  });

const values = (pair: Pair) => ({
  station: pair.station.status().ports[0]?.channels[0]?.evb.values,
  bridge: pair.bridge.status().ports[0]?.channels[0]?.evb.values,
});

describe('order of start', () => {
  test('the station first: it is alone for seconds, and ready when the bridge has spoken', () => {
    const pair = new Pair();
    pair.stationLink(true);
    pair.run(4 * SECOND);
    expect(pair.frames('station')).toEqual(['LLDP 121 00036e9414']);
    expect(pair.station.handle({ kind: 'command', port: STATION_PORT, vsi: {} as never }, pair.now)?.code).toBe(
      'evbNotReady',
    );
    expect(pair.station.status().ports[0]?.channels[0]?.ecp.portEnabled).toBe(false);
    pair.bridgeLink(true);
    pair.run(SECOND);
    expect(pair.news('station')).toEqual(['peerUp']);
    expect(pair.news('bridge')).toEqual(['peerUp']);
    expect(pair.station.status().ports[0]?.channels[0]?.ecp.portEnabled).toBe(true);
    expect(pair.bridge.status().ports[0]?.channels[0]?.ecp.portEnabled).toBe(true);
  });

  test('the bridge first: the same', () => {
    const pair = new Pair();
    pair.bridgeLink(true);
    pair.run(40 * SECOND);
    expect(pair.frames('bridge')).toEqual(['LLDP 121 00006e5414', 'LLDP 121 00006e5414']);
    pair.stationLink(true);
    pair.run(SECOND);
    expect(pair.news('station')).toEqual(['peerUp']);
    expect(pair.news('bridge')).toEqual(['peerUp']);
  });

  test('a command as soon as the station is ready goes through', () => {
    const pair = new Pair();
    pair.bridgeLink(true);
    pair.run(SECOND);
    pair.stationLink(true);
    while (pair.news('station').length === 0) pair.run(50);
    pair.command();
    pair.run(SECOND);
    expect(pair.news('station')).toEqual(['peerUp', 'online ASSOC', 'done associate']);
    expect(pair.news('bridge')).toEqual(['peerUp', 'query', 'online ASSOC']);
  });

  test('one VSI: four frames in all, then a keep-alive and its answer each reinitKeepAlive', () => {
    const pair = new Pair().start();
    const since = pair.log.length;
    pair.command();
    pair.run(SECOND);
    expect(pair.frames('station', since)).toEqual(['VDP 1: 3/00', 'ACK 1']);
    expect(pair.frames('bridge', since)).toEqual(['ACK 1', 'VDP 1: 3/40']);
    const later = pair.log.length;
    pair.run(10 * SECOND);
    const vdp = (from: 'station' | 'bridge') => pair.frames(from, later).filter((text) => !text.startsWith('LLDP'));
    expect(vdp('station')).toEqual(['VDP 2: 3/00', 'ACK 2']);
    expect(vdp('bridge')).toEqual(['ACK 2', 'VDP 2: 3/40']);
    expect(pair.news('station', later)).toEqual([]);
    expect(pair.news('bridge', later)).toEqual([]);
    expect(pair.bridge.vsis({ port: BRIDGE_PORT })).toMatchObject([
      { vsiState: 'ASSOC', operCmd: { command: 'associate' } },
    ]);
    expect(pair.station.vsis({ port: STATION_PORT })).toMatchObject([{ vsiState: 'ASSOC', state: 'WAIT_SYSCMD' }]);
  });
});

describe('values', () => {
  const small = { r: 1, rte: 10, rwd: 16, rka: 17 };
  const large = { r: 5, rte: 12, rwd: 18, rka: 19 };
  test.each([
    ['larger at the bridge', small, large, { ...large, gid: false }],
    ['larger at the station', large, small, { ...large, gid: false }],
    ['some here, some there', { ...small, rka: 21 }, { ...large, rka: 18 }, { ...large, rka: 21, gid: false }],
    ['equal', small, small, { ...small, gid: false }],
  ])('%s: the larger count at both ends, in ECP and VDP, too', (_what, station, bridge, expected) => {
    const pair = pairOf(station, bridge).start();
    expect(values(pair)).toEqual({ station: expected, bridge: expected });
    const { gid: _gid, ...parameters } = expected;
    for (const end of [pair.station, pair.bridge]) {
      const channel = end.status().ports[0]?.channels[0];
      expect(channel?.vdp.parameters).toEqual(parameters);
      expect(channel?.ecp).toMatchObject({ operMaxRetries: expected.r, operAckTimerInitExp: expected.rte });
    }
  });

  test('lldp-evb 7.4: a change while running counts at both ends from the next start of a timer on', () => {
    const pair = pairOf(small, small).start();
    pair.command();
    pair.run(SECOND);
    const before = pair.station.vsis({ port: STATION_PORT })[0]?.waitWhile;
    pair.tellBridge({ kind: 'configure', port: BRIDGE_PORT, evb: { rka: 20 } });
    pair.run(1000);
    expect(values(pair).station?.rka).toBe(20);
    expect(pair.station.vsis({ port: STATION_PORT })[0]?.waitWhile).toBeLessThan(before ?? 0);
    pair.run(SECOND);
    expect(pair.station.vsis({ port: STATION_PORT })[0]?.waitWhile).toBeGreaterThan(10 * SECOND);
    expect(pair.news('station')).toContain('oper 1 10 16 20');
  });

  test('clamps hold what the peer raises', () => {
    const pair = pairOf({ ...small, maxRka: 18 }, { ...large, rka: 31 }).start();
    expect(values(pair).station).toMatchObject({ rka: 18, rwd: 18 });
    expect(values(pair).bridge?.rka).toBe(31);
  });
});

describe('GroupIDs', () => {
  const groups = { format: 3 as const, entries: [{ ...vid(100), groupId: 7 }] };
  test.each([
    [false, true],
    [true, false],
  ])('station %s, bridge %s: a command with GroupIDs is refused', (station, bridge) => {
    const pair = pairOf({ gid: station }, { gid: bridge }).start();
    const refusal = () => pair.command({ filterInfo: groups });
    expect(refusal).toThrow('groupIdNotAgreed vsi.filterInfo.format');
    expect(pair.bridge.status().ports[0]?.channels[0]?.vdp.groupIdAgreed).toBe(false);
  });

  test('both: it is done, and taken back only from the next command on', () => {
    const pair = pairOf({ gid: true }, { gid: true }).start();
    pair.command({ filterInfo: groups });
    pair.run(SECOND);
    expect(pair.news('station')).toContain('done associate');
    pair.tellBridge({ kind: 'configure', port: BRIDGE_PORT, evb: { gid: false } });
    pair.run(SECOND);
    expect(values(pair).station?.gid).toBe(false);
    expect(() => pair.command({ filterInfo: groups })).toThrow('groupIdNotAgreed');
  });
});

describe('reflective relay', () => {
  test('station asks, bridge is able: both hear of it, on and off', () => {
    const pair = pairOf({ rrReq: true }, { rrCap: true }).start();
    expect(pair.news('station')).toEqual(['peerUp', 'reflectiveRelay on']);
    expect(pair.news('bridge')).toEqual(['peerUp', 'reflectiveRelay on']);
    const since = pair.log.length;
    pair.tell({ kind: 'configure', port: STATION_PORT, evb: { rrReq: false } });
    pair.run(2 * SECOND);
    expect(pair.news('bridge', since)).toEqual(['reflectiveRelay off']);
    expect(pair.news('station', since)).toEqual(['reflectiveRelay off']);
  });

  test.each([
    ['nobody asks', {}, { rrCap: true }],
    ['the bridge is not able', { rrReq: true }, {}],
    ['the hardware failed', { rrReq: true }, { rrCap: true, rrHardwareOk: false }],
    ['it is forbidden', { rrReq: true }, { rrCap: true, rrForce: 'off' as const }],
  ])('%s: it stays off', (_what, station, bridge) => {
    const pair = pairOf(station, bridge).start();
    expect(pair.news('station')).toEqual(['peerUp']);
    expect(pair.news('bridge')).toEqual(['peerUp']);
    expect(pair.station.status().ports[0]?.channels[0]?.evb.oper.rrStatus).toBe('off');
  });

  test('lldp-evb 7.8: a station that wants VEPA is told the truth only, nothing of its VSIs changes', () => {
    const pair = pairOf({ rrReq: true }, { rrCap: true }).start();
    pair.command();
    pair.run(SECOND);
    const since = pair.log.length;
    pair.tellBridge({ kind: 'configure', port: BRIDGE_PORT, evb: { rrHardwareOk: false } });
    pair.run(SECOND);
    expect(pair.news('station', since)).toEqual(['reflectiveRelay off']);
    expect(pair.station.vsis({ port: STATION_PORT })).toMatchObject([{ vsiState: 'ASSOC' }]);
  });
});
