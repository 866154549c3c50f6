// Ports as their host moves them: link, EVB on and off, added and removed, several at once.

import { describe, expect, test } from 'vitest';
import { EvbBridge, type EvbBridgeInput } from '../../src/evb/bridge.js';
import { EvbStation, type EvbStationInput } from '../../src/evb/station.js';
import { hex, toHex } from '../support/hex.js';
import { association, command, otherKey } from '../vdp/station/rig.js';
import {
  ackFrame,
  BRIDGE_MAC,
  BRIDGE_PORT,
  channelOf,
  drain,
  EVB_BRIDGE,
  EVB_STATION,
  framesOf,
  lldpFrame,
  onePort,
  Pair,
  readyStation,
  SECOND,
  STATION_MAC,
  STATION_PORT,
  says,
  told,
  vdpFrame,
} from './rig.js';

describe('link', () => {
  test('lldp-evb 7.2: down releases at once, whatever onEvbLoss says; up begins anew', () => {
    const pair = new Pair().start();
    pair.command();
    pair.run(SECOND);
    const since = pair.log.length;
    pair.stationLink(false);
    pair.bridgeLink(false);
    expect(pair.news('station', since)).toEqual(['peerDown portDown', 'offline portDown']);
    expect(pair.news('bridge', since)).toEqual([
      'peerDown portDown',
      'offline portDown',
      'release',
      'deleted portDown',
    ]);
    expect(pair.frames('station', since)).toEqual([]);
    expect(() => pair.command()).toThrow('portDown');
    pair.run(60 * SECOND);
    expect(pair.frames('station', since)).toEqual([]);
    pair.stationLink(true);
    pair.bridgeLink(true);
    pair.run(SECOND);
    const later = pair.log.length;
    pair.command();
    pair.run(SECOND);
    expect(pair.news('station', later)).toEqual(['online ASSOC', 'done associate']);
    // Numbers of ECP go on: only a new entity starts over.
    expect(pair.frames('station', later)[0]).toBe('VDP 3: 3/00');
  });

  test('down forgets the values agreed last', () => {
    const station = readyStation({}, { ...EVB_BRIDGE, rka: 25 });
    expect(channelOf(station).evb.values.rka).toBe(25);
    station.handle({ kind: 'link', port: STATION_PORT, up: false }, 1);
    expect(channelOf(station).evb.values.rka).toBe(20);
  });

  test('down ends commands that run and that wait', () => {
    const station = readyStation();
    station.handle({ kind: 'command', port: STATION_PORT, vsi: command() }, 1);
    station.handle({ kind: 'command', port: STATION_PORT, vsi: command({ typeId: 5 }) }, 1);
    drain(station);
    station.handle({ kind: 'link', port: STATION_PORT, up: false }, 2);
    expect(told(station)).toEqual(['peerDown portDown', 'failed associate portDown', 'failed associate portDown']);
    station.handle({ kind: 'timeout' }, 1000 * SECOND);
    expect(drain(station)).toEqual([]);
  });

  test('the same state again changes nothing, and frames while it is down are counted only', () => {
    const station = readyStation();
    station.handle({ kind: 'link', port: STATION_PORT, up: true }, 1);
    expect(drain(station)).toEqual([]);
    station.handle({ kind: 'link', port: STATION_PORT, up: false }, 2);
    drain(station);
    station.handle({ kind: 'frame', port: STATION_PORT, frame: lldpFrame(BRIDGE_MAC, EVB_BRIDGE) }, 3);
    expect(drain(station)).toEqual([]);
    expect(station.status().ports[0]?.counters).toMatchObject({ rxFrames: 2, rxLinkDown: 1 });
  });
});

