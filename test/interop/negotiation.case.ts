// EVB negotiation with openlldp in either role: what each end sends, hears and takes for agreed, as its own tools tell.

import { describe, expect } from 'vitest';
import { readByOthers, test } from './case.js';
import { type EvbProgram, startProgram } from './evb-program.js';
import type { Lab } from './lab.js';
import { type Lldpad, type LldpadSettings, type Role, startLldpad } from './lldpad.js';
import type { Same } from './same.js';

/** Proposals and wishes of both ends; of those left out `defaults` of the starters. */
interface Row {
  readonly title: string;
  readonly ours: LldpadSettings;
  readonly theirs: LldpadSettings;
}

const ROWS: readonly Row[] = [
  { title: 'the same values', ours: {}, theirs: {} },
  {
    title: 'all of ours larger',
    ours: { r: 5, rte: 16, rwd: 21, rka: 22 },
    theirs: { r: 1, rte: 10, rwd: 15, rka: 16 },
  },
  {
    title: 'all of ours smaller',
    ours: { r: 0, rte: 8, rwd: 14, rka: 15 },
    theirs: { r: 7, rte: 20, rwd: 30, rka: 31 },
  },
  {
    title: 'R and RWD of ours larger, RTE and RKA smaller',
    ours: { r: 6, rte: 9, rwd: 24, rka: 17 },
    theirs: { r: 2, rte: 15, rwd: 19, rka: 23 },
  },
  {
    title: 'R and RWD of ours smaller, RTE and RKA larger',
    ours: { r: 2, rte: 15, rwd: 19, rka: 23 },
    theirs: { r: 6, rte: 9, rwd: 24, rka: 17 },
  },
  { title: 'reflective relay with our consent alone', ours: { rr: true }, theirs: { rr: false } },
  { title: 'reflective relay with their consent alone', ours: { rr: false }, theirs: { rr: true } },
  { title: 'reflective relay with neither', ours: { rr: false }, theirs: { rr: false } },
  { title: 'group IDs of ours alone', ours: { gid: true }, theirs: { gid: false } },
  { title: 'group IDs of theirs alone', ours: { gid: false }, theirs: { gid: true } },
  { title: 'group IDs of neither', ours: { gid: false }, theirs: { gid: false } },
];

const ROLES = ['station', 'bridge'] as const satisfies readonly Role[];
const otherRole = (role: Role): Role => (role === 'station' ? 'bridge' : 'station');

/** What both have to agree on: the larger of each number, and what both want. */
function agreedOf({ ours, theirs }: Row) {
  const larger = (name: 'r' | 'rte' | 'rwd' | 'rka', preset: number) =>
    Math.max(ours[name] ?? preset, theirs[name] ?? preset);
  const both = (name: 'rr' | 'gid') => (ours[name] ?? true) && (theirs[name] ?? true);
  return {
    r: larger('r', 3),
    rte: larger('rte', 14),
    rwd: larger('rwd', 18),
    rka: larger('rka', 18),
    groups: both('gid'),
    reflectiveRelay: both('rr') ? 'on' : 'off',
  };
}

/** Both ends hear each other, and have agreed. */
async function agree(same: Same, program: EvbProgram, daemon: Lldpad, row: Row): Promise<void> {
  const agreed = agreedOf(row);
  await same(async () => {
    const [own, heard, shown] = await Promise.all([daemon.ownTlv(), daemon.heardTlv(), program.evb()]);
    const { ready, local, remote, r, rte, rwd, rka, groups, reflectiveRelay } = shown;
    expect(ready).toBe(true);
    expect(heard).toBeDefined();
    // It sends the values in use, so they are what it takes for agreed.
    const taken = own && {
      ...{ r: own.r, rte: own.rte, rwd: own.rwd, rka: own.rka },
      groups: own.bgid && own.sgid,
      reflectiveRelay: own.rrctr ? 'on' : 'off',
    };
    expect(taken).toEqual(agreed);
    return [
      [own, remote],
      [heard, local],
      [taken, { r, rte, rwd, rka, groups, reflectiveRelay }],
    ];
  });
}

describe.concurrent.each(ROLES)('our %s', (role) => {
  const start = (lab: Lab, row: Row) => ({
    ours: () => startProgram(lab, role, row.ours),
    theirs: () => startLldpad(lab, otherRole(role), row.theirs),
  });

  test('what ours raises while they run both take, and the daemon never lets it fall again', async ({ lab, same }) => {
    const row = { title: '', ours: {}, theirs: {} };
    const { ours, theirs } = start(lab, row);
    const program = ours();
    const daemon = theirs();
    await agree(same, program, daemon, row);
    const raised = { r: 6, rte: 15, rwd: 20, rka: 21 };
    await program.command('set r=6 rte=15 rwd=20 rka=21');
    await agree(same, program, daemon, { ...row, ours: raised });
    await program.command('set r=3 rte=14 rwd=18 rka=18');
    // Ours says no longer what it takes: that is now the other's.
    await program.event('evb', { local: { rka: 18, rkaRol: true }, rka: 21 });
    await agree(same, program, daemon, { ...row, ours: raised });
    await daemon.stop();
    await agree(same, program, theirs(), row);
  });

  describe.each(ROWS)('$title', (row) => {
    test('it starts first', async ({ lab, same }) => {
      const { ours, theirs } = start(lab, row);
      const program = ours();
      await program.event('link', { up: true });
      await agree(same, program, theirs(), row);
    });

    test('the daemon starts first', async ({ lab, same }) => {
      const { ours, theirs } = start(lab, row);
      const daemon = theirs();
      await same(async () => [[(await daemon.ownTlv())?.evbMode, role === 'station' ? 1 : 2]]);
      await agree(same, ours(), daemon, row);
    });
  });
});

readByOthers();
