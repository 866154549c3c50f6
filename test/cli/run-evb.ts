// Runs the program in-process: what it writes, and its exit status.

import { Writable } from 'node:stream';
import type { CliIo } from '../../src/cli/io.js';
import { run } from '../../src/cli/run.js';

export interface EvbResult {
  readonly status: number;
  /** Standard output. */
  readonly out: string;
  readonly outBytes: Uint8Array;
  /** Standard error. */
  readonly err: string;
}

export interface EvbInput {
  /** Standard input, in one chunk or in several. */
  readonly stdin?: string | Uint8Array | readonly Uint8Array[];
  readonly terminal?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** A stream that keeps what it is given. */
export function keeper(): { readonly stream: Writable; readonly bytes: () => Buffer } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { stream, bytes: () => Buffer.concat(chunks) };
}

async function* chunksOf(stdin: EvbInput['stdin']): AsyncGenerator<Uint8Array> {
  if (typeof stdin === 'string') yield Buffer.from(stdin);
  else if (stdin instanceof Uint8Array) yield stdin;
  else if (stdin !== undefined) yield* stdin;
}

/** Streams for `run`; some may be others. */
export function ioWith(input: EvbInput, streams: Partial<CliIo> = {}): CliIo {
  return {
    stdin: chunksOf(input.stdin),
    stdout: keeper().stream,
    stderr: keeper().stream,
    stdoutIsTerminal: input.terminal ?? false,
    env: input.env ?? {},
    version: () => '1.2.3',
    host: () => {
      throw new Error('a command that does not go on');
    },
    ...streams,
  };
}

/** `evb` with arguments. */
export async function evb(argv: readonly string[], input: EvbInput = {}): Promise<EvbResult> {
  const out = keeper();
  const err = keeper();
  const status = await run(argv, ioWith(input, { stdout: out.stream, stderr: err.stream }));
  return { status, out: out.bytes().toString(), outBytes: Uint8Array.from(out.bytes()), err: err.bytes().toString() };
}

/** The objects of `evb decode --json`. */
export const jsonLines = (out: string): Record<string, unknown>[] =>
  out
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
