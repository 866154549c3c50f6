// VSIs of openlldp's station on our bridge: after each step its list of them is ours.

import { describe, expect, vi } from 'vitest';
import { STATUS_ACK } from '../../src/vdp/index.js';
import { readByOthers, test } from './case.js';
import { type EvbProgram, OUR_MAC, startProgram } from './evb-program.js';
import type { Lab } from './lab.js';
import { type Lldpad, type LldpadSettings, startLldpad, type VdptoolVsi } from './lldpad.js';
import type { Pair, Same } from './same.js';
import { type BridgeVsi, sameVsis, uuid } from './vsis.js';
import { contentOf, type SeenTlv, tlvsOf } from './wire.js';

type Mode = VdptoolVsi['mode'];

const FILTERS: Readonly<Record<string, readonly string[]>> = {
  'format 1': ['100'],
  'format 1, several entries, with PCP': ['100', '45256', '4094'],
  'format 2': ['100-52:54:00:00:01:01'],
  'format 2, several entries, with PCP': [
    '100-52:54:00:00:01:01',
    '33000-52:54:00:00:01:02',
    '45156-52:54:00:00:01:03',
  ],
  'format 3': ['100--70000'],
  'format 3, several entries, with PCP': ['100--70000', '200--2147483647', '45156--1'],
  'format 4': ['100-52:54:00:00:01:01-70000'],
  'format 4, several entries, with PCP': ['100-52:54:00:00:01:01-70000', '45156-52:54:00:00:01:02-70001'],
};

const ORDERS: readonly (readonly Mode[])[] = [
  ['preassoc', 'preassoc-rr', 'assoc', 'assoc', 'deassoc'],
  ['preassoc', 'deassoc'],
  ['preassoc-rr', 'deassoc'],
  ['assoc', 'deassoc'],
  ['preassoc', 'preassoc', 'assoc', 'deassoc'],
  ['preassoc-rr', 'preassoc-rr', 'assoc', 'deassoc'],
  ['preassoc', 'assoc', 'deassoc'],
];

interface Ends {
  readonly daemon: Lldpad;
  readonly program: EvbProgram;
}

async function begin(lab: Lab, answer = 'all grant', settings: LldpadSettings = {}): Promise<Ends> {
  const daemon = startLldpad(lab, 'station', { rte: 12, ...settings });
  const program = startProgram(lab, 'bridge', {
    rte: 12,
    ...settings,
    args: ['--peer', 'openlldp', '--answer', answer],
  });
  // It has heard of ours, and ours of that.
  await program.event('evb', { ready: true, groups: true, remote: { bgid: true, rrstat: 1 } });
  return { daemon, program };
}

const bridgeVsis = ({ program }: Ends): Promise<readonly BridgeVsi[]> => program.command('show vsis');

/** Gives commands one after the other; both lists are the same after each. */
async function live(same: Same, ends: Ends, filter: readonly string[], modes: readonly Mode[]): Promise<void> {
  for (const mode of modes) {
    const response = await ends.daemon.command({ uuid: uuid(1), mode, filter });
    expect(response.error).toBeUndefined();
    await same(() => [[response.mode, mode]]);
    await sameVsis(same, ends.daemon, ends.program, mode === 'deassoc' ? 0 : 1);
  }
}

