// What a host gives to the library: small interfaces, all injected. Everything else of the library does no I/O at all.
//
// What a host's port throws, or returns as a promise that is rejected, is caught, told to `Observer.fault` and counted; the
// endpoint goes on as if the port had done nothing. So a frame whose `send` throws is lost like any other frame, and a
// query whose `query` throws is answered with error type 3 (unable to contact the VSI manager).

import type { Refusal } from '../core/refusal.js';
import type { DataPlaneChange } from '../evb/data-plane.js';
import type { HostLldpNeighbor } from '../evb/peers.js';
import type { ChannelPlace } from '../evb/place.js';
import type { LldpTlv } from '../lldp-evb/wire/lldpdu.js';
import type { VsiAnswer, VsiQuery } from '../vdp/manager/vsi-manager.js';

/** Time. */
export interface Scheduler {
  /** Microseconds on any scale that does not go back. */
  now(): number;
  /** Runs something once, at `when` or soon after, never inside this call. */
  at(when: number, run: () => void): Timer;
}

export interface Timer {
  cancel(): void;
}

/** Whom a transport tells. Both may be called at any time, inside `send` and `start` too. */
export interface FrameReceiver {
  /**
   * A frame came, from the destination address to the last octet before the FCS; valid only during the call. `scid` is its
   * S-channel on a port with `tagging: 'host'`, default 1: its S-TAG has been taken off then.
   */
  frame(frame: Uint8Array, scid?: number): void;
  /** The MAC is operational, or is not. */
  link(up: boolean): void;
}

/** One port of the host: Ethernet frames out and in. */
export interface FrameTransport {
  /**
   * Sends a frame. It is valid only during the call: who keeps it copies it. `scid` is its S-channel on a port with
   * `tagging: 'host'`, which puts the S-TAG on; elsewhere it is not given.
   */
  send(frame: Uint8Array, scid?: number): void;
  /** Begins to tell `receiver` of frames, and of the link, whose present state is told first. */
  start(receiver: FrameReceiver): void;
  /** Ends that. */
  stop(): void;
}

/** Whom a daemon of the host that speaks LLDP tells. */
export interface LldpReceiver {
  /**
   * All neighbours that are heard now at the Nearest Customer Bridge address of an S-channel, default the default one; or
   * at the other `destination` of a port with CDCP, Nearest non-TPMR Bridge.
   */
  neighbors(
    neighbors: readonly HostLldpNeighbor[],
    where?: { readonly scid?: number | undefined; readonly destination?: number | undefined },
  ): void;
}

/** A daemon of the host that speaks LLDP on a port, for ports with `lldp: { by: 'host' }`. */
export interface LldpDaemon {
  /**
   * From now on these TLVs, all of them, are sent to this destination (48-bit number) in this S-channel behind the
   * mandatory ones.
   */
  send(destination: number, tlv: readonly LldpTlv[], scid: number): void;
  start(receiver: LldpReceiver): void;
  stop(): void;
}

/** A query, and the S-channel it comes from: ids are counted by S-channel. */
export type PlacedVsiQuery = VsiQuery & ChannelPlace;

/** Who decides what a VSI may have. */
export interface VsiManager {
  /**
   * Answers by what it returns, by a promise of it, or, returning nothing, by calling `answer`, at once or later. The
   * first answer counts. Not at all is a failure when the bridge's patience ends.
   */
  query(query: PlacedVsiQuery, answer: (answer: VsiAnswer) => void): VsiAnswer | PromiseLike<VsiAnswer> | undefined;
  /** The answer of this query is no longer wanted. One that grants is released again. */
  cancel?(query: PlacedVsiQuery): void;
  /** What this query was granted is given back. */
  release?(query: PlacedVsiQuery): void;
}

/** What forwards frames. */
export interface DataPlane {
  apply(change: DataPlaneChange): void;
}

/** Anything that is fed inputs and time and gives outputs: `EvbStation`, `EvbBridge`, or a host's own. */
export interface Endpoint<Input, Output> {
  handle(input: Input, now: number): Refusal | undefined;
  poll(): Output | undefined;
  nextDeadline(): number | undefined;
}

/** Which part of the host went wrong. */
export type HostPart = 'transport' | 'lldp' | 'manager' | 'dataPlane' | 'scheduler' | 'observer' | 'listener';

/** Something of the host threw, was rejected, or gave an answer that is none. */
export interface HostFault {
  readonly part: HostPart;
  /** Name of the port, where it is about one. */
  readonly port?: string;
  /** What was thrown; of an answer that is none, its refusal. */
  readonly error: unknown;
}

/** Who looks on: a log, a journal, a test. What it does changes nothing. */
export interface Observer<Input, Output> {
  /** An input was handled; what it led to is told behind it. Octets are valid during the call only. */
  input?(input: Input, now: number, refusal: Refusal | undefined): void;
  /** An output is about to be acted on. */
  output?(output: Output, now: number): void;
  fault?(fault: HostFault): void;
}
