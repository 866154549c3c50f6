// The law of states: at any step of a random run a station, or a bridge, whose state goes through JSON text goes on as the
// one that keeps it, to the octet.

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ECP_INSTANTS } from '../../src/ecp/state.js';
import { EvbBridge, type EvbBridgeInput, type EvbBridgeOptions, type EvbBridgeState } from '../../src/evb/bridge.js';
import type { EvbPortOptions } from '../../src/evb/options/port-options.js';
import { EVB_ENDPOINT_INSTANTS, type EvbEndpointState } from '../../src/evb/state.js';
import {
  EvbStation,
  type EvbStationInput,
  type EvbStationOptions,
  type EvbStationState,
} from '../../src/evb/station.js';
import { EVB_TIMERS_INSTANTS } from '../../src/evb/timers.js';
import { LLDP_AGENT_INSTANTS } from '../../src/lldp-evb/agent/state.js';
import { BRIDGE_INSTANTS } from '../../src/vdp/bridge/state.js';
import { STATION_INSTANTS } from '../../src/vdp/station/state.js';
import { moveInstants } from '../support/moved-instants.js';
import { expectSameRun, type Step } from '../support/moved-state.js';
import { command, otherKey } from '../vdp/station/rig.js';
import { BRIDGE_MAC, BRIDGE_PORT, onePort, Pair, SECOND, STATION_MAC, STATION_PORT } from './rig.js';

/** Milliseconds that a test may take where the machine has much else to do. */
const SLOW = 120_000;
/** Each runs through JSON text some hundred times. */
const RUNS = { numRuns: 8 };
const ULPS = { ulps: [{ subtype: 2 }] };

const cdcp: Record<'station' | 'bridge', Partial<EvbPortOptions>> = {
  station: { cdcp: { wants: [2, 3] } },
  bridge: { cdcp: { pool: [{ low: 100, high: 102 }] }, channels: [{ scid: 9, svid: 60 }] },
};

/** Something that a host does to the pair; what is refused is refused to both. */
type Act = (pair: Pair) => void;

const both = <Input>(act: (port: string, at: 'station' | 'bridge') => Input | undefined): fc.Arbitrary<Act> =>
  fc.constantFrom('station' as const, 'bridge' as const).map((at) => (pair) => {
    const input = act(at === 'station' ? STATION_PORT : BRIDGE_PORT, at);
    if (at === 'station') pair.station.handle(input as EvbStationInput, pair.now);
    else pair.bridge.handle(input as EvbBridgeInput, pair.now);
  });

const scid = fc.constantFrom(1, 1, 2, 9);
const flag = fc.boolean();
const run = fc.constantFrom(0, 150, 100_000, SECOND, 7 * SECOND, 40 * SECOND, 150 * SECOND).map(
  (time): Act =>
    (pair) =>
      pair.run(time),
);

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 8, arbitrary: run },
  {
    weight: 5,
    arbitrary: fc.tuple(scid, fc.nat(3), fc.nat(2)).map(
      ([one, i, typeId]): Act =>
        (pair) => {
          const vsi = command({ ...otherKey(i), typeId });
          pair.station.handle({ kind: 'command', port: STATION_PORT, scid: one, vsi, tag: i }, pair.now);
        },
    ),
  },
  fc.tuple(scid, fc.nat(3)).map(
    ([one, i]): Act =>
      (pair) => {
        pair.station.handle({ kind: 'deAssociate', port: STATION_PORT, scid: one, vsi: otherKey(i) }, pair.now);
      },
  ),
  fc.constant<Act>((pair) => pair.bridge.handle({ kind: 'withdrawAll', reason: 'policy' }, pair.now)),
  fc.constant<Act>((pair) => pair.station.handle({ kind: 'reannounce' }, pair.now)),
  {
    weight: 3,
    arbitrary: scid.chain((one) =>
      both((port) => ({ kind: 'ulpRequest', port, scid: one, subtype: 2, ulpdu: Uint8Array.of(1, 2, one) })),
    ),
  },
  flag.chain((up) => both((port) => ({ kind: 'link', port, up }))),
  flag.chain((enabled) => both((port) => ({ kind: 'enable', port, enabled }))),
  flag.chain((enabled) => both((port) => ({ kind: 'cdcp', port, cdcp: { enabled } }))),
  fc.constantFrom([2], [3, 2], []).map(
    (wants): Act =>
      (pair) => {
        pair.station.handle({ kind: 'cdcp', port: STATION_PORT, cdcp: { wants } }, pair.now);
      },
  ),
  fc.nat(20).chain((rka) => both((port) => ({ kind: 'configure', port, evb: { rka, txEnable: rka > 2 } }))),
  both((port) => ({ kind: 'addChannel', port, scid: 9, svid: 60 })),
  both((port) => ({ kind: 'removeChannel', port, scid: 9 })),
  both((_port, at) => ({ kind: 'addPort', port: onePort('p2', 0x0200_0000_0101, cdcp[at]) })),
  both(() => ({ kind: 'link', port: 'p2', up: true })),
  both(() => ({ kind: 'removePort', port: 'p2' })),
  flag.map(
    (passes): Act =>
      (pair) => {
        pair.passes.station = () => passes;
      },
  ),
  flag.map(
    (passes): Act =>
      (pair) => {
        pair.passes.bridge = () => passes;
      },
  ),
);