describe('enable', () => {
  test('off: a shutdown LLDPDU, VSIs end with the reason disabled; on: all anew', () => {
    const pair = new Pair().start();
    pair.command();
    pair.run(SECOND);
    const since = pair.log.length;
    pair.tell({ kind: 'enable', port: STATION_PORT, enabled: false });
    expect(pair.news('station', since)).toEqual(['peerDown disabled', 'offline disabled']);
    expect(pair.frames('station', since)).toEqual(['LLDP 0']);
    expect(() => pair.command()).toThrow('evbNotReady');
    pair.run(SECOND);
    expect(pair.news('bridge', since)).toEqual(['peerDown shutdown']);
    pair.run(120 * SECOND);
    expect(pair.frames('station', since)).toEqual(['LLDP 0']);
    expect(pair.news('bridge', since)).toContain('offline keepAliveExpired');
    const later = pair.log.length;
    pair.tell({ kind: 'enable', port: STATION_PORT, enabled: true });
    pair.run(40 * SECOND);
    pair.command();
    pair.run(SECOND);
    expect(pair.news('station', later)).toEqual(['peerUp', 'online ASSOC', 'done associate']);
  });

  test('off forgets the values agreed last', () => {
    const station = readyStation({}, { ...EVB_BRIDGE, rka: 25 });
    expect(channelOf(station).evb.values.rka).toBe(25);
    station.handle({ kind: 'enable', port: STATION_PORT, enabled: false }, 1);
    expect(channelOf(station).evb.values.rka).toBe(20);
  });

  test('off at the bridge: all VSIs are released, no De-Associate is sent', () => {
    const pair = new Pair().start();
    pair.command();
    pair.run(SECOND);
    const since = pair.log.length;
    pair.tellBridge({ kind: 'enable', port: BRIDGE_PORT, enabled: false });
    expect(pair.news('bridge', since)).toEqual([
      'peerDown disabled',
      'offline disabled',
      'release',
      'deleted disabled',
    ]);
    expect(pair.frames('bridge', since)).toEqual(['LLDP 0']);
  });

  test('off while the link is down: a command is still refused for the link', () => {
    const station = new EvbStation({ ports: [onePort(STATION_PORT, STATION_MAC)] });
    const refusal = () => station.handle({ kind: 'command', port: STATION_PORT, vsi: command() }, 1)?.code;
    expect(refusal()).toBe('portDown');
    station.handle({ kind: 'enable', port: STATION_PORT, enabled: false }, 1);
    expect(refusal()).toBe('portDown');
    station.handle({ kind: 'link', port: STATION_PORT, up: true }, 1);
    expect(refusal()).toBe('evbNotReady');
    expect(drain(station)).toEqual([]);
  });

  test('a port made with EVB off is silent until it is switched on', () => {
    const station = new EvbStation({ ports: [onePort(STATION_PORT, STATION_MAC, { enabled: false })] });
    station.handle({ kind: 'link', port: STATION_PORT, up: true }, 0);
    station.handle({ kind: 'frame', port: STATION_PORT, frame: lldpFrame(BRIDGE_MAC, EVB_BRIDGE) }, 0);
    station.handle({ kind: 'configure', port: STATION_PORT, evb: { txEnable: true } }, 0);
    expect(drain(station)).toEqual([]);
    station.handle({ kind: 'enable', port: STATION_PORT, enabled: true }, 0);
    expect(says(drain(station))).toEqual(['LLDP 121 00036e9414']);
  });

  test('txEnable off, wished for while EVB is off, holds when EVB is switched on', () => {
    const station = readyStation();
    station.handle({ kind: 'enable', port: STATION_PORT, enabled: false }, 1);
    station.handle({ kind: 'configure', port: STATION_PORT, evb: { txEnable: false } }, 1);
    drain(station);
    station.handle({ kind: 'enable', port: STATION_PORT, enabled: true }, 1);
    station.handle({ kind: 'timeout' }, 10 * SECOND);
    expect(says(drain(station))).toEqual(['LLDP 121']);
  });
});

