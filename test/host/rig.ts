// Hosts without a world: an endpoint by a script, a transport in the hands of the test, and a station and a bridge on a link
// in memory.

import type { EvbPortOptions } from '../../src/evb/options/port-options.js';
import type { EvbStationInput, EvbStationOutput } from '../../src/evb/station.js';
import {
  type BridgeHost,
  driveBridge,
  driveStation,
  type Endpoint,
  type FrameReceiver,
  type FrameTransport,
  type HostFault,
  linkInMemory,
  type Observer,
  type StationHost,
  type VsiManager,
} from '../../src/host/index.js';
import { EvbBridge, type EvbBridgeState, EvbStation, type EvbStationState } from '../../src/index.js';
import { VirtualScheduler, type World } from '../../src/simulator/index.js';
import { BRIDGE_MAC, PARAMETERS, STATION_MAC } from '../simulator/rig.js';
import { throughJson } from '../support/through-json.js';

export type Input = EvbStationInput;
export type Output = EvbStationOutput;

/** The outputs for an input. */
export type Script = (input: Input, now: number) => readonly Output[];

/** An endpoint that gives the outputs of a script, and notes its inputs. */
export function scripted(script: Script): Endpoint<Input, Output> & { deadline: number | undefined; taken: string[] } {
  const outputs: Output[] = [];
  return {
    deadline: undefined,
    taken: [],
    handle(input, now) {
      this.taken.push(`${input.kind} ${now}`);
      outputs.push(...script(input, now));
      return undefined;
    },
    poll: () => outputs.shift(),
    nextDeadline() {
      return this.deadline;
    },
  };
}

export const frameOutput = (octet: number, port = 'p'): Output => ({
  kind: 'frame',
  port,
  frame: Uint8Array.of(octet),
});

/** A transport that notes the frames to send, and shows its receiver to the test. */
export function transportOf(send: (frame: Uint8Array) => unknown = () => undefined): FrameTransport & {
  receiver: FrameReceiver | undefined;
  readonly sent: number[];
} {
  return {
    receiver: undefined,
    sent: [],
    send(frame) {
      this.sent.push(frame[0] ?? -1);
      return send(frame) as undefined;
    },
    start(receiver) {
      this.receiver = receiver;
      receiver.link(true);
    },
    stop() {
      // The receiver stays, so that a test can still use it.
    },
  };
}

export function noting(): Observer<Input, Output> & { readonly faults: HostFault[]; readonly lines: string[] } {
  return {
    faults: [],
    lines: [],
    input(input) {
      this.lines.push(`in ${input.kind}`);
    },
    output(output) {
      this.lines.push(output.kind === 'frame' ? `out ${output.frame[0]}` : `out ${output.kind}`);
    },
    fault(fault) {
      this.faults.push(fault);
    },
  };
}

/** A station and a bridge, each driven, on a link in memory. */
export function twoEnds(
  manager: VsiManager = { query: () => ({ ok: true }) },
  more: { readonly station?: Partial<EvbPortOptions>; readonly bridge?: Partial<EvbPortOptions> } = {},
) {
  const scheduler = new VirtualScheduler();
  const link = linkInMemory(scheduler, 10);
  const driveEvbStation = (state?: EvbStationState): StationHost =>
    driveStation(
      new EvbStation({ ports: [{ name: 'eth0', mac: STATION_MAC, evb: { ...PARAMETERS }, ...more.station }] }, state),
      { transports: { eth0: link.ends[0] } },
      scheduler,
    );
  const driveEvbBridge = (by: VsiManager, state?: EvbBridgeState): BridgeHost =>
    driveBridge(
      new EvbBridge({ ports: [{ name: 'ge1', mac: BRIDGE_MAC, evb: { ...PARAMETERS }, ...more.bridge }] }, state),
      { transports: { ge1: link.ends[1] }, manager: by },
      scheduler,
    );
  const station = driveEvbStation();
  const bridge = driveEvbBridge(manager);
  /** Runs until a promise is settled. */
  const until: World['until'] = async (promise) => {
    let isSettled = false;
    const settle = (): void => {
      isSettled = true;
    };
    promise.then(settle, settle);
    for (;;) {
      for (let turns = 0; turns < 4; turns++) await undefined;
      if (isSettled) return promise;
      if (!scheduler.step()) throw new Error('nothing is due');
    }
  };
  return {
    scheduler,
    link,
    station,
    bridge,
    until,
    /** Stops the driver of the station, and moves the state through JSON text to a fresh station and driver. */
    moveStation(): StationHost {
      station.stop();
      return driveEvbStation(throughJson(station.station.state));
    },
    /** The same for the bridge; the fresh driver has another VSI manager. */
    moveBridge(by: VsiManager): BridgeHost {
      bridge.stop();
      return driveEvbBridge(by, throughJson(bridge.bridge.state));
    },
  };
}

/** An abort signal, as hosts without a DOM have it. */
export function abortable() {
  const listeners = new Set<() => void>();
  const signal = {
    aborted: false,
    reason: undefined as unknown,
    addEventListener: (_type: 'abort', listener: () => void) => void listeners.add(listener),
    removeEventListener: (_type: 'abort', listener: () => void) => void listeners.delete(listener),
  };
  return {
    signal,
    listeners,
    abort(reason: unknown) {
      signal.aborted = true;
      signal.reason = reason;
      for (const listener of [...listeners]) listener();
    },
  };
}
