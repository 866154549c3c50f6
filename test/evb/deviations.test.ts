// Where openlldp does otherwise, one test for each row of the tables in docs/deviations.md, through a whole station or
// bridge. What frames of a real one show is in captured-station.test.ts and captured-bridge.test.ts.

import { describe, expect, test } from 'vitest';
import type { EvbBridge } from '../../src/evb/bridge.js';
import type { EvbStation } from '../../src/evb/station.js';
import type { VsiCommand } from '../../src/vdp/index.js';
import { toHex } from '../support/hex.js';
import { association, command, KEY, otherKey, vids } from '../vdp/station/rig.js';
import { UUID, vid } from '../vdp/wire/tlvs.js';
import { tlvOf } from './bad-frames.js';
import {
  ackFrame,
  BRIDGE_MAC,
  BRIDGE_PORT,
  channelOf,
  drain,
  EVB_BRIDGE,
  EVB_STATION,
  frameOf,
  framesOf,
  readyBridge,
  readyStation,
  SECOND,
  STATION_MAC,
  STATION_PORT,
  says,
  vdpFrame,
} from './rig.js';

/** Long after the link came up: LLDP is quiet. */
const AT = 20 * SECOND;
const ACK_TIMER = 163_840;

class Station {
  readonly end: EvbStation;
  now = AT;
  #sequence = 0;

