// Everything a peer can send out of turn: what it does, and what is counted, and that nothing else is. Each row has a VSI
// that is associated, and that lives on untouched.

import { describe, expect, test } from 'vitest';
import type { EvbBridge } from '../../src/evb/bridge.js';
import { association } from '../vdp/station/rig.js';
import { AT, commonBadFrames, countersOf, delivered, difference, OTHER, type Row, tlvOf } from './bad-frames.js';
import {
  ackFrame,
  BRIDGE_MAC,
  BRIDGE_PORT,
  drain,
  EVB_STATION,
  readyBridge,
  SECOND,
  STATION_MAC,
  says,
  vdpFrame,
} from './rig.js';

describe('a bridge', () => {
  /** A bridge with an associated VSI, that of `association`. */
  function live(): EvbBridge {
    const bridge = readyBridge();
    bridge.handle({ kind: 'timeout' }, AT);
    drain(bridge);
    bridge.handle({ kind: 'frame', port: BRIDGE_PORT, frame: vdpFrame(STATION_MAC, 1, association(3, '00')) }, AT);
    const query = drain(bridge).find(({ kind }) => kind === 'query') as { id: number };
    bridge.handle({ kind: 'answer', port: BRIDGE_PORT, id: query.id, answer: { ok: true } }, AT);
    bridge.handle({ kind: 'frame', port: BRIDGE_PORT, frame: ackFrame(STATION_MAC, 1) }, AT);
    expect(says(drain(bridge))).toEqual(['online ASSOC', 'VDP 1: 3/40']);
    return bridge;
  }

  /** A command that is answered with an error. */
  const refused = (more: Record<string, number> = {}) =>
    delivered({ 'port.txFrames': 2, 'ecp.txFrameCount': 1, 'vdp.commandsFailed': 1, ...more });
  const one = (tlv: string): Uint8Array => vdpFrame(STATION_MAC, 9, tlv);
  const bad = (status: string, text: string): string[] => ['ACK 9', `rejected ${text}`, `VDP 2: 4/${status}`];
  /** Of the VSI that is associated. */
  const kept = (status: string, text: string): string[] => ['ACK 9', `rejected ${text}`, `VDP 2: 3/${status}`];
  const keeps = refused({ 'vdp.commandReverts': 1 });

  const rows: Row[] = [
    ...commonBadFrames(STATION_MAC, BRIDGE_MAC, EVB_STATION),
    ['an answer (ack 1)', one(association(3, '40')), ['ACK 9'], delivered({ 'vdp.rxTlvIgnored': 1 })],
    ['a De-Associate with ack 1', one(association(4, '40')), ['ACK 9'], delivered({ 'vdp.rxTlvIgnored': 1 })],
    [
      'a De-Associate of a VSI that is not',
      one(tlvOf(4, '00', '01 0001 0064')),
      ['ACK 9', 'VDP 2: 4/40'],
      delivered({ 'port.txFrames': 2, 'ecp.txFrameCount': 1, 'vdp.rxUnknownVsi': 1, 'vdp.commandsSucceeded': 1 }),
    ],
    [
      'vdp D19: a De-Associate without entries',
      one(tlvOf(4, '00', '01 0000')),
      ['ACK 9', 'VDP 2: 4/40'],
      delivered({ 'port.txFrames': 2, 'ecp.txFrameCount': 1, 'vdp.rxUnknownVsi': 1, 'vdp.commandsSucceeded': 1 }),
    ],
    ['VSIID format 0', one(tlvOf(3, '00', '01 0001 0064', OTHER, '00')), bad('51', '1 hard'), refused()],
    ['VSIID format 6', one(tlvOf(3, '00', '01 0001 0064', OTHER, '06')), bad('51', '1 hard'), refused()],
    ['filter format 9', one(tlvOf(3, '00', '09 0001 0064')), bad('51', '1 hard'), refused()],
    ['two entries told, one there', one(tlvOf(3, '00', '01 0002 0064')), bad('51', '1 hard'), refused()],
    ['no entries', one(tlvOf(3, '00', '01 0000')), bad('51', '1 hard'), refused()],
    ['24 octets', one(tlvOf(3, '00', '01 00')), bad('51', '1 hard'), refused()],
    ['VID 4095', one(tlvOf(3, '00', '01 0001 0fff')), bad('55', '5 hard'), refused()],
    ['a null VID beside another', one(tlvOf(3, '00', '01 0002 0000 0064')), bad('55', '5 hard'), refused()],
    ['a group MAC address', one(tlvOf(3, '00', '02 0001 015400aabbcc 0064')), bad('55', '5 hard'), refused()],
    ['MAC address 0', one(tlvOf(3, '00', '02 0001 000000000000 0064')), bad('55', '5 hard'), refused()],
    ['GroupIDs that are not agreed', one(tlvOf(3, '00', '03 0001 00000007 0064')), bad('55', '5 hard'), refused()],
    // Q15: the record, its command and its timer stay.
    ['the VSI with VID 4095', one(association(3, '00', 4095)), kept('75', '5 keep hard'), keeps],
    ['the VSI with filter format 9', one(association(3, '00', '09 0001 0064')), kept('71', '1 keep hard'), keeps],
    [
      'a bad one behind a bad one',
      vdpFrame(STATION_MAC, 9, tlvOf(3, '00', '01 0001 0fff'), '0c00', tlvOf(3, '40', '01 0001 0064')),
      bad('55', '5 hard'),
      refused({ 'vdp.rxTlvIgnored': 2 }),
    ],
  ];

  test.each(rows)('%s', (_what, frame, effect, counted) => {
    const bridge = live();
    const before = countersOf(bridge);
    const untouched = () =>
      bridge.vsis({ port: BRIDGE_PORT }).map(({ vsiState, state, operCmd, waitWhile }) => ({
        vsiState,
        state,
        operCmd,
        waitWhile,
      }));
    const vsis = untouched();
    expect(vsis).toHaveLength(1);
    expect(bridge.handle({ kind: 'frame', port: BRIDGE_PORT, frame }, SECOND)).toBeUndefined();
    expect(says(drain(bridge))).toEqual(effect);
    expect(difference(before, countersOf(bridge))).toEqual(counted);
    expect(untouched()).toEqual(vsis);
  });

  test('one bad TLV among good ones: the good ones are asked for, the bad one is answered', () => {
    const bridge = live();
    const tlv = (i: number, vid: string) => tlvOf(3, '00', `01 0001 ${vid}`, `0000000000000000000000000000000${i}`);
    const frame = vdpFrame(STATION_MAC, 9, tlv(1, '0064'), tlv(2, '0fff'), tlv(3, '0065'));
    bridge.handle({ kind: 'frame', port: BRIDGE_PORT, frame }, AT);
    expect(says(drain(bridge))).toEqual(['ACK 9', 'query', 'rejected 5 hard', 'query', 'VDP 2: 4/55']);
    expect(bridge.vsis({ port: BRIDGE_PORT }).map(({ state }) => state)).toEqual([
      'WAIT_STATION_CMD',
      'BRIDGE_PROCESSING',
      'BRIDGE_PROCESSING',
    ]);
  });

  test('the same VSIID twice in one ECPDU: in their order', () => {
    const bridge = live();
    const frame = vdpFrame(STATION_MAC, 9, association(4, '00'), association(3, '00', 101));
    bridge.handle({ kind: 'frame', port: BRIDGE_PORT, frame }, AT);
    expect(says(drain(bridge))).toEqual([
      'ACK 9',
      'offline deAssociated',
      'release',
      'deleted deAssociated',
      'query',
      'VDP 2: 4/40',
    ]);
  });
});
