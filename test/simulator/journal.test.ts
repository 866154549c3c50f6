// Journals are JSON-safe. Their inputs, given to a fresh endpoint, lead to the same outputs.

import { describe, expect, test } from 'vitest';
import { EvbBridge } from '../../src/evb/bridge.js';
import { EvbStation } from '../../src/evb/station.js';
import { fromJournal, JournalDigest, type JournalEntry, replayJournal, toJournal } from '../../src/simulator/index.js';
import { hex } from '../support/hex.js';
import { BRIDGE_MAC, insist, makeRig, PARAMETERS, SECOND, STATION_MAC, wanted } from './rig.js';

const FAULTS = { loss: 0.2, duplication: 0.2, duplicateDelay: 5000, jitter: 900, corruption: 0.05 };
const LLDP = { msgTxInterval: 5, msgTxHold: 2 };
const station = (): EvbStation =>
  new EvbStation({
    ports: [{ name: 'eth0', mac: STATION_MAC, lldp: LLDP, evb: { ...PARAMETERS, rrReq: true, gid: true } }],
  });
const bridge = (): EvbBridge =>
  new EvbBridge({
    ports: [{ name: 'ge1', mac: BRIDGE_MAC, lldp: LLDP, evb: { ...PARAMETERS, rrCap: true, gid: true } }],
  });

const journal = (): JournalEntry[] => {
  const rig = makeRig({ seed: 8, faults: FAULTS });
  insist(rig, [wanted(1), wanted(2)]);
  rig.world.run(10 * SECOND);
  // Before EVB is agreed commands were refused.
  return JSON.parse(JSON.stringify(rig.world.journal));
};

test('plain data goes into a journal and comes back', () => {
  const data = { a: [1, 'x', null, true], frame: hex('00ff'), nested: { octets: hex('') } };
  expect(toJournal(data)).toEqual({ a: [1, 'x', null, true], frame: { hex: '00ff' }, nested: { octets: { hex: '' } } });
  expect(fromJournal(JSON.parse(JSON.stringify(toJournal(data))))).toEqual(data);
  expect(toJournal({ a: undefined, b: [undefined] })).toEqual({ b: [null] });
});

describe('a journal replayed', () => {
  const whole = journal();

  test('gives the outputs of the station, and of the bridge', () => {
    for (const [end, endpoint] of [
      ['a', station()],
      ['b', bridge()],
    ] as const) {
      const result = replayJournal<never, unknown>(whole, end, endpoint);
      expect(result.difference).toBeUndefined();
      expect(result.inputs).toBeGreaterThan(50);
      expect(result.outputs).toBe(whole.filter(({ end: own, kind }) => own === end && kind === 'output').length);
    }
  });

  test('tells the first output that differs', () => {
    const other = new EvbStation({ ports: [{ name: 'eth0', mac: STATION_MAC + 1, lldp: LLDP }] });
    const { difference } = replayJournal<never, unknown>(whole, 'a', other);
    expect(difference).toMatchObject({ index: 0, what: 'output' });
    expect(difference?.got).not.toBe(difference?.expected);
  });

  test('tells outputs that are missing, or too many, and another refusal', () => {
    const outputs = whole.filter(({ end, kind }) => end === 'a' && kind === 'output');
    const last = outputs.at(-1) as JournalEntry;
    const shorter = whole.filter((entry) => entry !== last);
    expect(replayJournal<never, unknown>(shorter, 'a', station()).difference).toEqual({
      index: outputs.length - 1,
      what: 'output',
      expected: undefined,
      got: JSON.stringify(last.value),
    });
    expect(replayJournal<never, unknown>([...whole, last], 'a', station()).difference).toEqual({
      index: outputs.length,
      what: 'output',
      expected: JSON.stringify(last.value),
      got: undefined,
    });
    const accepting = whole.map(({ refusal: _, ...entry }) => entry);
    expect(replayJournal<never, unknown>(accepting, 'a', station()).difference).toMatchObject({
      what: 'refusal',
      expected: undefined,
      got: 'evbNotReady',
    });
  });
});

test('a digest depends on every entry and on their order', () => {
  const entry = (at: number): JournalEntry => ({ at, end: 'a', kind: 'input', value: null });
  const digest = (...entries: readonly JournalEntry[]): string => {
    const made = new JournalDigest();
    for (const one of entries) made.add(one);
    return made.toString();
  };
  const all = [digest(), digest(entry(1)), digest(entry(1), entry(2)), digest(entry(2), entry(1))];
  expect(new Set(all).size).toBe(4);
});