/** Moves all instants in the state of an end; those of its VDP by `moveVdp`. */
function moveState<VdpState extends object>(
  state: EvbEndpointState<VdpState>,
  by: number,
  moveVdp: (vdp: VdpState) => void,
): void {
  moveInstants(state, EVB_ENDPOINT_INSTANTS, by);
  moveInstants(state.timers, EVB_TIMERS_INSTANTS, by);
  for (const { uap, channels } of state.ports.values()) {
    if (uap?.lldp !== undefined) moveInstants(uap.lldp, LLDP_AGENT_INSTANTS, by);
    for (const { lldp, ecp, vdp } of channels.values()) {
      if (lldp !== undefined) moveInstants(lldp, LLDP_AGENT_INSTANTS, by);
      moveInstants(ecp, ECP_INSTANTS, by);
      moveVdp(vdp);
    }
  }
}

/** Notes what an end is given. */
function journal<Input>(end: { handle(input: Input, now: number): unknown }): Step<Input>[] {
  const steps: Step<Input>[] = [];
  let before = 0;
  const handle = end.handle.bind(end);
  end.handle = (input, now) => {
    steps.push({ input, after: now - before, polls: steps.length % 3 !== 1 });
    before = now;
    return handle(input, now);
  };
  return steps;
}

describe.each([
  ['without CDCP', { station: ULPS, bridge: ULPS }],
  ['with CDCP', { station: { ...cdcp.station, ...ULPS }, bridge: { ...cdcp.bridge, ...ULPS } }],
])('a state through JSON text, %s', (_name, more) => {
  const station: EvbStationOptions = { ports: [onePort(STATION_PORT, STATION_MAC, more.station)] };
  const bridge: EvbBridgeOptions = { ports: [onePort(BRIDGE_PORT, BRIDGE_MAC, more.bridge)] };

  const runs = fc.array(act, { maxLength: 25 }).map((acts) => {
    const pair = new Pair({ station, bridge });
    const steps = { station: journal<EvbStationInput>(pair.station), bridge: journal<EvbBridgeInput>(pair.bridge) };
    pair.start();
    for (const one of acts) one(pair);
    return steps;
  });

  const stationOf = (state?: EvbStationState) => new EvbStation(state === undefined ? station : {}, state);
  const bridgeOf = (state?: EvbBridgeState) => new EvbBridge(state === undefined ? bridge : {}, state);

  test('a station', { timeout: SLOW }, () => {
    fc.assert(
      fc.property(runs, (steps) => expectSameRun(stationOf, steps.station)),
      RUNS,
    );
  });

  test('a bridge', { timeout: SLOW }, () => {
    fc.assert(
      fc.property(runs, (steps) => expectSameRun(bridgeOf, steps.bridge)),
      RUNS,
    );
  });

  test('a station, to another clock', { timeout: SLOW }, () => {
    const move = (state: EvbStationState, by: number) =>
      moveState(state, by, (vdp) => moveInstants(vdp, STATION_INSTANTS, by));
    fc.assert(
      fc.property(runs, (steps) => expectSameRun(stationOf, steps.station, move)),
      RUNS,
    );
  });

  test('a bridge, to another clock', { timeout: SLOW }, () => {
    const move = (state: EvbBridgeState, by: number) =>
      moveState(state, by, (vdp) => moveInstants(vdp, BRIDGE_INSTANTS, by));
    fc.assert(
      fc.property(runs, (steps) => expectSameRun(bridgeOf, steps.bridge, move)),
      RUNS,
    );
  });
});

test('a channel of a port that was disabled at first is enabled with the port', () => {
  const pair = new Pair({
    station: { ports: [onePort(STATION_PORT, STATION_MAC, { ...cdcp.station, enabled: false })] },
    bridge: { ports: [onePort(BRIDGE_PORT, BRIDGE_MAC, cdcp.bridge)] },
  });
  pair.tell({ kind: 'enable', port: STATION_PORT, enabled: true });
  pair.start();
  pair.run(5 * SECOND);
  expect(pair.station.status().ports[0]?.channels.map(({ scid, evb }) => [scid, evb.evbReady])).toEqual([
    [1, true],
    [2, true],
    [3, true],
  ]);
});
