// Where a daemon of the host speaks LLDP: the host hears which TLVs to send, and says what its neighbours send.

import { describe, expect, test } from 'vitest';
import { EvbBridge } from '../../src/evb/bridge.js';
import type { EvbLldpTlvsOutput } from '../../src/evb/events.js';
import { EvbStation } from '../../src/evb/station.js';
import type { LldpTlv } from '../../src/lldp-evb/wire/lldpdu.js';
import { evbRaw, systemName } from '../lldp-evb/agent/agents.js';
import { evbTlv } from '../support/evb.js';
import { toHex } from '../support/hex.js';
import { association, command } from '../vdp/station/rig.js';
import {
  ackFrame,
  BRIDGE_MAC,
  BRIDGE_PORT,
  channelOf,
  drain,
  EVB_BRIDGE,
  lldpFrame,
  type Output,
  onePort,
  STATION_MAC,
  STATION_PORT,
  says,
  vdpFrame,
} from './rig.js';

const BY_HOST = { lldp: { by: 'host' as const, tlvs: [systemName('host-a')] } };
const bridgeTlv = evbRaw(evbTlv({ evbMode: 1, r: 3, rte: 14, rwd: 20, rka: 21 }));

const tlvsOf = (outputs: readonly Output[]): EvbLldpTlvsOutput[] =>
  outputs.filter((output): output is EvbLldpTlvsOutput => output.kind === 'lldpTlvs');
const digits = (outputs: readonly Output[]): string[] =>
  tlvsOf(outputs).map(({ tlvs }) => tlvs.map(({ value }) => toHex(value)).join(' '));

const SYSTEM_NAME = toHex(systemName('host-a').value);
const EVB = '0080c20d';

function up(): EvbStation {
  const station = new EvbStation({ ports: [onePort(STATION_PORT, STATION_MAC, BY_HOST)] });
  station.handle({ kind: 'link', port: STATION_PORT, up: true }, 0);
  return station;
}

const hear = (station: EvbStation, ...neighbors: { id: string; tlvs: LldpTlv[] }[]) =>
  station.handle({ kind: 'lldpNeighbors', port: STATION_PORT, neighbors }, 1);

