// What goes into an ECP entity and what comes out of it.

import type { EcpUlp } from './ulp.js';

/** What an entity is made with. Numbers have their ranges and defaults in `ecpLimits`. */
export interface EcpOptions {
  /** The users, each with its own subtype; an ECPDU of another subtype is dropped. */
  readonly ulps?: readonly EcpUlp[] | undefined;
  readonly initialSequence?: number | undefined;
  readonly r?: number | undefined;
  readonly rte?: number | undefined;
  readonly rest?: number | undefined;
  readonly maxUlpduOctets?: number | undefined;
  readonly maxPendingOutputs?: number | undefined;
}

export type EcpInput =
  /** A received ECPDU: `at..end` of a frame, behind the Ethertype. `bytes` are read during `handle` only. */
  | { readonly kind: 'ecpdu'; readonly bytes: Uint8Array; readonly at: number; readonly end: number }
  /**
   * Whether the MAC works and EVB is agreed. FALSE fails the ULPDU on its way. `initialSequence` (0..65535) counts at a
   * rising edge: the next ECPDU carries the number after it; without it numbers go on. Refused: outOfRange, and `busy` for
   * TRUE.
   */
  | { readonly kind: 'portEnabled'; readonly enabled: boolean; readonly initialSequence?: number | undefined }
  /**
   * R (0..7) and RTE (0..31) as agreed. A timer that runs keeps its time: when it expires R decides, and the next one
   * runs by RTE. Refused: outOfRange.
   */
  | { readonly kind: 'parameters'; readonly r: number; readonly rte: number }
  /** A user may have something to send. */
  | { readonly kind: 'ulpReady' }
  /** The EVB neighbour is another one, or was lost: any number of its next request is new. */
  | { readonly kind: 'neighbourChanged' }
  /** Time has passed. Does nothing before `nextDeadline`. */
  | { readonly kind: 'timeout' };

export type EcpOutput =
  /**
   * An ECPDU to send in a frame of its own, unpadded. `octets` are valid until the next `handle` after `poll` gave them;
   * `ack`: an acknowledgement.
   */
  | { readonly kind: 'ecpdu'; readonly octets: Uint8Array; readonly ack: boolean }
  /** An ECPDU is given up after 1 + R transmissions without an ACK. Its user has the reason by `txFailed`. */
  | { readonly kind: 'ecpFailed'; readonly subtype: number };

export type EcpRefusalCode = 'busy' | 'outOfRange';
