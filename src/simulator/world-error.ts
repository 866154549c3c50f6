// What went wrong in a world, with what led to it: the last inputs and outputs, and the last frames in words.

import { decodeFrame } from '../frame/decode-frame.js';
import { unglued } from '../text/columns.js';
import { frameWords } from '../text/frame-words.js';
import type { JournalEntry } from './journal.js';
import type { LinkFrame } from './world-link.js';

/** Where a world was when something went wrong in it. */
export interface WorldErrorPlace {
  readonly seed: number;
  /** Number of steps that had run. */
  readonly step: number;
  readonly journal: readonly JournalEntry[];
  readonly frames: readonly LinkFrame[];
}

const LAST_ENTRIES = 50;
const ENTRY_LENGTH = 240;
const LAST_FRAMES = 12;

const entryLine = (entry: JournalEntry): string => JSON.stringify(entry).slice(0, ENTRY_LENGTH);

function frameLine({ at, from, to, frame, arrivals }: LinkFrame): string {
  const decoded = decodeFrame(frame);
  const words = decoded.ok ? unglued(frameWords(decoded.value)) : decoded.error.code;
  return `${(at / 1e6).toFixed(6)} ${from} > ${to}: ${words}${arrivals.length === 0 ? ', lost' : ''}`;
}

/** A check failed, or a promise was not settled, while a world ran. Recognise it by `code`. */
export class WorldError extends Error {
  override readonly name = 'WorldError';
  readonly code = 'dot1qbgWorld';
  readonly seed: number;
  /** Number of steps that had run. */
  readonly step: number;

  constructor(what: string, { seed, step, journal, frames }: WorldErrorPlace, cause?: unknown) {
    const last = [...journal.slice(-LAST_ENTRIES).map(entryLine), ...frames.slice(-LAST_FRAMES).map(frameLine)];
    super([`${what} (seed ${seed}, step ${step})`, ...last].join('\n'), cause === undefined ? undefined : { cause });
    this.seed = seed;
    this.step = step;
  }
}
