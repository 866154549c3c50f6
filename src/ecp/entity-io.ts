// What goes into an ECP entity and what comes out of it.

import type { EcpCounters } from './counters.js';
import type { EcpUlp } from './multiplexer.js';
import type { EcpReceiveState } from './receive-machine.js';
import type { EcpTransmitState } from './transmit-machine.js';

/** What an entity is made with. Numbers have their ranges and defaults in `ecpLimits`. */
export interface EcpOptions {
  /** Users that are asked for what they send. */
  readonly ulps?: readonly EcpUlp[] | undefined;
  /** Subtypes of users that have no `EcpUlp`: the host pushes by `request`. */
  readonly pushSubtypes?: readonly number[] | undefined;
  readonly initialSequence?: number | undefined;
  readonly r?: number | undefined;
  readonly rte?: number | undefined;
  readonly maxUlpduOctets?: number | undefined;
  readonly maxQueue?: number | undefined;
  readonly maxPendingOutputs?: number | undefined;
}

export type EcpInput =
  /**
   * A received ECPDU: `at..end` of a frame, behind the Ethertype. Read only during `handle`; an indication that comes of
   * it points into `bytes`.
   */
  | { readonly kind: 'ecpdu'; readonly bytes: Uint8Array; readonly at: number; readonly end: number }
  /**
   * The MAC works and EVB is agreed on, or no more. FALSE fails all that waits. `initialSequence` (0..65535) counts at a
   * rising edge: the next ECPDU carries the number after it; without, numbers go on. Refused: outOfRange, and `busy` for
   * TRUE.
   */
  | { readonly kind: 'portEnabled'; readonly enabled: boolean; readonly initialSequence?: number | undefined }
  /**
   * R (0..7) and RTE (0..31) as agreed. A timer that runs is not touched: when it expires R decides, and the next one
   * runs by RTE. Refused: outOfRange.
   */
  | { readonly kind: 'parameters'; readonly r: number; readonly rte: number }
  /**
   * A ULPDU (0 octets to maxUlpduOctets) to send for a subtype of `pushSubtypes`. It is copied, and ends in exactly one
   * txDone or txFailed. Refused: portDown, unknownSubtype, tooLong, queueFull, busy.
   */
  | { readonly kind: 'request'; readonly subtype: number; readonly ulpdu: Uint8Array }
  /** A ULP that is pulled has something to send now. */
  | { readonly kind: 'ulpReady' }
  /** The EVB neighbour is another one, or was lost: whatever number its next request carries, it is new. */
  | { readonly kind: 'neighbourChanged' }
  /** Time has passed. Does nothing before `nextDeadline`. */
  | { readonly kind: 'timeout' };

export type EcpOutput =
  /**
   * An ECPDU to send in a frame of its own, unpadded. `octets` are valid until the next `handle` after it was polled;
   * `ack` tells an acknowledgement.
   */
  | { readonly kind: 'ecpdu'; readonly octets: Uint8Array; readonly ack: boolean }
  /**
   * A ULPDU came for a subtype without an `EcpUlp` that takes it, padding of its frame included: `at..end` of the `bytes`
   * that `handle` was given, not copied. Whoever uses the memory of frames again polls first.
   */
  | {
      readonly kind: 'indication';
      readonly subtype: number;
      readonly bytes: Uint8Array;
      readonly at: number;
      readonly end: number;
    }
  /** The peer has acknowledged the oldest ULPDU of that subtype: it was received, nothing more. */
  | { readonly kind: 'txDone'; readonly subtype: number }
  /** The oldest ULPDU of that subtype is lost: 1 + R transmissions without an ACK, or portEnabled became FALSE. */
  | { readonly kind: 'txFailed'; readonly subtype: number; readonly reason: 'noAck' | 'portDown' };

export type EcpRefusalCode = 'portDown' | 'unknownSubtype' | 'tooLong' | 'queueFull' | 'busy' | 'outOfRange';

/** Read-out for people and management. */
export interface EcpStatus {
  readonly portEnabled: boolean;
  readonly transmitState: EcpTransmitState;
  readonly receiveState: EcpReceiveState;
  /** Number of the ECPDU in hand, or of the next one; with the port down, of the last one. */
  readonly sequence: number;
  /** Transmissions of the ECPDU in hand. */
  readonly retries: number;
  /** Number of the last request delivered; absent before the first. */
  readonly lastSeq?: number;
  /** R in use. */
  readonly operMaxRetries: number;
  /** RTE in use. */
  readonly operAckTimerInitExp: number;
  /** ULPDUs that were pushed and wait. */
  readonly waiting: number;
  /** Outputs that wait for poll. */
  readonly pendingOutputs: number;
  readonly counters: Readonly<EcpCounters>;
}
