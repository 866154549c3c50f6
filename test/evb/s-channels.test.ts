// S-channels of stations and bridges: how they come and go with what is on them.

import { describe, expect, test, vi } from 'vitest';
import { EvbBridge } from '../../src/evb/bridge.js';
import type { EvbPortOptions } from '../../src/evb/options/port-options.js';
import { EvbStation } from '../../src/evb/station.js';
import { VdpBridge } from '../../src/vdp/bridge/bridge.js';
import type { VsiQuery } from '../../src/vdp/index.js';
import { hex, toHex } from '../support/hex.js';
import { pairsText } from '../support/pairs.js';
import { command, KEY, otherKey, vids } from '../vdp/station/rig.js';
import {
  BRIDGE_MAC,
  BRIDGE_PORT,
  drain,
  framesOf,
  frameText,
  news,
  onePort,
  Pair,
  type PairOptions,
  SECOND,
  STATION_MAC,
  STATION_PORT,
} from './rig.js';

type More = Partial<EvbPortOptions>;

/** A pair whose ends speak CDCP; channels 2 and 3 are wanted, the pool is 100..199. */
function cdcpPair(station: More = {}, bridge: More = {}, options: PairOptions = {}): Pair {
  return new Pair({
    ...options,
    station: {
      ...options.station,
      ports: [onePort(STATION_PORT, STATION_MAC, { cdcp: { wants: [2, 3] }, ...station })],
    },
    bridge: {
      ...options.bridge,
      ports: [onePort(BRIDGE_PORT, BRIDGE_MAC, { cdcp: { pool: [{ low: 100, high: 199 }] }, ...bridge })],
    },
  });
}

const table = (end: EvbStation | EvbBridge): string[] =>
  (end.status().ports[0]?.sChannels ?? []).map(
    ({ scid, svid, origin, missing }) => `${scid}/${svid} ${origin}${missing === undefined ? '' : ` ${missing}`}`,
  );

const associate = (pair: Pair, scid: number, more = {}): void =>
  pair.tell({ kind: 'command', port: STATION_PORT, scid, vsi: command(more) });

/** What an end tells of one channel, in short. */
const ofChannel = (pair: Pair, from: 'station' | 'bridge', scid: number, since = 0): string[] =>
  news(
    pair.log
      .slice(since)
      .flatMap(({ from: by, output }) => (by === from && 'scid' in output && output.scid === scid ? [output] : [])),
  );

const GONE = ['peerDown portDown', 'offline sChannelDeleted'];
const BRIDGE_GONE = ['peerDown portDown', 'offline sChannelDeleted', 'release', 'deleted sChannelDeleted'];

