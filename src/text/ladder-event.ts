// What two ends say and do, as data. The ladder and the JSON of `evb demo` are made from it.

import type { EvbRole } from '../core/role.js';
import type { Frame } from '../frame/frame.js';
import type { EventFacts } from './facts.js';

/** A frame on the link. */
export interface LadderFrame {
  readonly kind: 'frame';
  /** When the frame is sent, in microseconds. */
  readonly at: number;
  /** Who sends the frame. */
  readonly role: EvbRole;
  /** Number of the frame, from 1, as in a capture of all frames. */
  readonly number: number;
  readonly bytes: Uint8Array;
  readonly frame: Frame;
  /** When the other end receives the frame, in microseconds; absent for a lost frame. */
  readonly arrives?: number;
  /** 1 where the ECPDU is sent for the first time; 2 or more for a retransmission. */
  readonly attempt: number;
}

/** What an end takes from its host, or gives to it. */
export interface LadderFact {
  readonly kind: 'input' | 'output';
  readonly at: number;
  readonly role: EvbRole;
  readonly facts: EventFacts;
}

/** A heading: what happens next. */
export interface LadderStep {
  readonly kind: 'step';
  readonly at: number;
  readonly text: string;
}

export type LadderEvent = LadderFrame | LadderFact | LadderStep;
