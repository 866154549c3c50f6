// A workload: PDUs of one kind and size, and the candidates that work on them in rotation.

/** Number of different PDUs in a rotation. */
export const ROTATION = 16;

/** One way to do the work. */
export interface Candidate {
  readonly name: string;
  /** Reads or writes PDU `i` of the rotation; the result goes into the checksum. */
  readonly work: (bytes: Uint8Array, i: number) => number;
  /** The right results of `work` by PDU, computed from the values that the PDUs were made of. */
  readonly expected: readonly number[];
  readonly target?: Target;
  /** Nanoseconds so far of work that is not to be counted. */
  readonly aside?: () => number;
  /** Greatest number of octets allocated for a PDU. */
  readonly allocationLimit?: number;
}

/** A limit of the time, as a multiple of the time of another candidate. */
export interface Target {
  readonly against: string;
  readonly relation: 'at most' | 'at least';
  readonly limit: number;
}

/** PDUs of one kind and size, and the candidates. */
export interface Workload {
  readonly id: string;
  readonly title: string;
  readonly pdus: readonly Uint8Array[];
  readonly candidates: readonly Candidate[];
}

/** Every field by the cursor. */
export const cursorTarget: Target = { against: 'floor', relation: 'at most', limit: 1.5 };
/** Objects of W1. */
export const objectsTarget: Target = { against: 'floor', relation: 'at most', limit: 4 };
/** Rejecting a PDU, as a multiple of reading a good one. */
export const rejectedTarget: Target = { against: 'good', relation: 'at most', limit: 1 };
/** The same PDU by binary-parser without bounds. */
export const rawGrammarTarget: Target = { against: 'objects', relation: 'at least', limit: 4 };
