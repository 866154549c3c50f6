// `evb demo --pcap` and `--json`: what `evb decode` reads is what the ladder tells, and docs/demo.md.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, describe, expect, test } from 'vitest';
import { memberTables } from './json-docs.js';
import { evb, jsonLines } from './run-evb.js';

const folder = mkdtempSync(join(tmpdir(), 'evb-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Line = Record<string, unknown>;

interface Tlv {
  readonly kind: string;
  readonly type: number;
  readonly status: number;
  readonly vsiid: string;
  readonly filterInfo: { readonly entries: readonly { readonly vid: number }[] };
}

/** A demonstration, and its capture decoded. */
async function both(argv: readonly string[]): Promise<{ events: Line[]; decoded: Line[] }> {
  const file = join(folder, 'demo.pcap');
  const shown = await evb(['demo', '--json', '--pcap', file, ...argv]);
  expect(shown).toMatchObject({ status: 0, err: '' });
  const read = await evb(['decode', '--json', '--strict', file]);
  expect(read).toMatchObject({ status: 0, err: '' });
  return { events: jsonLines(shown.out), decoded: jsonLines(read.out) };
}

const OPTIONS = [
  [[]],
  [['--vsis', '60', '--latency', '7']],
  [['--loss', '25', '--seed', '5']],
  [['--rka', '14', '--r', '1']],
  [['--channels', '4', '--loss', '10']],
];

describe('the capture', () => {
  test.each(OPTIONS)('holds the frames of the ladder: %o', async (argv) => {
    const { events, decoded } = await both(argv);
    const frames = events.filter(({ kind }) => kind === 'frame');
    const shared = ({ number, time, octets, frame }: Line) => ({ number, time, octets, frame });
    expect(decoded.map(shared)).toEqual(frames.map(shared));
    expect(decoded.every(({ notes }) => (notes as unknown[]).length === 0)).toBe(true);
  });

  const COMMANDS: Readonly<Record<string, number>> = { preAssociate: 1, associate: 3, deAssociate: 4 };

  /** Commands and answers as the hosts of both ends know them. */
  function told(events: readonly Line[]): string[] {
    const texts: string[] = [];
    for (const { kind, name, vsi, command, vids = [], error } of events) {
      const type = COMMANDS[command as string];
      if (kind === 'input' && name === 'command') texts.push(`${vsi} ${type} command VID ${vids}`);
      if (kind === 'input' && (name === 'deAssociate' || name === 'withdraw')) texts.push(`${vsi} 4 command`);
      if (kind === 'output' && name === 'done') texts.push(`${vsi} ${type} success${type === 4 ? '' : ` VID ${vids}`}`);
      if (kind === 'output' && name === 'failed') texts.push(`${vsi} 4 error ${error}`);
    }
    return texts;
  }

  /** The same from the TLVs on the wire; keep-alives, which come when an answer has come, are left out. */
  function wired(decoded: readonly Line[]): string[] {
    const texts: string[] = [];
    const associated = new Set<string>();
    for (const { frame } of decoded) {
      const { kind, vdp } = frame as { kind: string; vdp: { tlvs: Tlv[] } };
      if (kind !== 'vdp') continue;
      for (const { type, status, vsiid, filterInfo } of vdp.tlvs) {
        const vid = type === 4 ? '' : ` VID ${filterInfo.entries.map((entry) => entry.vid)}`;
        const isAnswer = (status & 0x40) !== 0;
        const isKeepAlive = type === 3 && associated.has(vsiid);
        if (isAnswer && type === 3) associated.add(vsiid);
        if (type === 4) associated.delete(vsiid);
        if (isKeepAlive) continue;
        if (!isAnswer) texts.push(`${vsiid} ${type} command${vid}`);
        else if ((status & 0x0f) === 0) texts.push(`${vsiid} ${type} success${vid}`);
        else texts.push(`${vsiid} 4 error ${status & 0x0f}`);
      }
    }
    return texts;
  }

  test('has the commands and answers that the ladder tells, in its order', async () => {
    const { events, decoded } = await both([]);
    const [one, two] = ['a1412857-60f7-4ce1-e95a-000000000001', 'a1412857-60f7-4ce1-e95a-000000000002'];
    expect(wired(decoded)).toEqual([
      `${one} 1 command VID 0`,
      `${one} 1 success VID 100`,
      `${one} 3 command VID 0`,
      `${one} 3 success VID 100`,
      `${two} 3 command VID 999`,
      `${two} 4 error 5`,
      `${one} 4 command`,
      `${one} 3 command VID 0`,
      `${one} 3 success VID 100`,
      `${one} 4 command`,
      `${one} 4 success`,
    ]);
    // The station hears of the withdrawal as an end of its association, not as an answer.
    expect(told(events)).toEqual(wired(decoded));
  });

  test('has them for each of several VSIs', async () => {
    const { events, decoded } = await both(['--vsis', '9']);
    const ofVsi = (texts: readonly string[], number: number) =>
      texts.filter((text) => text.startsWith(`a1412857-60f7-4ce1-e95a-${String(number).padStart(12, '0')} `));
    for (let number = 1; number <= 10; number++) {
      expect(ofVsi(wired(decoded), number)).toEqual(ofVsi(told(events), number));
      expect(ofVsi(wired(decoded), number)).toHaveLength(number === 10 ? 2 : number === 9 ? 9 : 6);
    }
  });

  test("on standard output is there alone, and the file that the ladder's end names", async () => {
    const file = join(folder, 'named.pcap');
    const { outBytes } = await evb(['demo', '--pcap', '-']);
    const { out } = await evb(['demo', '--pcap', file]);
    expect(readFileSync(file).equals(outBytes)).toBe(true);
    expect(out.endsWith(` s of virtual time\nWritten to ${file}: evb decode ${file}\n`)).toBe(true);
    expect(out.startsWith((await evb(['demo'])).out)).toBe(true);
  });

  test('is made again from the JSON', async () => {
    const { out } = await evb(['demo', '--json']);
    const frames = out.split('\n').filter((line) => line.includes('"kind":"frame"'));
    const again = await evb(['encode', '--pcap', '-'], { stdin: frames.join('\n') });
    expect(Buffer.compare(again.outBytes, (await evb(['demo', '--pcap', '-'])).outBytes)).toBe(0);
  });

  test('that cannot be written is told behind the ladder', async () => {
    const { status, out, err } = await evb(['demo', '--pcap', join(folder, 'none', 'demo.pcap')]);
    expect({ status, out }).toEqual({ status: 2, out: (await evb(['demo'])).out });
    expect(err).toBe(`evb: ${join(folder, 'none', 'demo.pcap')}: no such file or directory\n`);
  });
});

describe('the members of a line', () => {
  const tables = memberTables(readFileSync('docs/demo.md', 'utf8'));
  const HEADINGS: Readonly<Record<string, string>> = {
    frame: 'Kind `frame`',
    input: 'Kind `input` or `output`',
    output: 'Kind `input` or `output`',
  };

  test('are those of docs/demo.md', async () => {
    const met = new Set<string>();
    for (const [argv] of OPTIONS) {
      for (const line of jsonLines((await evb(['demo', '--json', ...(argv as string[])])).out)) {
        const parts = [tables.get('The lines of `--json`'), tables.get(HEADINGS[line.kind as string] ?? '')];
        const always = parts.flatMap((table) => table?.always ?? []);
        const known = [...always, ...parts.flatMap((table) => table?.sometimes ?? [])];
        expect(Object.keys(line).filter((name) => !known.includes(name))).toEqual([]);
        expect(always.filter((name) => !(name in line))).toEqual([]);
        expect(line).toMatchObject({ version: 2, time: expect.stringMatching(/^\d+\.\d{6}$/) });
        for (const name of Object.keys(line)) met.add(name);
      }
    }
    for (const { always, sometimes } of tables.values()) {
      // Nothing is refused, and no other values are agreed, in these.
      for (const name of [...always, ...sometimes]) {
        if (name !== 'refusal' && name !== 'values') expect(met, name).toContain(name);
      }
    }
  });

  test('values, where others than the own are agreed', async () => {
    const lines = jsonLines((await evb(['demo', '--json', '--rka', '15,16'])).out);
    expect(lines.filter(({ name }) => name === 'operChanged')).toMatchObject([
      { role: 'station', values: { r: 3, rte: 14, rwd: 20, rka: 16 } },
    ]);
  });
});

test('works where fast-check is not installed', async () => {
  const { metafile } = await build({
    entryPoints: ['src/cli/evb.ts'],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
  });
  const packages = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  expect(new Set(packages.filter((path) => !path.startsWith('node:')))).toEqual(new Set(['zod/mini']));
});