describe('by CDCP', () => {
  test('channels come up at both ends, and each is a link of its own', () => {
    const pair = cdcpPair().start();
    for (const end of [pair.station, pair.bridge]) {
      expect(table(end)).toEqual(['1/1 default', '2/100 cdcp', '3/101 cdcp']);
      const { channels } = end.status().ports[0] ?? { channels: [] };
      expect(channels.map(({ scid, svid, evb }) => [scid, svid, evb.evbReady])).toEqual([
        [1, 1, true],
        [2, 100, true],
        [3, 101, true],
      ]);
    }
    const since = pair.log.length;
    for (const scid of [1, 2, 3]) associate(pair, scid);
    pair.run(SECOND);
    expect(pair.frames('station', since).filter((text) => !text.includes('LLDP'))).toEqual([
      'VDP 1: 3/00',
      '[100] VDP 1: 3/00',
      '[101] VDP 1: 3/00',
      'ACK 1',
      '[100] ACK 1',
      '[101] ACK 1',
    ]);
    for (const scid of [1, 2, 3]) {
      expect(pair.station.vsis({ port: STATION_PORT, scid })).toHaveLength(1);
      expect(pair.bridge.vsis({ port: BRIDGE_PORT, scid })).toHaveLength(1);
      expect(ofChannel(pair, 'bridge', scid, since)).toEqual(['query', 'online ASSOC']);
      expect(ofChannel(pair, 'station', scid, since)).toEqual(['online ASSOC', 'done associate']);
    }
  });

  test('one VSI may be on several channels', () => {
    const pair = cdcpPair().start();
    associate(pair, 2);
    associate(pair, 3, { filterInfo: vids(7) });
    pair.run(SECOND);
    pair.tell({ kind: 'deAssociate', port: STATION_PORT, scid: 2, vsi: KEY });
    pair.run(SECOND);
    expect(pair.station.vsis({ port: STATION_PORT, scid: 2 })).toEqual([]);
    expect(pair.bridge.vsis({ port: BRIDGE_PORT, scid: 2 })).toEqual([]);
    expect(pair.bridge.vsis({ port: BRIDGE_PORT, scid: 3 })).toHaveLength(1);
  });

  test('a channel that is wanted no more takes its VSIs with it at both ends, and they are told before it is gone', () => {
    const pair = cdcpPair().start();
    for (const scid of [1, 2, 3]) associate(pair, scid);
    pair.run(SECOND);
    const since = pair.log.length;
    pair.tell({ kind: 'cdcp', port: STATION_PORT, cdcp: { wants: [3] } });
    pair.run(SECOND);
    expect(ofChannel(pair, 'station', 2, since)).toEqual([...GONE, 'channelDown 2/100']);
    expect(ofChannel(pair, 'bridge', 2, since)).toEqual([...BRIDGE_GONE, 'channelDown 2/100']);
    expect(
      pair.station.handle({ kind: 'command', port: STATION_PORT, scid: 2, vsi: command() }, pair.now),
    ).toMatchObject({
      code: 'unknownChannel',
      field: 'scid',
    });
    expect([pair.station, pair.bridge].map(table)).toEqual([
      ['1/1 default', '3/101 cdcp'],
      ['1/1 default', '3/101 cdcp'],
    ]);
    expect(pair.bridge.vsis({ port: BRIDGE_PORT, scid: 3 })).toHaveLength(1);
  });

  test('a command that waits for its answer fails with the reason', () => {
    const pair = cdcpPair({}, {}, { answer: () => undefined }).start();
    associate(pair, 2);
    pair.run(SECOND / 10);
    const since = pair.log.length;
    pair.tell({ kind: 'cdcp', port: STATION_PORT, cdcp: { wants: [] } });
    expect(ofChannel(pair, 'station', 2, since)).toContain('failed associate sChannelDeleted');
  });

  test('another pool: the channel ends and appears with its new SVID', () => {
    const pair = cdcpPair().start();
    associate(pair, 2);
    pair.run(SECOND);
    const since = pair.log.length;
    pair.tellBridge({ kind: 'cdcp', port: BRIDGE_PORT, cdcp: { pool: [{ low: 101, high: 110 }] } });
    pair.run(3 * SECOND);
    expect(table(pair.bridge)).toEqual(['1/1 default', '3/101 cdcp', '2/102 cdcp']);
    expect(table(pair.station)).toEqual(['1/1 default', '3/101 cdcp', '2/102 cdcp']);
    const told = ofChannel(pair, 'station', 2, since);
    expect(told.indexOf('channelUp 2/102')).toBe(told.indexOf('channelDown 2/100') + 1);
    expect(told).toContain('offline sChannelDeleted');
    associate(pair, 2);
    pair.run(SECOND);
    expect(pair.bridge.vsis({ port: BRIDGE_PORT, scid: 2 })).toHaveLength(1);
  });

  test('what is missing is told with why, once, and stands in the table', () => {
    const pair = cdcpPair({ cdcp: { wants: [2, 3, 4], chnCap: 3 } }, { cdcp: { pool: [{ low: 100, high: 100 }] } });
    pair.start();
    expect(table(pair.station)).toEqual(['1/1 default', '2/100 cdcp', '3/0 cdcp notGranted', '4/0 cdcp ownCapacity']);
    expect(table(pair.bridge)).toEqual(['1/1 default', '2/100 cdcp', '3/0 cdcp noSvid']);
    expect(pair.news('station').filter((text) => text.startsWith('missing'))).toEqual([
      'missing 2 noPeer',
      'missing 3 noPeer',
      'missing 4 ownCapacity',
      'missing 2 notGranted',
      'missing 3 notGranted',
    ]);
    expect(pair.news('bridge').filter((text) => text.startsWith('missing'))).toEqual(['missing 3 noSvid']);
  });

  test('a peer that does not speak CDCP: the default channel goes on as without', () => {
    const pair = cdcpPair({}, { cdcp: undefined }).start();
    expect(table(pair.station)).toEqual(['1/1 default', '2/0 cdcp noPeer', '3/0 cdcp noPeer']);
    associate(pair, 1);
    pair.run(SECOND);
    expect(pair.bridge.vsis({ port: BRIDGE_PORT })).toHaveLength(1);
    expect(pair.bridge.status().ports[0]).not.toHaveProperty('sChannels');
  });

  test('the read-out: CDCP, its peer, and JSON-safe', () => {
    const pair = cdcpPair().start();
    const status = pair.station.status();
    expect(JSON.parse(JSON.stringify(status))).toEqual(JSON.parse(JSON.stringify(status)));
    expect(status.ports[0]?.cdcp).toMatchObject({
      role: 'station',
      schState: 'Running',
      operChnCap: 167,
      remote: { role: 'bridge', sComp: true, chnCap: 167 },
      lldp: { neighbors: [{}] },
    });
    expect(pairsText(status.ports[0]?.cdcp?.remote?.pairs ?? [])).toBe('1/1 2/100 3/101');
  });
});

