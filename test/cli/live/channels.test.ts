// S-channels in `evb station` and `evb bridge`: options, commands and events.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readCapture } from '../../../src/capture/index.js';
import { parseHex } from '../../../src/core/octets.js';
import type { SChannelPair } from '../../../src/s-channel/wire/cdcp-tlv.js';
import { encodeCdcpTlv } from '../../../src/s-channel/wire/cdcp-tlv.js';
import { createLivePair, createLiveRig, type LiveObject, type LiveRun, VSI, VSI_WORDS } from './rig.js';

const folder = mkdtempSync(join(tmpdir(), 'evb-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function file(json: unknown): string {
  const name = join(folder, `${files++}.json`);
  writeFileSync(name, JSON.stringify(json));
  return name;
}

const GRANTS = ['--answer', 'all grant vid=100'];
const OTHER = VSI.replace(/1$/, '2');

type Rows = readonly LiveObject[];

/** The rows of `show`. */
async function shown(run: LiveRun, topic = 'channels'): Promise<Rows> {
  const [answer] = await run.say(`show ${topic}`);
  return answer?.result as Rows;
}

const pairs = (rows: Rows): unknown[] => rows.map(({ scid, svid, missing }) => missing ?? `${scid}/${svid}`);

/** Members of events, without those that all have. */
const members = (events: readonly LiveObject[]): unknown[] =>
  events.map(({ version: _, time: _time, port: _port, ...rest }) => rest);

/** A frame of a neighbour that speaks CDCP. */
function cdcpFrame(
  address: number,
  role: 'station' | 'bridge',
  pair: readonly SChannelPair[],
  chnCap = 167,
  sComp = true,
) {
  const mac = Uint8Array.of(2, 0, 0, 0, 0, address);
  const value = encodeCdcpTlv({ role, sComp, chnCap, pairs: pair });
  const hex = (octets: Uint8Array): string => Buffer.from(octets).toString('hex');
  const tlv = (type: number, octets: string): string =>
    ((type << 9) | (octets.length / 2)).toString(16).padStart(4, '0') + octets;
  const lldp = [tlv(1, `04${hex(mac)}`), tlv(2, '0561'), tlv(3, '0078'), tlv(127, hex(value)), '0000'].join('');
  return parseHex(`0180c2000003${hex(mac)}88cc${lldp}`) as Uint8Array;
}

test('channels of CDCP come up, each with VSIs of its own', async () => {
  const wants = ['--wants', '2,3', '--vsi', `${VSI_WORDS} scid=2`];
  const pair = await createLivePair(wants, [...GRANTS, '--pool', '100-199']);
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
  const pair = await createLivePair(['--wants', '2'], [...GRANTS, '--cdcp']);
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
  const pair = await createLivePair(['--wants', '2', '--vsi', `${VSI_WORDS} scid=2`], [...GRANTS, '--cdcp']);
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
  const pair = await createLivePair(['--wants', '2,3'], [...GRANTS, '--cdcp']);
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

describe('why a channel is missing:', () => {
  test('the pool has no SVID left, until it has more', async () => {
    const pair = await createLivePair(['--wants', '2,3,4'], [...GRANTS, '--pool', '100,105']);
    expect(pairs(await shown(pair.station))).toEqual(['1/1', '2/100', '3/105', 'notGranted']);
    expect(pairs(await shown(pair.bridge))).toEqual(['1/1', '2/100', '3/105', 'noSvid']);
    expect(members(pair.bridge.events('channelMissing'))).toEqual([
      { event: 'channelMissing', scid: 4, reason: 'noSvid' },
    ]);
    const events = await pair.bridge.say('set pool=105-110');
    expect(events.filter(({ event }) => /channel/.test(event as string))).toMatchObject([
      { event: 'channelDown', scid: 2, svid: 100, reason: 'replaced' },
      { event: 'channelUp', scid: 2, svid: 106 },
      { event: 'channelUp', scid: 4, svid: 107 },
    ]);
    await pair.pass(1);
    expect(pair.station.events('channelDown')).toMatchObject([{ scid: 2, svid: 100, reason: 'replaced' }]);
    expect(pairs(await shown(pair.station))).toEqual(['1/1', '3/105', '2/106', '4/107']);
  });

  test('the capacity of either end', async () => {
    const pair = await createLivePair(['--wants', '2,3,4', '--chn-cap', '3'], [...GRANTS, '--chn-cap', '2']);
    expect(await shown(pair.station)).toMatchObject([
      { port: 'eth0', scid: 1, svid: 1, state: 'up', origin: 'default', role: 'station', evbReady: true },
      { scid: 2, svid: 2, state: 'up', origin: 'cdcp', peer: '4:020000000002/5:676530' },
      { scid: 3, svid: 0, state: 'missing', missing: 'peerCapacity' },
      { scid: 4, svid: 0, state: 'missing', missing: 'ownCapacity' },
    ]);
    await pair.bridge.say('set chnCap=4');
    await pair.station.say('set {"chnCap":4}');
    await pair.pass(6);
    expect(pairs(await shown(pair.station))).toEqual(['1/1', '2/2', '3/3', '4/4']);
    const [cdcp] = await shown(pair.bridge, 'cdcp');
    expect(cdcp).toMatchObject({
      port: 'ge0',
      role: 'bridge',
      schState: 'Running',
      operChnCap: 4,
      remote: { chnCap: 4 },
    });
    expect(cdcp).toMatchObject({ localSVIDPool: [{ low: 2, high: 4094 }] });
  });

  test('there is no CDCP at the other end, nor with the wrong role, nor without an S-VLAN component', async () => {
    const rig = await createLivePair(['--wants', '2'], GRANTS);
    const reason = (): unknown => rig.station.events('channelMissing').at(-1)?.reason;
    expect(rig.station.events('peerUp')).toHaveLength(1);
    expect(reason()).toBe('noPeer');
    rig.inject(5001, cdcpFrame(9, 'station', [{ scid: 1, svid: 1 }]));
    await rig.pass(0);
    expect(reason()).toBe('sameRole');
    rig.inject(5001, cdcpFrame(9, 'bridge', [{ scid: 1, svid: 1 }], 167, false));
    await rig.pass(0);
    expect(reason()).toBe('peerSComp');
    rig.inject(5001, cdcpFrame(8, 'bridge', [{ scid: 1, svid: 1 }]));
    await rig.pass(0);
    expect(reason()).toBe('multiplePeers');
    expect(rig.station.events('multipleCdcpPeers')).toMatchObject([{ port: 'eth0', on: true }]);
    expect(rig.station.events('cdcpRunning').map(({ on }) => on)).toEqual([true, false]);
  });

  test('the link is down, CDCP is off', async () => {
    const pair = await createLivePair(['--wants', '2'], [...GRANTS, '--cdcp']);
    expect(members(await pair.station.say('link down')).filter((one) => /channel/.test(JSON.stringify(one)))).toEqual([
      { event: 'channelDown', scid: 2, svid: 2, origin: 'cdcp', reason: 'portDown' },
      { event: 'channelMissing', scid: 2, reason: 'portDown' },
    ]);
    await pair.pass(130);
    expect(pair.bridge.events('channelDown')).toMatchObject([{ reason: 'noPeer' }]);
    await pair.station.say('link up');
    await pair.pass(6);
    expect(await pair.bridge.say('cdcp off')).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ event: 'channelDown', reason: 'disabled' })]),
    );
    await pair.pass(1);
    expect(pair.station.events('channelDown').at(-1)).toMatchObject({ reason: 'noPeer' });
  });
});

