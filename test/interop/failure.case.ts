// What goes wrong between openlldp and ours: ends that stop and start, links that flap, refusals, late answers, silence.

import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, vi } from 'vitest';
import { readByOthers, test } from './case.js';
import { type EvbProgram, OUR_MAC, startProgram } from './evb-program.js';
import type { Lab } from './lab.js';
import { type Lldpad, type LldpadSettings, startLldpad } from './lldpad.js';
import { type BridgeVsi, sameVsis, uuid, type VsiRow } from './vsis.js';
import { contentOf, framesOf, type SeenTlv, tlvsOf } from './wire.js';

const SETTINGS: LldpadSettings = { rte: 12, rwd: 16 };
/** ECP tries for longer than an end takes to start. */
const PATIENT: LldpadSettings = { r: 7, rte: 16, rwd: 16, rka: 20 };
const GRANT = ['--peer', 'openlldp', '--answer', 'all grant'];

/** Both have heard each other twice: the daemon works with what was agreed then, and not before. */
const isReady = (program: EvbProgram, from = 0) =>
  program.event('evb', { ready: true, groups: true, remote: { bgid: true, sgid: true, rrstat: 1 } }, from);

const theirs = (program: EvbProgram): SeenTlv[] => tlvsOf(program.frames()).filter(({ source }) => source !== OUR_MAC);

/** When ours sent LLDP last, in seconds since 1970. */
const lastLldp = (program: EvbProgram): number =>
  Math.max(
    ...program
      .frames()
      .filter(({ frame }) => frame.kind === 'lldp' && frame.ethernet.source === OUR_MAC)
      .map(({ time }) => time),
  );

const until = (check: () => unknown, seconds = 30) =>
  vi.waitFor(async () => check(), { timeout: 1000 * seconds, interval: 200 });

/** A VSI by its number: the words of `associate`, and those of vdptool. */
const words = (number: number): string => `${uuid(number)} type=5/1 filter=52-54-00-00-00-0${number}/${100 + number}`;
const vsi = (number: number) => ({ uuid: uuid(number), filter: [`${100 + number}-52:54:00:00:00:0${number}`] });