describe.concurrent('their station on our bridge', () => {
  test.for(Object.entries(FILTERS))('all commands, %s', async ([, filter], { lab, same }) => {
    await live(same, await begin(lab), filter, ['preassoc', 'preassoc-rr', 'assoc', 'assoc', 'deassoc']);
  });

  test.for(ORDERS.map((order) => order.join(', ')))('%s', async (order, { lab, same }) => {
    await live(same, await begin(lab), ['100-52:54:00:00:01:01'], order.split(', ') as Mode[]);
  });

  test('it takes the VIDs and priorities that the bridge supplies', async ({ lab, same }) => {
    const ends = await begin(lab, 'all grant vid=77 pcp=2');
    const { daemon, program } = ends;
    const filters = [
      ['0'],
      ['0-52:54:00:00:01:01', '9-52:54:00:00:01:02'],
      ['0--70000'],
      ['0-52:54:00:00:01:01-70000'],
    ];
    for (const [i, filter] of filters.entries()) {
      const response = await daemon.command({ uuid: uuid(i), mode: 'assoc', filter });
      expect(response.error).toBeUndefined();
      await sameVsis(same, daemon, program, i + 1);
    }
    const entries = (await bridgeVsis(ends)).flatMap(({ operCmd }) => operCmd?.filterInfo.entries ?? []);
    expect(entries.map(({ vid, ps, pcp }) => `${vid} ${ps} ${pcp}`)).toEqual(
      ['77', '77', '9', '77', '77'].map((vid) => `${vid} true 2`),
    );
    // It is ended by what was supplied.
    const supplied = 0x8000 + 2 * 0x1000 + 77;
    await daemon.command({ uuid: uuid(0), mode: 'deassoc', filter: [`${supplied}`] });
    await sameVsis(same, daemon, program, 3);
  });

  test('eight VSIs at once, and five rounds of keep-alives', async ({ lab, same }) => {
    const ends = await begin(lab, 'all grant', { rka: 18 });
    const { daemon, program } = ends;
    const numbers = [1, 2, 3, 4, 5, 6, 7, 8];
    const modes = ['assoc', 'preassoc', 'preassoc-rr'] as const;
    const responses = await Promise.all(
      numbers.map((number) =>
        daemon.command({ uuid: uuid(number), mode: modes[number % 3] ?? 'assoc', filter: [`${100 + number}`] }),
      ),
    );
    expect(responses.map(({ error }) => error)).toEqual(numbers.map(() => undefined));
    await sameVsis(same, daemon, program, 8);
    const ofVsi = (number: number, ours: boolean) =>
      tlvsOf(program.frames()).filter(({ vsiid, source }) => vsiid === uuid(number) && (source === OUR_MAC) === ours);
    await vi.waitFor(() => expect(numbers.map((number) => ofVsi(number, true).length > 5)).not.toContain(false), {
      timeout: 60_000,
      interval: 500,
    });
    // A keep-alive is the command again, and its answer the answer again.
    await same(() =>
      numbers.flatMap((number) => {
        const answers = ofVsi(number, true);
        return ofVsi(number, false)
          .slice(0, 6)
          .map((tlv, i): Pair => {
            const answer = answers[i] as SeenTlv;
            return [
              { ...contentOf(tlv), type: tlv.type },
              { ...contentOf(answer), type: answer.type },
            ];
          });
      }),
    );
    await sameVsis(same, daemon, program, 8);
    for (const number of numbers) {
      await daemon.command({ uuid: uuid(number), mode: 'deassoc', filter: [`${100 + number}`] });
    }
    await sameVsis(same, daemon, program, 0);
  });

  test('hints', async ({ lab, same }) => {
    const ends = await begin(lab);
    const { daemon, program } = ends;
    await daemon.command({ uuid: uuid(1), mode: 'assoc', filter: ['101'], hints: 'to' });
    await daemon.command({ uuid: uuid(2), mode: 'assoc', filter: ['102'], hints: 'from' });
    await daemon.command({ uuid: uuid(3), mode: 'assoc', filter: ['103'], hints: 'none' });
    await sameVsis(same, daemon, program, 3);
    const vsis = await bridgeVsis(ends);
    await same(() =>
      vsis.map(({ vsiid, operCmd }) => [
        { migrating: vsiid === uuid(1), suspended: vsiid === uuid(2) },
        { migrating: operCmd?.migrating, suspended: operCmd?.suspended },
      ]),
    );
  });

  test('organizationally defined TLVs', async ({ lab, same }) => {
    const { daemon, program } = await begin(lab);
    const response = await daemon.command({
      uuid: uuid(1),
      mode: 'assoc',
      filter: ['101'],
      oui: ['cisco,vm_name=a vm'],
    });
    expect(response.error).toBeUndefined();
    await sameVsis(same, daemon, program, 1);
    const told = await program.event('organization');
    const [tlv] = told.tlvs as readonly { readonly oui: number; readonly data: string }[];
    const { out } = await lab.run('vdptool', ['-i', 'evb0', '-t', '-V', 'assoc']);
    // Subtype, format and identifier of the VSI, format and identifier of the VM, which has none, and its name.
    const head = `f105${uuid(1).replaceAll('-', '')}05${'0'.repeat(32)}`;
    await same(() => [
      [/VM Name = (.*)/.exec(out)?.[1], Buffer.from(tlv?.data.slice(head.length) ?? '', 'hex').toString()],
      [`${0x00000c} ${head}`, `${tlv?.oui} ${tlv?.data.slice(0, head.length)}`],
    ]);
  });

  test.for([
    ['assoc', 'preassoc'],
    ['assoc', 'preassoc-rr'],
    ['preassoc-rr', 'preassoc'],
  ] as const)('it refuses to step down from %s to %s', async ([from, to], { lab, same }) => {
    const { daemon, program } = await begin(lab);
    await live(same, { daemon, program }, ['100'], [from]);
    const { error } = await daemon.command({ uuid: uuid(1), mode: to, filter: ['100'] });
    expect(error).toBe('Invalid parameters');
    await sameVsis(same, daemon, program, 1);
  });

  test('it takes an answer with a GroupID of 2^31 and more for another', async ({ lab, same }) => {
    const { daemon, program } = await begin(lab);
    const { mode, error } = await daemon.command({ uuid: uuid(1), mode: 'assoc', filter: ['100--2147483648'] });
    expect([mode, error]).toEqual(['deassoc', 'Invalid VID, GroupID or MAC address field']);
    const [command, answer] = tlvsOf(program.frames());
    await same(() => [[contentOf(command as SeenTlv), contentOf(answer as SeenTlv)]]);
    expect(answer?.status).toBe(STATUS_ACK);
    expect(await daemon.vsis()).toEqual([]);
  });
});

readByOthers();