describe('addPort, removePort', () => {
  test('a port that is removed ends as by link down, and a new one of its name begins anew', () => {
    const station = readyStation();
    station.handle({ kind: 'command', port: STATION_PORT, vsi: command() }, 1);
    drain(station);
    expect(station.handle({ kind: 'removePort', port: STATION_PORT }, 2)).toBeUndefined();
    expect(told(station)).toEqual(['peerDown portDown', 'failed associate portDown']);
    expect(station.status().ports).toEqual([]);
    expect(station.nextDeadline()).toBeUndefined();
    expect(station.handle({ kind: 'frame', port: STATION_PORT, frame: new Uint8Array(60) }, 3)?.code).toBe(
      'unknownPort',
    );
    expect(station.handle({ kind: 'addPort', port: onePort(STATION_PORT, STATION_MAC) }, 4)).toBeUndefined();
    station.handle({ kind: 'link', port: STATION_PORT, up: true }, 5);
    station.handle({ kind: 'frame', port: STATION_PORT, frame: lldpFrame(BRIDGE_MAC, EVB_BRIDGE) }, 6);
    station.handle({ kind: 'command', port: STATION_PORT, vsi: command() }, 7);
    expect(says(drain(station)).at(-1)).toBe('VDP 1: 3/00');
    expect(station.status().ports[0]?.counters.rxFrames).toBe(1);
  });

  test('timers of a removed port are not those of the next one', () => {
    const station = readyStation();
    station.handle({ kind: 'removePort', port: STATION_PORT }, 1);
    station.handle({ kind: 'addPort', port: onePort('eth1', STATION_MAC) }, 1);
    expect(station.nextDeadline()).toBeUndefined();
    station.handle({ kind: 'timeout' }, 1000 * SECOND);
    expect(says(drain(station))).toEqual(['peerDown portDown', 'neighborRemoved portDown']);
  });
});