describe.concurrent('our station, their bridge', () => {
  const startBoth = async (lab: Lab, settings = SETTINGS) => {
    const daemon = startLldpad(lab, 'bridge', settings);
    const program = startProgram(lab, 'station', settings);
    await isReady(program);
    return { daemon, program };
  };
  const associate = async (program: EvbProgram, number: number) => {
    const from = program.events.length;
    await program.command(`associate ${words(number)}`);
    return program.event('done', { vsi: uuid(number), command: 'associate' }, from);
  };
  const held = (program: EvbProgram) => program.command<readonly VsiRow[]>('show vsis');

  test('the daemon stops and starts: what its first ECPDU says is heard, though its number came before', async ({
    lab,
    same,
  }) => {
    const { daemon, program } = await startBoth(lab, { ...SETTINGS, rka: 20 });
    await associate(program, 1);
    await daemon.stop();
    await program.event('peerDown', { reason: 'shutdown' });
    expect((await held(program)).length).toBe(1);
    const from = program.events.length;
    startLldpad(lab, 'bridge', { ...SETTINGS, rka: 20 });
    await isReady(program, from);
    await associate(program, 2);
    const answers = theirs(program).slice(0, 2);
    expect(answers.map(({ sequence }) => sequence)).toEqual([1, 1]);
    const rows = await held(program);
    await same(() => [[answers.map(({ vsiid }) => vsiid), rows.map(({ vsiid }) => vsiid)]]);
  });

  test('what is associated in its first second may be ended at once; asked for again it stays', async ({
    lab,
    same,
  }) => {
    const settings = { ...SETTINGS, rka: 20 };
    const { daemon, program } = await startBoth(lab, settings);
    await daemon.stop();
    await program.event('peerDown');
    const from = program.events.length;
    startLldpad(lab, 'bridge', settings);
    await program.event('evb', { ready: true }, from);
    await associate(program, 1);
    await isReady(program, from);
    if (program.events.some(({ event }) => event === 'offline')) await associate(program, 1);
    const count = theirs(program).length;
    await program.command('reannounce');
    await until(() => expect(theirs(program).length).toBe(count + 1));
    const rows = await held(program);
    await same(() => [[[uuid(1)], rows.map(({ vsiid }) => vsiid)]]);
  });

  test('the daemon is killed and starts: its keep-alives go on', async ({ lab, same }) => {
    const { daemon, program } = await startBoth(lab, PATIENT);
    await associate(program, 1);
    await associate(program, 2);
    await daemon.stop('SIGKILL');
    startLldpad(lab, 'bridge', PATIENT);
    await until(() => expect(theirs(program).length).toBeGreaterThanOrEqual(6));
    const rows = await held(program);
    await same(() => [[[uuid(1), uuid(2)], rows.map(({ vsiid }) => vsiid)]]);
    await associate(program, 3);
  });

  test.for(['SIGTERM', 'SIGKILL'] as const)(
    'ours stops (%s) and starts: its first command is answered',
    async (signal, { lab, same }) => {
      const { program } = await startBoth(lab);
      await associate(program, 1);
      await program.stop(signal);
      const again = startProgram(lab, 'station', SETTINGS);
      await isReady(again);
      await associate(again, 1);
      await same(() => [[contentOf(theirs(program)[0] as SeenTlv), contentOf(theirs(again)[0] as SeenTlv)]]);
    },
  );

  test('the link goes down and up at both ends: ours ends its VSIs, and has them again', async ({ lab, same }) => {
    const { program } = await startBoth(lab, { ...SETTINGS, rka: 18 });
    await associate(program, 1);
    await lab.run('ip', ['link', 'set', 'evb0', 'carrier', 'off']);
    await program.command('link down');
    await program.event('offline', { reason: 'portDown' });
    const from = program.events.length;
    await lab.run('ip', ['link', 'set', 'evb0', 'carrier', 'on']);
    await program.command('link up');
    await isReady(program, from);
    await associate(program, 1);
    await until(() => expect(theirs(program).length).toBeGreaterThan(3));
    const rows = await held(program);
    await same(() => [[[uuid(1)], rows.map(({ vsiid }) => vsiid)]]);
  });

  test('the daemon withdraws its EVB TLV: VSIs live on, and commands wait until it is back', async ({ lab, same }) => {
    const { program } = await startBoth(lab, { ...SETTINGS, rka: 17 });
    await associate(program, 1);
    const set = (value: string) =>
      lab.run('lldptool', ['-T', '-i', 'evb0', '-g', 'ncb', '-V', 'evb', '-c', `enableTx=${value}`]);
    await set('no');
    await program.event('peerDown', { reason: 'noEvbTlv' });
    const [count, from] = [theirs(program).length, program.events.length];
    await program.command(`associate ${words(2)}`);
    await until(() => expect(theirs(program).length).toBeGreaterThan(count + 1));
    await set('yes');
    await isReady(program, from);
    await program.event('done', { vsi: uuid(2) }, from);
    const rows = await held(program);
    await same(() => [[[uuid(1), uuid(2)], rows.map(({ vsiid }) => vsiid)]]);
  });

  test.for([0, 1, 3, 7])('the daemon is silent: exactly 1 + R transmissions, R %i', async (r, { lab, same }) => {
    const settings = { r, rte: 13, rwd: 14, rka: 20 };
    const { daemon, program } = await startBoth(lab, settings);
    await daemon.pause();
    await program.command(`associate ${words(1)}`);
    await program.event('ecpFailed');
    await program.event('failed', { reason: 'timeout' });
    const sent = program.frames().filter(({ frame }) => frame.kind === 'vdp');
    await same(() => [
      [1 + r, sent.length],
      [sent.map(() => String(sent[0]?.octets)), sent.map(({ octets }) => String(octets))],
    ]);
  });
});

