// S-channels by CDCP: how they come and go with what is on them.

import { describe, expect, test } from 'vitest';
import { pairsText } from '../../support/pairs.js';
import { command, KEY, vids } from '../../vdp/station/rig.js';
import { BRIDGE_PORT, SECOND, STATION_PORT } from '../rig.js';

import { associate, BRIDGE_GONE, cdcpPair, GONE, ofChannel, table } from './pair.js';

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
    expect(ofChannel(pair, 'station', 2, since)).toEqual([...GONE, 'channelDown 2/100 notWanted']);
    expect(ofChannel(pair, 'bridge', 2, since)).toEqual([...BRIDGE_GONE, 'channelDown 2/100 notWanted']);
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
    expect(told.indexOf('channelUp 2/102')).toBe(told.indexOf('channelDown 2/100 replaced') + 1);
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
