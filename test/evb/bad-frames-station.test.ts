// Everything a peer can send out of turn: what it does, and what is counted, and that nothing else is. Each row has a VSI
// that is associated, and that lives on untouched.

import { describe, expect, test } from 'vitest';
import type { EvbStation } from '../../src/evb/station.js';
import { association, command, otherKey } from '../vdp/station/rig.js';
import { UUID } from '../vdp/wire/tlvs.js';
import {
  AT,
  commonBadFrames,
  countersOf,
  delivered,
  difference,
  good,
  type Row,
  readdressed,
  tlvOf,
} from './bad-frames.js';
import {
  ackFrame,
  BRIDGE_MAC,
  channelOf,
  drain,
  EVB_BRIDGE,
  readyStation,
  SECOND,
  STATION_MAC,
  STATION_PORT,
  says,
  vdpFrame,
} from './rig.js';

describe('a station', () => {
  /** A station with an associated VSI, that of `association`. */
  function live(): EvbStation {
    const station = readyStation();
    station.handle({ kind: 'timeout' }, AT);
    drain(station);
    station.handle({ kind: 'command', port: STATION_PORT, vsi: command() }, AT);
    station.handle({ kind: 'frame', port: STATION_PORT, frame: ackFrame(BRIDGE_MAC, 1) }, AT);
    station.handle({ kind: 'frame', port: STATION_PORT, frame: vdpFrame(BRIDGE_MAC, 1, good) }, AT);
    expect(says(drain(station))).toContain('done associate');
    return station;
  }

  const unexpected = delivered({ 'vdp.rxUnexpected': 1 });
  const rows: Row[] = [
    ...commonBadFrames(BRIDGE_MAC, STATION_MAC, EVB_BRIDGE),
    [
      'an answer to nobody',
      vdpFrame(BRIDGE_MAC, 9, tlvOf(3, '40', '01 0001 0064')),
      ['ACK 9'],
      delivered({ 'vdp.rxUnknownVsi': 1 }),
    ],
    [
      'a De-Associate of a VSI that is not',
      vdpFrame(BRIDGE_MAC, 9, tlvOf(4, '00', '01 0001 0064')),
      ['ACK 9'],
      delivered({ 'vdp.rxUnknownVsi': 1 }),
    ],
    [
      'a command (ack 0) for the VSI',
      vdpFrame(BRIDGE_MAC, 9, association(3, '00')),
      ['ACK 9'],
      delivered({ 'vdp.rxTlvIgnored': 1 }),
    ],
    ['a stale answer, the same again', vdpFrame(BRIDGE_MAC, 9, good), ['ACK 9'], unexpected],
    ['a stale refusal', vdpFrame(BRIDGE_MAC, 9, association(3, '45')), ['ACK 9'], unexpected],
    ['an answer with another filter', vdpFrame(BRIDGE_MAC, 9, association(3, '40', 101)), ['ACK 9'], unexpected],
    ['an answer of another type', vdpFrame(BRIDGE_MAC, 9, association(1, '40')), ['ACK 9'], unexpected],
    ['an answer with VID 4095', vdpFrame(BRIDGE_MAC, 9, association(3, '40', 4095)), ['ACK 9'], unexpected],
    [
      'filter format 9',
      vdpFrame(BRIDGE_MAC, 9, association(3, '40', '09 0001 0064')),
      ['ACK 9'],
      delivered({ 'vdp.rxTlvIgnored': 1 }),
    ],
    [
      'VSIID format 6',
      vdpFrame(BRIDGE_MAC, 9, tlvOf(3, '40', '01 0001 0064', UUID, '06')),
      ['ACK 9'],
      delivered({ 'vdp.rxUnknownVsi': 1 }),
    ],
    [
      'two entries told, one there',
      vdpFrame(BRIDGE_MAC, 9, association(3, '40', '01 0002 0064')),
      ['ACK 9'],
      delivered({ 'vdp.rxTlvIgnored': 1 }),
    ],
    [
      'no entries',
      vdpFrame(BRIDGE_MAC, 9, association(3, '40', '01 0000')),
      ['ACK 9'],
      delivered({ 'vdp.rxTlvIgnored': 1 }),
    ],
    [
      'four TLVs, each wrong in its own way',
      vdpFrame(
        BRIDGE_MAC,
        9,
        tlvOf(3, '40', '01 0001 0064'),
        association(3, '00'),
        '0c00',
        association(3, '40', '09 0001 0064'),
      ),
      ['ACK 9'],
      delivered({ 'vdp.rxUnknownVsi': 1, 'vdp.rxTlvIgnored': 3 }),
    ],
  ];

  test.each(rows)('%s', (_what, frame, effect, counted) => {
    const station = live();
    const before = countersOf(station);
    const vsis = station.vsis({ port: STATION_PORT });
    const deadline = station.nextDeadline();
    expect(station.handle({ kind: 'frame', port: STATION_PORT, frame }, SECOND)).toBeUndefined();
    expect(says(drain(station))).toEqual(effect);
    expect(difference(before, countersOf(station))).toEqual(counted);
    expect(station.vsis({ port: STATION_PORT })).toEqual(vsis);
    expect(station.nextDeadline()).toBe(deadline);
  });

  test('ecp D10: ECP to its own address is for it', () => {
    const station = live();
    const frame = readdressed(
      vdpFrame(BRIDGE_MAC, 9, association(4, '00')),
      STATION_MAC.toString(16).padStart(12, '0'),
    );
    station.handle({ kind: 'frame', port: STATION_PORT, frame }, AT);
    expect(says(drain(station))).toEqual(['ACK 9', 'offline byBridge']);
  });

  test('a frame of a source that is refused', () => {
    const seen: [string, number][] = [];
    const acceptSource = (port: string, source: number) => {
      seen.push([port, source]);
      return source !== BRIDGE_MAC;
    };
    const station = readyStation({ acceptSource });
    expect(seen).toEqual([[STATION_PORT, BRIDGE_MAC]]);
    expect(station.status().ports[0]?.counters).toMatchObject({ rxFrames: 1, rxSourceRefused: 1 });
    expect(channelOf(station).evb.peerState).toBe('none');
  });

  test('an answer of a command that waits: a mismatch ends that VSI, a late one of another type nothing; others stay', () => {
    const station = live();
    station.handle(
      { kind: 'command', port: STATION_PORT, vsi: command({ ...otherKey(7), command: 'preAssociate' }) },
      SECOND,
    );
    station.handle({ kind: 'frame', port: STATION_PORT, frame: ackFrame(BRIDGE_MAC, 2) }, AT);
    drain(station);
    const give = (sequence: number, ...tlvs: string[]) => {
      station.handle({ kind: 'frame', port: STATION_PORT, frame: vdpFrame(BRIDGE_MAC, sequence, ...tlvs) }, AT);
      return says(drain(station));
    };
    expect(give(10, tlvOf(3, '40', '01 0001 0064'))).toEqual(['ACK 10']);
    expect(channelOf(station).vdp.counters.rxUnexpected).toBe(1);
    expect(give(11, tlvOf(1, '40', '01 0001 0065'), tlvOf(1, '40', '01 0001 0064'))).toEqual([
      'ACK 11',
      'failed preAssociate mismatch',
    ]);
    expect(station.vsis({ port: STATION_PORT })).toMatchObject([{ vsiState: 'ASSOC', state: 'WAIT_SYSCMD' }]);
  });

  test('one bad TLV among good ones: the good ones count', () => {
    const station = live();
    for (const i of [1, 2]) {
      station.handle({ kind: 'command', port: STATION_PORT, vsi: command(otherKey(i)) }, AT);
      station.handle({ kind: 'frame', port: STATION_PORT, frame: ackFrame(BRIDGE_MAC, 1 + i) }, AT);
    }
    drain(station);
    const answer = (i: number) => tlvOf(3, '40', '01 0001 0064', `0000000000000000000000000000000${i}`);
    const frame = vdpFrame(BRIDGE_MAC, 9, answer(1), association(3, '40', '01 0002 0064'), answer(2));
    station.handle({ kind: 'frame', port: STATION_PORT, frame }, AT);
    expect(says(drain(station))).toEqual(['ACK 9', 'online ASSOC', 'done associate', 'online ASSOC', 'done associate']);
    expect(station.vsis({ port: STATION_PORT })).toHaveLength(3);
  });
});
