// `evb decode --json` and docs/json.md: one object a line for whatever octets, with the members documented.

import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frameLine } from '../../src/cli/frames/frame-line.js';
import { formatHex } from '../../src/core/octets.js';
import { frameToJson } from '../../src/frame/frame-json.js';
import { arbitraryFrame, arbitraryFrameOctets, arbitraryOctets, mutate } from '../../src/testing/index.js';
import { memberTables, undocumented, withExamples } from './json-docs.js';
import { evb, jsonLines } from './run-evb.js';

const DOC = readFileSync('docs/json.md', 'utf8');
const tables = memberTables(DOC);
const vectors = readdirSync('test/vectors').map((name) => `test/vectors/${name}`);

test('the examples of docs/json.md are what is printed', async () => {
  await expect(await withExamples(DOC)).toMatchFileSnapshot('../../docs/json.md');
});

test('there is an example of every kind, and of an error', async () => {
  const kinds = [...DOC.matchAll(/"frame": \{\n? *"kind": "(\w+)"/g)].map(([, kind]) => kind);
  expect(new Set(kinds)).toEqual(new Set(['vdp', 'lldp', 'ecpAck', 'ecp', 'other']));
  expect(DOC).toContain('"ok": false');
  expect([...DOC.matchAll(/^## Kind `(\w+)`/gm)].map(([, kind]) => kind).sort()).toEqual([...new Set(kinds)].sort());
});

const anyOctets = fc.oneof(
  { weight: 3, arbitrary: arbitraryFrameOctets() },
  { weight: 3, arbitrary: mutate(arbitraryFrameOctets()).filter(({ length }) => length > 0) },
  { weight: 1, arbitrary: arbitraryOctets(1, 100) },
);

describe('the members', () => {
  test('of one object for every line, whatever octets', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyOctets, { maxLength: 8 }), async (frames) => {
        const stdin = frames.map((octets) => `${formatHex(octets)}\n`).join('');
        const { status, out, err } = await evb(['decode', '--json', '--hex'], { stdin });
        const lines = jsonLines(out);
        expect(lines.map(({ number }) => number)).toEqual(frames.map((_, i) => i + 1));
        expect(lines.map(({ octets }) => octets)).toEqual(frames.map(({ length }) => length));
        expect(lines.flatMap((line) => undocumented(tables, line))).toEqual([]);
        for (const line of lines) {
          expect(Object.keys(line).filter((name) => ['frame', 'notes', 'error'].includes(name))).toEqual(
            line.ok ? ['frame', 'notes'] : ['error'],
          );
        }
        expect(status).toBe(lines.every(({ ok }) => ok) ? 0 : 1);
        expect(err).toBe('');
      }),
      { numRuns: 200 },
    );
  });

  test('of lines of digits that are no frame', async () => {
    const { status, out } = await evb(['decode', '--json', '--hex'], { stdin: '\n# nothing\nzz\n01 0\n' });
    const lines = jsonLines(out);
    expect(status).toBe(1);
    expect(lines).toMatchObject([
      { number: 1, ok: false, error: { code: 'hexLine', field: 'line 3', offset: 0, length: 2 } },
      { number: 2, ok: false, error: { code: 'hexLine', field: 'line 4', offset: 3, length: 1 } },
    ]);
    expect(lines.flatMap((line) => undocumented(tables, line))).toEqual([]);
    expect(lines.some((line) => 'octets' in line)).toBe(false);
  });

  test('of captured frames, which have times', async () => {
    const { status, out } = await evb(['decode', '--json', ...vectors]);
    const lines = jsonLines(out);
    expect(status).toBe(0);
    expect(lines).toHaveLength(248);
    expect(lines.flatMap((line) => undocumented(tables, line))).toEqual([]);
    expect(lines.every(({ time }) => /^\d+\.\d{6}$/.test(time as string))).toBe(true);
    expect(lines.filter(({ number }) => number === 1)).toHaveLength(vectors.length);
  });

  test('of values that only a caller with registered formats sees', () => {
    fc.assert(
      fc.property(arbitraryFrame({ formats: { 9: { octets: 4 } } }), (frame) => {
        const line = frameLine({ source: { number: 1, bytes: new Uint8Array(3), notes: [] }, frame, notes: [] });
        expect(undocumented(tables, JSON.parse(line) as Record<string, unknown>)).toEqual([]);
        expect((JSON.parse(line) as { frame: unknown }).frame).toEqual(frameToJson(frame));
      }),
      { numRuns: 200 },
    );
  });

  test('are held to the tables: one too many or too few is seen', () => {
    const line = {
      version: 2,
      ok: false,
      number: 1,
      error: { code: 'a', field: 'b', offset: 0, length: 0, message: '' },
    };
    expect(undocumented(tables, line)).toEqual([]);
    expect(undocumented(tables, { ...line, more: 1 })).toEqual([': more is too many']);
    expect(undocumented(tables, { ...line, error: { ...line.error, x: 1 } })).toEqual(['error: x is too many']);
    const { number, ...less } = line;
    expect(undocumented(tables, less)).toEqual([': number is missing']);
    expect(undocumented(tables, { ...line, frame: { kind: 'vdp' } })).toContain('frame: ethernet is missing');
  });
});