test('why a channel of a bridge has ended, when its station is no longer heard', async () => {
  const pair = await createLivePair(['--wants', '2'], [...GRANTS, '--cdcp']);
  pair.inject(5002, cdcpFrame(9, 'station', [{ scid: 1, svid: 1 }]));
  await pair.pass(130);
  await pair.station.say('set chnCap=9');
  await pair.pass(5);
  await pair.bridge.say('link down');
  await pair.pass(1);
  expect(pair.bridge.events('channelDown').map(({ reason }) => reason)).toEqual(['multiplePeers', 'portDown']);
});

test('channels by hand are there while CDCP is off', async () => {
  const byHand = ['--channel', '5/500', '--channel', '6/600'];
  const pair = await createLivePair([...byHand, '--vsi', `${VSI_WORDS} scid=6`], [...GRANTS, ...byHand]);
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
  const pair = await createLivePair(['--wants', '2', '--channel', '5/500'], [...GRANTS, '--cdcp']);
  expect(pairs(await shown(pair.station))).toEqual(['1/1', '2/2', 'cdcp']);
  await pair.station.say('cdcp off');
  expect(pairs(await shown(pair.station))).toEqual(['1/1', '5/500', 'disabled']);
  expect(await pair.station.say('cdcp on')).toMatchObject(
    expect.arrayContaining([expect.objectContaining({ event: 'channelDown', origin: 'manual', reason: 'cdcp' })]),
  );
});

