// What `evb decode` prints for people. The whole outputs are in golden/, made anew by `npx vitest run test/cli -u`.

import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatHex } from '../../src/core/octets.js';
import { arbitraryFrameOctets, arbitraryOctets, mutate } from '../../src/testing/index.js';
import { textWidth } from '../../src/text/columns.js';
import { evb } from './run-evb.js';

const NCB = '0180c2000000 020000000001';
const MANAGER = '0a10 00000000000000000000ffffc000020a';
const VSI = '000001 00 05 a141285760f74ce1e95a2164943f53aa';
const LLDP_HEAD = '02070402005e100001 040505 65746830 06020079';

const frames: Readonly<Record<string, string>> = {
  vdp: `${NCB} 8940 1001 0005 ${MANAGER} 0631 20 000003 00 02 20010db8000000000000000000000063 04 0002 00001001
    525400000001 0064 00001002 525400000002 e0c8 0417 00 ${VSI} 01 021b 73 000003 00 04 0102030405060708090a0b0c0d0e0f10
    01 0001 0fa0 fe07 00000c f1 414243 0000000000000000`,
  evb: `${NCB} 88cc ${LLDP_HEAD} 0a0e 746f722d3120e4b8ade696872031 fe0b 0080c20d 17 0f 6e 94 14 dead 0000`,
  cdcp: `0180c2000003 02005e100001 88cc ${LLDP_HEAD} fe14 0080c20e f8abc008 001001 002000 009fff 0c8000 0000 00`,
  ack: `${NCB} 88a8 b064 8100 000a 8940 1401 0005 ${'00'.repeat(42)}`,
  ecp: `${NCB} 8940 1002 abcd 0102030405060708`,
  other: 'ffffffffffff 020000000001 0806 0001080006040001020000000001c0a80001000000000000c0a80002',
  broken: `${NCB} 8940 1001 0001 ${MANAGER} 0c02 abcd 0621 00`,
  short: '0180c2000000 0200',
  nothing: `${NCB} 8940 1001 0001 0b10 00000000000000000000ffffc000020a`,
};

const oneLine = (hex: string): string => `${hex.replace(/\s+/g, ' ')}\n`;

const widest = (text: string): number => Math.max(...text.split('\n').map(textWidth));

