// A station or a bridge whose state is put into a fresh one goes on under a fresh driver.

import { expect, test } from 'vitest';
import type { PlacedVsiQuery, VsiManager } from '../../src/host/index.js';
import type { VsiAnswer } from '../../src/vdp/index.js';
import { formatVsiid } from '../../src/vdp/index.js';
import { keyOf, RESOURCE_WAIT, TOUT, wanted } from '../simulator/rig.js';
import { twoEnds } from './rig.js';

const textOf = ({ port, scid, id, vsi, typeId }: PlacedVsiQuery): string =>
  `${port} ${scid} ${id} ${formatVsiid(vsi.vsiidFormat, vsi.vsiid)} type ${typeId}`;

/** A manager that notes its calls; it grants the first `grants` queries at once, and the others when the test says so. */
function noting(
  grants: number,
): VsiManager & { readonly lines: string[]; readonly queries: PlacedVsiQuery[]; late(): void } {
  let answerLate: (answer: VsiAnswer) => void = () => {};
  return {
    lines: [],
    queries: [],
    query(query, answer) {
      answerLate = answer;
      return this.queries.push(query) <= grants ? { ok: true } : undefined;
    },
    cancel(query) {
      this.lines.push(`cancel ${textOf(query)}`);
    },
    release(query) {
      this.lines.push(`release ${textOf(query)}`);
    },
    late: () => answerLate({ ok: true }),
  };
}

async function associated(grants: number) {
  const manager = noting(grants);
  const ends = twoEnds(manager);
  const port = ends.station.port('eth0');
  await ends.until(port.ready());
  await ends.until(Promise.all([1, 2].slice(0, grants).map((n) => port.associate(wanted(n)))));
  return { ...ends, manager, port };
}

test('a moved bridge keeps its VSIs alive, and gives their grants back to the manager of its new driver', async () => {
  const { manager, port, until, scheduler, moveBridge } = await associated(2);
  const other = noting(0);
  const moved = moveBridge(other);
  scheduler.runUntil(scheduler.now() + 2 * TOUT);
  expect(moved.port('ge1').vsis()).toHaveLength(2);
  const [first, second] = manager.queries.map((query) => `release ${textOf(query)}`);
  await until(port.deAssociate(keyOf(wanted(1))));
  expect(other.lines).toEqual([first]);
  expect(await until(moved.port('ge1').withdraw(wanted(2)))).toBe('policy');
  expect(other.lines).toEqual([first, second]);
  expect([other.queries, manager.lines, moved.driver.faults]).toEqual([[], [], 0]);
});

test('a query that was open when a bridge moved ends in time, and a late grant of the old manager is released there', async () => {
  const { manager, port, scheduler, until, moveBridge } = await associated(0);
  const outcome = port.associate(wanted(1)).catch(({ reason, error }) => `${reason} ${error}`);
  scheduler.runUntil(scheduler.now() + 50);
  const [query] = manager.queries.map(textOf);
  const other = noting(9);
  moveBridge(other);
  manager.late();
  expect(manager.lines).toEqual([`release ${query}`]);
  const start = scheduler.now();
  expect(await until(outcome)).toBe('refused 3');
  expect(scheduler.now() - start).toBeLessThanOrEqual(RESOURCE_WAIT + 100);
  expect(other.lines).toEqual([`cancel ${query}`]);
});

test('a moved station tells the outcome of a command that an earlier driver gave to no promise of the new one', async () => {
  const { port, station, scheduler, until, moveStation } = await associated(0);
  const before = port.associate(wanted(1)).catch(({ reason }) => reason);
  scheduler.runUntil(scheduler.now() + 1);
  const moved = moveStation();
  expect(await until(before)).toBe('stopped');
  const tags: unknown[] = [];
  moved.driver.listen({
    told: (output) => {
      if (output.kind === 'failed') tags.push(output.tag);
    },
  });
  // The first promise of the new driver, for the same VSI: it waits behind the command on its way.
  const next = moved
    .port('eth0')
    .associate(wanted(1, 7))
    .catch(({ reason }) => reason);
  expect(moved.port('eth0').vsis()).toHaveLength(1);
  moved.handle({ kind: 'remove', port: 'eth0', vsi: keyOf(wanted(1)) });
  expect(await until(next)).toBe('removed');
  expect(tags).toHaveLength(2);
  expect(new Set(tags).size).toBe(2);
  expect(station.driver.isStopped).toBe(true);
});
