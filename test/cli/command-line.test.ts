// Commands, options, help, and exit statuses.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { HELP_TEXTS as FRAME_HELP_TEXTS } from '../../src/cli/help-texts.js';
import { PROGRAM_HELP_TEXTS } from '../../src/cli/live/help-texts.js';
import { textWidth } from '../../src/text/columns.js';
import { evb } from './run-evb.js';

const folder = mkdtempSync(join(tmpdir(), 'evb-'));
afterAll(() => rmSync(folder, { recursive: true }));

const VECTOR = 'test/vectors/r01-evb-negotiate.pcap';
const NCB = '0180c2000000 020000000001';
const LLDP = '02070402005e100001 04050565746830 06020079';
const ACK = `${NCB} 8940 1401 0001`;
const REJECTED = `${NCB} 88cc ${LLDP} fe080080c20d00000000 0000`;
const BROKEN = `${NCB} 8940 2401 0001`;

const HELP_TEXTS = { ...FRAME_HELP_TEXTS, ...PROGRAM_HELP_TEXTS };

describe('help', () => {
  test.each([
    [['help'], 'evb'],
    [['--help'], 'evb'],
    [['-h'], 'evb'],
    [['help', '--help'], 'evb'],
    [['help', 'decode'], 'decode'],
    [['--help', 'encode'], 'encode'],
    [['decode', '--help'], 'decode'],
    [['decode', '-h', 'x.pcap'], 'decode'],
    [['decode', 'help'], 'decode'],
    [['encode', '-h'], 'encode'],
    [['encode', 'help'], 'encode'],
    [['help', 'demo'], 'demo'],
    [['demo', '-h'], 'demo'],
    [['demo', 'help'], 'demo'],
    [['help', 'station'], 'station'],
    [['station', '--help'], 'station'],
    [['bridge', '-h'], 'bridge'],
    [['bridge', 'help'], 'bridge'],
  ] as const)('%o', async (argv, topic) => {
    expect(await evb(argv)).toMatchObject({ status: 0, out: HELP_TEXTS[topic], err: '' });
  });

  test('is no wider than 80 columns', () => {
    for (const text of Object.values(HELP_TEXTS)) {
      expect(text.split('\n').filter((line) => textWidth(line) > 80)).toEqual([]);
    }
  });

  test('has examples, and an option of it is an option of the command', async () => {
    for (const command of ['decode', 'encode', 'demo', 'station', 'bridge'] as const) {
      expect(HELP_TEXTS[command]).toContain('\nexamples:\n  ');
      const [reference = ''] = HELP_TEXTS[command].split('\nexamples:');
      // Of another command where one is quoted.
      const options = new Set(reference.replaceAll(/'evb .*?'/g, '').match(/--[a-z][a-z-]*/g));
      expect(options.size).toBeGreaterThan(1);
      for (const option of options) {
        const { err } = await evb([command, option]);
        expect(err, option).not.toContain('unknown option');
      }
    }
  });
});

test('--version', async () => {
  expect(await evb(['--version'])).toMatchObject({ status: 0, out: 'evb 1.2.3\n', err: '' });
});

test.each([
  [[], "evb: name a command: decode, encode, demo, station, bridge or help\nTry 'evb --help'.\n"],
  [['decod'], "evb: unknown command 'decod'\nTry 'evb --help'.\n"],
  [['toString'], "evb: unknown command 'toString'\nTry 'evb --help'.\n"],
  [['a\u001b[31m'], "evb: unknown command 'a\ufffd[31m'\nTry 'evb --help'.\n"],
  [['--json'], "evb: unknown option '--json'\nTry 'evb --help'.\n"],
  [['help', 'me'], "evb: no help on 'me'\nTry 'evb --help'.\n"],
  [['decode'], "evb decode: name a capture file, or '-' for standard input\nTry 'evb decode --help'.\n"],
  [['decode', '--jsn', VECTOR], "evb decode: unknown option '--jsn'\nTry 'evb decode --help'.\n"],
  [['decode', '-x', VECTOR], "evb decode: unknown option '-x'\nTry 'evb decode --help'.\n"],
  [['decode', '--json=1'], "evb decode: option '--json' does not take an argument\nTry 'evb decode --help'.\n"],
  [
    ['decode', '--json', '--brief', VECTOR],
    "evb decode: --json and --brief exclude each other\nTry 'evb decode --help'.\n",
  ],
  [
    ['decode', '--color', '--no-color', VECTOR],
    "evb decode: --color and --no-color exclude each other\nTry 'evb decode --help'.\n",
  ],
  [
    ['decode', '--ecp-subtypes', '1,1024', VECTOR],
    "evb decode: --ecp-subtypes: expected numbers 0..1023 with commas between, got '1,1024'\nTry 'evb decode --help'.\n",
  ],
  [
    ['decode', '--ecp-subtypes='],
    "evb decode: --ecp-subtypes: expected numbers 0..1023 with commas between, got ''\nTry 'evb decode --help'.\n",
  ],
  [['encode', '--hex'], "evb encode: unknown option '--hex'\nTry 'evb encode --help'.\n"],
  [['encode', '--pcap'], "evb encode: option '--pcap <value>' argument missing\nTry 'evb encode --help'.\n"],
])('a wrong command line: %o', async (argv, err) => {
  expect(await evb(argv)).toMatchObject({ status: 2, out: '', err });
});

