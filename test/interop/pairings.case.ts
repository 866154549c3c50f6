// One script on all four pairings of a station and a bridge, ours and theirs: the same VDP TLVs go to and fro, in the same
// order. The script leaves out what docs/deviations.md says they do differently: null VIDs, VID 1, other filters for a known
// VSI, GroupIDs of 2^31 and more.

import { once } from 'node:events';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { isResponse, STATUS_MIGRATING, STATUS_SUSPENDED, VDP_DE_ASSOCIATE } from '../../src/vdp/index.js';
import { readByOthers, test } from './case.js';
import { type EvbProgram, OUR_MAC, startProgram } from './evb-program.js';
import { closeLab, type Lab, OUR_END, openLab, THEIR_END } from './lab.js';
import { type Lldpad, type LldpadSettings, MANAGER, type Role, startLldpad, type VdptoolVsi } from './lldpad.js';
import { entryOf, managerIdOf } from './vdptool-text.js';
import { uuid } from './vsis.js';
import { contentOf, framesOf, type SeenFrame, type SeenTlv, tlvsOf } from './wire.js';

/** No keep-alive while the script runs. */
const SETTINGS: LldpadSettings = { rte: 12, rka: 23 };
const ROLES = ['station', 'bridge'] as const satisfies readonly Role[];
const ARGS = { station: ['--peer', 'openlldp'], bridge: ['--peer', 'openlldp', '--answer', 'all grant'] };

type Step = Pick<VdptoolVsi, 'mode' | 'uuid' | 'filter' | 'hints' | 'oui'>;

const all = (number: number, filter: readonly string[], more: Partial<Step> = {}): Step[] =>
  (['preassoc', 'preassoc-rr', 'assoc', 'assoc', 'deassoc'] as const).map((mode) => ({
    ...{ mode, uuid: uuid(number), filter },
    ...(mode !== 'deassoc' && more),
  }));

const SCRIPT: readonly Step[] = [
  ...all(1, ['100', '45256']),
  ...all(2, ['100-52:54:00:00:02:01', '33000-52:54:00:00:02:02']),
  ...all(3, ['100--70000', '45156--1']),
  ...all(4, ['100-52:54:00:00:04:01-70000']),
  ...all(5, ['100'], { hints: 'to' }),
  ...all(6, ['100'], { hints: 'from' }),
  { mode: 'assoc', uuid: uuid(7), filter: ['100'], oui: ['cisco,vm_name=a vm'] },
  { mode: 'assoc', uuid: uuid(8), filter: ['100'] },
  { mode: 'deassoc', uuid: uuid(7), filter: ['100'] },
];

const COMMANDS = { preassoc: 'pre-associate', 'preassoc-rr': 'pre-associate-rr', assoc: 'associate' } as const;

/** The octets that openlldp sends for a VM's name. */
const organizationOf = ({ uuid: id, oui = [] }: Step) =>
  oui.map((one) => {
    const name = Buffer.from(one.replace('cisco,vm_name=', '')).toString('hex');
    return { oui: 0x00000c, data: `f105${id.replaceAll('-', '')}05${'0'.repeat(32)}${name}` };
  });

async function ourStep(program: EvbProgram, step: Step): Promise<void> {
  const from = program.events.length;
  const vsi = {
    ...{ vsiidFormat: 'uuid', vsiid: step.uuid, managerId: managerIdOf(MANAGER), typeId: 5, typeVersion: 1 },
    ...{ filterInfo: { entries: step.filter.map(entryOf) }, organizations: organizationOf(step) },
    ...{ migrating: step.hints === 'to', suspended: step.hints === 'from' },
  };
  const line = step.mode === 'deassoc' ? `de-associate ${step.uuid}` : `${COMMANDS[step.mode]} ${JSON.stringify(vsi)}`;
  await program.command(line);
  await program.event('done', { vsi: step.uuid }, from);
}

async function theirStep(daemon: Lldpad, step: Step): Promise<void> {
  const response = await daemon.command(step);
  expect(response).toMatchObject({ mode: step.mode, error: undefined });
}

type Side = 'ours' | 'theirs';

/** Both ends in one lab; what takes the steps, and what has gone over the wire. */
interface Pairing {
  readonly step: (step: Step) => Promise<void>;
  readonly frames: () => SeenFrame[];
  readonly close: () => Promise<void>;
}

