// Sequences of any inputs give the same outputs again, and the same whenever they are polled.

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EvbBridge, type EvbBridgeInput } from '../../src/evb/bridge.js';
import { EvbStation, type EvbStationInput } from '../../src/evb/station.js';
import { toHex } from '../support/hex.js';
import { command, KEY, otherKey } from '../vdp/station/rig.js';
import { arbitraryPeerFrame } from './peer-frames.js';
import {
  BRIDGE_MAC,
  BRIDGE_PORT,
  drain,
  EVB_BRIDGE,
  EVB_STATION,
  lldpFrame,
  type Output,
  onePort,
  Pair,
  SECOND,
  STATION_MAC,
  STATION_PORT,
} from './rig.js';

const RUNS = { numRuns: 150 };
/** Milliseconds that a test may take where the machine has much else to do. */
const SLOW = 60_000;

describe('the same again', () => {
  type Step<Input> = readonly [Input, number];
  const text = (outputs: readonly Output[]): string =>
    JSON.stringify(outputs, (_name, value) => (value instanceof Uint8Array ? toHex(value) : value));

  /** All outputs of these inputs, polled behind each of them or at the end. */
  function play<Input>(
    end: { handle(input: Input, now: number): unknown; poll(): Output | undefined },
    inputs: readonly Step<Input>[],
    eager: boolean,
  ): string {
    const outputs: Output[] = [];
    const refusals: unknown[] = [];
    let now = 0;
    for (const [input, time] of inputs) {
      now += time;
      refusals.push(end.handle(input, now));
      if (eager) outputs.push(...drain(end));
    }
    outputs.push(...drain(end));
    return text(outputs) + JSON.stringify(refusals);
  }

  const time = fc.constantFrom(0, 1, 500, 163_840, SECOND, 20 * SECOND, 200 * SECOND);
  const flag = fc.boolean();

  test(
    'a station: any inputs, twice, and polled at the end',
    () => {
      const port = STATION_PORT;
      const input: fc.Arbitrary<EvbStationInput> = fc.oneof(
        arbitraryPeerFrame(BRIDGE_MAC, EVB_BRIDGE).map((frame): EvbStationInput => ({ kind: 'frame', port, frame })),
        fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 2 })).map(
          ([i, typeId]): EvbStationInput => ({
            kind: 'command',
            port,
            vsi: command({ ...(i === 0 ? KEY : otherKey(i)), typeId }),
          }),
        ),
        fc.constant<EvbStationInput>({ kind: 'deAssociate', port, vsi: KEY }),
        fc.constant<EvbStationInput>({ kind: 'timeout' }),
        fc.constant<EvbStationInput>({ kind: 'reannounce' }),
        flag.map((up): EvbStationInput => ({ kind: 'link', port, up })),
        flag.map((enabled): EvbStationInput => ({ kind: 'enable', port, enabled })),
        flag.map(
          (txEnable): EvbStationInput => ({
            kind: 'configure',
            port,
            evb: { txEnable, onEvbLoss: txEnable ? 'keep' : 'end' },
          }),
        ),
      );
      fc.assert(
        fc.property(fc.array(fc.tuple(input, time), { maxLength: 40 }), (inputs) => {
          const all: Step<EvbStationInput>[] = [
            [{ kind: 'link', port, up: true }, 0],
            [{ kind: 'frame', port, frame: lldpFrame(BRIDGE_MAC, EVB_BRIDGE) }, 0],
            ...inputs,
          ];
          const fresh = () => new EvbStation({ ports: [onePort(port, STATION_MAC)] });
          const once = play(fresh(), all, true);
          expect(play(fresh(), all, true)).toBe(once);
          expect(play(fresh(), all, false)).toBe(once);
        }),
        RUNS,
      );
    },
    SLOW,
  );

  test(
    'a bridge: any inputs, twice, and polled at the end',
    () => {
      const port = BRIDGE_PORT;
      // Ids of queries are serial numbers, times 2^22, plus the slot.
      const id = fc
        .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 3 }))
        .map(([serial, slot]) => serial * 2 ** 22 + slot);
      const input: fc.Arbitrary<EvbBridgeInput> = fc.oneof(
        {
          weight: 4,
          arbitrary: arbitraryPeerFrame(STATION_MAC, EVB_STATION).map(
            (frame): EvbBridgeInput => ({ kind: 'frame', port, frame }),
          ),
        },
        {
          weight: 3,
          arbitrary: fc
            .tuple(id, fc.constantFrom({ ok: true } as const, { ok: false, error: 2 } as const))
            .map(([one, answer]): EvbBridgeInput => ({ kind: 'answer', port, id: one, answer })),
        },
        fc.constant<EvbBridgeInput>({ kind: 'timeout' }),
        fc.constant<EvbBridgeInput>({ kind: 'withdraw', port, vsi: KEY }),
        fc.constant<EvbBridgeInput>({ kind: 'withdrawAll', reason: 'policy' }),
        flag.map((up): EvbBridgeInput => ({ kind: 'link', port, up })),
        flag.map((enabled): EvbBridgeInput => ({ kind: 'enable', port, enabled })),
      );
      fc.assert(
        fc.property(fc.array(fc.tuple(input, time), { maxLength: 40 }), (inputs) => {
          const all: Step<EvbBridgeInput>[] = [
            [{ kind: 'link', port, up: true }, 0],
            [{ kind: 'frame', port, frame: lldpFrame(STATION_MAC, EVB_STATION) }, 0],
            ...inputs,
          ];
          const fresh = () => new EvbBridge({ ports: [onePort(port, BRIDGE_MAC)] });
          const once = play(fresh(), all, true);
          expect(play(fresh(), all, true)).toBe(once);
          expect(play(fresh(), all, false)).toBe(once);
        }),
        RUNS,
      );
    },
    SLOW,
  );

  test('two runs of the same link, with losses, are the same octet by octet', () => {
    const run = (): string => {
      const pair = new Pair({
        station: { ports: [onePort(STATION_PORT, STATION_MAC, { evb: { rka: 17, rte: 10 } })] },
      });
      let frames = 0;
      pair.passes.bridge = () => frames++ % 5 !== 3;
      pair.passes.station = () => frames++ % 7 !== 2;
      pair.start();
      for (let i = 0; i < 10; i++) {
        pair.run(SECOND);
        try {
          pair.command(otherKey(i));
        } catch {
          // Not ready yet: the same in both runs.
        }
      }
      pair.run(60 * SECOND);
      return pair.log.map(({ at, from, output }) => `${at} ${from} ${text([output])}`).join('\n');
    };
    const once = run();
    expect(once.split('\n').length).toBeGreaterThan(300);
    expect(run()).toBe(once);
  });
});
