// The interfaces of a command to the outside. Everything in this folder but `evb.ts` uses only these, so tests run commands in
// their own process.

import { createReadStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { oneLine } from '../text/phrase.js';
import type { OptionValues } from './command-line.js';
import type { ProgramHost } from './live/host.js';

export interface CliIo {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly stdoutIsTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Version of the package. */
  readonly version: () => string;
  /** The machine, for `evb station` and `evb bridge`. */
  readonly host: () => ProgramHost;
}

/** Exit statuses. The greatest of those that apply counts. */
export const STATUS = {
  ok: 0,
  /** A frame or a line could not be done. */
  failed: 1,
  /** The command line is wrong, or a file cannot be read. */
  unusable: 2,
} as const;

export type Status = (typeof STATUS)[keyof typeof STATUS];

export const worse = (a: Status, b: Status): Status => (a > b ? a : b);

/** The file name that means standard input or standard output. */
export const STANDARD = '-';

/** Writes, and waits until the stream has taken the chunk: output does not pile up before a slow reader. */
export const write = (stream: Writable, chunk: string | Uint8Array): Promise<void> =>
  new Promise((resolve, reject) => {
    stream.write(chunk, (error) => (error ? reject(error) : resolve()));
  });

/** Whether to paint: as `--color` or `--no-color` says; else on a terminal that is not dumb, unless NO_COLOR is set. */
export function wantsColour({ stdoutIsTerminal, env }: CliIo, values: OptionValues): boolean {
  if (values.color === true || values['no-color'] === true) return values.color === true;
  return stdoutIsTerminal && !env.NO_COLOR && env.TERM !== 'dumb';
}

/** Prints one line about an error. */
export const complain = (io: CliIo, line: string): Promise<void> => write(io.stderr, `evb: ${oneLine(line)}\n`);

const codeOf = (error: unknown): unknown => (error as { readonly code?: unknown } | null)?.code;

/** Whether the reader of the output has gone. */
export const isBrokenPipe = (error: unknown): boolean =>
  codeOf(error) === 'EPIPE' || codeOf(error) === 'ERR_STREAM_DESTROYED';

/** The reason in words, without the system call and the file name, which the caller knows. */
export function reasonOf(error: unknown): string {
  const message = String((error as Error).message);
  const [, reason = message] = /^E[A-Z0-9]+: (.*?), \w+(?: '.*)?$/s.exec(message) ?? [];
  return reason;
}

/** The name of an input in messages. */
export const nameOf = (file: string): string => (file === STANDARD ? 'standard input' : file);

/** The octets of a file, or of standard input, as they come. */
export const openChunks = (io: CliIo, file: string): AsyncIterable<Uint8Array> =>
  file === STANDARD ? io.stdin : createReadStream(file);

/** A file of lines. */
export interface LineSource {
  /** The lines as they come, without line ends. Ends where the file cannot be read any further. */
  readonly lines: AsyncIterable<string>;
  /** Why the file could not be read to its end; known when `lines` has ended. */
  readonly broken: () => string | undefined;
}

/** Characters of a line at most: input without line ends would fill the memory. */
const LONGEST_LINE = 4_194_304;

async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() as string;
    for (const line of lines) yield line.replace(/\r$/, '');
    if (rest.length > LONGEST_LINE) throw new Error(`a line of more than ${LONGEST_LINE} characters`);
  }
  rest += decoder.decode();
  if (rest !== '') yield rest.replace(/\r$/, '');
}

/** The lines of a file, or of standard input. */
export function openLines(io: CliIo, file: string): LineSource {
  let reason: string | undefined;
  async function* lines(): AsyncGenerator<string> {
    try {
      yield* splitLines(openChunks(io, file));
    } catch (error) {
      reason = reasonOf(error);
    }
  }
  return { lines: lines(), broken: () => reason };
}
