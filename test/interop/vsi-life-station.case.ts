// VSIs of our station on openlldp's bridge, which cannot list them: after each step what it answered is what ours lists.

import { describe, expect, vi } from 'vitest';
import { STATUS_ACK, STATUS_ERROR_TYPE, STATUS_MIGRATING, STATUS_SUSPENDED } from '../../src/vdp/index.js';
import { readByOthers, test } from './case.js';
import { type EvbProgram, OUR_MAC, startProgram } from './evb-program.js';
import type { Lab } from './lab.js';
import { type LldpadSettings, startLldpad } from './lldpad.js';
import type { Pair, Same } from './same.js';
import { uuid, type VsiRow } from './vsis.js';
import { contentOf, type SeenTlv, tlvsOf } from './wire.js';

const COMMANDS = {
  'pre-associate': { type: 1, vsiState: 'PREASSOC', command: 'preAssociate' },
  'pre-associate-rr': { type: 2, vsiState: 'PREASSOC_RR', command: 'preAssociateRr' },
  associate: { type: 3, vsiState: 'ASSOC', command: 'associate' },
  'de-associate': { type: 4, vsiState: 'DEASSOC', command: 'deAssociate' },
} as const;
type Command = keyof typeof COMMANDS;

const FILTERS: Readonly<Record<string, readonly string[]>> = {
  'format 1': ['100'],
  'format 1, several entries, with PCP': ['100', '200:3', '4094:7'],
  'format 2': ['52-54-00-00-01-01/100'],
  'format 2, several entries, with PCP': [
    '52-54-00-00-01-01/100',
    '52-54-00-00-01-01/200:0',
    '52-54-00-00-01-02/300:7',
  ],
  'format 3': ['70000/100'],
  'format 3, several entries, with PCP': ['70000/100', '4294967295/200', '1/300:5'],
  'format 4': ['70000/52-54-00-00-01-01/100'],
  'format 4, several entries, with PCP': ['70000/52-54-00-00-01-01/100', '4294967295/52-54-00-00-01-02/200:6'],
};

const ORDERS: readonly (readonly Command[])[] = [
  ['pre-associate', 'de-associate'],
  ['pre-associate-rr', 'de-associate'],
  ['associate', 'de-associate'],
  ['pre-associate', 'associate', 'de-associate'],
  ['pre-associate', 'pre-associate', 'associate', 'de-associate'],
  ['pre-associate-rr', 'pre-associate-rr', 'associate', 'associate', 'de-associate'],
];

async function begin(lab: Lab, settings: LldpadSettings = {}): Promise<EvbProgram> {
  startLldpad(lab, 'bridge', { rte: 12, ...settings });
  const program = startProgram(lab, 'station', { rte: 12, ...settings });
  await program.event('evb', { ready: true, groups: true, remote: { sgid: true, rrstat: 1 } });
  return program;
}

const theirs = (program: EvbProgram): SeenTlv[] => tlvsOf(program.frames()).filter(({ source }) => source !== OUR_MAC);
const ours = (program: EvbProgram): SeenTlv[] => tlvsOf(program.frames()).filter(({ source }) => source === OUR_MAC);

const wordsOf = (filter: readonly string[]): string =>
  `type=66051/7 manager=192.0.2.10 ${filter.map((one) => `filter=${one}`).join(' ')}`;

/** What a station lists, in the words of a TLV. */
const listed = ({ vsiid, operCmd }: VsiRow) =>
  operCmd && {
    ...{ managerId: operCmd.managerId, typeId: operCmd.typeId, typeVersion: operCmd.typeVersion, vsiid },
    ...operCmd.filterInfo,
  };

