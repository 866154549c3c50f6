// S-channels in `evb station` and `evb bridge`: options, commands and events.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readCapture } from '../../../src/capture/index.js';
import { parseHex } from '../../../src/core/octets.js';
import { GRANTS, members, pairs, shown } from './channel-rig.js';
import { createPair, VSI, VSI_WORDS } from './rig.js';

const folder = mkdtempSync(join(tmpdir(), 'evb-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function file(json: unknown): string {
  const name = join(folder, `${files++}.json`);
  writeFileSync(name, JSON.stringify(json));
  return name;
}

const OTHER = VSI.replace(/1$/, '2');

test('channels of CDCP come up, each with VSIs of its own', async () => {
  const wants = ['--wants', '2,3', '--vsi', `${VSI_WORDS} scid=2`];
  const pair = await createPair(wants, [...GRANTS, '--pool', '100-199']);
  expect(members(pair.station.events('channelUp'))).toEqual([
    { event: 'channelUp', scid: 2, svid: 100, origin: 'cdcp' },
    { event: 'channelUp', scid: 3, svid: 101, origin: 'cdcp' },
  ]);
  expect(pair.bridge.events('channelUp')).toMatchObject([
    { port: 'ge0', scid: 2, svid: 100 },
    { port: 'ge0', scid: 3, svid: 101 },
  ]);
  expect(pair.station.events('peerUp').map(({ scid }) => scid)).toEqual([1, 2, 3]);
  // The same VSI in another channel is another one.
  expect(await pair.station.say(`associate ${VSI_WORDS} scid=3`, `associate ${OTHER} type=5/1 filter=7`)).toMatchObject(
    [{ ok: true }, { ok: true }],
  );
  await pair.pass(1);
  expect(pair.station.events('done')).toMatchObject([
    { scid: 2, vsi: VSI },
    { scid: 3, vsi: VSI },
    { scid: 1, vsi: OTHER },
  ]);
  const vsis = [
    { scid: 1, vsi: OTHER },
    { scid: 2, vsi: VSI },
    { scid: 3, vsi: VSI },
  ];
  expect(await shown(pair.station, 'vsis')).toMatchObject(vsis);
  expect(await shown(pair.bridge, 'vsis')).toMatchObject(vsis);
});

test('commands about VSIs take the S-channel, in words and in JSON', async () => {
  const pair = await createPair(['--wants', '2'], [...GRANTS, '--cdcp']);
  const json = {
    scid: 2,
    vsiidFormat: 'uuid',
    vsiid: VSI,
    typeId: 5,
    typeVersion: 1,
    filterInfo: { entries: [{ vid: 0 }] },
  };
  await pair.station.say(`pre-associate ${JSON.stringify(json)}`);
  await pair.pass(1);
  await pair.station.say(`associate ${VSI} scid=2`);
  await pair.pass(1);
  expect(pair.station.events('done')).toMatchObject([
    { scid: 2, state: 'PREASSOC' },
    { scid: 2, state: 'ASSOC' },
  ]);
  expect(await pair.station.say(`suspend ${VSI}`)).toMatchObject([{ ok: false, code: 'unknownVsi' }]);
  await pair.station.say(`suspend ${VSI} scid=2`, 'reannounce');
  await pair.pass(1);
  expect(pair.bridge.events('hints')).toMatchObject([{ scid: 2, suspended: true }]);
  expect(await pair.bridge.say(`withdraw ${VSI}`, `withdraw ${VSI} scid=2 reason=moved`)).toMatchObject([
    { ok: false, code: 'unknownVsi' },
    { ok: true },
    { event: 'offline', scid: 2, reason: 'moved' },
    { event: 'deleted', scid: 2 },
  ]);
  await pair.pass(1);
  await pair.station.say(`associate ${VSI_WORDS} scid=2`);
  await pair.pass(1);
  await pair.station.say(`de-associate ${VSI} scid=2`);
  await pair.pass(1);
  expect(pair.bridge.events('deleted').at(-1)).toMatchObject({ scid: 2, reason: 'deAssociated' });
  expect(await pair.station.say('set scid=2 r=5', 'set {"scid":2,"rka":18}')).toMatchObject([
    { ok: true },
    { event: 'evb', scid: 2, r: 5 },
    { ok: true },
    { event: 'evb', scid: 2, local: { rka: 18 } },
  ]);
  expect(await shown(pair.station, 'evb')).toMatchObject([
    { scid: 1, r: 3 },
    { scid: 2, r: 5 },
  ]);
});

test('a VSI is ended with its channel, and asked for again with it', async () => {
  const pair = await createPair(['--wants', '2', '--vsi', `${VSI_WORDS} scid=2`], [...GRANTS, '--cdcp']);
  const ended = await pair.station.say('unwant 2');
  expect(members(ended.filter(({ event }) => event === 'offline' || event === 'channelDown'))).toMatchObject([
    { event: 'offline', scid: 2, vsi: VSI, reason: 'sChannelDeleted' },
    { event: 'channelDown', scid: 2, svid: 2, origin: 'cdcp', reason: 'notWanted' },
  ]);
  await pair.pass(1);
  expect(pair.bridge.events('channelDown')).toMatchObject([{ scid: 2, svid: 2, reason: 'notWanted' }]);
  await pair.station.say('want 2');
  await pair.pass(6);
  expect(pair.station.events('done')).toHaveLength(2);
  await pair.station.say(`de-associate ${VSI} scid=2`);
  await pair.pass(1);
  await pair.station.say('unwant 2');
  await pair.pass(2);
  await pair.station.say('want 2');
  await pair.pass(6);
  expect(pair.station.events('channelUp')).toHaveLength(3);
  expect(pair.station.events('done').map(({ command }) => command)).toEqual(['associate', 'associate', 'deAssociate']);
});

test('of a channel nothing is told before it is up, nor after it is down', async () => {
  const pair = await createPair(['--wants', '2,3'], [...GRANTS, '--cdcp']);
  await pair.station.say('unwant 3', 'want 4');
  await pair.pass(6);
  for (const run of [pair.station, pair.bridge]) {
    const up = new Set<unknown>([1]);
    for (const { event, scid } of run.events()) {
      if (scid === undefined || event === 'channelMissing') continue;
      if (event === 'channelUp') up.add(scid);
      expect([event, scid, up.has(scid)]).toEqual([event, scid, true]);
      if (event === 'channelDown') up.delete(scid);
    }
    expect(run.events('evb').map(({ scid }) => scid)).toContain(4);
  }
});

test('channels by hand are there while CDCP is off', async () => {
  const byHand = ['--channel', '5/500', '--channel', '6/600'];
  const pair = await createPair([...byHand, '--vsi', `${VSI_WORDS} scid=6`], [...GRANTS, ...byHand]);
  expect(members(pair.bridge.events('channelUp'))).toEqual([
    { event: 'channelUp', scid: 5, svid: 500, origin: 'manual' },
    { event: 'channelUp', scid: 6, svid: 600, origin: 'manual' },
  ]);
  expect(pair.station.events('done')).toMatchObject([{ scid: 6, vsi: VSI, state: 'ASSOC' }]);
  await pair.bridge.say('add-channel 7/700');
  expect(await pair.station.say('add-channel 7/700', 'remove-channel 5')).toMatchObject([
    { ok: true },
    { event: 'channelUp', scid: 7, svid: 700 },
    { event: 'evb', scid: 7 },
    { ok: true },
    { event: 'peerDown', scid: 5 },
    { event: 'neighborRemoved', scid: 5 },
    { event: 'channelDown', scid: 5, svid: 500, origin: 'manual', reason: 'removed' },
  ]);
  await pair.pass(5);
  expect(pair.station.events('peerUp').map(({ scid }) => scid)).toEqual([1, 5, 6, 7]);
  expect(pairs(await shown(pair.station))).toEqual(['1/1', '6/600', '7/700']);
});

test('with CDCP on, those by hand wait', async () => {
  const pair = await createPair(['--wants', '2', '--channel', '5/500'], [...GRANTS, '--cdcp']);
  expect(pairs(await shown(pair.station))).toEqual(['1/1', '2/2', 'cdcp']);
  await pair.station.say('cdcp off');
  expect(pairs(await shown(pair.station))).toEqual(['1/1', '5/500', 'disabled']);
  expect(await pair.station.say('cdcp on')).toMatchObject(
    expect.arrayContaining([expect.objectContaining({ event: 'channelDown', origin: 'manual', reason: 'cdcp' })]),
  );
});

test('frames are captured as on the wire, and those of no channel are counted', async () => {
  const capture = join(folder, 'channels.pcap');
  const pair = await createPair(['--wants', '2', '--pcap', capture], [...GRANTS, '--pool', '100']);
  await pair.station.say(`associate ${VSI_WORDS} scid=2`);
  await pair.pass(1);
  const unknown = async (): Promise<number> => {
    const [row] = await shown(pair.station, 'counters');
    return (row as { readonly frames: { readonly rxUnknownSvid: number } }).frames.rxUnknownSvid;
  };
  const before = await unknown();
  const tagged = '0180c2000000 020000000009 88a8';
  const rest = '8940 1401 0001 0000';
  for (const tci of ['0065', '0fff', '0064']) {
    pair.inject(5001, parseHex(`${tagged} ${tci} ${rest}`.replaceAll(' ', '')) as Uint8Array);
  }
  await pair.pass(0);
  const [first] = await shown(pair.station, 'counters');
  expect(first).toMatchObject({
    frames: { rxUnknownSvid: before + 1, rxInvalidVid: 1 },
    cdcpLldp: { statsFramesInTotal: 4 },
  });
  const { packets } = readCapture(Uint8Array.from(readFileSync(capture)));
  const tags = packets.flatMap(({ frame }) => (frame[12] === 0x88 && frame[13] === 0xa8 ? [frame[15]] : []));
  expect(tags.length).toBeGreaterThan(6);
  expect(new Set(tags)).toEqual(new Set([100, 0xff, 101]));
});

test('at the end all channels are ended, those with VSIs first', async () => {
  const ends = ['--de-associate-on-exit'];
  const vsis = [1, 2, 3].flatMap((scid) => ['--vsi', `${VSI_WORDS} scid=${scid}`]);
  const pair = await createPair([...ends, '--wants', '2,3', ...vsis], [...ends, ...GRANTS, '--cdcp']);
  await pair.bridge.signal('SIGTERM');
  await pair.pass(1);
  expect(pair.bridge.events('deleted')).toMatchObject([1, 2, 3].map((scid) => ({ scid, reason: 'command' })));
  expect(pair.bridge.isOver()).toBe(true);
  await pair.bridge.status;
  const again = await pair.start(['bridge', '--udp', '5002:5001', '--json', ...GRANTS, '--cdcp']);
  await pair.pass(10);
  expect(again.events('online')).toHaveLength(3);
  await pair.station.signal('SIGTERM');
  await pair.pass(1);
  expect(pair.station.isOver()).toBe(true);
  const done = pair.station.events('done').filter(({ command }) => command === 'deAssociate');
  expect(done.map(({ scid }) => scid)).toEqual([1, 2, 3]);
  expect(pair.station.events('channelDown').slice(-2)).toMatchObject([{ reason: 'disabled' }, { reason: 'disabled' }]);
});

test('options are put over the configuration of a file', async () => {
  const port = {
    name: 'up0',
    mac: '02-00-00-00-00-55',
    cdcp: { enabled: false, maxScid: 4094, wants: [9], chnCap: 5 },
    channels: [{ scid: 5, svid: 500 }],
  };
  const argv = ['--config', file({ ports: [port] }), '--cdcp', '--wants', '3000,2', '--channel', '6/600'];
  const pair = await createPair(argv, [...GRANTS, '--cdcp']);
  const [cdcp] = await shown(pair.station, 'cdcp');
  expect(cdcp).toMatchObject({ adminEnable: true, operChnCap: 5 });
  expect(pairs(await shown(pair.station))).toEqual(['1/1', '3000/2', '2/3', 'cdcp', 'cdcp']);
});
