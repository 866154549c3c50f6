// What a host gives to the library: small interfaces, all injected. Everything else of the library does no I/O at all.
//
// What a part of the host throws, or returns as a promise that is rejected, is told to `Observer.fault` and counted. The
// endpoint goes on as if the part had done nothing: a frame whose `send` throws is lost like any other frame; a query whose
// `query` throws is answered with error type 3 (unable to contact the VSI manager).

import type { Refusal } from '../core/refusal.js';
import type { EvbBridgeInput, EvbBridgeOutput } from '../evb/bridge.js';
import type { DataPlaneChange } from '../evb/data-plane.js';
import type { HostLldpNeighbor } from '../evb/peers.js';
import type { ChannelPlace } from '../evb/place.js';
import type { EvbStationInput, EvbStationOutput } from '../evb/station.js';
import type { LldpTlv } from '../lldp-evb/wire/lldpdu.js';
import type { VsiAnswer, VsiQuery } from '../vdp/manager/vsi-manager.js';

/**
 * The clock and the timers of the host. `NodeScheduler` is the one for Node, `VirtualScheduler` the one for tests.
 *
 * @example
 * const scheduler: Scheduler = {
 *   now: () => Math.floor(performance.now() * 1000),
 *   at(when, run) {
 *     const timer = setTimeout(run, Math.max(1, Math.ceil((when - scheduler.now()) / 1000))); // for less than 24 days
 *     return { cancel: () => clearTimeout(timer) };
 *   },
 * };
 */
export interface Scheduler {
  /** Microseconds on any scale that does not go back. */
  now(): number;
  /** Runs `run` once, at the instant `when` in microseconds or soon after, never inside this call. */
  at(when: number, run: () => void): Timer;
}

/** A timer of a `Scheduler`. */
export interface Timer {
  /** After this `run` is not called. Does nothing where it was called already. */
  cancel(): void;
}

/** The library as a transport sees it. A transport may call both at any time, also inside `send` and `start`. */
export interface FrameReceiver {
  /**
   * A frame was received.
   *
   * @param frame from the destination address to the last octet before the FCS; valid only during the call
   * @param scid S-channel of the frame, where the port has `tagging: 'host'`: the transport has taken its S-TAG off.
   *   Default 1
   */
  frame(frame: Uint8Array, scid?: number): void;
  /** The MAC is operational, or is not. */
  link(up: boolean): void;
}

/**
 * The Ethernet frames of one port.
 *
 * @example
 * const ge1: FrameTransport = {
 *   send: (frame) => socket.send(frame.slice()),
 *   start(receiver) {
 *     receiver.link(socket.isOpen);
 *     socket.onMessage = (frame) => receiver.frame(frame);
 *   },
 *   stop() {
 *     socket.onMessage = undefined;
 *   },
 * };
 */
export interface FrameTransport {
  /**
   * Sends a frame.
   *
   * @param frame from the destination address on, without the FCS, padded to the `minFrameSize` of the endpoint. It is valid only during the call: a
   *   transport that keeps it copies it
   * @param scid S-channel of the frame, where the port has `tagging: 'host'`: the transport puts the S-TAG on. Absent
   *   elsewhere
   */
  send(frame: Uint8Array, scid?: number): void;
  /** Begins to give frames and link states to `receiver`. The present state of the link is given first. */
  start(receiver: FrameReceiver): void;
  /** Ends what `start` began. */
  stop(): void;
}

/** The library as an LLDP daemon of the host sees it. */
export interface LldpReceiver {
  /**
   * All neighbours that the daemon knows at present at one address.
   *
   * @param where `scid`: S-channel, default 1. `destination`: address as a 48-bit number, default Nearest Customer Bridge;
   *   with CDCP also Nearest non-TPMR Bridge
   */
  neighbors(
    neighbors: readonly HostLldpNeighbor[],
    where?: { readonly scid?: number | undefined; readonly destination?: number | undefined },
  ): void;
}

/** The LLDP daemon of the host on a port with `lldp: { by: 'host' }`. */
export interface LldpDaemon {
  /**
   * From now on the daemon sends these TLVs, behind the mandatory ones. They replace those given before.
   *
   * @param destination address as a 48-bit number
   * @param scid S-channel to send them in
   */
  send(destination: number, tlvs: readonly LldpTlv[], scid: number): void;
  /** Begins to give neighbours to `receiver`. */
  start(receiver: LldpReceiver): void;
  /** Ends what `start` began. */
  stop(): void;
}

