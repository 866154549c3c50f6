// The events of a driven endpoint as an async iterator. The buffer is bounded: while it is full, events are lost, and the
// reader finds the number of lost events in their place.

import { Fifo } from '../core/fifo.js';
import { OptionError } from '../core/limits.js';
import type { EvbFrameOutput, EvbLldpTlvsOutput } from '../evb/events.js';
import type { Driver } from './drive.js';
import type { EvbInput, EvbOutput } from './interfaces.js';

/** The outputs of an endpoint for people: all but frames and TLVs to send. */
export type EventOf<Output> = Exclude<Output, EvbFrameOutput | EvbLldpTlvsOutput>;

/** Events are missing here, because the reader was too slow. */
export interface EventsLost {
  readonly kind: 'eventsLost';
  /** Number of missing events. */
  readonly count: number;
}

export interface EventsOptions {
  /** Greatest number of events that wait for the reader, 1..1048576; default 1024. */
  readonly limit?: number | undefined;
}

const DEFAULT_LIMIT = 1024;
const MAX_LIMIT = 1_048_576;

export class EventStream<Event> implements AsyncIterableIterator<Event | EventsLost> {
  readonly #limit: number;
  readonly #onEnd: () => void;
  readonly #buffer = new Fifo<Event | EventsLost>();
  /** Readers that wait. While one waits the buffer is empty. */
  readonly #readers = new Fifo<(result: IteratorResult<Event | EventsLost, undefined>) => void>();
  #lost = 0;
  #isOver = false;

  /**
   * @param onEnd called once, when the reader or `end` ends the stream
   * @throws OptionError for a limit out of its range
   */
  constructor({ limit = DEFAULT_LIMIT }: EventsOptions, onEnd: () => void) {
    if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
      throw new OptionError('limit', limit, `an integer 1..${MAX_LIMIT}`);
    }
    this.#limit = limit;
    this.#onEnd = onEnd;
  }

  /** Gives the reader an event. */
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

  /** Ends the stream. Events that wait can still be read. */
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

  /** The reader ends the stream, as by `break` in `for await`. */
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

const isEvent = <Output extends EvbOutput>(output: Output): output is EventOf<Output> =>
  output.kind !== 'frame' && output.kind !== 'lldpTlvs';

/** The events of an endpoint from now on, until its driver is stopped. */
export function eventsOf<Output extends EvbOutput>(
  driver: Driver<EvbInput, Output>,
  options: EventsOptions,
): EventStream<EventOf<Output>> {
  const stream = new EventStream<EventOf<Output>>(options, () => unlisten());
  const unlisten = driver.listen({
    told(output) {
      if (isEvent(output)) stream.push(output);
    },
    stopped: () => stream.end(),
  });
  if (driver.isStopped) stream.end();
  return stream;
}
