// S-channels by hand, and CDCP beside them.

import { describe, expect, test } from 'vitest';
import { EvbStation } from '../../../src/evb/station.js';
import { BRIDGE_PORT, drain, news, onePort, SECOND, STATION_PORT } from '../rig.js';

import { associate, BRIDGE_GONE, cdcpPair, ofChannel, table } from './pair.js';

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
    expect(ofChannel(pair, 'bridge', 2, since)).toEqual([...BRIDGE_GONE, 'channelDown 2/50 removed']);
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
      'channelDown 2/50 cdcp',
      'channelDown 9/60 cdcp',
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