test('warnings about the list of the peer, with the pair', async () => {
  const rig = createLiveRig();
  const bridge = await rig.start(['bridge', '--json', '--udp', '5002:5001', '--cdcp']);
  rig.inject(
    5002,
    cdcpFrame(9, 'station', [
      { scid: 1, svid: 1 },
      { scid: 2, svid: 0 },
      { scid: 2, svid: 7 },
      { scid: 9, svid: 4095 },
    ]),
  );
  await rig.pass(1);
  expect(members(bridge.events('cdcpWarning'))).toEqual([
    {
      event: 'cdcpWarning',
      code: 'scidRepeated',
      pair: { scid: 2, svid: 7 },
      message: '2/7: expected each SCID once; the first pair counts',
    },
    {
      event: 'cdcpWarning',
      code: 'svidReserved',
      pair: { scid: 9, svid: 4095 },
      message: '9/4095: expected SVID 0..4094; the channel counts as not assigned',
    },
  ]);
  expect(bridge.events('neighborAdded')).toMatchObject([{ cdcp: { role: 'station', pairs: { length: 4 } } }]);
  expect(await shown(bridge, 'neighbors')).toMatchObject([{ port: 'ge0', chassisId: { id: '020000000009' } }]);
});

test('frames are captured as on the wire, and those of no channel are counted', async () => {
  const capture = join(folder, 'channels.pcap');
  const pair = await createLivePair(['--wants', '2', '--pcap', capture], [...GRANTS, '--pool', '100']);
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
  const { packets: packet } = readCapture(Uint8Array.from(readFileSync(capture)));
  const tags = packet.flatMap(({ frame }) => (frame[12] === 0x88 && frame[13] === 0xa8 ? [frame[15]] : []));
  expect(tags.length).toBeGreaterThan(6);
  expect(new Set(tags)).toEqual(new Set([100, 0xff, 101]));
});

test('at the end all channels are ended, those with VSIs first', async () => {
  const ends = ['--de-associate-on-exit'];
  const vsis = [1, 2, 3].flatMap((scid) => ['--vsi', `${VSI_WORDS} scid=${scid}`]);
  const pair = await createLivePair([...ends, '--wants', '2,3', ...vsis], [...ends, ...GRANTS, '--cdcp']);
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
  const pair = await createLivePair(argv, [...GRANTS, '--cdcp']);
  const [cdcp] = await shown(pair.station, 'cdcp');
  expect(cdcp).toMatchObject({ adminEnable: true, operChnCap: 5 });
  expect(pairs(await shown(pair.station))).toEqual(['1/1', '3000/2', '2/3', 'cdcp', 'cdcp']);
});