/** A query with its S-channel. Its `id` is unique in the S-channel. */
export type PlacedVsiQuery = VsiQuery & ChannelPlace;

/**
 * Decides which VSIs a bridge may have, and with which VIDs. `staticVsiManager` of `dot1qbg/vdp` is a database in memory.
 *
 * @example
 * const manager: VsiManager = {
 *   query: async (query) => ((await database.allows(query)) ? { ok: true } : { ok: false, error: 2 }),
 *   release: (query) => database.free(query),
 * };
 */
export interface VsiManager {
  /**
   * Asks for the resources of a command. There are three ways to answer: return the answer, return a promise of it, or
   * return `undefined` and call `answer` now or later. Only the first answer counts. Without an answer in
   * resourceWaitDelay the bridge refuses the command with error type 3.
   */
  query(query: PlacedVsiQuery, answer: (answer: VsiAnswer) => void): VsiAnswer | PromiseLike<VsiAnswer> | undefined;
  /** The bridge no longer waits for the answer of this query. A grant that comes later is released at once. */
  cancel?(query: PlacedVsiQuery): void;
  /** The bridge gives back what this query was granted. Called once for each grant. */
  release?(query: PlacedVsiQuery): void;
}

/**
 * The part of the host that forwards frames.
 *
 * @example
 * const dataPlane: DataPlane = {
 *   apply(change) {
 *     if (change.kind === 'online') ports.get(change.port).addFilter(change.vsi, change.filterInfo);
 *     else if (change.kind === 'offline') ports.get(change.port).removeFilter(change.vsi);
 *   },
 * };
 */
export interface DataPlane {
  /** Makes a change, in the order in which changes are given. */
  apply(change: DataPlaneChange): void;
}

/** What a station or a bridge takes. */
export type EvbInput = EvbStationInput | EvbBridgeInput;
/** What a station or a bridge gives. */
export type EvbOutput = EvbStationOutput | EvbBridgeOutput;

/** What can be driven: `EvbStation`, `EvbBridge`, or an endpoint of the host's own. */
export interface Endpoint<Input, Output> {
  /**
   * @param now microseconds
   * @returns why the input was not taken; nothing has changed then
   */
  handle(input: Input, now: number): Refusal | undefined;
  /** The next output; `undefined` where none waits. */
  poll(): Output | undefined;
  /** The instant in microseconds at which the input `timeout` is due; `undefined` is never. */
  nextDeadline(): number | undefined;
}

/** A part of the host whose code may throw. */
export type HostPart = 'transport' | 'lldp' | 'manager' | 'dataPlane' | 'scheduler' | 'observer' | 'listener';

/** A part of the host has thrown, has returned a promise that was rejected, or has given an invalid answer. */
export interface HostFault {
  readonly part: HostPart;
  /** Name of the port; absent where the fault belongs to no port. */
  readonly port?: string;
  /** What was thrown; for an invalid answer the refusal of the bridge. */
  readonly error: unknown;
}

/** Looks on without changing anything: a log, a journal, a test. */
export interface Observer<Input, Output> {
  /** The endpoint has handled an input; its outputs follow. Octets are valid only during the call. */
  input?(input: Input, now: number, refusal: Refusal | undefined): void;
  /** The driver is about to act on an output. */
  output?(output: Output, now: number): void;
  fault?(fault: HostFault): void;
}

/** What a host gives to a driver. All of it is optional. */
export interface HostParts<Input, Output> {
  /** By the name of the port. Frames of a port without a transport are dropped. */
  readonly transports?: Readonly<Record<string, FrameTransport>> | undefined;
  /** By the name of the port, for ports with `lldp: { by: 'host' }`. */
  readonly lldp?: Readonly<Record<string, LldpDaemon>> | undefined;
  /** A bridge without a manager refuses every VSI with error type 3. */
  readonly manager?: VsiManager | undefined;
  readonly dataPlane?: DataPlane | undefined;
  readonly observer?: Observer<Input, Output> | undefined;
}
