// Output that nobody reads, or only slowly.

import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.js';
import { evb, ioWith, keeper } from './run-evb.js';

const ACK = '0180c2000000 020000000001 8940 1401 0001\n';
const JSON_ACK = `${JSON.stringify({
  kind: 'ecpAck',
  ethernet: { destination: '01-80-C2-00-00-00', source: '02-00-00-00-00-02', tags: [], etherType: 0x8940 },
  ecp: { version: 1, operation: 1, subtype: 1, sequence: 5 },
})}\n`;

const failing = (code: string): Error => Object.assign(new Error(`${code}: it failed, write`), { code });

/** Takes so many chunks and then fails. */
function breaking(chunks: number, code: string): Writable {
  let taken = 0;
  const stream = new Writable({
    write(_chunk, _encoding, done) {
      taken++;
      done(taken > chunks ? failing(code) : null);
    },
  });
  return stream.on('error', () => {});
}

/** Chunks without end; says whether it was let go. */
function endless(text: string): { readonly stdin: AsyncIterable<Uint8Array>; readonly open: () => boolean } {
  let open = true;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) yield Buffer.from(text);
    } finally {
      open = false;
    }
  }
  return { stdin: chunks(), open: () => open };
}

describe('a broken pipe', () => {
  test.each([
    ['decode', ['decode', '--hex'], ACK, 'EPIPE'],
    ['decode --json', ['decode', '--hex', '--json'], ACK, 'EPIPE'],
    ['encode', ['encode'], JSON_ACK, 'EPIPE'],
    ['encode --pcap', ['encode', '--pcap', '-'], JSON_ACK, 'EPIPE'],
    ['a stream that was destroyed', ['decode', '--hex'], ACK, 'ERR_STREAM_DESTROYED'],
  ])('ends %s quietly, and lets its input go', async (_name, argv, text, code) => {
    const input = endless(text);
    const err = keeper();
    const status = await run(argv, ioWith({}, { stdin: input.stdin, stdout: breaking(3, code), stderr: err.stream }));
    expect(status).toBe(0);
    expect(err.bytes().toString()).toBe('');
    expect(input.open()).toBe(false);
  });

  test('any other failure of the output is told', async () => {
    const err = keeper();
    const io = ioWith({ stdin: ACK }, { stdout: breaking(0, 'ENOSPC'), stderr: err.stream });
    expect(await run(['decode', '--hex'], io)).toBe(2);
    expect(err.bytes().toString()).toBe('evb: it failed\n');
  });

  test('of the standard error is nobody’s business', async () => {
    const io = ioWith({ stdin: 'x\n' }, { stderr: breaking(0, 'EPIPE') });
    expect(await run(['encode'], io)).toBe(0);
  });
});

test('a slow reader is waited for: no more is read than it has taken', async () => {
  let given = 0;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (; given < 50; given++) yield Buffer.from(ACK);
  }
  let taken = 0;
  let most = 0;
  const stdout = new Writable({
    write(_chunk, _encoding, done) {
      most = Math.max(most, given - taken);
      taken++;
      setTimeout(done, 1);
    },
  });
  expect(await run(['decode', '--hex', '--brief'], ioWith({}, { stdin: chunks(), stdout }))).toBe(0);
  expect(taken).toBe(51);
  expect(most).toBeLessThanOrEqual(1);
});

describe('a chunk may end', () => {
  test('anywhere between lines and in them', async () => {
    const bytes = Buffer.from(`# here\n${ACK.trim()}\r\n${ACK.trim()}`);
    for (let cut = 0; cut <= bytes.length; cut++) {
      const stdin = [bytes.subarray(0, cut), bytes.subarray(cut)];
      expect((await evb(['decode', '--hex', '--brief'], { stdin })).out).toMatch(/\n2 frames, 0 failed\n$/);
    }
  });

  test('in a character', async () => {
    const bytes = Buffer.from('{"kind":"\u00e4\u4e2d\u{1f600}"}');
    for (let cut = 0; cut <= bytes.length; cut++) {
      const stdin = [bytes.subarray(0, cut), bytes.subarray(cut)];
      expect((await evb(['encode'], { stdin })).err).toMatch(/got "\u00e4\u4e2d\u{1f600}"\n$/u);
    }
  });

  test('in a character that never comes whole', async () => {
    const { status, out } = await evb(['decode', '--hex', '--json'], { stdin: Uint8Array.of(0x30, 0x30, 0xe4) });
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'hexLine', offset: 2 } });
  });
});
