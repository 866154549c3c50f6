#!/usr/bin/env node
// The program `evb`: the process around `run`.

import { readFileSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { type CliIo, STATUS } from './io.js';
import { createNodeHost } from './live/node-machine.js';
import { run } from './run.js';

// `write` reports errors to its caller. Without a listener a broken pipe would end the process with a stack trace.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

/** The program is dist/cli/evb.js of the package; `argv[1]` may be a link to it. */
const manifest = (): string => resolve(realpathSync(process.argv[1] as string), '../../../package.json');

const io: CliIo = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  stdoutIsTerminal: process.stdout.isTTY === true,
  env: process.env,
  version: () => (JSON.parse(readFileSync(manifest(), 'utf8')) as { readonly version: string }).version,
  host: createNodeHost,
};

// `exit` would lose output that is not written yet. An open input would keep the process alive.
run(process.argv.slice(2), io)
  .catch(() => STATUS.unusable)
  .then((status) => {
    process.exitCode = status;
    process.stdin.destroy();
  });