describe('links, EVB and ports', () => {
  test('link down: VSIs end by portDown, channels by CDCP are gone, and they come back', () => {
    const pair = cdcpPair().start();
    associate(pair, 2);
    pair.run(SECOND);
    const since = pair.log.length;
    pair.stationLink(false);
    pair.bridgeLink(false);
    expect(ofChannel(pair, 'station', 2, since)).toEqual([
      'peerDown portDown',
      'offline portDown',
      'channelDown 2/100',
      'missing 2 portDown',
    ]);
    expect(ofChannel(pair, 'bridge', 2, since)).toContain('offline portDown');
    expect(table(pair.station)).toEqual(['1/1 default', '2/0 cdcp portDown', '3/0 cdcp portDown']);
    pair.start();
    expect(table(pair.station)).toEqual(['1/1 default', '2/100 cdcp', '3/101 cdcp']);
  });

  test('EVB off: VSIs end as disabled, all channels but the default one are gone at both ends', () => {
    const pair = cdcpPair().start();
    associate(pair, 2);
    pair.run(SECOND);
    const since = pair.log.length;
    pair.tell({ kind: 'enable', port: STATION_PORT, enabled: false });
    pair.run(SECOND);
    expect(ofChannel(pair, 'station', 2, since)).toEqual([
      'peerDown disabled',
      'offline disabled',
      'channelDown 2/100',
      'missing 2 disabled',
    ]);
    expect(table(pair.station)).toEqual(['1/1 default', '2/0 cdcp disabled', '3/0 cdcp disabled']);
    expect(table(pair.bridge)).toEqual(['1/1 default']);
    pair.tell({ kind: 'enable', port: STATION_PORT, enabled: true });
    pair.run(5 * SECOND);
    expect(table(pair.bridge)).toEqual(['1/1 default', '2/100 cdcp', '3/101 cdcp']);
  });

  test('CDCP off and on again', () => {
    const pair = cdcpPair().start();
    pair.tellBridge({ kind: 'cdcp', port: BRIDGE_PORT, cdcp: { enabled: false } });
    pair.run(SECOND);
    expect([pair.station, pair.bridge].map(table)).toEqual([
      ['1/1 default', '2/0 cdcp noPeer', '3/0 cdcp noPeer'],
      ['1/1 default'],
    ]);
    pair.tellBridge({ kind: 'cdcp', port: BRIDGE_PORT, cdcp: { enabled: true } });
    pair.run(5 * SECOND);
    expect(table(pair.station)).toEqual(['1/1 default', '2/100 cdcp', '3/101 cdcp']);
  });

  test('a port that is removed: its channels are told to be gone, and nothing of it runs on', () => {
    const pair = cdcpPair().start();
    associate(pair, 2);
    pair.run(SECOND);
    const since = pair.log.length;
    pair.tell({ kind: 'removePort', port: STATION_PORT });
    expect(ofChannel(pair, 'station', 2, since)).toContain('channelDown 2/100');
    expect(pair.station.nextDeadline()).toBeUndefined();
    expect(pair.station.status().ports).toEqual([]);
  });

  test('a port that is added with CDCP', () => {
    const station = new EvbStation();
    expect(station.handle({ kind: 'addPort', port: { name: 'x', mac: 2, cdcp: { wants: [200] } } }, 0)).toMatchObject({
      code: 'badOption',
      field: 'port.cdcp.wants[0]',
      expected: 'an integer 1..167',
    });
    expect(station.handle({ kind: 'addPort', port: { name: 'x', mac: 2, cdcp: { wants: [2] } } }, 0)).toBeUndefined();
    station.handle({ kind: 'link', port: 'x', up: true }, 0);
    expect(framesOf(drain(station)).map(frameText)).toContain('LLDP 121 station 1/1 2/0');
  });
});

