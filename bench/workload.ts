// What takes part: contestants that all work on the same PDUs in rotation.

/** Number of different PDUs in a rotation. */
export const ROTATION = 16;

/** One way to do the work. */
export interface Contestant {
  readonly name: string;
  /** Reads or writes PDU `i` of the rotation; what it gives goes into the checksum. */
  readonly work: (bytes: Uint8Array, i: number) => number;
  /** What `work` has to give for each PDU, computed from the values the PDUs were made of. */
  readonly expected: readonly number[];
  readonly target?: Target;
  /** Nanoseconds so far that `work` has spent on what does not count. */
  readonly aside?: () => number;
  /** Greatest number of octets allocated for a PDU. */
  readonly allocationLimit?: number;
}

/** The time, in times of another contestant's. */
export interface Target {
  readonly against: string;
  readonly relation: 'at most' | 'at least';
  readonly limit: number;
}

/** PDUs of one kind and size, and who works on them. */
export interface Workload {
  readonly id: string;
  readonly title: string;
  readonly pdus: readonly Uint8Array[];
  readonly contestants: readonly Contestant[];
}

/** Every field by the cursor. */
export const cursorTarget: Target = { against: 'floor', relation: 'at most', limit: 1.5 };
/** Objects of W1. */
export const objectsTarget: Target = { against: 'floor', relation: 'at most', limit: 4 };
/** What a decoder does with a PDU that it rejects, in times of a good one. */
export const rejectedTarget: Target = { against: 'good', relation: 'at most', limit: 1 };
/** The same PDU by binary-parser without bounds. */
export const rawGrammarTarget: Target = { against: 'objects', relation: 'at least', limit: 4 };