describe.concurrent('their station, our bridge', () => {
  const startBoth = async (lab: Lab, settings = SETTINGS, args = GRANT) => {
    const daemon = startLldpad(lab, 'station', settings);
    const program = startProgram(lab, 'bridge', { ...settings, args });
    await isReady(program);
    return { daemon, program };
  };
  const associate = async (daemon: Lldpad, number: number) => {
    const response = await daemon.command({ ...vsi(number), mode: 'assoc' });
    expect(response).toMatchObject({ mode: 'assoc', error: undefined });
  };

  test.for(['SIGTERM', 'SIGKILL'] as const)(
    'the daemon stops (%s) and starts: its first command is answered',
    async (signal, { lab, same }) => {
      const { daemon, program } = await startBoth(lab, { ...SETTINGS, rka: 20 });
      await associate(daemon, 1);
      // What ours sends for some seconds would tell it, when it starts, what it has forgotten.
      await until(() => expect(Date.now() / 1000 - lastLldp(program)).toBeGreaterThan(3));
      await daemon.stop(signal);
      if (signal === 'SIGTERM') await program.event('peerDown', { reason: 'shutdown' });
      const from = program.events.length;
      const again = startLldpad(lab, 'station', { ...SETTINGS, rka: 20 });
      await isReady(program, from);
      await associate(again, 2);
      // It has forgotten the first one, which is there until it expires.
      const [, ...rows] = await program.command<readonly BridgeVsi[]>('show vsis');
      await same(async () => [[(await again.vsis()).map(({ vsiid }) => vsiid), rows.map(({ vsiid }) => vsiid)]]);
    },
  );

  test.for(['SIGTERM', 'SIGKILL'] as const)(
    'ours stops (%s) and starts: it has the VSIs again by their keep-alives',
    async (signal, { lab, same }) => {
      const { daemon, program } = await startBoth(lab, PATIENT);
      await associate(daemon, 1);
      await associate(daemon, 2);
      await program.stop(signal);
      const again = startProgram(lab, 'bridge', { ...PATIENT, args: GRANT });
      await isReady(again);
      await sameVsis(same, daemon, again, 2);
      await associate(daemon, 3);
      await sameVsis(same, daemon, again, 3);
    },
  );

  test('the link goes down and up at both ends: ours ends the VSIs, and has them again by their keep-alives', async ({
    lab,
    same,
  }) => {
    const { daemon, program } = await startBoth(lab, PATIENT);
    await associate(daemon, 1);
    await lab.run('ip', ['link', 'set', 'evb0', 'carrier', 'off']);
    await program.command('link down');
    await program.event('offline', { reason: 'portDown' });
    const from = program.events.length;
    await lab.run('ip', ['link', 'set', 'evb0', 'carrier', 'on']);
    await program.command('link up');
    await isReady(program, from);
    await sameVsis(same, daemon, program, 1);
    await associate(daemon, 2);
    await sameVsis(same, daemon, program, 2);
  });

  const ERRORS: Readonly<Record<number, string>> = {
    1: 'VDP TLV Format is Invalid',
    2: 'Insufficient resources at bridge',
    3: 'Unable to contact VSI Mgr',
    4: 'Other Failures',
    5: 'Invalid VID, GroupID or MAC address field',
  };
  const flags = ['', 'hard=true', 'hard=false', 'keep=true', 'keep=true hard=true'];
  test.for(flags)(
    'ours refuses with each error, which vdptool shows but where Hard is set: %s',
    async (flag, { lab, same }) => {
      const { daemon, program } = await startBoth(lab);
      for (const error of [1, 2, 3, 4, 5]) {
        await program.command(`answer all refuse error=${error} ${flag}`);
        const from = program.events.length;
        const response = await daemon.command({ ...vsi(error), mode: error % 2 === 0 ? 'assoc' : 'preassoc' });
        const { error: told, hard } = await program.event('rejected', {}, from);
        await same(() => [
          [
            { mode: response.mode, error: response.error },
            { mode: 'deassoc', error: hard ? undefined : ERRORS[error] },
          ],
          [error, told],
        ]);
        expect(theirs(program).at(-1)).toMatchObject({ type: error % 2 === 0 ? 3 : 1 });
      }
      await sameVsis(same, daemon, program, 0);
      await program.command('answer all grant');
      await associate(daemon, 6);
      await sameVsis(same, daemon, program, 1);
    },
  );

  test('ours withdraws, one and all at once', async ({ lab, same }) => {
    const { daemon, program } = await startBoth(lab);
    for (const number of [1, 2, 3, 4, 5, 6, 7, 8]) await associate(daemon, number);
    await sameVsis(same, daemon, program, 8);
    // A keep-alive that crosses with the withdrawal is a new command.
    await program.command('answer all refuse error=4');
    await program.command(`withdraw ${uuid(2)}`);
    await sameVsis(same, daemon, program, 7);
    await program.command('withdraw-all');
    await sameVsis(same, daemon, program, 0);
  });

  test('ours answers late, but in time', async ({ lab, same }) => {
    const { daemon, program } = await startBoth(lab, SETTINGS, [
      '--peer',
      'openlldp',
      '--answer',
      'all grant after=0.4',
    ]);
    await associate(daemon, 1);
    await sameVsis(same, daemon, program, 1);
  });

  test.for(['grant after=1.5', 'never'])('ours answers too late: %s', async (answer, { lab, same }) => {
    const { daemon, program } = await startBoth(lab, SETTINGS, ['--peer', 'openlldp', '--answer', `all ${answer}`]);
    const response = await daemon.command({ ...vsi(1), mode: 'assoc' });
    const rejected = await program.event('rejected');
    await same(() => [
      [
        { error: response.error, mode: response.mode },
        { error: ERRORS[Number(rejected.error)], mode: 'deassoc' },
      ],
    ]);
    await sameVsis(same, daemon, program, 0);
  });

  test.for([0, 1, 3, 7])('ours is silent: exactly 1 + R transmissions, R %i', async (r, { lab, same }) => {
    const { daemon, program } = await startBoth(lab, { r, rte: 13, rwd: 14, rka: 20 });
    await program.stop('SIGKILL');
    const capture = join(lab.folder, 'wire.pcap');
    const tcpdump = lab.spawn('tcpdump', [
      '-i',
      'evb0',
      '-U',
      '--immediate-mode',
      '-w',
      capture,
      'ether',
      'proto',
      '0x8940',
    ]);
    await once(tcpdump.stderr as NodeJS.ReadableStream, 'data');
    const response = await daemon.command({ ...vsi(1), mode: 'assoc' });
    expect(response.mode).not.toBe('assoc');
    const sent = framesOf(capture);
    await same(() => [[sent.length, 1 + r]]);
  });
});

readByOthers();