describe('by hand', () => {
  const manual = { cdcp: undefined, channels: [{ scid: 2, svid: 50 }] };

  test('without CDCP: channels are there from the start, and links of their own', () => {
    const pair = cdcpPair(manual, manual);
    expect(pair.news('station')).toEqual([]);
    expect(news(drain(pair.station))).toEqual(['channelUp 2/50']);
    pair.start();
    associate(pair, 2);
    pair.run(SECOND);
    expect(pair.bridge.vsis({ port: BRIDGE_PORT, scid: 2 })).toHaveLength(1);
    expect(table(pair.bridge)).toEqual(['1/1 default', '2/50 manual']);
    expect(pair.frames('station').filter((text) => text.startsWith('[50] VDP'))).toEqual(['[50] VDP 1: 3/00']);
  });

  test('link down leaves them, removal ends them with their VSIs', () => {
    const pair = cdcpPair(manual, manual).start();
    associate(pair, 2);
    pair.run(SECOND);
    pair.stationLink(false);
    expect(table(pair.station)).toEqual(['1/1 default', '2/50 manual']);
    pair.stationLink(true);
    pair.run(SECOND);
    const since = pair.log.length;
    pair.tellBridge({ kind: 'removeChannel', port: BRIDGE_PORT, scid: 2 });
    expect(ofChannel(pair, 'bridge', 2, since)).toEqual([...BRIDGE_GONE, 'channelDown 2/50']);
    expect(table(pair.bridge)).toEqual(['1/1 default']);
    pair.tellBridge({ kind: 'addChannel', port: BRIDGE_PORT, scid: 3, svid: 50 });
    expect(table(pair.bridge)).toEqual(['1/1 default', '3/50 manual']);
  });

  test('s-channel 5.10: they are there while CDCP is off; while it is on its own channels are, and win', () => {
    const both = {
      channels: [
        { scid: 2, svid: 50 },
        { scid: 9, svid: 60 },
      ],
    };
    const pair = cdcpPair({ ...both, cdcp: { enabled: false, wants: [2, 3] } }, both).start();
    expect(table(pair.station)).toEqual(['1/1 default', '2/50 manual', '9/60 manual', '3/0 cdcp disabled']);
    expect(table(pair.bridge)).toEqual(['1/1 default', '2/50 manual cdcp', '9/60 manual cdcp']);
    const since = pair.log.length;
    pair.tell({ kind: 'cdcp', port: STATION_PORT, cdcp: { enabled: true } });
    pair.run(5 * SECOND);
    expect(pair.news('station', since).filter((text) => text.startsWith('channel'))).toEqual([
      'channelDown 2/50',
      'channelDown 9/60',
      'channelUp 2/100',
      'channelUp 3/101',
    ]);
    expect(table(pair.station)).toEqual(['1/1 default', '2/100 cdcp', '3/101 cdcp', '9/60 manual cdcp']);
    pair.tell({ kind: 'cdcp', port: STATION_PORT, cdcp: { enabled: false } });
    expect(table(pair.station)).toEqual(['1/1 default', '2/50 manual', '9/60 manual', '3/0 cdcp disabled']);
  });

  test('EVB off: they are not there', () => {
    const pair = cdcpPair(manual, manual).start();
    pair.tell({ kind: 'enable', port: STATION_PORT, enabled: false });
    expect(table(pair.station)).toEqual(['1/1 default', '2/50 manual disabled']);
    pair.tell({ kind: 'enable', port: STATION_PORT, enabled: true });
    expect(table(pair.station)).toEqual(['1/1 default', '2/50 manual']);
  });

  test('what is refused', () => {
    const { station } = cdcpPair(manual);
    const refusal = (scid: number, svid: number) =>
      station.handle({ kind: 'addChannel', port: STATION_PORT, scid, svid }, 0);
    expect(refusal(0, 9)).toMatchObject({ code: 'badScid', field: 'scid', expected: 'an integer 1..4094' });
    expect(refusal(3, 4095)).toMatchObject({ code: 'badSvid', field: 'svid', expected: 'an integer 1..4094' });
    expect(refusal(2, 51)).toMatchObject({ code: 'scidInUse' });
    expect(refusal(3, 50)).toMatchObject({ code: 'svidInUse' });
    expect(station.handle({ kind: 'removeChannel', port: STATION_PORT, scid: 1 }, 0)).toMatchObject({
      code: 'defaultSChannel',
    });
    expect(station.handle({ kind: 'removeChannel', port: STATION_PORT, scid: 7 }, 0)).toMatchObject({
      code: 'unknownScid',
    });
    expect(station.handle({ kind: 'removeChannel', port: 'x', scid: 7 }, 0)).toMatchObject({ code: 'unknownPort' });
    expect(station.handle({ kind: 'cdcp', port: STATION_PORT, cdcp: {} }, 0)).toMatchObject({ code: 'noCdcp' });
    const plain = new EvbStation({ ports: [onePort('p', 2)] });
    expect(plain.handle({ kind: 'addChannel', port: 'p', scid: 2, svid: 2 }, 0)).toMatchObject({ code: 'noSComp' });
    const without = new EvbStation({ ports: [onePort('p', 2, { cdcp: { sComp: false } })] });
    expect(without.handle({ kind: 'addChannel', port: 'p', scid: 2, svid: 2 }, 0)).toMatchObject({ code: 'noSComp' });
  });

  test('what CDCP refuses names the range, and changes nothing', () => {
    const { station } = cdcpPair();
    const refusal = (cdcp: object) => station.handle({ kind: 'cdcp', port: STATION_PORT, cdcp }, 0);
    const before = station.status();
    expect(refusal({ wants: [2, 168] })).toMatchObject({
      code: 'badConfig',
      field: 'cdcp.wants[1]',
      expected: 'an integer 1..167',
    });
    expect(refusal({ pool: [{ low: 1, high: 2 }] })).toMatchObject({ field: 'cdcp.pool[0].low' });
    expect(refusal({ chnCap: 0, enabled: false })).toMatchObject({
      field: 'cdcp.chnCap',
      expected: 'an integer 1..167',
    });
    expect(refusal({ enabled: 1 })).toMatchObject({ field: 'cdcp.enabled', expected: 'true or false' });
    expect(refusal({ sComp: false })).toMatchObject({ field: 'cdcp.sComp' });
    expect(station.status()).toEqual(before);
  });
});

