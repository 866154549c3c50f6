// Any frames into a station and a bridge with live VSIs: nothing throws, what comes out is bounded, VSIs that no frame
// names are untouched, and the read-outs stay plain data.

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EvbBridge } from '../../src/evb/bridge.js';
import { EvbStation } from '../../src/evb/station.js';
import { toHex } from '../support/hex.js';
import { association, command, KEY, otherKey } from '../vdp/station/rig.js';
import { arbitraryPeerFrame } from './peer-frames.js';
import {
  ackFrame,
  BRIDGE_MAC,
  drain,
  EVB_BRIDGE,
  EVB_STATION,
  lldpFrame,
  onePort,
  SECOND,
  STATION_MAC,
  STATION_PORT,
  vdpFrame,
} from './rig.js';

const RUNS = { numRuns: 150 };
/** Milliseconds that a test may take where the machine has much else to do. */
const SLOW = 60_000;

/** What is not plain data: numbers that JSON has not, octets, functions, objects with a class. */
function odd(value: unknown, path = '$'): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path}: ${value}`];
  if (value === undefined || value === null || typeof value === 'string' || typeof value === 'boolean') return [];
  if (typeof value !== 'object') return [`${path}: ${typeof value}`];
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== Array.prototype)
    return [`${path}: ${prototype?.constructor?.name}`];
  return Object.entries(value).flatMap(([name, member]) => odd(member, `${path}.${name}`));
}

const spare = otherKey(99);
const SPARE_TLV = (type: number, status: string) =>
  `${((type << 9) + 27).toString(16).padStart(4, '0')} ${status} 000001 00 04 ${'00'.repeat(15)}63 01 0001 0064`;

/** A station with two associated VSIs on one port, and one on another; `ka` long enough to outlast a run. */
function liveStation(): EvbStation {
  const station = new EvbStation({
    ports: ['eth0', 'eth1'].map((name, i) => onePort(name, STATION_MAC + i, { evb: { rka: 31 } })),
  });
  for (const port of ['eth0', 'eth1']) {
    station.handle({ kind: 'link', port, up: true }, 0);
    station.handle({ kind: 'frame', port, frame: lldpFrame(BRIDGE_MAC, EVB_BRIDGE) }, 0);
    for (const [i, key] of [KEY, spare].entries()) {
      station.handle({ kind: 'command', port, vsi: command(key) }, 0);
      station.handle({ kind: 'frame', port, frame: ackFrame(BRIDGE_MAC, 1 + i) }, 0);
    }
    station.handle(
      { kind: 'frame', port, frame: vdpFrame(BRIDGE_MAC, 1, association(3, '40'), SPARE_TLV(3, '40')) },
      0,
    );
  }
  drain(station);
  return station;
}

function liveBridge(): EvbBridge {
  const bridge = new EvbBridge({
    ports: ['ge1', 'ge2'].map((name, i) => onePort(name, BRIDGE_MAC + i, { evb: { rka: 31 } })),
  });
  for (const port of ['ge1', 'ge2']) {
    bridge.handle({ kind: 'link', port, up: true }, 0);
    bridge.handle({ kind: 'frame', port, frame: lldpFrame(STATION_MAC, EVB_STATION) }, 0);
    bridge.handle(
      { kind: 'frame', port, frame: vdpFrame(STATION_MAC, 1, association(3, '00'), SPARE_TLV(3, '00')) },
      0,
    );
    for (const output of drain(bridge))
      if (output.kind === 'query') bridge.handle({ kind: 'answer', port, id: output.id, answer: { ok: true } }, 0);
    for (const sequence of [1, 2]) bridge.handle({ kind: 'frame', port, frame: ackFrame(STATION_MAC, sequence) }, 0);
  }
  drain(bridge);
  return bridge;
}

/** At most so many outputs come of one frame: an ACK, and a few for each of its TLVs. */
const MOST = 300;
const steps = (source: number, evb: object) =>
  fc.array(fc.tuple(arbitraryPeerFrame(source, evb), fc.constantFrom(0, 1, 1000, 200_000, SECOND)), {
    minLength: 1,
    maxLength: 25,
  });

describe('any frames', () => {
  test(
    'into a station',
    () => {
      fc.assert(
        fc.property(steps(BRIDGE_MAC, EVB_BRIDGE), (frames) => {
          const station = liveStation();
          const vsis = (port: string) => station.vsis({ port }).map(({ waitWhile: _, ...vsi }) => vsi);
          const rest = () =>
            JSON.stringify([
              vsis('eth0').find(({ vsi }) => Number.parseInt(vsi.vsiid, 16) === 99),
              vsis('eth1'),
              station.status().ports[1]?.counters.rxFrames,
            ]);
          const before = rest();
          let now = 0;
          for (const [frame, time] of frames) {
            now += time;
            const octets = toHex(frame);
            station.handle({ kind: 'frame', port: 'eth0', frame }, now);
            station.handle({ kind: 'timeout' }, now);
            expect(toHex(frame)).toBe(octets);
            expect(drain(station).length).toBeLessThan(MOST);
          }
          expect(rest()).toBe(before);
          expect(odd(station.status())).toEqual([]);
        }),
        RUNS,
      );
    },
    SLOW,
  );

  test(
    'into a bridge',
    () => {
      fc.assert(
        fc.property(steps(STATION_MAC, EVB_STATION), fc.array(fc.boolean(), { minLength: 5 }), (frames, answers) => {
          const bridge = liveBridge();
          const rest = () =>
            JSON.stringify(
              [
                bridge.vsis({ port: 'ge1' }).find(({ vsi }) => /^0*63$/.test(vsi.vsiid.replace(/\W/g, ''))),
                bridge.vsis({ port: 'ge2' }),
              ],
              (name, value) => (name === 'waitWhile' || name === 'timeSinceCreate' ? undefined : value),
            );
          const before = rest();
          expect(before).toContain('63');
          let now = 0;
          let asked = 0;
          for (const [frame, time] of frames) {
            now += time;
            bridge.handle({ kind: 'frame', port: 'ge1', frame }, now);
            bridge.handle({ kind: 'timeout' }, now);
            const outputs = drain(bridge);
            expect(outputs.length).toBeLessThan(MOST);
            for (const output of outputs) {
              if (output.kind !== 'query' || answers[asked++ % answers.length] !== true) continue;
              bridge.handle({ kind: 'answer', port: 'ge1', id: output.id, answer: { ok: true } }, now);
              drain(bridge);
            }
          }
          expect(rest()).toBe(before);
          expect(odd(bridge.status())).toEqual([]);
        }),
        RUNS,
      );
    },
    SLOW,
  );

  test(
    'without any VSI, ready or not, they make no VSI at a station',
    () => {
      fc.assert(
        fc.property(steps(BRIDGE_MAC, EVB_BRIDGE), fc.boolean(), (frames, up) => {
          const station = new EvbStation({ ports: [onePort(STATION_PORT, STATION_MAC)] });
          station.handle({ kind: 'link', port: STATION_PORT, up }, 0);
          for (const [frame] of frames) station.handle({ kind: 'frame', port: STATION_PORT, frame }, 0);
          expect(station.vsis({ port: STATION_PORT })).toEqual([]);
          expect(odd(station.status())).toEqual([]);
        }),
        RUNS,
      );
    },
    SLOW,
  );
});
