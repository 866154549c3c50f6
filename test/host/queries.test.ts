// Queries and answers between a bridge and a VSI manager: each grant is released once, in every course of events.

import { describe, expect, test } from 'vitest';
import type { PlacedVsiQuery, VsiManager } from '../../src/host/index.js';
import { makeFilterInfo, type VsiAnswer } from '../../src/vdp/index.js';
import { keyOf, RESOURCE_WAIT, wanted } from '../simulator/rig.js';
import { twoEnds } from './rig.js';

/** A manager that answers when the test says so. */
function patient(): VsiManager & { readonly lines: string[]; answer(n: number, answer: VsiAnswer): void } {
  const answers: ((answer: VsiAnswer) => void)[] = [];
  const numbers = new Map<number, number>();
  const numberOf = ({ id }: PlacedVsiQuery): number => numbers.get(id) ?? -1;
  return {
    lines: [],
    query(query, answer) {
      numbers.set(query.id, answers.length);
      this.lines.push(`query ${answers.length} ${query.port}`);
      answers.push(answer);
      return undefined;
    },
    cancel(query) {
      this.lines.push(`cancel ${numberOf(query)}`);
    },
    release(query) {
      this.lines.push(`release ${numberOf(query)}`);
    },
    answer: (n, answer) => answers[n]?.(answer),
  };
}

async function asked() {
  const manager = patient();
  const ends = twoEnds(manager);
  await ends.until(ends.station.port('eth0').ready());
  const outcome = ends.station
    .port('eth0')
    .associate(wanted(1))
    .then(
      () => 'done',
      ({ reason, error }) => `${reason} ${error}`,
    );
  ends.scheduler.runUntil(ends.scheduler.now() + 50);
  expect(manager.lines).toEqual(['query 0 ge1']);
  return { ...ends, manager, outcome };
}

describe('a query', () => {
  test('that is granted is released when the VSI goes', async () => {
    const { manager, until, station, outcome } = await asked();
    manager.answer(0, { ok: true });
    expect(await until(outcome)).toBe('done');
    await until(station.port('eth0').deAssociate(keyOf(wanted(1))));
    manager.answer(0, { ok: true });
    expect(manager.lines.slice(1)).toEqual(['release 0']);
  });

  test('that is refused is never released', async () => {
    const { manager, until, outcome } = await asked();
    manager.answer(0, { ok: false, error: 2 });
    expect(await until(outcome)).toBe('refused 2');
    expect(manager.lines).toHaveLength(1);
  });

  test('that took too long is cancelled, the manager is to blame, and a late grant is released at once', async () => {
    const { manager, until, outcome, scheduler } = await asked();
    expect(await until(outcome)).toBe('refused 3');
    expect(manager.lines.slice(1)).toEqual(['cancel 0']);
    scheduler.runUntil(scheduler.now() + RESOURCE_WAIT);
    manager.answer(0, { ok: true });
    expect(manager.lines.slice(2)).toEqual(['release 0']);
  });

  test('that is granted by an answer that is none is released, and the station hears error 4', async () => {
    const { manager, until, outcome, bridge } = await asked();
    manager.answer(0, { ok: true, filterInfo: makeFilterInfo(2, [{ ps: false, pcp: 9, vid: 5000 }]) });
    expect(await until(outcome)).toBe('refused 4');
    expect(manager.lines.slice(1)).toEqual(['release 0']);
    expect(bridge.driver.faults).toBe(1);
  });

  test('of a port that was removed, or of a bridge that is not driven any more, is released at once', async () => {
    for (const end of ['remove', 'stop'] as const) {
      const { manager, bridge, link } = await asked();
      link.plug(end === 'stop');
      if (end === 'stop') bridge.stop();
      else bridge.handle({ kind: 'removePort', port: 'ge1' });
      const { length } = manager.lines;
      manager.answer(0, { ok: true });
      expect(manager.lines.slice(length)).toEqual(['release 0']);
    }
  });

  test('is not disturbed by a manager that throws in cancel and release', async () => {
    const { manager, until, outcome, bridge } = await asked();
    manager.cancel = () => {
      throw new Error('no');
    };
    manager.release = manager.cancel;
    expect(await until(outcome)).toBe('refused 3');
    manager.answer(0, { ok: true });
    expect(bridge.driver.faults).toBe(2);
  });
});
