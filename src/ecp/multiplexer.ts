// Whose turn it is: the ULPs of an ECP entity by subtype, asked in round robin for what they have to send. A ULP is asked
// when the transmit machine is ready (it pulls), or its ULPDUs wait here in a bounded queue (the host pushes).

import { Fifo } from '../core/fifo.js';
import { OptionError } from '../core/limits.js';
import { putOctets } from '../core/octets.js';

/** A user of an ECP entity that is asked for its ULPDUs. It must not call the entity back. */
export interface EcpUlp {
  /** 1..1023; 1 is VDP. */
  readonly subtype: number;
  /**
   * Microseconds from an acknowledgement to the next ECPDU, for peers that lose what comes sooner. Absent: none. The entity
   * waits for the longest of its users.
   */
  readonly rest?: number;
  /** Whether an indication can be taken now; else the request is dropped without an ACK, and the peer sends it again. */
  canTake(): boolean;
  /**
   * Takes a ULPDU that came, `at..end` of `bytes`, padding of its frame included; looked at during this call only. Its ACK
   * waits for `poll` by then. Absent: ULPDUs are told as indications, which the host polls.
   */
  take?(bytes: Uint8Array, at: number, end: number, now: number): void;
  /**
   * Writes the next ULPDU at `at` and returns the offset behind it, at most `limit`; returns `at` where nothing is to be
   * sent. Called when the transmit machine is ready.
   *
   * @param now microseconds
   */
  pull(out: Uint8Array, at: number, limit: number, now: number): number;
}

export interface UlpSource {
  readonly subtype: number;
  /** Absent: the host pushes. */
  readonly ulp: EcpUlp | undefined;
  /** ULPDUs that the host pushed, and that wait. */
  readonly queue: Fifo<Uint8Array>;
}

export interface Multiplexer {
  readonly sources: readonly UlpSource[];
  readonly bySubtype: ReadonlyMap<number, UlpSource>;
  /** Index of the source that is asked first. */
  turn: number;
  /** Subtype of the ULPDU pulled last. */
  subtype: number;
}

const MAX_SUBTYPE = 1023;
/** What `pullNext` answers where nothing is to be sent. */
export const NOTHING = -1;

/** @throws OptionError for a subtype that is none, or that two claim */
export function newMultiplexer(ulps: readonly EcpUlp[], pushSubtypes: readonly number[]): Multiplexer {
  const bySubtype = new Map<number, UlpSource>();
  const add = (field: string, subtype: number, ulp: EcpUlp | undefined): void => {
    const valid = Number.isInteger(subtype) && subtype >= 1 && subtype <= MAX_SUBTYPE && !bySubtype.has(subtype);
    if (!valid) throw new OptionError(field, subtype, `an integer 1..${MAX_SUBTYPE}, each once`);
    bySubtype.set(subtype, { subtype, ulp, queue: new Fifo() });
  };
  ulps.forEach((ulp, i) => {
    add(`ulps[${i}].subtype`, ulp.subtype, ulp);
  });
  pushSubtypes.forEach((subtype, i) => {
    add(`pushSubtypes[${i}]`, subtype, undefined);
  });
  return { sources: [...bySubtype.values()], bySubtype, turn: 0, subtype: 0 };
}

/**
 * Writes the next ULPDU at `at`; returns the offset behind it, or NOTHING. The source behind the one that had something
 * is asked first the next time.
 *
 * @throws RangeError where a ULP says that it wrote beyond its limit: a mistake in the ULP
 */
export function pullNext(multiplexer: Multiplexer, out: Uint8Array, at: number, limit: number, now: number): number {
  const { sources } = multiplexer;
  let index = multiplexer.turn;
  for (let asked = 0; asked < sources.length; asked++) {
    const source = sources[index] as UlpSource;
    index = index + 1 === sources.length ? 0 : index + 1;
    const end = pullFrom(source, out, at, limit, now);
    if (end === NOTHING) continue;
    multiplexer.turn = index;
    multiplexer.subtype = source.subtype;
    return end;
  }
  return NOTHING;
}

function pullFrom({ subtype, ulp, queue }: UlpSource, out: Uint8Array, at: number, limit: number, now: number): number {
  if (ulp === undefined) {
    const ulpdu = queue.shift();
    return ulpdu === undefined ? NOTHING : putOctets(out, at, ulpdu);
  }
  const end = ulp.pull(out, at, limit, now);
  if (!(end >= at && end <= limit)) {
    throw new RangeError(`ULP of subtype ${subtype}: pull returned ${end}, expected ${at}..${limit}`);
  }
  return end === at ? NOTHING : end;
}