describe("lldp.by 'host'", () => {
  test('the host is told all TLVs to send whenever they change, with their destination', () => {
    const station = up();
    const outputs = drain(station);
    expect(outputs).toMatchObject([{ kind: 'lldpTlvs', port: STATION_PORT, scid: 1, destination: 0x0180_c200_0000 }]);
    expect(digits(outputs)).toEqual([`${SYSTEM_NAME} ${EVB}00036e9414`]);
    expect(hear(station, { id: 'a', tlvs: [bridgeTlv] })).toBeUndefined();
    const after = drain(station);
    expect(says(after)).toEqual(['peerUp', 'oper 3 14 20 21', 'lldpTlvs']);
    expect(digits(after)).toEqual([`${SYSTEM_NAME} ${EVB}00006e9434`]);
    expect(channelOf(station)).toMatchObject({
      lldp: undefined,
      evb: { peer: 'a', evbReady: true },
      ecp: { portEnabled: true },
    });
    expect(hear(station, { id: 'a', tlvs: [bridgeTlv] })).toBeUndefined();
    expect(drain(station)).toEqual([]);
  });

  test('no frame of LLDP is sent, and one that comes is counted only', () => {
    const station = up();
    hear(station, { id: 'a', tlvs: [bridgeTlv] });
    drain(station);
    station.handle({ kind: 'frame', port: STATION_PORT, frame: lldpFrame(BRIDGE_MAC, EVB_BRIDGE) }, 2);
    station.handle({ kind: 'timeout' }, 1_000_000_000);
    expect(drain(station)).toEqual([]);
    expect(station.nextDeadline()).toBeUndefined();
    expect(station.status().ports[0]?.counters).toMatchObject({ rxFrames: 1, rxLldpByHost: 1, txFrames: 0 });
  });

  test('a VSI goes through; a neighbour that goes is a loss, one that comes back is found', () => {
    const station = up();
    hear(station, { id: 'other', tlvs: [] }, { id: 'a', tlvs: [systemName('sw'), bridgeTlv] });
    station.handle({ kind: 'command', port: STATION_PORT, vsi: command() }, 2);
    station.handle({ kind: 'frame', port: STATION_PORT, frame: ackFrame(BRIDGE_MAC, 1) }, 3);
    station.handle({ kind: 'frame', port: STATION_PORT, frame: vdpFrame(BRIDGE_MAC, 1, association(3, '40')) }, 3);
    expect(says(drain(station)).slice(-4)).toEqual(['VDP 1: 3/00', 'ACK 1', 'online ASSOC', 'done associate']);
    hear(station, { id: 'other', tlvs: [] });
    expect(says(drain(station))).toEqual(['peerDown ageout', 'oper 3 14 20 20', 'lldpTlvs']);
    expect(channelOf(station).vdp).toMatchObject({ evb: 'lost', parameters: { rka: 21 } });
    hear(station, { id: 'b', tlvs: [bridgeTlv] });
    expect(says(drain(station))).toEqual(['peerUp', 'oper 3 14 20 21', 'lldpTlvs']);
    expect(channelOf(station)).toMatchObject({ vdp: { evb: 'ready' }, ecp: { receiveState: 'receiveWait' } });
  });

  test('two neighbours with EVB TLVs are none; a TLV that is too short is none', () => {
    const station = up();
    hear(station, { id: 'a', tlvs: [bridgeTlv] }, { id: 'b', tlvs: [bridgeTlv] });
    expect(channelOf(station).evb.peerState).toBe('multiple');
    const short: LldpTlv = { kind: 'raw', type: 127, value: bridgeTlv.value.slice(0, 8) };
    hear(station, { id: 'a', tlvs: [short] });
    expect(channelOf(station).evb.peerState).toBe('none');
    const noOrganization: LldpTlv = { kind: 'raw', type: 127, value: new Uint8Array(2) };
    hear(station, { id: 'a', tlvs: [noOrganization] });
    expect(channelOf(station).evb.peerState).toBe('none');
  });

  test('link down and EVB off take the EVB TLV out of what is sent', () => {
    const station = up();
    hear(station, { id: 'a', tlvs: [bridgeTlv] });
    drain(station);
    station.handle({ kind: 'enable', port: STATION_PORT, enabled: false }, 2);
    expect(digits(drain(station))).toEqual([SYSTEM_NAME]);
    station.handle({ kind: 'enable', port: STATION_PORT, enabled: true }, 3);
    const again = drain(station);
    expect(says(again)).toContain('peerUp');
    expect(digits(again).at(-1)).toBe(`${SYSTEM_NAME} ${EVB}00006e9434`);
    station.handle({ kind: 'link', port: STATION_PORT, up: false }, 4);
    expect(digits(drain(station))).toEqual([SYSTEM_NAME]);
  });

  test('both ends by their hosts, each handing on what the other has to send', () => {
    const station = up();
    const bridge = new EvbBridge({
      ports: [onePort(BRIDGE_PORT, BRIDGE_MAC, { lldp: { by: 'host' }, evb: { rka: 22, rrCap: true } })],
    });
    bridge.handle({ kind: 'link', port: BRIDGE_PORT, up: true }, 0);
    station.handle({ kind: 'configure', port: STATION_PORT, evb: { rrReq: true } }, 0);
    const told: string[] = [];
    for (let round = 0; round < 5; round++) {
      const ofStation = drain(station);
      const ofBridge = drain(bridge);
      told.push(...says([...ofStation, ...ofBridge]).filter((text) => text !== 'lldpTlvs'));
      for (const { tlvs } of tlvsOf(ofStation))
        bridge.handle({ kind: 'lldpNeighbors', port: BRIDGE_PORT, neighbors: [{ id: 's', tlvs }] }, round);
      for (const { tlvs: tlv } of tlvsOf(ofBridge))
        station.handle({ kind: 'lldpNeighbors', port: STATION_PORT, neighbors: [{ id: 'b', tlvs: tlv }] }, round);
    }
    expect(told.filter((text) => text === 'peerUp')).toHaveLength(2);
    expect(told.filter((text) => text === 'reflectiveRelay on')).toHaveLength(2);
    expect(channelOf(station).evb.values).toEqual(channelOf(bridge).evb.values);
    expect(drain(station)).toEqual([]);
    expect(drain(bridge)).toEqual([]);
  });
});
