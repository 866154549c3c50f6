// S-channels where the host puts on the tags, or speaks LLDP.

import { describe, expect, test } from 'vitest';
import type { EvbBridge } from '../../../src/evb/bridge.js';
import { EvbStation } from '../../../src/evb/station.js';
import { toHex } from '../../support/hex.js';
import { BRIDGE_PORT, drain, news, onePort, STATION_MAC, STATION_PORT } from '../rig.js';

import { cdcpPair, table } from './pair.js';

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
