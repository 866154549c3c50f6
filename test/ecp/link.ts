// Two ECP entities and a link between them that loses, repeats and delays, for laws: one queue of events, ordered by time
// and then by age. What every frame meets is drawn beforehand, so that a failure shrinks.
//
// The wire is watched while it runs: I1 to I3 of the scenarios throw where they are broken.

import type { EcpOptions, EcpUlp } from '../../src/ecp/index.js';
import { hex, toHex } from '../support/hex.js';
import { type End, type EndInput, type EndOutput, newEnd } from './end.js';

/** What one frame meets: when its copies arrive, in microseconds; none at all is a loss. */
export type Fate = readonly number[];

export type HostStep =
  | { readonly kind: 'push' | 'offer'; readonly side: 0 | 1; readonly after: number }
  | { readonly kind: 'flap'; readonly side: 0 | 1; readonly after: number }
  | { readonly kind: 'idle'; readonly side: 0 | 1; readonly after: number };

export interface Course {
  readonly options: EcpOptions & { readonly r: number; readonly rte: number };
  readonly steps: readonly HostStep[];
  readonly fates: readonly Fate[];
}

export interface Side {
  readonly entity: End;
  /** Everything given to it, to be replayed. */
  readonly journal: { readonly input: EndInput; readonly now: number }[];
  /** Outputs as words, octets as they were when polled. */
  readonly words: string[];
  /** ULPDUs accepted, by subtype, and what became of them. */
  readonly accepted: { readonly 1: string[]; readonly 2: string[] };
  readonly results: { readonly 1: string[]; readonly 2: string[] };
  readonly delivered: string[];
  readonly offered: string[];
  readonly watch: Watch;
}

/** What a watcher of the wire knows about the ECPDU on its way. */
interface Watch {
  outstanding: string | undefined;
  copies: number;
}

const PUSHED = 2;
const PULLED = 1;
const EVENTS = 20_000;

const law = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(what);
};

/** A ULP of subtype 1 that sends what is offered. */
export const offeringUlp = (offered: string[], accepted: string[]): EcpUlp => ({
  subtype: PULLED,
  canTake: () => true,
  take: () => {},
  hasUlpdu: () => offered.length > 0,
  pull: (out, at) => {
    const ulpdu = offered.shift();
    if (ulpdu === undefined) return at;
    accepted.push(ulpdu);
    out.set(hex(ulpdu), at);
    return at + ulpdu.length / 2;
  },
});

function newSide(options: EcpOptions): Side {
  const offered: string[] = [];
  const accepted = { 1: [] as string[], 2: [] as string[] };
  const entity = newEnd({ ...options, ulps: [offeringUlp(offered, accepted[1])], pushSubtypes: [PUSHED] });
  const results = { 1: [] as string[], 2: [] as string[] };
  const watch = { outstanding: undefined, copies: 0 };
  return { entity, journal: [], words: [], accepted, results, delivered: [], offered, watch };
}

/** Octets whose length and contents tell it from others. */
const ulpduOf = (n: number): string => n.toString(16).padStart(4, '0') + 'ee'.repeat(n % 3);

export function runCourse({ options, steps, fates }: Course): readonly [Side, Side] {
  const sides = [newSide(options), newSide(options)] as const;
  const queue: { readonly at: number; readonly age: number; readonly to: Side; readonly input: EndInput }[] = [];
  let age = 0;
  let now = 0;
  let frames = 0;
  let serial = 0;

  const send = (from: Side, octets: Uint8Array): void => {
    const to = from === sides[0] ? sides[1] : sides[0];
    for (const delay of fates[frames++] ?? [1]) {
      const bytes = octets.slice();
      queue.push({ at: now + delay, age: age++, to, input: { kind: 'ecpdu', bytes, at: 0, end: bytes.length } });
    }
  };

  const give = (side: Side, input: EndInput): boolean => {
    side.journal.push({ input, now });
    const before = input.kind === 'ecpdu' ? toHex(input.bytes) : '';
    const refused = side.entity.handle(input, now) !== undefined;
    for (let output = side.entity.poll(); output !== undefined; output = side.entity.poll()) {
      note(side, input, output, options.r);
      if (output.kind === 'ecpdu') send(side, output.octets);
    }
    law(input.kind !== 'ecpdu' || toHex(input.bytes) === before, 'I18: an input was changed');
    return !refused;
  };

  const step = ({ kind, side: index }: HostStep): void => {
    const side = sides[index];
    if (kind === 'push') {
      const ulpdu = ulpduOf(serial++);
      side.accepted[PUSHED].push(ulpdu);
      if (!give(side, { kind: 'request', subtype: PUSHED, ulpdu: hex(ulpdu) })) side.accepted[PUSHED].pop();
    } else if (kind === 'offer') {
      side.offered.push(ulpduOf(serial++));
      give(side, { kind: 'ulpReady' });
    } else if (kind === 'flap') {
      give(side, { kind: 'portEnabled', enabled: false });
      give(side, { kind: 'portEnabled', enabled: true });
    }
  };

  /** Frames and timers up to a time, in their order. */
  const passUntil = (until: number): void => {
    for (let events = 0; ; events++) {
      law(events < EVENTS, 'the link does not come to rest');
      queue.sort((a, b) => a.at - b.at || a.age - b.age);
      const due = sides.map(({ entity }) => entity.nextDeadline() ?? Number.POSITIVE_INFINITY);
      const next = Math.min(queue[0]?.at ?? Number.POSITIVE_INFINITY, ...due);
      if (next === Number.POSITIVE_INFINITY || next > until) break;
      now = Math.max(now, next);
      const frame = queue[0]?.at === next ? queue.shift() : undefined;
      if (frame !== undefined) give(frame.to, frame.input);
      else give(sides[due[0] === next ? 0 : 1], { kind: 'timeout' });
    }
    if (Number.isFinite(until)) now = Math.max(now, until);
  };

  for (const side of sides) give(side, { kind: 'portEnabled', enabled: true });
  for (const host of steps) {
    passUntil(now + host.after);
    step(host);
  }
  passUntil(Number.POSITIVE_INFINITY);
  return sides;
}

/** Watches the wire and the results of one side. */
function note(side: Side, input: EndInput, output: EndOutput, r: number): void {
  const { watch } = side;
  if (output.kind === 'ecpdu') {
    const octets = toHex(output.octets);
    side.words.push(octets);
    if (output.ack) {
      const request = input.kind === 'ecpdu' ? toHex(input.bytes.subarray(0, 4)) : '';
      law(octets === request.replace(/^10/, '14') && /^10/.test(request), `I3: ${octets} for ${request}`);
    } else if (watch.outstanding === undefined) {
      watch.outstanding = octets;
      watch.copies = 1;
    } else {
      law(watch.outstanding === octets, `I1, I2: ${octets} while ${watch.outstanding} is outstanding`);
      law(++watch.copies <= 1 + r, `I2: ${watch.copies} copies`);
    }
  } else if (output.kind === 'indication') {
    const { ulpdu } = output;
    side.words.push(`indication ${ulpdu}`);
    side.delivered.push(ulpdu);
  } else {
    const result = output.kind === 'txDone' ? 'done' : output.reason;
    side.words.push(`${output.subtype} ${result}`);
    side.results[output.subtype as 1 | 2].push(result);
    watch.outstanding = undefined;
  }
}
