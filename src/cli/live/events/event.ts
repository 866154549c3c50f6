// An event of `evb station` or `evb bridge`: a line of JSON, or lines of text. docs/programs.md documents the JSON; `version`
// changes with it.

import { DEFAULT_SCID } from '../../../evb/place.js';
import { oneLine } from '../../../text/phrase.js';
import { LINE_VERSION } from '../../frames/frame-line.js';
import { reasonOf } from '../../io.js';

export interface ProgramEvent {
  /** The member `event`. */
  readonly event: string;
  /** Further members, JSON-safe. */
  readonly members: Readonly<Record<string, unknown>>;
  /** The text; further lines stand below the first. */
  readonly text: string | readonly string[];
}

const MICROSECONDS = 1_000_000;

const seconds = (microseconds: number): string => (microseconds / MICROSECONDS).toFixed(6);

/** The line of JSON, without its end. `time` is in microseconds since 1970. */
export const eventJson = ({ event, members }: ProgramEvent, time: number): string =>
  JSON.stringify({ version: LINE_VERSION, time: seconds(time), event, ...members });

const TIME_COLUMNS = 12;

/** The port, and the S-channel unless it is the default one. */
const placeText = ({ port, scid = DEFAULT_SCID }: ProgramEvent['members']): string =>
  typeof port === 'string' ? ` ${port}${scid === DEFAULT_SCID ? '' : ` scid ${scid}`}:` : '';

/** The lines of text, without their ends. `elapsed` is in microseconds since the program began. */
export function eventText({ members, text }: ProgramEvent, elapsed: number): string[] {
  const at = seconds(elapsed).padStart(TIME_COLUMNS);
  const [first = '', ...more] = typeof text === 'string' ? [text] : text;
  return [`${at}${placeText(members)} ${first}`, ...more.map((line) => `${' '.repeat(TIME_COLUMNS)}   ${line}`)].map(
    oneLine,
  );
}

/** A failure around the station or bridge. */
export interface Fault {
  /** The part that failed: a part of the host, or `pcap` or `input`. */
  readonly part: string;
  readonly port?: string;
  readonly error: unknown;
}

export function faultEvent({ part, port, error }: Fault): ProgramEvent {
  const message = error instanceof Error ? reasonOf(error) : JSON.stringify(error);
  return {
    event: 'fault',
    members: { ...(port !== undefined && { port }), part, message },
    text: `${part}: ${message}`,
  };
}
