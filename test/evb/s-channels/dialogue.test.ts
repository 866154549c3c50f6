// The dialogue of the worked frames, C1 to C6, as a station and a bridge have it: each frame to the octet.

import { expect, test } from 'vitest';
import { EvbBridge } from '../../../src/evb/bridge.js';
import { EvbStation } from '../../../src/evb/station.js';
import { hex, toHex } from '../../support/hex.js';
import { bridge as bridgeSystem, station as stationSystem } from '../../support/lldp-frames.js';
import { drain, framesOf, type Output } from '../rig.js';

const C1 =
  '0180c200000302005e10000188cc02070402005e1000010405056574683006020079fe110080c20e8800000400100100200000300000000000000000';
const C2 =
  '0180c200000302005e10000288cc02070402005e10000204090567652d302f302f3106020079fe0b0080c20e080000a7001001000000000000000000';
const C3 =
  '0180c200000302005e10000288cc02070402005e10000204090567652d302f302f3106020079fe110080c20e080000a7001001002064003065000000';
const C4 =
  '0180c200000302005e10000188cc02070402005e1000010405056574683006020079fe110080c20e8800000400100100206400306500000000000000';
const C5 =
  '0180c200000302005e10000188cc02070402005e1000010405056574683006020079fe110080c20e8800000400100100306500500000000000000000';
const C6 =
  '0180c200000302005e10000288cc02070402005e10000204090567652d302f302f3106020079fe110080c20e080000a7001001003065005064000000';

/** The frames to the Nearest non-TPMR Bridge. */
const cdcpFrames = (outputs: readonly Output[]): string[] =>
  framesOf(outputs)
    .map(toHex)
    .filter((frame) => frame.startsWith('0180c2000003'));

test('s-channel C1, s-channel C2, s-channel C3, s-channel C4, s-channel C5, s-channel C6: in turn', () => {
  const eth0 = { name: 'eth0', mac: stationSystem.mac, cdcp: { chnCap: 4, wants: [2, 3] } };
  const ge = { name: 'ge-0/0/1', mac: bridgeSystem.mac, cdcp: { pool: [{ low: 100, high: 199 }] } };
  const station = new EvbStation({ ports: [eth0] });
  const bridge = new EvbBridge({ ports: [ge] });
  const toStation = (frame: string, now: number): string[] => {
    station.handle({ kind: 'frame', port: 'eth0', frame: hex(frame) }, now);
    return cdcpFrames(drain(station));
  };
  const toBridge = (frame: string, now: number): string[] => {
    bridge.handle({ kind: 'frame', port: 'ge-0/0/1', frame: hex(frame) }, now);
    return cdcpFrames(drain(bridge));
  };
  station.handle({ kind: 'link', port: 'eth0', up: true }, 0);
  expect(cdcpFrames(drain(station))).toEqual([C1]);
  bridge.handle({ kind: 'link', port: 'ge-0/0/1', up: true }, 0);
  expect(cdcpFrames(drain(bridge))).toEqual([C2]);
  // A new neighbour has one LLDPDU sent at once, before anything is made of what it says.
  expect(toStation(C2, 1)).toEqual([C1]);
  expect(toBridge(C1, 2)).toEqual([C2, C3]);
  expect(toStation(C3, 3)).toEqual([C4]);
  expect(toBridge(C4, 4)).toEqual([]);
  station.handle({ kind: 'cdcp', port: 'eth0', cdcp: { wants: [3, 5] } }, 5);
  expect(cdcpFrames(drain(station))).toEqual([C5]);
  expect(toBridge(C5, 6)).toEqual([C6]);
  expect(toStation(C6, 7)).toHaveLength(1);
  expect(station.status().ports[0]?.sChannels).toEqual([
    { scid: 1, svid: 1, origin: 'default' },
    { scid: 3, svid: 101, origin: 'cdcp' },
    { scid: 5, svid: 100, origin: 'cdcp' },
  ]);
});
