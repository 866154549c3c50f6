// What happens in a demonstration, as data: what both its ladder and its JSON are made of.

import type { EvbRole } from '../core/role.js';
import type { Frame } from '../frame/frame.js';
import type { EventFacts } from './facts.js';

/** A frame on the link. */
export interface LadderFrame {
  readonly kind: 'frame';
  /** When it is sent, in microseconds. */
  readonly at: number;
  /** Who sends the frame. */
  readonly role: EvbRole;
  /** Counts from 1, as in the capture. */
  readonly number: number;
  readonly bytes: Uint8Array;
  readonly frame: Frame;
  /** When the other end has it; absent where the link lost it. */
  readonly arrives?: number;
  /** The ECPDU is sent for the first time (1), or again. */
  readonly attempt: number;
}

/** What an end takes from its host, or gives to it. */
export interface LadderFact {
  readonly kind: 'input' | 'output';
  readonly at: number;
  readonly role: EvbRole;
  readonly facts: EventFacts;
}

/** What the script of the demonstration is about to do. */
export interface LadderStep {
  readonly kind: 'step';
  readonly at: number;
  readonly text: string;
}

export type LadderEvent = LadderFrame | LadderFact | LadderStep;
