// S-channels by CDCP where the link goes, EVB or CDCP is switched, or a port comes and goes.

import { describe, expect, test } from 'vitest';
import { EvbStation } from '../../../src/evb/station.js';
import { BRIDGE_PORT, drain, framesOf, frameText, SECOND, STATION_PORT } from '../rig.js';

import { associate, cdcpPair, ofChannel, table } from './pair.js';

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
      'channelDown 2/100 portDown',
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
      'channelDown 2/100 disabled',
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
    expect(ofChannel(pair, 'station', 2, since)).toContain('channelDown 2/100 portDown');
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
