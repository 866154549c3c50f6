// Users of ECP beside VDP that the host plays, at both ends.

import { describe, expect, test } from 'vitest';
import { EvbStation } from '../../src/evb/station.js';
import { toHex } from '../support/hex.js';
import {
  BRIDGE_MAC,
  BRIDGE_PORT,
  drain,
  EVB_BRIDGE,
  lldpFrame,
  type Output,
  onePort,
  Pair,
  readyStation,
  SECOND,
  STATION_MAC,
  STATION_PORT,
} from './rig.js';

const ulps = [{ subtype: 2 }, { subtype: 1023, maxQueue: 2 }];
const ulpdu = Uint8Array.of(0xaa, 0xbb);

const newPair = () =>
  new Pair({
    station: { ports: [onePort(STATION_PORT, STATION_MAC, { ulps, cdcp: { wants: [2] } })] },
    bridge: { ports: [onePort(BRIDGE_PORT, BRIDGE_MAC, { ulps, cdcp: {} })] },
  }).start();

/** What is told of the users, in short. */
const heard = (pair: Pair, from: 'station' | 'bridge', since = 0): string[] =>
  pair.log.slice(since).flatMap(({ from: by, output }) => (by === from ? ulpText(output) : []));

function ulpText(output: Output): string[] {
  switch (output.kind) {
    case 'ulpIndication':
      return [`${output.scid} got ${output.subtype} ${toHex(output.ulpdu).slice(0, 4)}`];
    case 'ulpDone':
      return [`${output.scid} done ${output.subtype}`];
    case 'ulpFailed':
      return [`${output.scid} failed ${output.subtype} ${output.reason}`];
    default:
      return [];
  }
}

describe('users of ECP by subtype', () => {
  test('a ULPDU each way in each S-channel, and VDP beside them', () => {
    const pair = newPair();
    pair.tell({ kind: 'ulpRequest', port: STATION_PORT, subtype: 2, ulpdu });
    pair.tell({ kind: 'ulpRequest', port: STATION_PORT, scid: 2, subtype: 1023, ulpdu });
    pair.tellBridge({ kind: 'ulpRequest', port: BRIDGE_PORT, scid: 2, subtype: 2, ulpdu });
    pair.command();
    pair.run(SECOND);
    expect(heard(pair, 'bridge')).toEqual(['1 got 2 aabb', '2 got 1023 aabb', '2 done 2']);
    expect(heard(pair, 'station')).toEqual(['2 got 2 aabb', '1 done 2', '2 done 1023']);
    expect(pair.bridge.vsis({ port: BRIDGE_PORT })).toHaveLength(1);
  });

  test('a ULPDU that gets no ACK fails, one that waits when the link goes down fails too', () => {
    const pair = newPair();
    pair.passes.bridge = () => false;
    pair.tell({ kind: 'ulpRequest', port: STATION_PORT, subtype: 2, ulpdu });
    pair.run(SECOND);
    expect(heard(pair, 'station')).toEqual(['1 failed 2 noAck']);
    expect(pair.news('station')).toContain('ecpFailed');
    const since = pair.log.length;
    pair.tell({ kind: 'ulpRequest', port: STATION_PORT, subtype: 2, ulpdu });
    pair.tell({ kind: 'ulpRequest', port: STATION_PORT, subtype: 1023, ulpdu });
    pair.stationLink(false);
    expect(heard(pair, 'station', since)).toEqual(['1 failed 2 portDown', '1 failed 1023 portDown']);
  });

  test.each([
    ['a subtype that the port has not', { subtype: 3 }, 'unknownSubtype', 'subtype'],
    ['VDP', { subtype: 1 }, 'unknownSubtype', 'subtype'],
    ['a ULPDU too long', { subtype: 2, ulpdu: new Uint8Array(1497) }, 'tooLong', 'ulpdu'],
    ['a channel that is not there', { subtype: 2, scid: 7 }, 'unknownChannel', 'scid'],
    ['no port', { subtype: 2, port: 'no' }, 'unknownPort', 'port'],
  ])('refused: %s', (_name, more, code, field) => {
    const station = readyStation({ ports: [onePort(STATION_PORT, STATION_MAC, { ulps })] });
    const input = { kind: 'ulpRequest', port: STATION_PORT, ulpdu, ...more } as const;
    expect(station.handle(input, 0)).toMatchObject({ code, field });
    expect(drain(station)).toEqual([]);
  });

  test('refused: before EVB is agreed, and where too many ULPDUs wait', () => {
    const station = new EvbStation({ ports: [onePort(STATION_PORT, STATION_MAC, { ulps })] });
    const ask = () => station.handle({ kind: 'ulpRequest', port: STATION_PORT, subtype: 1023, ulpdu }, 0)?.code;
    expect(ask()).toBe('portDown');
    station.handle({ kind: 'link', port: STATION_PORT, up: true }, 0);
    station.handle({ kind: 'frame', port: STATION_PORT, frame: lldpFrame(BRIDGE_MAC, EVB_BRIDGE) }, 0);
    // One is on its way, two wait.
    expect([ask(), ask(), ask(), ask()]).toEqual([undefined, undefined, undefined, 'queueFull']);
  });

  test.each([
    [[{ subtype: 1 }], 'ports[0].ulps[0].subtype'],
    [[{ subtype: 2 }, { subtype: 2 }], 'ports[0].ulps[1].subtype'],
    [[{ subtype: 1024 }], 'ports[0].ulps[0].subtype'],
    [[{ subtype: 2, maxQueue: 0 }], 'ports[0].ulps[0].maxQueue'],
  ])('option %j', (bad, field) => {
    expect(() => new EvbStation({ ports: [onePort(STATION_PORT, STATION_MAC, { ulps: bad })] })).toThrow(
      expect.objectContaining({ field }),
    );
  });
});