describe('frames', () => {
  const LLDP = '88cc 0207 0402 0000 0000 01 0405 05 61626364 0602 0079 0000';
  const count = (more: More, digits: string) => {
    const bridge = new EvbBridge({ ports: [onePort(BRIDGE_PORT, BRIDGE_MAC, more)] });
    bridge.handle({ kind: 'link', port: BRIDGE_PORT, up: true }, 0);
    bridge.handle({ kind: 'frame', port: BRIDGE_PORT, frame: hex(digits) }, 0);
    const { counters, channels, cdcp } = bridge.status().ports[0] ?? {};
    const told = Object.entries(counters ?? {}).filter(
      ([name, n]) => n > 0 && !['rxFrames', 'txFrames'].includes(name),
    );
    const taken = (channels ?? []).flatMap(({ scid, lldp }) =>
      (lldp?.counters.statsFramesInTotal ?? 0) > 0 ? [`channel ${scid}`] : [],
    );
    const atUap = (cdcp?.lldp?.counters.statsFramesInTotal ?? 0) > 0 ? ['uap'] : [];
    return [...told.map(([name]) => name), ...taken, ...atUap];
  };
  const from = '020000000009';
  const channels: More = { channels: [{ scid: 2, svid: 100 }] };
  const cdcp: More = { cdcp: {} };

  test.each<[what: string, more: More, digits: string, taken: string]>([
    ['untagged', channels, `0180c2000000 ${from} ${LLDP}`, 'channel 1'],
    ['of a channel', channels, `0180c2000000 ${from} 88a80064 ${LLDP}`, 'channel 2'],
    ['of a channel, whatever its priority', channels, `0180c2000000 ${from} 88a8f064 ${LLDP}`, 'channel 2'],
    ['with VID 0', channels, `0180c2000000 ${from} 88a8e000 ${LLDP}`, 'channel 1'],
    ['with SVID 1', channels, `0180c2000000 ${from} 88a80001 ${LLDP}`, 'channel 1'],
    ['with the SVID of no channel', channels, `0180c2000000 ${from} 88a80065 ${LLDP}`, 'rxUnknownSvid'],
    ['with VID 4095', channels, `0180c2000000 ${from} 88a80fff ${LLDP}`, 'rxInvalidVid'],
    ['with a tag cut short', channels, `0180c2000000 ${from} 88a800`, 'rxMalformed'],
    ['C-tagged', channels, `0180c2000000 ${from} 81000064 ${LLDP}`, 'rxOther'],
    ['C-tagged in a channel', channels, `0180c2000000 ${from} 88a80064 81000064 ${LLDP}`, 'rxOther'],
    ['S-tagged twice', channels, `0180c2000000 ${from} 88a80064 88a80064 ${LLDP}`, 'rxOther'],
    ['of CDCP', cdcp, `0180c2000003 ${from} ${LLDP}`, 'uap'],
    ['of CDCP with VID 0', cdcp, `0180c2000003 ${from} 88a80000 ${LLDP}`, 'uap'],
    ['of CDCP with SVID 1', cdcp, `0180c2000003 ${from} 88a80001 ${LLDP}`, 'rxOther'],
    ['of CDCP inside a channel', channels, `0180c2000003 ${from} 88a80064 ${LLDP}`, 'rxOther'],
    ['of the Nearest Bridge', cdcp, `0180c200000e ${from} ${LLDP}`, 'rxOther'],
    ['of CDCP where none is spoken', {}, `0180c2000003 ${from} ${LLDP}`, 'rxOther'],
    ['S-tagged where there is no S-VLAN component', {}, `0180c2000000 ${from} 88a80001 ${LLDP}`, 'rxOther'],
    [
      'S-tagged where the host tags',
      { ...channels, tagging: 'host' },
      `0180c2000000 ${from} 88a80064 ${LLDP}`,
      'rxOther',
    ],
  ])('%s', (_what, more, digits, taken) => {
    expect(count(more, digits)).toEqual([taken]);
  });

  test('s-channel D17: a CDCP TLV on the agent of a channel means nothing, nor does an EVB TLV at the UAP', () => {
    const pair = cdcpPair();
    pair.passes.station = (octets) => {
      // To the other agent: addresses are swapped on the way.
      const last = octets[5] === 3 ? 0 : 3;
      if (toHex(octets).startsWith('0180c20000')) octets[5] = last;
      return true;
    };
    pair.start();
    expect(pair.station.status().ports[0]?.cdcp?.schState).toBe('NotRunning');
    expect(pair.station.status().ports[0]?.channels[0]?.evb.peerState).toBe('none');
    expect(pair.bridge.status().ports[0]?.cdcp?.schState).toBe('Running');
  });

  test('a CDCP TLV that is skipped is told', () => {
    const { bridge } = cdcpPair();
    bridge.handle({ kind: 'link', port: BRIDGE_PORT, up: true }, 0);
    drain(bridge);
    const octets = `0180c2000003 02005e100001 88cc 02070402005e100001 04050565746830 06020079 fe0c 0080c20e 88000004 00100100 0000`;
    bridge.handle({ kind: 'frame', port: BRIDGE_PORT, frame: hex(octets) }, 0);
    expect(drain(bridge)).toContainEqual({
      kind: 'cdcpTlvRejected',
      port: BRIDGE_PORT,
      peer: '4:02005e100001/5:65746830',
      code: 'cdcpPairLength',
    });
    expect(bridge.status().ports[0]?.cdcp?.lldp?.counters.statsTLVsDiscardedTotal).toBe(1);
  });

  test('what is odd in a list is told, and two stations on one link', () => {
    const { bridge } = cdcpPair();
    bridge.handle({ kind: 'link', port: BRIDGE_PORT, up: true }, 0);
    drain(bridge);
    const lldp = (id: string, pair: string) =>
      hex(
        `0180c2000003 02005e1000${id} 88cc 02070402005e1000${id} 04050565746830 06020079 fe0e 0080c20e 88000004 ${pair} 0000`,
      );
    bridge.handle({ kind: 'frame', port: BRIDGE_PORT, frame: lldp('01', '002fff 001001') }, 0);
    const first = drain(bridge);
    expect(first.filter(({ kind }) => kind === 'cdcpWarning')).toEqual([
      { kind: 'cdcpWarning', port: BRIDGE_PORT, warning: { code: 'svidReserved', scid: 2, svid: 4095 } },
      { kind: 'cdcpWarning', port: BRIDGE_PORT, warning: { code: 'defaultNotFirst', scid: 1, svid: 1 } },
    ]);
    expect(news(first)).toContain('channelUp 2/100');
    bridge.handle({ kind: 'frame', port: BRIDGE_PORT, frame: lldp('07', '001001 002000') }, 0);
    const second = drain(bridge);
    expect(second).toContainEqual({ kind: 'multipleCdcpPeers', port: BRIDGE_PORT, on: true });
    expect(news(second)).toEqual(expect.arrayContaining(['channelDown 2/100', 'cdcpRunning false']));
  });
});

