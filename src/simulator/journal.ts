// The inputs and outputs of the ends of a world as data for JSON; octets are `{ "hex": "..." }`. The inputs of a journal,
// given to a fresh endpoint, lead to the outputs of the journal.

import { formatHex, parseHex } from '../core/octets.js';
import type { Refusal } from '../core/refusal.js';
import type { Endpoint } from '../host/interfaces.js';
import { hashText } from './seeded-random.js';

export type JournalValue =
  | null
  | boolean
  | number
  | string
  | readonly JournalValue[]
  | { readonly [member: string]: JournalValue };

export interface JournalEntry {
  /** Microseconds. */
  readonly at: number;
  /** Name of the station or bridge. */
  readonly end: string;
  /** How often the end was made anew; absent for its first life. */
  readonly life?: number;
  readonly kind: 'input' | 'output';
  /** The port that the input or output names. */
  readonly port?: string;
  readonly value: JournalValue;
  /** Why an input was not taken. */
  readonly refusal?: Refusal;
}

/** Plain data as JSON can hold it. Members that are `undefined` are left out. */
export function toJournal(value: unknown): JournalValue {
  if (value instanceof Uint8Array) return { hex: formatHex(value) };
  if (Array.isArray(value)) return value.map(toJournal);
  if (typeof value === 'object' && value !== null) {
    const members: Record<string, JournalValue> = {};
    for (const [name, member] of Object.entries(value)) {
      if (member !== undefined) members[name] = toJournal(member);
    }
    return members;
  }
  return value === undefined ? null : (value as JournalValue);
}

/** Reverses `toJournal`. */
export function fromJournal(value: JournalValue): unknown {
  if (Array.isArray(value)) return value.map(fromJournal);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value as Readonly<Record<string, JournalValue>>);
  const [only] = members;
  if (members.length === 1 && only?.[0] === 'hex' && typeof only[1] === 'string') return parseHex(only[1]);
  return Object.fromEntries(members.map(([name, member]) => [name, fromJournal(member)]));
}

/** The first difference between a replay and its journal. */
export interface ReplayDifference {
  /** Number of the output, or of the input where a refusal differs; from 0. */
  readonly index: number;
  readonly what: 'output' | 'refusal';
  readonly expected: string | undefined;
  readonly got: string | undefined;
}

export interface ReplayResult {
  readonly inputs: number;
  readonly outputs: number;
  /** Absent when all outputs and refusals are equal. */
  readonly difference?: ReplayDifference;
}

/**
 * Gives the inputs of one end to a fresh endpoint, and compares the outputs.
 *
 * @param end name of the end
 * @param life `life` of the entries; default the first life
 */
export function replayJournal<Input, Output>(
  journal: readonly JournalEntry[],
  end: string,
  endpoint: Endpoint<Input, Output>,
  life?: number,
): ReplayResult {
  const own = journal.filter((entry) => entry.end === end && entry.life === life);
  const inputs = own.filter(({ kind }) => kind === 'input');
  const expected = own.filter(({ kind }) => kind === 'output').map(({ value }) => JSON.stringify(value));
  const got: string[] = [];
  let difference: ReplayDifference | undefined;
  for (const [index, { at, value, refusal }] of inputs.entries()) {
    const refused = endpoint.handle(fromJournal(value) as Input, at);
    for (let output = endpoint.poll(); output !== undefined; output = endpoint.poll()) {
      got.push(JSON.stringify(toJournal(output)));
    }
    if (refused?.code !== refusal?.code) {
      difference ??= { index, what: 'refusal', expected: refusal?.code, got: refused?.code };
    }
  }
  const index = expected.length > got.length ? expected.findIndex((one, i) => one !== got[i]) : unequal(got, expected);
  if (index >= 0) difference ??= { index, what: 'output', expected: expected[index], got: got[index] };
  return { inputs: inputs.length, outputs: got.length, ...(difference !== undefined && { difference }) };
}

const unequal = (longer: readonly string[], shorter: readonly string[]): number =>
  longer.findIndex((one, i) => one !== shorter[i]);

/** A digest of a growing journal: equal for equal journals, and almost never for different ones. */
export class JournalDigest {
  #first = 0x811c9dc5;
  #second = 0x1000193;

  add(entry: JournalEntry): void {
    const text = JSON.stringify(entry);
    this.#first = hashText(text, this.#first);
    this.#second = hashText(text, this.#second ^ 0x5bd1e995);
  }

  /** Sixteen hexadecimal digits. */
  toString(): string {
    return [this.#first, this.#second].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  }
}
