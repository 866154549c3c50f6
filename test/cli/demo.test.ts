// `evb demo`: its ladder and what options make of it. The whole ladders are in golden/, made anew by
// `npx vitest run test/cli -u`.

import { describe, expect, test } from 'vitest';
import { textWidth } from '../../src/text/columns.js';
import { evb, jsonLines } from './run-evb.js';

const LOSSY = ['--loss', '20'];

const demo = (...argv: string[]) => evb(['demo', ...argv]);

const widest = (text: string): number => Math.max(...text.split('\n').map(textWidth));

describe('the ladder of', () => {
  test.each([
    ['demo', []],
    ['demo-loss', LOSSY],
    ['demo-exponents', ['--r', '1,2', '--rte', '12', '--rwd', '18,16', '--rka', '16,17', '--latency', '5']],
    ['demo-vsis', ['--vsis', '50']],
    ['demo-channels', ['--channels', '3']],
    ['demo-nothing', ['--loss', '100']],
  ] as const)('%s', async (name, argv) => {
    const { status, out, err } = await demo(...argv);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    await expect(out).toMatchFileSnapshot(`golden/${name}.txt`);
    expect((await demo(...argv)).out).toBe(out);
  });

  test.each([
    [['--vsis', '30', '--rka', '12']],
    [['--rka', '31']],
    [['--loss', '60', '--seed', '3']],
    [['--rte', '0', '--latency', '20']],
    [['--channels', '4', '--vsis', '2', '--loss', '15']],
    [['--vsis', '40', '--loss', '35', '--rka', '12', '--seed', '4294967295']],
  ])('%o, which is no wider than 80 columns and folded', async (argv) => {
    const { status, out } = await demo(...argv);
    expect(status).toBe(0);
    expect(widest(out)).toBeLessThanOrEqual(80);
    expect(out.split('\n').length).toBeLessThan(900);
    expect(out).toMatch(/^ +: {2}\.\.\. \d+ more .*until \d+\.\d{6} +:$/m);
  });

  test('a terminal, in colours', async () => {
    const plain = await demo(...LOSSY);
    const coloured = await evb(['demo', ...LOSSY], { terminal: true });
    expect(coloured.out).toContain('\u001b[31m');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the escapes are what this is about
    expect(coloured.out.replace(/\u001b\[[\d;]*m/g, '')).toBe(plain.out);
    expect((await evb(['demo', '--no-color'], { terminal: true })).out).not.toContain('\u001b');
    expect((await demo('--color')).out).toContain('\u001b');
  });
});

test('over a link that loses nothing all that was promised happens, in order', async () => {
  const { out } = await demo('--vsis', '2');
  const at = [
    '* EVB agreed',
    'EVB agreed *',
    'reflective relay on *',
    'Agreed: R 3, RTE 14 (163.84 ms), RWD 20 (10.486 s)',
    'VDP Pre-Associate VSI 1, VID open',
    'VSI 1 pre-associated, VID 100',
    'VDP Associate VSI 1, VID open',
    'ECP ack #3',
    'manager grants VSI 1, VID 100',
    'VDP Associate VSI 1, VID 100: success',
    'VSI 2 associated, VID 100',
    'VDP Associate VSIs 1-2, VID 100 ---',
    'more rounds',
    'VSI 3 refused: invalid VID, GroupID or MAC address, hard',
    'host: withdraw VSI 2, policy',
    'VSI 2 offline: by bridge',
    'VSI 2 associated, VID 100',
    'VSI 1 de-associated',
    'VSI 2 de-associated',
  ];
  let from = 0;
  for (const words of at) {
    const found = out.indexOf(words, from);
    expect(found, words).toBeGreaterThanOrEqual(from);
    from = found + 1;
  }
  expect(out).not.toContain('lost ');
  expect(out).not.toContain('try 2');
});

test('a frame that is lost is sent again', async () => {
  const events = jsonLines((await demo('--json', ...LOSSY)).out);
  const requests = events.filter(({ frame }) => (frame as { kind: string } | undefined)?.kind === 'vdp');
  const sequenceOf = ({ frame }: Record<string, unknown>) => (frame as { ecp: { sequence: number } }).ecp.sequence;
  const lost = requests.filter(({ arrives }) => arrives === undefined);
  expect(lost.length).toBeGreaterThan(3);
  let resent = 0;
  for (const one of lost) {
    const next = requests.find(({ role, number }) => role === one.role && (number as number) > (one.number as number));
    if (one.attempt === 4 || next === undefined) continue;
    expect({ sequence: sequenceOf(next), attempt: next.attempt }).toEqual({
      sequence: sequenceOf(one),
      attempt: (one.attempt as number) + 1,
    });
    // ackTimerInit, 10 us * 2^14.
    expect(Number(next.time) - Number(one.time)).toBeCloseTo(0.16384, 6);
    resent++;
  }
  expect(resent).toBeGreaterThan(3);
});

test('over a link that is hardly there everything is told in words', async () => {
  const ladders = await Promise.all(['1', '3', '6'].map((seed) => demo('--loss', '85', '--seed', seed)));
  const out = ladders.map((one) => one.out).join('');
  expect(widest(out)).toBeLessThanOrEqual(80);
  expect(out).not.toMatch(/undefined|NaN/);
  for (const words of [
    'host: withdraw VSI 1, policy; not taken, unknown vsi',
    'EVB lost: ageout',
    'LLDP neighbour gone: ageout',
    'ECP gives up on this ECPDU',
    'VSI 1 not associated: timeout',
    'VSI 1 offline: keep-alive expired',
  ]) {
    expect(out).toContain(words);
  }
});

describe('each option changes ladder and capture:', () => {
  const both = async (argv: readonly string[]) => ({
    ladder: (await demo(...argv)).out,
    capture: (await demo(...argv, '--pcap', '-')).outBytes,
  });
  test.each([
    [[], ['--r', '5']],
    [[], ['--r', '3,4']],
    [[], ['--rte', '13']],
    [[], ['--rwd', '21']],
    [[], ['--rka', '19']],
    [[], ['--vsis', '2']],
    [[], ['--latency', '2']],
    [[], ['--loss', '10']],
    [LOSSY, ['--seed', '2']],
  ])('%o %o', async (base, change) => {
    const before = await both(base);
    const after = await both([...base, ...change]);
    expect(after.ladder).not.toBe(before.ladder);
    expect(Buffer.compare(after.capture, before.capture)).not.toBe(0);
  });
});

test('agreed values are the larger of both proposals', async () => {
  const { out } = await demo('--r', '1,2', '--rte', '15,13', '--rwd', '18,19', '--rka', '21,17');
  expect(out).toContain('Agreed: R 2, RTE 15 (327.68 ms), RWD 19 (5.243 s),\n            RKA 21 (20.972 s)\n');
});

test.each([
  [['--r', '8'], "--r: expected an integer 0..7, or two as '0,7', got '8'"],
  [['--rte', '32'], "--rte: expected an integer 0..31, or two as '0,31', got '32'"],
  [['--rwd', '1,'], "--rwd: expected an integer 0..31, or two as '0,31', got '1,'"],
  [['--rka', '1,2,3'], "--rka: expected an integer 0..31, or two as '0,31', got '1,2,3'"],
  [['--rka='], "--rka: expected an integer 0..31, or two as '0,31', got ''"],
  [['--loss', '101'], "--loss: expected an integer 0..100, got '101'"],
  [['--loss', '20%'], "--loss: expected an integer 0..100, got '20%'"],
  [['--seed', '4294967296'], "--seed: expected an integer 0..4294967295, got '4294967296'"],
  [['--vsis', '0'], "--vsis: expected an integer 1..100, got '0'"],
  [['--vsis', '1e1'], "--vsis: expected an integer 1..100, got '1e1'"],
  [['--latency', '0.5'], "--latency: expected an integer 1..1000, got '0.5'"],
  [['--rounds', '5'], "unknown option '--rounds'"],
  [['--vsis'], "option '--vsis <value>' argument missing"],
  [['trace.pcap'], "no operand is wanted, got 'trace.pcap'"],
  [['--color', '--no-color'], '--color and --no-color exclude each other'],
  [['--json', '--pcap', '-'], "--json and --pcap '-' exclude each other"],
])('a wrong command line: %o', async (argv, reason) => {
  expect(await demo(...argv)).toEqual({
    status: 2,
    out: '',
    outBytes: new Uint8Array(0),
    err: `evb demo: ${reason}\nTry 'evb demo --help'.\n`,
  });
});