  constructor(...args: Parameters<typeof readyStation>) {
    this.end = readyStation(...args);
    this.wake(AT);
  }
  wake(at: number): string[] {
    this.now = at;
    this.end.handle({ kind: 'timeout' }, at);
    return says(drain(this.end));
  }
  command(more: Partial<VsiCommand> = {}): string[] {
    expect(this.end.handle({ kind: 'command', port: STATION_PORT, vsi: command(more) }, this.now)).toBeUndefined();
    return says(drain(this.end));
  }
  frame(frame: Uint8Array): string[] {
    this.end.handle({ kind: 'frame', port: STATION_PORT, frame }, this.now);
    return says(drain(this.end));
  }
  ack(sequence: number): string[] {
    return this.frame(ackFrame(BRIDGE_MAC, sequence));
  }
  /** TLVs of the bridge; its ACK left out. */
  rx(...tlvs: string[]): string[] {
    return this.frame(vdpFrame(BRIDGE_MAC, ++this.#sequence, ...tlvs)).filter((text) => !text.startsWith('ACK'));
  }
  get vsis() {
    return this.end.vsis({ port: STATION_PORT });
  }
}

class Bridge {
  readonly end: EvbBridge;
  now = AT;
  #sequence = 0;
  #sent = 0;
  /** Whether the VSI manager says yes at once. */
  grants = true;

  constructor(...args: Parameters<typeof readyBridge>) {
    this.end = readyBridge(...args);
    this.wake(AT);
  }
  wake(at: number): string[] {
    this.now = at;
    this.end.handle({ kind: 'timeout' }, at);
    return this.#told();
  }
  frame(frame: Uint8Array): string[] {
    this.end.handle({ kind: 'frame', port: BRIDGE_PORT, frame }, this.now);
    return this.#told();
  }
  /** TLVs of the station; ACKs left out. */
  rx(...tlvs: string[]): string[] {
    return this.frame(vdpFrame(STATION_MAC, ++this.#sequence, ...tlvs));
  }
  get vsis() {
    return this.end.vsis({ port: BRIDGE_PORT });
  }
  #told(): string[] {
    const told: string[] = [];
    for (let output = this.end.poll(); output !== undefined; output = this.end.poll()) {
      const [text = ''] = says([output]);
      if (!/^ACK|^LLDP/.test(text)) told.push(text);
      if (output.kind === 'query' && this.grants) {
        this.end.handle({ kind: 'answer', port: BRIDGE_PORT, id: output.id, answer: { ok: true } }, this.now);
      }
      if (text.startsWith('VDP')) {
        this.end.handle({ kind: 'frame', port: BRIDGE_PORT, frame: ackFrame(STATION_MAC, ++this.#sent) }, this.now);
      }
    }
    return told;
  }
}

/** A station with one associated VSI. */
function associated(more: Partial<VsiCommand> = {}): Station {
  const station = new Station();
  station.command(more);
  station.ack(1);
  expect(station.rx(association(3, '40'))).toEqual(['online ASSOC', 'done associate']);
  return station;
}

const online = ['query', 'online ASSOC', 'VDP 1: 3/40'];

describe('VDP', () => {
  test('vdp D1: a VSI is known by its VSIID alone: another VTID is a change, no second VSI', () => {
    const bridge = new Bridge();
    expect(bridge.rx(association(3, '00'))).toEqual(online);
    expect(bridge.rx(association(3, '00').replace('000001000', '000002000'))).toEqual([
      'query',
      'changed ASSOC',
      'release',
      'VDP 2: 3/40',
    ]);
    expect(bridge.vsis).toMatchObject([{ operCmd: { typeId: 2 } }]);
  });

  test('vdp D2: another filter for a known VSI is a new command, and the VSI expires as ever', () => {
    const bridge = new Bridge();
    bridge.rx(association(3, '00'));
    expect(bridge.rx(association(3, '00', 101))).toEqual(['query', 'changed ASSOC', 'release', 'VDP 2: 3/40']);
    expect(bridge.vsis[0]?.operCmd?.filterInfo).toEqual(vids(101));
    expect(bridge.wake(AT + 18 * SECOND)).toEqual([
      'offline keepAliveExpired',
      'release',
      'deleted keepAliveExpired',
      'VDP 3: 4/00',
    ]);
  });

  test('vdp D3: a De-Associate ends a VSI at once; a station ignores the one that openlldp sends long after', () => {
    const bridge = new Bridge();
    bridge.rx(association(3, '00'));
    expect(bridge.rx(association(4, '00')).at(-1)).toBe('VDP 2: 4/40');
    expect(bridge.vsis).toEqual([]);
    expect(bridge.wake(AT + 100 * SECOND)).toEqual([]);
    const station = associated();
    station.end.handle({ kind: 'deAssociate', port: STATION_PORT, vsi: KEY }, AT);
    station.ack(2);
    expect(station.rx(association(4, '40'))).toEqual(['offline deAssociated', 'done deAssociate']);
    station.now += 6 * SECOND;
    const { rxUnexpected, rxUnknownVsi } = channelOf(station.end).vdp.counters;
    expect(station.rx(association(4, '00'))).toEqual([]);
    const after = channelOf(station.end).vdp.counters;
    expect(after.rxUnexpected + after.rxUnknownVsi).toBe(rxUnexpected + rxUnknownVsi + 1);
    expect(station.vsis).toEqual([]);
  });

  test('vdp D4: what answers a command after a time-out has the ack bit; a change of an associated VSI is kept', () => {
    const bridge = new Bridge();
    bridge.rx(association(3, '00'));
    bridge.grants = false;
    bridge.rx(association(3, '00', 101));
    bridge.rx(tlvOf(3, '00', '01 0001 0064'));
    expect(bridge.wake(AT + 10_485_760)).toEqual([
      'cancel',
      'rejected 4 keep',
      'rejected 4',
      'cancel',
      'deleted resourceTimeout',
      'VDP 2: 3/64 4/44',
    ]);
    expect(bridge.vsis).toMatchObject([{ vsiState: 'ASSOC', operCmd: { filterInfo: vids(100) } }]);
  });

  test('vdp D5: an answer of another type is none', () => {
    const station = new Station();
    station.command({ command: 'preAssociate' });
    station.ack(1);
    expect(station.rx(association(3, '40'))).toEqual([]);
    expect(station.vsis).toMatchObject([{ state: 'STATION_PROCESSING', vsiState: 'DEASSOC' }]);
    expect(station.rx(association(1, '40'))).toEqual(['online PREASSOC', 'done preAssociate']);
  });

  test('vdp D6: a first Associate that is refused with Keep has failed', () => {
    const station = new Station();
    station.command();
    station.ack(1);
    expect(station.rx(association(3, '62'))).toEqual(['failed associate refused 2']);
    expect(station.vsis).toEqual([]);
  });

  test('vdp D7: VID 1 and GroupID 0 are good at both ends', () => {
    const gid = { gid: true };
    const groups = { format: 3 as const, entries: [{ ...vid(1), groupId: 0 }] };
    const station = new Station(
      { ports: [{ name: STATION_PORT, mac: STATION_MAC, evb: gid }] },
      { ...EVB_BRIDGE, bgid: true },
    );
    expect(station.command({ filterInfo: groups })).toEqual(['VDP 1: 3/00']);
    const bridge = new Bridge(
      { ports: [{ name: BRIDGE_PORT, mac: BRIDGE_MAC, evb: gid }] },
      { ...EVB_STATION, sgid: true },
    );
    expect(bridge.rx(association(3, '00', '03 0001 00000000 0001'))).toEqual(online);
  });

  test.each([
    [1, '00000000000000000000000000000000'],
    [1, 'ffffffffffffffffffffffffc0000263'],
    [3, 'ffff0000000000000000525400aabbcc'],
    [5, '00000000000000000000000000000000'],
  ])('vdp D8: a VSIID of format %i may be %s', (format, digits) => {
    const bridge = new Bridge();
    expect(bridge.rx(tlvOf(3, '00', '01 0001 0064', digits, `0${format}`))).toEqual(online);
    const [w0, w1, w2, w3] = (digits.match(/.{8}/g) as string[]).map((word) => Number.parseInt(word, 16) | 0) as [
      number,
      number,
      number,
      number,
    ];
    expect(new Station().command({ vsiidFormat: format, vsiid: { w0, w1, w2, w3 } })).toEqual(['VDP 1: 3/00']);
  });

  test('vdp D9: an association TLV that is malformed is answered with error type 1', () => {
    expect(new Bridge().rx(tlvOf(3, '00', '01 0002 0064'))).toEqual(['rejected 1 hard', 'VDP 1: 4/51']);
  });

  test('vdp D10: what stands behind the frame in memory is not looked at', () => {
    const bridge = new Bridge();
    const frame = vdpFrame(STATION_MAC, 1, association(3, '00'));
    const memory = new Uint8Array(200).fill(0xff);
    memory.set(frame);
    memory.set(vdpFrame(STATION_MAC, 1, tlvOf(3, '00', '01 0001 0064')).subarray(36), frame.length);
    expect(bridge.frame(memory.subarray(0, frame.length))).toEqual(online);
    expect(bridge.vsis).toHaveLength(1);
  });

  test('vdp D11: what is due together shares an ECPDU; with the preset for openlldp it does not', () => {
    const due = (station: Station): string[] => {
      for (const i of [1, 2, 3]) station.command(otherKey(i));
      return [...station.ack(1), ...station.ack(2)];
    };
    expect(due(new Station())).toEqual(['VDP 2: 3/00 3/00']);
    const alone = { peer: 'openlldp', ecp: { rest: 0 } } as const;
    expect(due(new Station(alone))).toEqual(['VDP 2: 3/00', 'VDP 3: 3/00']);
    const bridge = new Bridge();
    expect(bridge.rx(association(4, '00'), tlvOf(4, '00', '01 0001 0064'))).toEqual(['VDP 1: 4/40 4/40']);
    const careful = new Bridge(alone);
    expect(careful.rx(association(4, '00'), tlvOf(4, '00', '01 0001 0064'))).toEqual(['VDP 1: 4/40', 'VDP 2: 4/40']);
  });

  test('vdp D11: with the preset for openlldp 10 ms lie between an ACK and the next ECPDU', () => {
    const station = new Station({ peer: 'openlldp' });
    for (const i of [1, 2]) station.command(otherKey(i));
    expect(station.ack(1)).toEqual([]);
    expect(station.end.nextDeadline()).toBe(AT + 10_000);
    expect(station.wake(AT + 9_999)).toEqual([]);
    expect(station.wake(AT + 10_000)).toEqual(['VDP 2: 3/00']);
    const bridge = new Bridge({ peer: 'openlldp' });
    expect(bridge.rx(association(4, '00'), tlvOf(4, '00', '01 0001 0064'))).toEqual(['VDP 1: 4/40']);
    expect(bridge.wake(AT + 10_000)).toEqual(['VDP 2: 4/40']);
  });

  test('vdp D12: a command while another one runs waits, the latest wins', () => {
    const station = new Station();
    station.command();
    expect(station.command({ typeId: 2 })).toEqual([]);
    expect(station.command({ typeId: 3 })).toEqual(['failed associate superseded']);
    station.ack(1);
    expect(station.rx(association(3, '40'))).toEqual(['online ASSOC', 'done associate', 'VDP 2: 3/00']);
    expect(station.vsis).toMatchObject([{ pendingCmd: { typeId: 3 } }]);
  });

  test('vdp D13: a De-Associate of a VSI that is not known is sent', () => {
    const station = new Station();
    station.end.handle({ kind: 'deAssociate', port: STATION_PORT, vsi: KEY }, AT);
    expect(says(drain(station.end))).toEqual(['VDP 1: 4/00']);
    station.ack(1);
    expect(station.rx(association(4, '40', '01 0000'))).toEqual(['done deAssociate']);
  });

  test('vdp D14: a step down is refused, or sent where the option allows it', () => {
    const refusal = associated().end.handle(
      { kind: 'command', port: STATION_PORT, vsi: command({ command: 'preAssociate' }) },
      AT,
    );
    expect(refusal?.code).toBe('stepDownNotAllowed');
    const station = new Station({ vdp: { allowStepDown: true } });
    station.command();
    station.ack(1);
    station.rx(association(3, '40'));
    expect(station.command({ command: 'preAssociate' })).toEqual(['VDP 2: 1/00']);
  });

  test('vdp D15: organizational TLVs go to the host, with the VSI that they stand behind', () => {
    const station = associated();
    station.end.handle(
      {
        kind: 'frame',
        port: STATION_PORT,
        frame: vdpFrame(BRIDGE_MAC, 9, 'fe05 00000c 0102', association(3, '40'), 'fe04 00000c 03'),
      },
      AT,
    );
    expect(drain(station.end)).toMatchObject([
      { kind: 'frame' },
      {
        kind: 'organization',
        port: STATION_PORT,
        scid: 1,
        tlvs: [
          { oui: 12, data: Uint8Array.of(1, 2) },
          { oui: 12, data: Uint8Array.of(3), vsi: KEY },
        ],
      },
    ]);
  });

  test('vdp D16: link down ends the VSIs at both ends', () => {
    const station = associated();
    station.end.handle({ kind: 'link', port: STATION_PORT, up: false }, AT);
    expect(station.vsis).toEqual([]);
    const bridge = new Bridge();
    bridge.rx(association(3, '00'));
    bridge.end.handle({ kind: 'link', port: BRIDGE_PORT, up: false }, AT);
    expect(bridge.vsis).toEqual([]);
    expect(framesOf(drain(bridge.end))).toEqual([]);
  });

  test('vdp D17, ecp D9: exponents of 31 are what they say', () => {
    const extreme = { r: 7, rte: 31, rwd: 31, rka: 31 };
    const station = new Station({}, { ...EVB_BRIDGE, ...extreme });
    station.command();
    expect(station.vsis[0]?.waitWhile).toBe(15 * (2 ** 31 + 15 * 2 ** 31));
    station.ack(1);
    station.rx(association(3, '40'));
    expect(station.vsis[0]?.waitWhile).toBe(10 * 2 ** 31);
    const bridge = new Bridge({}, { ...EVB_STATION, ...extreme });
    bridge.grants = false;
    bridge.rx(association(3, '00'));
    expect(bridge.vsis[0]?.waitWhile).toBe(10 * 2 ** 31);
  });

  test('vdp D20: keep-alives carry M no more, and S as it was set last; a bridge takes them for keep-alives', () => {
    const station = associated({ migrating: true });
    expect(station.wake(AT + 10_485_760).filter((text) => text.startsWith('VDP'))).toEqual(['VDP 2: 3/00']);
    station.ack(2);
    station.rx(association(3, '40'));
    station.end.handle({ kind: 'hints', port: STATION_PORT, vsi: KEY, suspended: true }, station.now);
    expect(station.wake(station.now + 10_485_760).filter((text) => text.startsWith('VDP'))).toEqual(['VDP 3: 3/20']);
    const bridge = new Bridge();
    expect(bridge.rx(association(3, '10'))).toEqual(online);
    expect(bridge.rx(association(3, '10'))).toEqual(['VDP 2: 3/40']);
    expect(bridge.rx(association(3, '20'))).toEqual(['hints', 'VDP 3: 3/40']);
  });
});

describe('ECP', () => {
  test('ecp D1: the next ECPDU goes out with the ACK of the last one, not an ackTimerInit later', () => {
    const station = new Station();
    expect(station.command(otherKey(1))).toEqual(['VDP 1: 3/00']);
    expect(station.command(otherKey(2))).toEqual([]);
    station.now += 1;
    expect(station.ack(1)).toEqual(['VDP 2: 3/00']);
  });

  test('ecp D2: the last transmission is waited for as long as the others', () => {
    const station = new Station();
    station.command();
    for (const i of [1, 2, 3]) expect(station.wake(AT + i * ACK_TIMER)).toEqual(['VDP 1: 3/00']);
    station.now += ACK_TIMER - 1;
    expect(station.ack(1)).toEqual([]);
    expect(channelOf(station.end).ecp.counters).toMatchObject({ txFrameCount: 4, txFailures: 0, rxAckMismatch: 0 });
    const alone = new Station();
    alone.command();
    for (const i of [1, 2, 3]) alone.wake(AT + i * ACK_TIMER);
    expect(alone.wake(AT + 4 * ACK_TIMER)).toEqual(['ecpFailed']);
  });

  test('ecp D3: the timer of an ECPDU that is acknowledged does not run on into the next one', () => {
    const station = new Station();
    station.command(otherKey(1));
    station.command(otherKey(2));
    station.now += ACK_TIMER - 1;
    expect(station.ack(1)).toEqual(['VDP 2: 3/00']);
    expect(station.wake(AT + ACK_TIMER)).toEqual([]);
    expect(station.wake(AT + 2 * ACK_TIMER - 2)).toEqual([]);
    expect(station.wake(AT + 2 * ACK_TIMER - 1)).toEqual(['VDP 2: 3/00']);
  });

  test('ecp D8: what ECP has not sent is not sent after the link was down', () => {
    const station = new Station();
    station.command(otherKey(1));
    station.command(otherKey(2));
    station.end.handle({ kind: 'link', port: STATION_PORT, up: false }, AT);
    station.end.handle({ kind: 'link', port: STATION_PORT, up: true }, AT);
    drain(station.end);
    const sent = framesOf([...drain(station.end)]).map(toHex);
    expect(sent).toEqual([]);
    expect(station.wake(AT + 10 * SECOND).filter((text) => text.startsWith('VDP'))).toEqual([]);
  });

  test('ecp D11: an ACK of another subtype is not that of the ECPDU in flight', () => {
    const station = new Station();
    station.command();
    station.frame(frameOf(BRIDGE_MAC, `8940 1402 0001 ${'00'.repeat(42)}`));
    expect(station.wake(AT + ACK_TIMER)).toEqual(['VDP 1: 3/00']);
  });
});

test('a VSIID is compared in all of its octets, and with its format', () => {
  const bridge = new Bridge();
  bridge.rx(association(3, '00'));
  expect(bridge.rx(tlvOf(3, '00', '01 0001 0064', UUID, '04'))).toContain('online ASSOC');
  expect(bridge.rx(tlvOf(3, '00', '01 0001 0064', UUID.replace(/a$/, 'b'), '05'))).toContain('online ASSOC');
  expect(bridge.vsis).toHaveLength(3);
});
