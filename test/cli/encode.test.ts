// `evb encode`: the inverse of `evb decode --json`, and what it says about lines that have no encoding.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { readCapture, writePcap } from '../../src/capture/index.js';
import { formatHex } from '../../src/core/octets.js';
import { arbitraryFrameOctets } from '../../src/testing/index.js';
import { evb } from './run-evb.js';

const folder = mkdtempSync(join(tmpdir(), 'evb-'));
afterAll(() => rmSync(folder, { recursive: true }));

const vectors = readdirSync('test/vectors').map((name) => `test/vectors/${name}`);

const ACK = '0180c2000000020000000002894014010005';
const ack = {
  kind: 'ecpAck',
  ethernet: { destination: '01-80-C2-00-00-00', source: '02-00-00-00-00-02', tags: [], etherType: 0x8940 },
  ecp: { version: 1, operation: 1, subtype: 1, sequence: 5 },
  trailer: '',
};
const line = (more: object): string => `${JSON.stringify({ version: 2, ok: true, frame: ack, ...more })}\n`;

describe('decode and encode', () => {
  test.each(vectors)('%s gives the same octets', async (file) => {
    const { out } = await evb(['decode', '--json', file]);
    const hex = await evb(['encode'], { stdin: out });
    const { packets } = readCapture(readFileSync(file));
    expect(hex).toMatchObject({ status: 0, err: '' });
    expect(hex.out).toBe(packets.map(({ frame }) => `${formatHex(frame)}\n`).join(''));
    // And the same file, times included.
    const again = await evb(['encode', '--pcap', '-'], { stdin: out });
    expect(formatHex(again.outBytes)).toBe(formatHex(readFileSync(file)));
  });

  test('frames of any kind', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(arbitraryFrameOctets(), { maxLength: 5 }), async (frames) => {
        const digits = frames.map((octets) => `${formatHex(octets)}\n`).join('');
        const { out } = await evb(['decode', '--json', '--hex'], { stdin: digits });
        expect(await evb(['encode', '-'], { stdin: out })).toMatchObject({ status: 0, out: digits, err: '' });
      }),
      { numRuns: 100 },
    );
  });

  test('times in nanoseconds', async () => {
    const frame = Buffer.from(ACK, 'hex');
    const packets = [
      { time: { seconds: 1, nanoseconds: 5000 }, frame },
      { time: { seconds: 4294967295, nanoseconds: 999999999 }, frame },
    ];
    const capture = writePcap(packets, { nanoseconds: true });
    const { out } = await evb(['decode', '--json', '-'], { stdin: capture });
    expect(out).toContain('"time":"1.000005000"');
    expect(out).toContain('"time":"4294967295.999999999"');
    const again = await evb(['encode', '--pcap', '-'], { stdin: out });
    expect(formatHex(again.outBytes)).toBe(formatHex(capture));
  });
});

describe('a line may be', () => {
  test.each([
    ['the frame alone', JSON.stringify(ack)],
    ['a line of decode', line({ number: 3, time: '1.000000', octets: 18, notes: [] })],
    ['a line without ok', JSON.stringify({ version: 2, frame: ack })],
    ['a line with members of later days', line({ colour: 'red' })],
    ['one among empty lines, with CRLF', `\n  \r\n${line({}).trim()}\r\n\n`],
    ['without a line end', line({}).trim()],
  ])('%s', async (_name, stdin) => {
    expect(await evb(['encode'], { stdin })).toMatchObject({ status: 0, out: `${ACK}\n`, err: '' });
  });

  test('without a trailer: padded', async () => {
    const { trailer, ...bare } = ack;
    const { out } = await evb(['encode'], { stdin: JSON.stringify(bare) });
    expect(out).toBe(`${ACK.padEnd(120, '0')}\n`);
  });

  test('in a file', async () => {
    const file = join(folder, 'in.json');
    writeFileSync(file, line({}) + line({}));
    expect(await evb(['encode', file, file])).toMatchObject({ status: 0, out: `${ACK}\n`.repeat(4) });
  });
});