/** Gives commands one after the other; what the daemon answers to each is what is listed then. */
async function live(
  same: Same,
  program: EvbProgram,
  filter: readonly string[],
  commands: readonly Command[],
): Promise<void> {
  for (const name of commands) {
    const { type, vsiState, command } = COMMANDS[name];
    const from = program.events.length;
    await program.command(`${name} ${uuid(1)} ${name === 'de-associate' ? '' : wordsOf(filter)}`);
    const done = await program.event('done', { command }, from);
    const answer = theirs(program)
      .filter(({ status }) => status === STATUS_ACK)
      .at(-1) as SeenTlv;
    const { format, entries } = answer;
    const [row, ...more] = await program.command<readonly VsiRow[]>('show vsis');
    expect(more).toEqual([]);
    await same(() => [
      [
        { type: answer.type, status: answer.status },
        { type, status: STATUS_ACK },
      ],
      [{ format, entries }, done.filterInfo],
      name === 'de-associate' ? [0, row === undefined ? 0 : 1] : [contentOf(answer), row && listed(row)],
    ]);
    expect(row?.vsiState ?? 'DEASSOC').toBe(vsiState);
  }
}

describe.concurrent('our station on their bridge', () => {
  test.for(Object.entries(FILTERS))('all commands, %s', async ([, filter], { lab, same }) => {
    const program = await begin(lab);
    await live(same, program, filter, ['pre-associate', 'pre-associate-rr', 'associate', 'associate', 'de-associate']);
  });

  test.for(ORDERS.map((order) => order.join(', ')))('%s', async (order, { lab, same }) => {
    await live(same, await begin(lab), ['52-54-00-00-01-01/100'], order.split(', ') as Command[]);
  });

  test('eight VSIs at once, and five rounds of keep-alives', async ({ lab, same }) => {
    const program = await begin(lab, { rka: 18 });
    const numbers = [1, 2, 3, 4, 5, 6, 7, 8];
    const names = ['associate', 'pre-associate', 'pre-associate-rr'] as const;
    for (const number of numbers) {
      await program.command(`${names[number % 3]} ${uuid(number)} ${wordsOf([`${100 + number}`])}`);
    }
    for (const number of numbers) await program.event('done', { vsi: uuid(number) });
    const ofVsi = (number: number, tlvs: readonly SeenTlv[]) => tlvs.filter(({ vsiid }) => vsiid === uuid(number));
    await vi.waitFor(
      () =>
        expect(numbers.map((number) => ofVsi(number, theirs(program)).length)).toSatisfy((counts: readonly number[]) =>
          counts.every((count) => count >= 6),
        ),
      { timeout: 60_000, interval: 500 },
    );
    const [sent, answered] = [ours(program), theirs(program)];
    await same(() =>
      numbers.flatMap((number) =>
        ofVsi(number, answered)
          .slice(0, 6)
          .map((answer, i): Pair => {
            const tlv = ofVsi(number, sent)[i] as SeenTlv;
            return [
              { ...contentOf(answer), type: answer.type },
              { ...contentOf(tlv), type: tlv.type },
            ];
          }),
      ),
    );
    const held = await program.command<readonly VsiRow[]>('show vsis');
    await same(() =>
      held.map((row) => [contentOf(ofVsi(Number(row.vsiid.slice(-1)), answered).at(-1) as SeenTlv), listed(row)]),
    );
    // All keep-alives at once.
    const count = theirs(program).length;
    await program.command('reannounce');
    await vi.waitFor(() => expect(theirs(program).length).toBeGreaterThanOrEqual(count + 8), { timeout: 20_000 });
    await same(async () => [[8, (await program.command<readonly VsiRow[]>('show vsis')).length]]);
    for (const number of numbers) await program.command(`de-associate ${uuid(number)}`);
    for (const number of numbers) await program.event('done', { vsi: uuid(number), command: 'deAssociate' });
    expect(await program.command('show vsis')).toEqual([]);
  });

  test('hints, and organizationally defined TLVs: it answers without them', async ({ lab, same }) => {
    const program = await begin(lab, { rka: 18 });
    const vsi = {
      ...{ vsiidFormat: 'uuid', vsiid: uuid(3), managerId: '192.0.2.10', typeId: 66051, typeVersion: 7 },
      ...{ filterInfo: { entries: [{ vid: 103 }] }, organizations: [{ oui: 0x00000c, data: 'f10102' }] },
    };
    await program.command(`associate ${uuid(1)} ${wordsOf(['101'])} migrating`);
    await program.command(`associate ${uuid(2)} ${wordsOf(['102'])} suspended`);
    await program.command(`associate ${JSON.stringify(vsi)}`);
    for (const number of [1, 2, 3]) await program.event('done', { vsi: uuid(number) });
    const statuses = (number: number, tlvs: readonly SeenTlv[]) =>
      tlvs.filter(({ vsiid }) => vsiid === uuid(number)).map(({ status }) => status);
    await vi.waitFor(() => expect(statuses(3, theirs(program)).length).toBeGreaterThan(1), { timeout: 40_000 });
    await same(() =>
      [1, 2, 3].map((number): Pair => [statuses(number, theirs(program)).slice(0, 2), [STATUS_ACK, STATUS_ACK]]),
    );
    // M is in the command alone, S in keep-alives, too.
    expect([1, 2, 3].map((number) => statuses(number, ours(program)).slice(0, 2))).toEqual([
      [STATUS_MIGRATING, 0],
      [STATUS_SUSPENDED, STATUS_SUSPENDED],
      [0, 0],
    ]);
  });

  test.for([['0'], ['52-54-00-00-01-01/0'], ['70000/0'], ['70000/52-54-00-00-01-01/0']])(
    'it leaves the null VID of %s open, with success',
    async (filter, { lab, same }) => {
      const program = await begin(lab);
      await live(same, program, filter, ['associate', 'associate', 'de-associate']);
    },
  );

  test('it keeps a VSI that was de-associated until it expires, and says so then: ours ignores it', async ({
    lab,
    same,
  }) => {
    const program = await begin(lab, { rka: 16 });
    await live(same, program, ['100'], ['associate', 'de-associate']);
    await vi.waitFor(() => expect(theirs(program).at(-1)).toMatchObject({ type: 4, status: 0 }), { timeout: 40_000 });
    const [associated, , late] = theirs(program);
    await same(() => [[contentOf(associated as SeenTlv), contentOf(late as SeenTlv)]]);
    // Its host has ended it, and nobody else.
    const ends = program.events.filter(({ event }) => event === 'offline').map(({ reason }) => reason);
    expect(ends).toEqual(['deAssociated']);
    expect(await program.command('show vsis')).toEqual([]);
  });

  test('it answers a De-Associate of a VSI that it does not know', async ({ lab, same }) => {
    const program = await begin(lab);
    await program.command(`de-associate ${uuid(1)} ${wordsOf(['100'])}`);
    await program.event('done', { command: 'deAssociate' });
    const [command] = ours(program);
    const [answer] = theirs(program);
    await same(() => [[contentOf(answer as SeenTlv), contentOf(command as SeenTlv)]]);
    expect(answer).toMatchObject({ type: 4, status: STATUS_ACK });
  });

  test('it refuses VID 1', async ({ lab, same }) => {
    const program = await begin(lab);
    await program.command(`associate ${uuid(1)} ${wordsOf(['1'])}`);
    const failed = await program.event('failed');
    const [answer] = theirs(program);
    await same(() => [[(answer?.status ?? 0) & STATUS_ERROR_TYPE, failed.error]]);
    expect(answer?.type).toBe(3);
  });

  test('it drops a command with another filter for a known VSI: the command times out', async ({ lab }) => {
    const program = await begin(lab, { rwd: 14, rka: 20 });
    await program.command(`associate ${uuid(1)} ${wordsOf(['100'])}`);
    await program.event('done');
    await program.command(`associate ${uuid(1)} ${wordsOf(['200'])}`);
    await program.event('failed', { reason: 'timeout' });
    expect(theirs(program).length).toBe(1);
  });
});

readByOthers();
