// The program in a process of its own, bundled as it is now and laid out as it is installed.

import { spawn } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BuiltProgram, buildProgram } from './built-program.js';

const VECTOR = 'test/vectors/r15-vdp-keepalive.pcap';
const FORBID_EVAL = '--disallow-code-generation-from-strings';
let built: BuiltProgram;

beforeAll(async () => {
  built = await buildProgram();
});
afterAll(() => built.remove());

const start = (argv: readonly string[], program = built.file) =>
  spawn(process.execPath, [FORBID_EVAL, program, ...argv], { env: {} });

async function evb(argv: readonly string[], stdin: string | Uint8Array = '', program = built.file) {
  const child = start(argv, program);
  child.stdin.end(stdin);
  const closed = new Promise<number | null>((done) => child.on('close', done));
  const [out, err, status] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  return { status, out, err };
}

test('can be run as a program, by a link too', async () => {
  expect(readFileSync(built.file, 'utf8').startsWith('#!/usr/bin/env node\n')).toBe(true);
  const link = join(built.folder, 'evb');
  symlinkSync(built.file, link);
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(await evb(['--version'], '', link)).toEqual({ status: 0, out: `evb ${version}\n`, err: '' });
});

test('decodes and encodes without eval', async () => {
  const decoded = await evb(['decode', '--json', VECTOR]);
  expect(decoded).toMatchObject({ status: 0, err: '' });
  const file = join(built.folder, 'again.pcap');
  expect(await evb(['encode', '--pcap', file], decoded.out)).toEqual({ status: 0, out: '', err: '' });
  expect(readFileSync(file).equals(readFileSync(VECTOR))).toBe(true);
});

test('says what is wrong, and exits with it', async () => {
  const none = await evb(['decode', 'none.pcap']);
  expect(none).toEqual({
    status: 2,
    out: 'no frames, 0 failed\n',
    err: 'evb: none.pcap: no such file or directory\n',
  });
  expect((await evb(['decode', '--hex'], 'zz')).status).toBe(1);
  expect((await evb(['decode', '--colour'])).status).toBe(2);
});

test('ends quietly when its reader goes, while its input stays open', async () => {
  const child = start(['decode', '-']);
  const errors = text(child.stderr);
  const closed = new Promise<number | null>((done) => child.on('close', done));
  child.stdin.on('error', () => {});
  const capture = readFileSync(VECTOR);
  child.stdin.write(capture);
  await new Promise((done) => child.stdout.once('data', done));
  child.stdout.destroy();
  const more = setInterval(() => child.stdin.write(capture.subarray(24)), 20);
  const status = await closed;
  clearInterval(more);
  expect({ status, errors: await errors }).toEqual({ status: 0, errors: '' });
});