const ends = (role: Role): readonly [number, number] => (role === 'station' ? [6001, 6002] : [6002, 6001]);
const closed = async (): Promise<void> => {};

async function pair(lab: Lab, station: Side, bridge: Side): Promise<Pairing> {
  if (station === 'ours' && bridge === 'ours') {
    const both = ROLES.map((role) =>
      startProgram(lab, role, { ...SETTINGS, args: ARGS[role], ends: ends(role), mac: OUR_MAC + ends(role)[0] }),
    );
    const [program] = both as [EvbProgram, EvbProgram];
    await program.event('evb', { ready: true, remote: { sgid: true, rrstat: 1 } });
    return { step: (step) => ourStep(program, step), frames: program.frames, close: closed };
  }
  if (station === 'theirs' && bridge === 'theirs') {
    const other = await openLab(OUR_END, THEIR_END, lab);
    const daemon = startLldpad(lab, 'station', SETTINGS);
    const peer = startLldpad(other, 'bridge', SETTINGS);
    const capture = join(lab.folder, 'wire.pcap');
    const tcpdump = lab.spawn('tcpdump', ['-i', 'evb0', '-U', '--immediate-mode', '-w', capture]);
    await once(tcpdump.stderr as NodeJS.ReadableStream, 'data');
    for (const one of [daemon, peer]) {
      await vi.waitFor(
        async () => expect(await one.ownTlv()).toMatchObject({ bgid: true, sgid: true, rrstat: 1 }),
        45_000,
      );
    }
    return { step: (step) => theirStep(daemon, step), frames: () => framesOf(capture), close: () => closeLab(other) };
  }
  const role = station === 'ours' ? 'station' : 'bridge';
  const daemon = startLldpad(lab, role === 'station' ? 'bridge' : 'station', SETTINGS);
  const program = startProgram(lab, role, { ...SETTINGS, args: ARGS[role] });
  await program.event('evb', { ready: true, remote: { bgid: true, sgid: true, rrstat: 1 } });
  const step = (one: Step) => (role === 'station' ? ourStep(program, one) : theirStep(daemon, one));
  return { step, frames: program.frames, close: closed };
}

/** Whether a TLV asks for the end of an association: openlldp repeats M, S and what is behind the command in it. */
const isEnd = ({ type, status }: SeenTlv): boolean => type === VDP_DE_ASSOCIATE && !isResponse(status);

/** What goes to and fro: who sends it, and all that it says. */
const conversation = (tlvs: readonly SeenTlv[]) =>
  tlvs.map((tlv) => ({
    ...{ from: tlv.source === tlvs[0]?.source ? 'station' : 'bridge', type: tlv.type },
    ...{ status: isEnd(tlv) ? 0 : tlv.status, organization: isEnd(tlv) ? [] : tlv.organization },
    ...contentOf(tlv),
  }));

const PAIRINGS = [
  ['ours', 'ours'],
  ['ours', 'theirs'],
  ['theirs', 'ours'],
  ['theirs', 'theirs'],
] as const;

test('the same script on all four pairings', async ({ lab, same }) => {
  const said = await Promise.all(
    PAIRINGS.map(async ([station, bridge], i) => {
      const own = i === 0 ? lab : await openLab();
      const { step, frames, close } = await pair(own, station, bridge);
      for (const one of SCRIPT) await step(one);
      const tlvs = tlvsOf(frames());
      await close();
      if (i > 0) await closeLab(own);
      return tlvs;
    }),
  );
  const [first, ...others] = said.map(conversation);
  expect(first?.length).toBe(2 * SCRIPT.length);
  await same(() => others.map((other) => [other, first]));
  const ends = said.map((tlvs) => tlvs.filter(isEnd).map(({ status, organization }) => [status, organization.length]));
  const repeated = [
    ...[1, 2, 3, 4].map(() => [0, 0]),
    ...[
      [STATUS_MIGRATING, 0],
      [STATUS_SUSPENDED, 0],
      [0, 1],
    ],
  ];
  expect(ends).toEqual(PAIRINGS.map(([station]) => (station === 'theirs' ? repeated : repeated.map(() => [0, 0]))));
});

readByOthers();