describe('the text of', () => {
  test.each(Object.entries(frames))('%s', async (name, hex) => {
    const { out, err } = await evb(['decode', '--hex'], { stdin: oneLine(hex) });
    expect(err).toBe('');
    await expect(out).toMatchFileSnapshot(`golden/${name}.txt`);
  });

  test('lines of digits that are no frame', async () => {
    const far = `${'00 '.repeat(40)}0x ${'00 '.repeat(40)}`;
    const { status, out } = await evb(['decode', '--hex'], {
      stdin: `# frames\n\n0180c2:00-00 0g\t\u00e4\n${far}\n0 1`,
    });
    expect(status).toBe(1);
    await expect(out).toMatchFileSnapshot('golden/not-hex.txt');
  });

  test('a captured conversation, brief', async () => {
    const { out } = await evb(['decode', '--brief', 'test/vectors/r10-vdp-lifecycle-vid.pcap']);
    await expect(out).toMatchFileSnapshot('golden/brief.txt');
  });

  test('a frame in colour', async () => {
    const stdin = oneLine(frames.nothing as string) + oneLine(frames.cdcp as string);
    const { out } = await evb(['decode', '--hex', '--color'], { stdin });
    await expect(out.replaceAll('\u001b', 'ESC')).toMatchFileSnapshot('golden/colour.txt');
    const plain = await evb(['decode', '--hex'], { stdin });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the escapes are what this is about
    expect(out.replace(/\u001b\[[\d;]*m/g, '')).toBe(plain.out);
  });
});

test.each([
  [true, {}, [], true],
  [false, {}, [], false],
  [true, { NO_COLOR: '1' }, [], false],
  [true, { NO_COLOR: '' }, [], true],
  [true, { TERM: 'dumb' }, [], false],
  [true, {}, ['--no-color'], false],
  [false, { NO_COLOR: '1' }, ['--color'], true],
])('colours: terminal %s, %o, %o -> %s', async (terminal, env, options, coloured) => {
  const { out } = await evb(['decode', '--hex', ...options], { stdin: oneLine(frames.ack as string), terminal, env });
  expect(out.includes('\u001b')).toBe(coloured);
});

describe('no line is wider than 80 columns', () => {
  test('of captured frames', async () => {
    const files = readdirSync('test/vectors').map((name) => `test/vectors/${name}`);
    const { status, out } = await evb(['decode', ...files]);
    expect(status).toBe(0);
    expect(widest(out)).toBeLessThanOrEqual(80);
    expect(out.endsWith('\n248 frames, 0 failed\n')).toBe(true);
  });

  test('of frames of any kind, broken ones too', async () => {
    const octets = fc.oneof(
      { weight: 3, arbitrary: arbitraryFrameOctets() },
      { weight: 3, arbitrary: mutate(arbitraryFrameOctets()) },
      { weight: 1, arbitrary: arbitraryOctets(0, 12_000) },
    );
    await fc.assert(
      fc.asyncProperty(octets, async (bytes) => {
        const { out, err } = await evb(['decode', '--hex'], { stdin: `${formatHex(bytes)}\n` });
        expect(err).toBe('');
        expect(widest(out)).toBeLessThanOrEqual(80);
        expect(/[^\n\P{C}]/u.test(out)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  test('of lines of anything', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (line) => {
        const { out } = await evb(['decode', '--hex'], { stdin: `${line}\n` });
        expect(widest(out)).toBeLessThanOrEqual(80);
        expect(/[^\n\P{C}]/u.test(out)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  test('of a system name in a script of wide characters', async () => {
    const name = Buffer.from('\u4e2d\u6587'.repeat(40)).toString('hex');
    const hex = `${NCB} 88cc ${LLDP_HEAD} 0af0 ${name} 0000`;
    const { out } = await evb(['decode', '--hex'], { stdin: oneLine(hex) });
    expect(out.match(/\u4e2d/g)).toHaveLength(40);
    expect(widest(out)).toBeLessThanOrEqual(80);
  });

  test('of help', async () => {
    for (const topic of [[], ['decode'], ['encode']]) {
      expect(widest((await evb(['help', ...topic])).out)).toBeLessThanOrEqual(80);
    }
  });
});

test('every field of the tree is there, with its offset and its octets', async () => {
  const { out } = await evb(['decode', '--hex'], { stdin: oneLine(frames.vdp as string) });
  const octets = Buffer.from((frames.vdp as string).replace(/\s/g, ''), 'hex');
  // Fields with all bits of their octets follow each other; those with some of them share theirs.
  const covered = new Set<number>();
  let at = 0;
  for (const line of out.split('\n')) {
    const match = /^.{58} (.{3}) ((?:[0-9a-f]{2} ?){1,6})(&[0-9a-f]+)?$/.exec(line);
    if (match === null) continue;
    const [, offset = '', digits = ''] = match;
    if (offset.trim() !== '') at = Number(offset);
    for (const pair of digits.trim().split(' ')) {
      expect(octets[at]).toBe(Number.parseInt(pair, 16));
      covered.add(at++);
    }
  }
  const trailer = 8;
  expect(covered.size).toBe(octets.length - trailer);
  expect(out).toMatch(/ trailer +8 octets +\d+ 8 times 00\n/);
});

test('textWidth counts columns', () => {
  const samples: readonly [string, number][] = [
    ['', 0],
    ['abc', 3],
    ['e\u0301', 1],
    ['\u4e2d\u6587', 4],
    ['\u{1f600}', 2],
    ['\u00e4\u00df', 2],
  ];
  for (const [text, width] of samples) expect(textWidth(text)).toBe(width);
});

test('the wide characters are those that Unicode says are wide', () => {
  // Some from each block: kana, hangul, CJK extensions, full-width forms.
  for (const wide of '\u3042\u30ab\uac00\u{20000}\uff21\u3000\u2e80\u1100\ufe30') expect(textWidth(wide)).toBe(2);
  for (const narrow of '\u00a0\u0416\u05d0\u0e01\uff71\u2500') expect(textWidth(narrow)).toBe(1);
});
