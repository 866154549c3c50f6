// Writes events to standard output. A reader that is too slow loses events and gets their number, so that memory is bounded.

import type { Writable } from 'node:stream';
import { eventJson, eventText, type ProgramEvent } from './event.js';

export interface EventWriter {
  /** `elapsed` in microseconds since the program began. */
  readonly put: (event: ProgramEvent, elapsed: number) => void;
  /** Resolves when the reader has caught up: the answers of commands are not lost. */
  readonly room: () => Promise<void>;
  /** Resolves when all is written, or writing has failed. */
  readonly flush: () => Promise<void>;
}

/** Octets that wait for the reader at most; beyond, events are lost. */
const MOST_WAITING = 4_194_304;
/** Octets that wait; beyond, commands wait. */
const MUCH_WAITING = MOST_WAITING / 4;

/**
 * @param begin microseconds since 1970 when the program began
 * @param failed called once, when writing fails
 */
export function createEventWriter(
  stdout: Writable,
  json: boolean,
  begin: number,
  failed: (error: Error) => void,
): EventWriter {
  let lost = 0;
  let isBroken = false;
  const write = (text: string, done?: () => void): void => {
    stdout.write(text, (error) => {
      if (error && !isBroken) {
        isBroken = true;
        failed(error);
      }
      done?.();
    });
  };
  const line = (event: ProgramEvent, elapsed: number): string =>
    `${json ? eventJson(event, begin + elapsed) : eventText(event, elapsed).join('\n')}\n`;
  const flush = (): Promise<void> => new Promise((resolve) => write('', resolve));
  return {
    put(event, elapsed) {
      if (isBroken) return;
      if (stdout.writableLength > MOST_WAITING) {
        lost++;
        return;
      }
      if (lost > 0)
        write(line({ event: 'eventsLost', members: { count: lost }, text: `${lost} events lost` }, elapsed));
      lost = 0;
      write(line(event, elapsed));
    },
    room: () => (stdout.writableLength > MUCH_WAITING ? flush() : Promise.resolve()),
    flush,
  };
}