describe('the exit status of decode is', () => {
  const statusOf = async (lines: readonly string[], ...options: string[]): Promise<number> =>
    (await evb(['decode', '--hex', ...options], { stdin: lines.join('\n') })).status;

  test('0 where all frames were decoded', async () => {
    expect(await statusOf([ACK, REJECTED])).toBe(0);
  });
  test('1 where one was not', async () => {
    expect(await statusOf([ACK, BROKEN, ACK])).toBe(1);
  });
  test('1 where a line is no frame', async () => {
    expect(await statusOf([ACK, 'x'])).toBe(1);
  });
  test('1 with --strict where a TLV was rejected', async () => {
    expect(await statusOf([ACK, REJECTED], '--strict')).toBe(1);
    expect(await statusOf([REJECTED], '--strict', '--json')).toBe(1);
    expect(await statusOf([ACK], '--strict')).toBe(0);
  });
});

describe('options of decoding', () => {
  const codes = async (line: string, ...options: string[]): Promise<unknown> => {
    const { out } = await evb(['decode', '--json', '--hex', ...options], { stdin: line });
    const json = JSON.parse(out) as { notes?: { code: string }[]; error?: { code: string } };
    return json.error?.code ?? json.notes?.map(({ code }) => code);
  };

  test('--ecp-subtypes', async () => {
    expect(await codes(`${NCB} 8940 1003 0001`)).toEqual([]);
    expect(await codes(`${NCB} 8940 1003 0001`, '--ecp-subtypes', '1,2')).toBe('ecpSubtype');
    expect(await codes(`${NCB} 8940 1003 0001`, '--ecp-subtypes=3')).toEqual([]);
  });
  test('--lenient-length', async () => {
    const torn = `${NCB} 88cc ${LLDP} 0aff 00`;
    expect(await codes(torn)).toBe('lldpTlvTruncated');
    expect(await codes(torn, '--lenient-length')).toEqual(['lldpTlvTruncated']);
  });
  test('--evb-exact', async () => {
    const long = `${NCB} 88cc ${LLDP} fe0a0080c20d000f6e941400 0000`;
    expect(await codes(long)).toEqual(['evbTlvLong']);
    expect(await codes(long, '--evb-exact')).toEqual(['evbTlvLength']);
  });
});

describe('files', () => {
  test('several, one of which is not there', async () => {
    const { status, out, err } = await evb(['decode', '--brief', VECTOR, 'no.pcap', VECTOR]);
    expect(status).toBe(2);
    expect(err).toBe('evb: no.pcap: no such file or directory\n');
    expect(out.match(/r01-evb-negotiate.pcap/g)).toHaveLength(2);
    expect(out.endsWith('\n32 frames, 0 failed\n')).toBe(true);
  });
  test('one that is no capture', async () => {
    const { status, out, err } = await evb(['decode', 'package.json']);
    expect({ status, out, err }).toEqual({
      status: 2,
      out: 'no frames, 0 failed\n',
      err: 'evb: package.json: octet 0: expected the magic number of a pcap or pcapng file\n',
    });
  });
  test('of digits, several, one of which cannot be read', async () => {
    const file = join(folder, 'frames.hex');
    writeFileSync(file, `${ACK}\r\n${ACK}`);
    const { status, out, err } = await evb(['decode', '--hex', '--brief', file, folder, '-'], { stdin: ACK });
    expect(status).toBe(2);
    expect(err).toBe(`evb: ${folder}: illegal operation on a directory\n`);
    expect(out.endsWith('\n3 frames, 0 failed\n')).toBe(true);
  });
  test('with a name that would change the terminal', async () => {
    const { err } = await evb(['decode', 'a\u001b[2J\nb']);
    expect(err).toBe('evb: a\ufffd[2J\ufffdb: no such file or directory\n');
  });
});