describe('where the host tags', () => {
  test('frames have no S-TAG and name their channel, both ways', () => {
    const pair = cdcpPair({ tagging: 'host' }, { tagging: 'host' });
    const link = (from: EvbStation | EvbBridge, to: EvbStation | EvbBridge, port: string, now: number): void => {
      for (const output of drain(from)) {
        if (output.kind !== 'frame') continue;
        expect(toHex(output.frame).slice(24, 28)).not.toBe('88a8');
        to.handle({ kind: 'frame', port, frame: output.frame, scid: output.scid }, now);
      }
    };
    pair.station.handle({ kind: 'link', port: STATION_PORT, up: true }, 0);
    pair.bridge.handle({ kind: 'link', port: BRIDGE_PORT, up: true }, 0);
    for (let i = 0; i < 20; i++) {
      link(pair.station, pair.bridge, BRIDGE_PORT, i);
      link(pair.bridge, pair.station, STATION_PORT, i);
    }
    expect(table(pair.bridge)).toEqual(['1/1 default', '2/100 cdcp', '3/101 cdcp']);
    const ready = (end: EvbStation | EvbBridge) => end.status().ports[0]?.channels.map(({ evb }) => evb.evbReady);
    expect([ready(pair.station), ready(pair.bridge)]).toEqual([
      [true, true, true],
      [true, true, true],
    ]);
    const frame = new Uint8Array(60);
    pair.bridge.handle({ kind: 'frame', port: BRIDGE_PORT, frame, scid: 77 }, 21);
    expect(pair.bridge.status().ports[0]?.counters.rxUnknownSvid).toBe(1);
  });
});