describe('what is wrong', () => {
  const refused = async (argv: readonly string[]): Promise<string> => {
    const run = await createLiveRig().start(argv);
    expect(await run.status).toBe(2);
    return run.errors();
  };
  const UDP = ['--udp', '5001:5002'];

  test.each([
    [['station', '--wants', '2,5000'], "--wants: expected SCIDs 1..4094, as 2,3,5, got '2,5000'"],
    [['station', '--wants', ''], "--wants: expected SCIDs 1..4094, as 2,3,5, got ''"],
    [['station', '--chn-cap', '168'], "--chn-cap: expected an integer 1..167, got '168'"],
    [['station', '--channel', '5/4095'], "--channel: expected SCID/SVID, each 2..4094, as 5/105, got '5/4095'"],
    [['station', '--channel', '1/1'], "--channel: expected SCID/SVID, each 2..4094, as 5/105, got '1/1'"],
    [['station', '--channel', '5'], "--channel: expected SCID/SVID, each 2..4094, as 5/105, got '5'"],
    [['station', '--channel', '5/6/7'], "--channel: expected SCID/SVID, each 2..4094, as 5/105, got '5/6/7'"],
    [['station', '--pool', '2'], "unknown option '--pool'"],
    [['bridge', '--wants', '2'], "unknown option '--wants'"],
    [['bridge', '--pool', '1-4'], "--pool: expected SVIDs 2..4094, as 100-199,300, got '1-4'"],
    [['bridge', '--pool', '199-100'], "--pool: expected SVIDs 2..4094, as 100-199,300, got '199-100'"],
    [['bridge', '--pool', '2-3-4'], "--pool: expected SVIDs 2..4094, as 100-199,300, got '2-3-4'"],
    [['bridge', '--pool', '4000-4095'], "--pool: expected SVIDs 2..4094, as 100-199,300, got '4000-4095'"],
  ] as const)('on the command line: %o', async ([role, ...argv], reason) => {
    expect((await refused([role, ...UDP, ...argv])).split('\n')[0]).toBe(`evb ${role}: ${reason}`);
  });

  test.each([
    [['station', '--wants', '2,200'], 'options: ports[0].cdcp.wants[1]: expected an integer 1..167, got 200'],
    [['station', '--wants', '2,2'], 'options: ports[0].cdcp.wants[1]: expected each SCID once, got 2'],
    [
      ['station', '--wants', '2', '--vsi', `${VSI_WORDS} scid=3`],
      'options: vsis[0].scid: expected the SCID of an S-channel that the port wants, or has by hand, got 3',
    ],
    [['station', '--vsi', `${VSI_WORDS} scid=4095`], 'options: vsis[0].scid: expected an integer 1..4094, got 4095'],
    [
      ['bridge', '--channel', '5/500', '--channel', '6/500'],
      'options: ports[0].channels[1].svid: expected an SVID that no other S-channel of the port has, got 500',
    ],
  ] as const)('between options: %o', async ([role, ...argv], reason) => {
    expect(await refused([role, ...UDP, ...argv])).toBe(`evb: ${reason}\n`);
  });

  test.each([
    ['want 5000', 'badArgument', "scid: expected SCIDs 1..4094, as 2,3,5, got '5000'"],
    ['want', 'badArgument', 'scid: expected SCIDs 1..4094, as 2,3,5, got nothing'],
    ['want 168', 'badConfig', 'badConfig: expected cdcp.wants[1]: an integer 1..167'],
    ['unwant 7 2', 'badArgument', 'scid: expected a wanted SCID, of 2, got 7'],
    ['set wants=2,x', 'badArgument', "wants: expected SCIDs 1..4094, as 2,3,5, got '2,x'"],
    ['set pool=0-9', 'badArgument', "pool: expected SVIDs 2..4094, as 100-199,300, got '0-9'"],
    ['set {"pool":[{"low":1,"high":9}]}', 'badConfig', 'badConfig: expected cdcp.pool[0].low: an integer 2..4094'],
    ['set chnCap=168', 'badConfig', 'badConfig: expected cdcp.chnCap: an integer 1..167'],
    ['set chnCap=3 r=4', 'badArgument', "set: expected a separate line for chnCap, a setting of CDCP, got 'r'"],
    ['set chnCap=3 scid=2', 'badArgument', 'scid: expected no scid with chnCap, a setting of the port, got 2'],
    ['set scid=9 r=4', 'unknownChannel', 'unknownChannel: expected scid: the SCID of an S-channel of this port'],
    ['set scid=0 r=4', 'badArgument', 'scid: expected an integer 1..4094, got 0'],
    ['set scid=2', 'badArgument', 'set: expected NAME=VALUE, got nothing'],
    [`remove ${VSI} scid=x`, 'badArgument', "scid: expected an integer 1..4094, got 'x'"],
    ['add-channel 5/0', 'badArgument', "channel: expected SCID/SVID, each 2..4094, as 5/105, got '5/0'"],
    ['remove-channel', 'badArgument', 'scid: expected an integer 1..4094, got nothing'],
    ['remove-channel 9', 'unknownScid', 'unknownScid: expected scid: the SCID of an S-channel of the port'],
    [
      'remove-channel 1',
      'defaultSChannel',
      'defaultSChannel: expected scid: not the default S-channel, which is always there',
    ],
    ['cdcp', 'badArgument', 'cdcp: expected on or off, got nothing'],
  ])('in a command: %s', async (line, code, message) => {
    const pair = await createLivePair(['--wants', '2'], [...GRANTS, '--cdcp']);
    const before = await shown(pair.station);
    expect(await pair.station.say(line)).toMatchObject([{ event: 'command', ok: false, code, message }]);
    expect(await shown(pair.station)).toEqual(before);
  });

  test('on a port without', async () => {
    const pair = await createLivePair();
    const noCdcp = { ok: false, code: 'noCdcp', field: 'port' };
    const lines = ['want 2', 'unwant 2', 'set chnCap=4', 'cdcp on', 'add-channel 5/105'];
    expect(await pair.station.say(...lines)).toMatchObject([
      ...[noCdcp, noCdcp, noCdcp, noCdcp],
      { ok: false, code: 'noSComp', field: 'port' },
    ]);
    expect(await shown(pair.station)).toMatchObject([{ scid: 1, svid: 1, state: 'up', origin: 'default' }]);
    expect(await shown(pair.station, 'cdcp')).toEqual([]);
  });
});
