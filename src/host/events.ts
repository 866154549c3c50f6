// What an endpoint tells, as an async iterator. Its buffer is bounded: a reader that is too slow loses what comes while the
// buffer is full, and is told how much, in the place where it was.

import { Fifo } from '../core/fifo.js';
import { OptionError } from '../core/limits.js';

/** So many events are missing here, since the reader was too slow. */
export interface EventsLost {
  readonly kind: 'eventsLost';
  readonly count: number;
}

export interface EventsOptions {
  /** Events that wait for the reader at most, 1..1048576; default 1024. */
  readonly limit?: number | undefined;
}

const DEFAULT_LIMIT = 1024;
const MAX_LIMIT = 1_048_576;

export class EventStream<Event> implements AsyncIterableIterator<Event | EventsLost> {
  readonly #limit: number;
  readonly #onEnd: () => void;
  readonly #buffer = new Fifo<Event | EventsLost>();
  /** Readers that wait; then nothing is in the buffer. */
  readonly #readers = new Fifo<(result: IteratorResult<Event | EventsLost, undefined>) => void>();
  #lost = 0;
  #isOver = false;

  /**
   * @param onEnd is called once, when the reader or `end` ends it
   * @throws OptionError for a limit out of its range
   */
  constructor({ limit = DEFAULT_LIMIT }: EventsOptions, onEnd: () => void) {
    if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
      throw new OptionError('limit', limit, `an integer 1..${MAX_LIMIT}`);
    }
    this.#limit = limit;
    this.#onEnd = onEnd;
  }

  /** An event for the reader. */
  push(event: Event): void {
    if (this.#isOver) return;
    const reader = this.#readers.shift();
    if (reader !== undefined) {
      reader({ done: false, value: event });
    } else if (this.#buffer.size + (this.#lost > 0 ? 1 : 0) >= this.#limit) {
      this.#lost++;
    } else {
      this.#markLost();
      this.#buffer.push(event);
    }
  }

  /** Nothing more comes; what waits can still be read. */
  end(): void {
    if (this.#isOver) return;
    this.#markLost();
    this.#isOver = true;
    for (let reader = this.#readers.shift(); reader !== undefined; reader = this.#readers.shift()) {
      reader({ done: true, value: undefined });
    }
    this.#onEnd();
  }

  next(): Promise<IteratorResult<Event | EventsLost, undefined>> {
    if (this.#buffer.size === 0) this.#markLost();
    const value = this.#buffer.shift();
    if (value !== undefined) return Promise.resolve({ done: false, value });
    if (this.#isOver) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve) => this.#readers.push(resolve));
  }

  /** The reader has had enough, as by `break` in `for await`. */
  return(): Promise<IteratorResult<Event | EventsLost, undefined>> {
    this.end();
    while (this.#buffer.shift() !== undefined);
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #markLost(): void {
    if (this.#lost > 0) this.#buffer.push({ kind: 'eventsLost', count: this.#lost });
    this.#lost = 0;
  }
}