describe('a line is refused, and the others go on', () => {
  test.each([
    ['x', /^not JSON: .*x.*$/],
    ['{"a":', /^not JSON: .*$/],
    ['5', 'frame: expected an object, got 5'],
    ['[]', 'frame: expected an object, got an array'],
    ['null', 'frame: expected an object, got null'],
    ['{}', 'kind: expected lldp, vdp, ecp, ecpAck or other, got nothing'],
    [
      line({ ok: false, frame: undefined }),
      'ok: expected true, got false: a frame that was not decoded cannot be encoded',
    ],
    [line({ version: 3 }), 'version: expected 2, got 3'],
    [line({ version: undefined }), 'version: expected 2, got nothing'],
    [line({ frame: undefined }), 'frame: expected an object, got nothing'],
    [line({ time: 5 }), 'time: expected seconds since 1970 as a text with 6 or 9 decimals, got 5'],
    [line({ time: '5.12' }), 'time: expected seconds since 1970 as a text with 6 or 9 decimals, got "5.12"'],
    [
      line({ frame: { ...ack, vdp: {} } }),
      'vdp: expected no such member but kind, ethernet, ecp and trailer, got an object',
    ],
    [
      line({ frame: { ...ack, ethernet: { ...ack.ethernet, source: '02' } } }),
      'ethernet.source: expected a MAC address, as 01-80-C2-00-00-0E, got "02"',
    ],
    [
      line({ frame: { ...ack, ecp: { ...ack.ecp, sequence: 65536 } } }),
      'ecp.sequence: expected an integer 0..65535, got 65536',
    ],
    [`"${'\\u0007'.repeat(10)}"`, /^frame: expected an object, got [ -~]*$/],
    ['\u0007\u001b[31m', /^not JSON: [^\p{C}]*$/u],
    [`{"version":${'['.repeat(1e5)}${']'.repeat(1e5)},"ok":true}`, 'version: expected 2, got an array'],
  ])('%#', async (bad, reason) => {
    const stdin = `${bad.trim()}\n${line({})}`;
    const { status, out, err } = await evb(['encode'], { stdin });
    expect({ status, out }).toEqual({ status: 1, out: `${ACK}\n` });
    expect(err).toMatch(/^evb: standard input: line 1: [^\n]*\n$/);
    expect(err.slice('evb: standard input: line 1: '.length, -1)).toEqual(
      typeof reason === 'string' ? reason : expect.stringMatching(reason),
    );
  });

  test('with the number of the line and the name of the file', async () => {
    const file = join(folder, 'bad.json');
    writeFileSync(file, `\n${line({})}x\n`);
    const { status, err } = await evb(['encode', file]);
    expect(status).toBe(1);
    expect(err.startsWith(`evb: ${file}: line 3: not JSON: `)).toBe(true);
  });

  test('a time that a capture cannot hold', async () => {
    const stdin = line({ time: '4294967296.000000' }) + line({ time: '7.000000' });
    const { status, err, outBytes } = await evb(['encode', '--pcap', '-'], { stdin });
    expect(status).toBe(1);
    expect(err).toContain('line 1: packet.time.seconds: expected an integer 0..4294967295, got 4294967296');
    expect(readCapture(outBytes).packets.map(({ time }) => time?.seconds)).toEqual([7]);
    expect(readCapture(outBytes).error).toBeUndefined();
  });
});

describe('--pcap', () => {
  test('writes a file', async () => {
    const file = join(folder, 'out.pcap');
    const result = await evb(['encode', '--pcap', file], { stdin: line({ time: '3.000004' }) + JSON.stringify(ack) });
    expect(result).toMatchObject({ status: 0, out: '', err: '' });
    const { packets } = readCapture(readFileSync(file));
    expect(packets.map(({ time, frame }) => [time, formatHex(frame)])).toEqual([
      [{ seconds: 3, nanoseconds: 4000 }, ACK],
      [{ seconds: 0, nanoseconds: 0 }, ACK],
    ]);
  });

  test('of no frames is a capture without packets', async () => {
    const { status, outBytes } = await evb(['encode', '--pcap', '-'], { stdin: '' });
    expect(status).toBe(0);
    expect(readCapture(outBytes)).toEqual({ format: 'pcap', packets: [] });
  });

  test('into a folder that is not there', async () => {
    const file = join(folder, 'no/out.pcap');
    const { status, err } = await evb(['encode', '--pcap', file], { stdin: line({}) });
    expect({ status, err }).toEqual({ status: 2, err: `evb: ${file}: no such file or directory\n` });
  });

  test('on a disk that is full', async () => {
    const { status, err } = await evb(['encode', '--pcap', '/dev/full'], { stdin: line({}) });
    expect({ status, err }).toEqual({ status: 2, err: 'evb: no space left on device\n' });
  });
});

test('a file that cannot be read', async () => {
  const { status, out, err } = await evb(['encode', folder, '-'], { stdin: line({}) });
  expect({ status, out, err }).toEqual({
    status: 2,
    out: `${ACK}\n`,
    err: `evb: ${folder}: illegal operation on a directory\n`,
  });
});