describe('neighbours', () => {
  const THIRD_MAC = 0x0200_0000_5c01;
  const hear = (station: EvbStation, frame: Uint8Array, now: number) => {
    station.handle({ kind: 'frame', port: STATION_PORT, frame }, now);
    return told(station);
  };

  test('lldp-evb 7.5: two eligible peers are none, until one of them goes', () => {
    const station = readyStation({}, { ...EVB_BRIDGE, rka: 22 });
    station.handle({ kind: 'command', port: STATION_PORT, vsi: command() }, 1);
    drain(station);
    expect(hear(station, lldpFrame(THIRD_MAC, EVB_BRIDGE), 2)).toEqual(['peerDown multiple', 'oper 3 14 20 20']);
    expect(channelOf(station)).toMatchObject({
      evb: { peerState: 'multiple', values: { rka: 22 }, oper: { rrStatus: 'unknown' } },
      vdp: { evb: 'lost' },
    });
    expect(hear(station, lldpFrame(THIRD_MAC, undefined, 0), 3)).toEqual(['peerUp', 'oper 3 14 20 22']);
    expect(channelOf(station).vdp.evb).toBe('ready');
  });

  test('lldp-evb 7.3: with `newest` the one that came last counts, and its requests are new', () => {
    const ports = [onePort(STATION_PORT, STATION_MAC, { evb: { peerSelection: 'newest' } })];
    const station = readyStation({ ports });
    hear(station, vdpFrame(BRIDGE_MAC, 9, association(4, '00')), 1);
    expect(channelOf(station).ecp).toMatchObject({ receiveState: 'sendACK', lastSeq: 9 });
    expect(hear(station, lldpFrame(THIRD_MAC, { ...EVB_BRIDGE, rka: 21 }), 2)).toEqual([
      'peerDown replaced',
      'peerUp',
      'oper 3 14 20 21',
    ]);
    expect(channelOf(station).ecp.receiveState).toBe('receiveWait');
    expect(channelOf(station).vdp).toMatchObject({ evb: 'ready', parameters: { rka: 21 } });
  });

  test.each([
    ['min', 'ok', 0],
    ['exact', 'none', 1],
  ] as const)('an EVB TLV that is too long, with evbTlvLength %s', (evbTlvLength, peerState, discarded) => {
    const ports = [onePort(STATION_PORT, STATION_MAC, { evb: { evbTlvLength } })];
    const station = new EvbStation({ ports });
    station.handle({ kind: 'link', port: STATION_PORT, up: true }, 0);
    const longer = toHex(lldpFrame(BRIDGE_MAC, EVB_BRIDGE)).replace(/fe09(0080c20d.{10})/, 'fe0b$1dead');
    hear(station, hex(longer), 1);
    const { lldp, evb } = channelOf(station);
    expect(evb.peerState).toBe(peerState);
    expect(lldp?.counters.statsTLVsDiscardedTotal).toBe(discarded);
  });

  test('two neighbours whose names run together to the same octets are two', () => {
    // 07 41 05 | 05 42 and 07 41 | 05 05 42.
    const named = (chassis: string, port: string): Uint8Array => {
      const frame = lldpFrame(BRIDGE_MAC, EVB_BRIDGE);
      const digits = toHex(frame);
      const names = '0207040200005b01'.replace('00005b01', '0000005b01');
      const ports = '0407030200005b01'.replace('00005b01', '0000005b01');
      expect(digits).toContain(names + ports);
      const made = digits.replace(names + ports, chassis + port);
      return Uint8Array.from(made.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
    };
    const station = new EvbStation({ ports: [onePort(STATION_PORT, STATION_MAC)] });
    station.handle({ kind: 'link', port: STATION_PORT, up: true }, 0);
    hear(station, named('0203074105', '04020542'), 1);
    hear(station, named('02020741', '0403050542'), 2);
    expect(channelOf(station).evb.peerState).toBe('multiple');
  });
});

describe('several ports', () => {
  /** What a bridge of these ports answers on `ge1`, octet by octet. Timers are woken at their instants. */
  function run(names: readonly string[]): string[] {
    const bridge = new EvbBridge({ ports: names.map((name) => onePort(name, BRIDGE_MAC)) });
    const lines: string[] = [];
    const handle = (input: EvbBridgeInput, now: number) => {
      bridge.handle(input, now);
      for (let output = bridge.poll(); output !== undefined; output = bridge.poll()) {
        if (output.port === BRIDGE_PORT)
          lines.push(JSON.stringify([now, output.kind === 'frame' ? toHex(output.frame) : output]));
        if (output.kind !== 'query') continue;
        bridge.handle({ kind: 'answer', port: output.port, id: output.id, answer: { ok: true } }, now);
      }
    };
    const give = (input: EvbBridgeInput, now: number) => {
      for (let at = bridge.nextDeadline(); at !== undefined && at <= now; at = bridge.nextDeadline())
        handle({ kind: 'timeout' }, at);
      handle(input, now);
    };
    for (let step = 0; step < 60; step++) {
      for (const name of names) {
        const own = name === BRIDGE_PORT;
        const now = step * SECOND;
        if (step === 0) give({ kind: 'link', port: name, up: true }, now);
        else if (step % 7 === 1) give({ kind: 'frame', port: name, frame: lldpFrame(STATION_MAC, EVB_STATION) }, now);
        else if (step % 9 === 8 && !own) give({ kind: 'link', port: name, up: false }, now);
        else if (step % 9 === 0) give({ kind: 'link', port: name, up: true }, now);
        else give({ kind: 'frame', port: name, frame: vdpFrame(STATION_MAC, step, association(3, '00')) }, now);
        give({ kind: 'frame', port: name, frame: ackFrame(STATION_MAC, step) }, now);
      }
    }
    return lines;
  }

  test('what one of them sends and tells does not depend on the others, octet by octet', () => {
    const alone = run([BRIDGE_PORT]);
    expect(alone.length).toBeGreaterThan(60);
    expect(run([BRIDGE_PORT, 'ge2', 'ge3'])).toEqual(alone);
    expect(run(['ge0', 'ge2', BRIDGE_PORT])).toEqual(alone);
  });

  test('a VSI moves to another port: two records, and the old one is ended where the host wants', () => {
    const bridge = new EvbBridge({ ports: [onePort('ge1', BRIDGE_MAC), onePort('ge2', BRIDGE_MAC + 1)] });
    for (const port of ['ge1', 'ge2']) {
      bridge.handle({ kind: 'link', port, up: true }, 0);
      bridge.handle({ kind: 'frame', port, frame: lldpFrame(STATION_MAC, EVB_STATION) }, 0);
    }
    drain(bridge);
    const associate = (port: string, status: string) => {
      bridge.handle({ kind: 'frame', port, frame: vdpFrame(STATION_MAC, 1, association(3, status)) }, 1);
      const query = drain(bridge).find(({ kind }) => kind === 'query');
      expect(query).toMatchObject({ port, scid: 1, migrating: status === '10' });
      bridge.handle({ kind: 'answer', port, id: (query as { id: number }).id, answer: { ok: true } }, 1);
      return says(drain(bridge));
    };
    expect(associate('ge1', '00')).toEqual(['online ASSOC', 'VDP 1: 3/40']);
    expect(associate('ge2', '10')).toEqual(['online ASSOC', 'VDP 1: 3/40']);
    bridge.handle({ kind: 'frame', port: 'ge1', frame: ackFrame(STATION_MAC, 1) }, 2);
    expect(bridge.handle({ kind: 'withdraw', port: 'ge1', vsi: command(), reason: 'moved' }, 2)).toBeUndefined();
    expect(says(drain(bridge))).toEqual(['offline moved', 'release', 'deleted moved', 'VDP 2: 4/00']);
    expect(bridge.vsis({ port: 'ge1' })).toEqual([]);
    expect(bridge.vsis({ port: 'ge2' })).toMatchObject([{ vsiState: 'ASSOC' }]);
  });

  test('withdrawAll and reannounce: of one port, or of all', () => {
    const ports = [onePort('a', STATION_MAC), onePort('b', STATION_MAC + 1)];
    const station = new EvbStation({ ports });
    const inputs: EvbStationInput[] = ports.flatMap(({ name: port }): EvbStationInput[] => [
      { kind: 'link', port, up: true },
      { kind: 'frame', port, frame: lldpFrame(BRIDGE_MAC, EVB_BRIDGE) },
      { kind: 'command', port, vsi: command({ ...otherKey(1) }) },
      { kind: 'frame', port, frame: ackFrame(BRIDGE_MAC, 1) },
      {
        kind: 'frame',
        port,
        frame: vdpFrame(BRIDGE_MAC, 1, '061b 40 000001 00 04 00000000000000000000000000000001 01 0001 0064'),
      },
    ]);
    for (const input of inputs) expect(station.handle(input, 1)).toBeUndefined();
    expect(told(station).filter((text) => text.startsWith('done'))).toHaveLength(2);
    station.handle({ kind: 'reannounce', port: 'b' }, 2);
    expect(drain(station)).toMatchObject([{ kind: 'frame', port: 'b' }]);
    station.handle({ kind: 'frame', port: 'b', frame: ackFrame(BRIDGE_MAC, 2) }, 2);
    station.handle({ kind: 'reannounce' }, 3);
    expect(drain(station)).toMatchObject([{ kind: 'frame', port: 'a' }]);
    expect(framesOf(drain(station))).toEqual([]);
  });
});

test('one port and one channel are read out as in the status of all', () => {
  const pair = new Pair().start();
  pair.command();
  pair.run(SECOND);
  for (const [end, port] of [
    [pair.station, STATION_PORT],
    [pair.bridge, BRIDGE_PORT],
  ] as const) {
    const [whole] = end.status().ports;
    expect(end.portStatus(port)).toEqual(whole);
    expect(end.channelStatus({ port })).toEqual(whole?.channels[0]);
    expect(end.portStatus('p9')).toBeUndefined();
    expect([end.channelStatus({ port, scid: 2 }), end.channelStatus({ port: 'p9' })]).toEqual([undefined, undefined]);
  }
});