describe('where the host speaks LLDP', () => {
  test('CDCP TLVs go to it with their destination, and its neighbours come from it', () => {
    const station = new EvbStation({
      ports: [onePort(STATION_PORT, STATION_MAC, { lldp: { by: 'host' }, cdcp: { wants: [2] } })],
    });
    station.handle({ kind: 'link', port: STATION_PORT, up: true }, 0);
    const tlvs = drain(station).filter((output) => output.kind === 'lldpTlvs');
    expect(tlvs.map(({ destination, scid, tlvs: tlv }) => [destination, scid, tlv.length])).toEqual([
      [0x0180c2000000, 1, 1],
      [0x0180c2000003, 1, 1],
    ]);
    expect(toHex(tlvs[1]?.tlvs[0]?.value ?? new Uint8Array(0))).toBe('0080c20e880000a7001001002000');
    const value = Uint8Array.from([0, 0x80, 0xc2, 0x0e, 0x08, 0, 0, 0xa7, 0, 0x10, 0x01, 0, 0x20, 0x64]);
    const neighbors = [{ id: 'B', tlvs: [{ kind: 'raw' as const, type: 127, value }] }];
    const give = (more: object) => station.handle({ kind: 'lldpNeighbors', port: STATION_PORT, neighbors, ...more }, 1);
    expect(give({ destination: 0x0180c200000e })).toMatchObject({ code: 'badDestination' });
    expect(give({ destination: 0x0180c2000003 })).toBeUndefined();
    expect(news(drain(station))).toEqual(['channelUp 2/100', 'lldpTlvs', 'lldpTlvs', 'cdcpRunning true']);
    expect(give({ scid: 2 })).toBeUndefined();
    const plain = new EvbStation({ ports: [onePort('p', 2)] });
    expect(plain.handle({ kind: 'lldpNeighbors', port: 'p', destination: 0x0180c2000003, neighbors }, 0)).toMatchObject(
      { code: 'noCdcp' },
    );
    const own = cdcpPair().station;
    expect(
      own.handle({ kind: 'lldpNeighbors', port: STATION_PORT, destination: 0x0180c2000003, neighbors }, 0),
    ).toMatchObject({ code: 'lldpByLibrary' });
  });
});

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
