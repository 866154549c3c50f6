// `evb station` and `evb bridge` in virtual time: what they tell, and what they do when they are told.

import { describe, expect, test } from 'vitest';
import { parseHex } from '../../src/core/octets.js';
import { createLivePair, createLiveRig, type LiveObject, VSI, VSI_WORDS } from './live-rig.js';

const ADDRESSES = '0180c2000000 020000000009';
const frame = (hex: string): Uint8Array => parseHex(hex.replaceAll(' ', '')) as Uint8Array;

const names = (events: readonly LiveObject[]): unknown[] => events.map(({ event }) => event);

describe('what is told', () => {
  test('begins with who it is and where its frames go', async () => {
    const { station } = await createLivePair(['--mac', '02-00-00-00-00-77']);
    expect(station.events()[0]).toEqual({
      version: 2,
      time: '1700000000.000000',
      event: 'started',
      role: 'station',
      ports: [{ port: 'eth0', mac: '02-00-00-00-00-77', local: '127.0.0.1:5001', remote: '127.0.0.1:5002' }],
    });
    expect(names(station.events()).slice(1, 3)).toEqual(['link', 'evb']);
  });

  test('has what both ends say, and what comes of it', async () => {
    const { station, bridge } = await createLivePair(
      ['--reflective-relay', '--groups', '--r', '2', '--rka', '18'],
      ['--reflective-relay', '--groups', '--rte', '16', '--rwd', '21'],
    );
    const agreed = { state: 'ok', ready: true, r: 3, rte: 16, rwd: 21, rka: 20, groups: true, reflectiveRelay: 'on' };
    expect(station.events('evb').at(-1)).toMatchObject({
      ...agreed,
      peer: '4:020000000002/5:676530',
      local: { evbMode: 2, rrreq: true, rrstat: 1, sgid: true, r: 2, rka: 18, rkaRol: true },
      remote: { evbMode: 1, rrcap: true, rrctr: true, bgid: true, rte: 16, rwd: 21 },
    });
    expect(bridge.events('evb').at(-1)).toMatchObject({ ...agreed, remote: { rrstat: 1, r: 2 }, local: { r: 3 } });
    expect(station.events('reflectiveRelay')).toMatchObject([{ port: 'eth0', scid: 1, on: true }]);
    expect(station.events('peerUp')).toHaveLength(1);
  });

  test('a neighbour that comes, changes and goes', async () => {
    const pair = await createLivePair();
    expect(pair.bridge.events('neighborAdded')).toMatchObject([
      {
        chassisId: { subtype: 4, id: '020000000001' },
        portId: { subtype: 5, id: '65746830' },
        ttl: 121,
        evb: { evbMode: 2 },
        tlvs: [{ type: 127, value: expect.any(String) }],
      },
    ]);
    await pair.station.say('set r=5');
    await pair.pass(2);
    expect(pair.bridge.events('neighborUpdated').at(-1)).toMatchObject({ evb: { r: 5 } });
    await pair.station.signal('SIGTERM');
    await pair.pass(1);
    expect(pair.bridge.events('neighborRemoved')).toMatchObject([{ reason: 'shutdown' }]);
    expect(pair.bridge.events('peerDown')).toMatchObject([{ reason: 'shutdown' }]);
    expect(pair.bridge.events('evb').at(-1)).toMatchObject({ state: 'none', ready: false });
  });

  test('frames and TLVs that are rejected, by rule, field and octets', async () => {
    const pair = await createLivePair();
    const bad = `${ADDRESSES} 8940 2401 0001`.replaceAll(' ', '');
    pair.inject(5001, frame(bad));
    const lldp = '02070402005e100001 04050565746830 06020079 fe080080c20d00000000 0000';
    pair.inject(5001, frame(`${ADDRESSES} 88cc ${lldp}`));
    await pair.pass(0);
    expect(pair.station.events('frameRejected')).toEqual([
      {
        version: 2,
        time: '1700000001.000000',
        event: 'frameRejected',
        port: 'eth0',
        code: 'ecpVersion',
        field: 'ecp.version',
        offset: 14,
        length: 1,
        message: 'ecp.version (octet 14): expected version 1, found 24 [43]',
        frame: bad,
      },
    ]);
    const evb = 'fe090080c20d02006e5414';
    pair.inject(5001, frame(`${ADDRESSES} 88cc 02070402005e100001 04050565746830 06020079 ${evb}${evb}${evb} 0000`));
    await pair.pass(0);
    expect(pair.station.events('tlvRejected')).toMatchObject([
      { code: 'evbTlvLength', field: 'lldp.tlvs[0]', offset: 36 },
      { code: 'evbTlvRepeated', field: 'lldp.tlvs[1]' },
      { code: 'evbTlvRepeated', field: 'lldp.tlvs[2]' },
    ]);
    await pair.station.say('link down');
    pair.inject(5001, frame(bad));
    expect(pair.station.events('frameRejected')).toHaveLength(1);
  });

  test('the cable that is pulled, and what ends by it', async () => {
    const pair = await createLivePair(['--vsi', VSI_WORDS]);
    expect(pair.station.events('done')).toHaveLength(1);
    pair.plug(false);
    await pair.pass(1);
    expect(pair.station.events('link').at(-1)).toMatchObject({ port: 'eth0', up: false });
    expect(pair.station.events('offline')).toMatchObject([{ vsi: VSI, reason: 'portDown', state: 'DEASSOC' }]);
    expect(pair.bridge.events('offline')).toMatchObject([{ vsi: VSI, reason: 'portDown' }]);
    // The VSI of an option is asked for again.
    pair.plug(true);
    await pair.pass(5);
    expect(pair.station.events('done')).toHaveLength(2);
    // Not while it lives on without a peer, nor after a command has ended it.
    await pair.bridge.say('set txEnable=false');
    await pair.pass(2);
    await pair.bridge.say('set txEnable=true');
    await pair.pass(2);
    expect(pair.station.events('peerUp')).toHaveLength(3);
    expect(pair.station.events('done')).toHaveLength(2);
    await pair.station.say(`de-associate ${VSI}`);
    await pair.pass(1);
    await pair.station.say('link down', 'link up');
    await pair.pass(5);
    expect(pair.station.events('peerUp')).toHaveLength(4);
    expect(pair.station.events('done').slice(2)).toMatchObject([{ command: 'deAssociate' }]);
  });
});

describe('a VSI', () => {
  test('is associated by a command, and told at both ends', async () => {
    const pair = await createLivePair();
    expect(await pair.station.say(`associate ${VSI_WORDS}`)).toMatchObject([
      { event: 'command', number: 1, name: 'associate', ok: true },
    ]);
    await pair.pass(1);
    const filterInfo = { format: 2, entries: [{ mac: '52-54-00-00-00-01', ps: false, pcp: 0, vid: 100 }] };
    expect(pair.station.events('done')).toMatchObject([
      { port: 'eth0', scid: 1, vsi: VSI, command: 'associate', state: 'ASSOC', vids: [100], filterInfo },
    ]);
    expect(pair.bridge.events('query', 'answer', 'online')).toMatchObject([
      { event: 'query', vsi: VSI, command: 'associate', managerId: '::', typeId: 5, typeVersion: 1, vids: [0] },
      { event: 'answer', vsi: VSI, ok: true, vids: [100] },
      { event: 'online', vsi: VSI, state: 'ASSOC', filterInfo, typeId: 5, typeVersion: 1, managerId: '::' },
    ]);
    await pair.station.say(`de-associate ${VSI}`);
    await pair.pass(1);
    expect(pair.station.events('done').at(-1)).toMatchObject({ command: 'deAssociate', state: 'DEASSOC' });
    expect(pair.bridge.events('offline', 'deleted')).toMatchObject([
      { event: 'offline', reason: 'deAssociated', state: 'DEASSOC' },
      { event: 'deleted', reason: 'deAssociated' },
    ]);
  });

  test('goes from Pre-Associate to Associate by its VSIID alone', async () => {
    const pair = await createLivePair();
    await pair.station.say(`pre-associate ${VSI_WORDS}`);
    await pair.pass(1);
    await pair.station.say(`pre-associate-rr ${VSI}`);
    await pair.pass(1);
    await pair.station.say(`associate ${VSI} `);
    await pair.pass(1);
    const states = pair.station.events('done').map(({ state }) => state);
    expect(states).toEqual(['PREASSOC', 'PREASSOC_RR', 'ASSOC']);
    expect(pair.bridge.events('online', 'changed').map(({ state }) => state)).toEqual(states);
  });

  test.each([
    [
      'in JSON',
      `{"vsiidFormat":"local","vsiid":"${'0'.repeat(31)}7","typeId":9,"typeVersion":0,"filterInfo":{"entries":[{"vid":7}]}}`,
      `local:${'0'.repeat(31)}7`,
      1,
    ],
    ['by IPv4 address', '192.0.2.7 type=9/0 filter=7', '192.0.2.7', 1],
    ['by IPv6 address', '2001:db8::7 type=9/0 filter=7:3', '2001:db8::7', 1],
    ['by MAC address', '02:00:00:00:00:07 type=9/0 filter=52-54-00-00-00-01/7', '02-00-00-00-00-07', 2],
    ['with a GroupID', 'ipv6:::1 type=9/0 filter=7/9', '::1', 3],
    [
      'with both',
      `${VSI} manager=192.0.2.10 type=9/0 filter=7/52-54-00-00-00-01/9:7 filter=8/52-54-00-00-00-02/0`,
      VSI,
      4,
    ],
  ])('is named %s', async (_name, words, vsi, format) => {
    const pair = await createLivePair(['--groups'], ['--groups', '--answer', 'all grant vid=9']);
    expect(await pair.station.say(`associate ${words}`)).toMatchObject([{ ok: true }]);
    await pair.pass(1);
    expect(pair.station.events('done')).toMatchObject([{ vsi, filterInfo: { format } }]);
    expect(await pair.station.say(`de-associate ${vsi}`)).toMatchObject([{ ok: true }]);
    await pair.pass(1);
    expect(pair.bridge.events('deleted')).toMatchObject([{ vsi }]);
  });

  test('goes on by its VSIID alone before the bridge has answered', async () => {
    const pair = await createLivePair([], ['--answer', 'all grant vid=100 after=2']);
    await pair.station.say(`pre-associate ${VSI_WORDS}`);
    expect(await pair.station.say(`associate ${VSI}`)).toMatchObject([{ ok: true }]);
    await pair.pass(10);
    expect(pair.station.events('done').at(-1)).toMatchObject({ state: 'ASSOC', vids: [100] });
  });

  test('is suspended, migrates, is announced again and is forgotten', async () => {
    const pair = await createLivePair();
    await pair.station.say(`associate ${VSI_WORDS} migrating`);
    await pair.pass(1);
    expect(pair.bridge.events('query')).toMatchObject([{ migrating: true, suspended: false }]);
    await pair.station.say(`suspend ${VSI}`, 'reannounce');
    await pair.pass(1);
    expect(pair.bridge.events('hints').at(-1)).toMatchObject({ vsi: VSI, suspended: true });
    await pair.station.say(`resume ${VSI}`, 'reannounce port=eth0');
    await pair.pass(1);
    expect(pair.bridge.events('hints').at(-1)).toMatchObject({ vsi: VSI, suspended: false });
    await pair.station.say(`remove ${VSI}`);
    expect(pair.station.events('offline')).toMatchObject([{ reason: 'removed' }]);
    await pair.pass(60);
    expect(pair.bridge.events('offline')).toMatchObject([{ reason: 'keepAliveExpired' }]);
  });

  test('is withdrawn by the bridge', async () => {
    const pair = await createLivePair(['--vsi', VSI_WORDS, '--vsi', VSI_WORDS.replace('01 ', '02 ')]);
    expect(await pair.bridge.say(`withdraw ${VSI} reason=moved`)).toMatchObject([
      { ok: true },
      { reason: 'moved' },
      {},
    ]);
    await pair.pass(1);
    expect(pair.station.events('offline')).toMatchObject([{ vsi: VSI, reason: 'byBridge' }]);
    await pair.bridge.say('withdraw-all');
    await pair.pass(1);
    expect(pair.station.events('offline')).toHaveLength(2);
    expect(await pair.bridge.say(`withdraw ${VSI}`)).toMatchObject([{ ok: false, code: 'unknownVsi' }]);
  });
});

describe('the VSI manager answers', () => {
  const ask = async (answer: string, wait = 1) => {
    const pair = await createLivePair([], ['--answer', answer]);
    await pair.station.say(`associate ${VSI_WORDS}`);
    await pair.pass(wait);
    return pair;
  };

  test.each([
    ['1', 1],
    ['insufficientResources', 2],
    ['3', 3],
    ['otherFailure', 4],
    ['invalidVidGroupIdOrMac', 5],
  ])('with error %s', async (error, number) => {
    const { station, bridge } = await ask(`all refuse error=${error}`);
    const hard = number === 1 || number === 5;
    expect(station.events('failed')).toMatchObject([{ vsi: VSI, reason: 'refused', error: number, hard }]);
    expect(bridge.events('answer', 'rejected')).toMatchObject([
      { ok: false, error: number },
      { error: number, keep: false, hard },
    ]);
  });

  test('with Hard, and Keep where there is something to keep', async () => {
    const pair = await ask('all grant vid=100');
    await pair.bridge.say('answer type=5/1 refuse error=2 keep=true hard=true');
    await pair.station.say(`associate ${VSI_WORDS.replace('/0', '/101')}`);
    await pair.pass(1);
    expect(pair.station.events('failed')).toMatchObject([{ error: 2, hard: true, keep: true }]);
    expect(await pair.station.say('show vsis')).toMatchObject([{ result: [{ vsi: VSI, vsiState: 'ASSOC' }] }]);
  });

  test('later', async () => {
    const pair = await ask('all grant vid=100 pcp=3 after=2.5');
    expect(pair.station.events('done')).toEqual([]);
    await pair.pass(2);
    expect(pair.station.events('done')).toMatchObject([{ filterInfo: { entries: [{ vid: 100, ps: true, pcp: 3 }] } }]);
  });

  test('with the priority that the station wants, where it wants one', async () => {
    const pair = await createLivePair([], ['--answer', 'all grant vid=100 pcp=3']);
    await pair.station.say(`associate ${VSI_WORDS}:5 filter=52-54-00-00-00-02/0`);
    await pair.pass(1);
    const entry = [{ pcp: 5 }, { pcp: 3 }];
    expect(pair.station.events('done')).toMatchObject([{ filterInfo: { entries: entry } }]);
  });

  test('never', async () => {
    const pair = await ask('all never', 60);
    expect(pair.bridge.events('rejected')).toMatchObject([{ error: 3 }]);
    expect(pair.bridge.events('answer')).toEqual([]);
    expect(pair.station.events('failed')).toMatchObject([{ reason: 'refused', error: 3 }]);
  });

  test('by the rule for the VSI before that for its type, and that before the one for all', async () => {
    const pair = await createLivePair([], []);
    const tries = ['all refuse error=4', 'type=5 refuse error=3', 'type=5/1 refuse error=2', `vsi=${VSI} grant vid=7`];
    for (const answer of tries) {
      await pair.bridge.say(`answer ${answer}`);
      await pair.station.say(`associate ${VSI_WORDS}`);
      await pair.pass(1);
    }
    expect(pair.station.events('failed').map(({ error }) => error)).toEqual([4, 3, 2]);
    expect(pair.station.events('done')).toMatchObject([{ vids: [7] }]);
    const [shown] = await pair.bridge.say('answer');
    expect(shown?.result).toMatchObject([
      { who: 'all', kind: 'refuse', answer: { error: 4 } },
      { who: 'type=5', kind: 'refuse' },
      { who: 'type=5/1', kind: 'refuse' },
      { who: `vsi=${VSI}`, kind: 'grant', vid: 7 },
    ]);
    const [left] = await pair.bridge.say(`answer vsi=${VSI} forget`);
    expect(left?.result).toHaveLength(3);
  });
});

describe('proposals change while it runs:', () => {
  test('numbers', async () => {
    const pair = await createLivePair();
    await pair.station.say('set rte=17 rka=21');
    await pair.pass(2);
    expect(pair.bridge.events('evb').at(-1)).toMatchObject({ rte: 17, rka: 21 });
    await pair.station.say('set rte=14 rka=20 port=eth0');
    await pair.pass(2);
    expect(pair.bridge.events('evb').at(-1)).toMatchObject({ rte: 14, rka: 20 });
  });

  test('reflective relay and groups', async () => {
    const pair = await createLivePair();
    await pair.station.say('set rrReq=true gid=true');
    await pair.bridge.say('set rrCap=true gid=true');
    await pair.pass(4);
    expect(pair.station.events('evb').at(-1)).toMatchObject({ reflectiveRelay: 'on', groups: true });
    await pair.bridge.say('set rrForce=off');
    await pair.pass(4);
    expect(pair.station.events('evb').at(-1)).toMatchObject({ reflectiveRelay: 'off', groups: true });
  });
});

test('a link goes down and up by command', async () => {
  const pair = await createLivePair();
  expect(names(await pair.station.say('link down'))).toEqual(['command', 'link', 'evb', 'peerDown', 'neighborRemoved']);
  await pair.pass(5);
  expect(pair.station.events('frameRejected')).toEqual([]);
  await pair.station.say('link up port=eth0');
  await pair.pass(5);
  expect(pair.station.events('evb').at(-1)).toMatchObject({ ready: true });
});

test('what there is can be shown', async () => {
  const pair = await createLivePair(['--vsi', VSI_WORDS]);
  const show = async (who: 'station' | 'bridge', topic: string) => {
    const [answer] = await pair[who].say(`show ${topic}`);
    expect(answer).toMatchObject({ event: 'command', name: 'show', ok: true });
    return (answer?.result as readonly LiveObject[] | undefined)?.[0];
  };
  expect(await show('station', '')).toMatchObject({
    port: 'eth0',
    linkUp: true,
    vsis: 1,
    neighbors: 1,
    ecp: { retries: 0 },
  });
  expect(await show('bridge', 'status')).toMatchObject({ port: 'ge0', evb: { state: 'PEER_RR_OFF' }, vsis: 1 });
  expect(await show('station', 'vsis')).toMatchObject({ vsi: VSI, state: 'WAIT_SYSCMD', operCmd: { typeId: 5 } });
  expect(await show('bridge', 'vsis')).toMatchObject({ vsi: VSI, vsiState: 'ASSOC', operCmd: { managerId: '::' } });
  expect(await show('station', 'evb')).toMatchObject({ port: 'eth0', ready: true, r: 3 });
  expect(await show('station', 'neighbors')).toMatchObject({
    chassisId: { id: '020000000002' },
    rxInfoTTL: 120_000_000,
  });
  expect(await show('bridge', 'counters')).toMatchObject({
    udp: { rxStranger: 0 },
    frames: { rxMalformed: 0 },
    lldp: { statsFramesInErrorsTotal: 0 },
    ecp: { rxFrameCount: 1 },
    vdp: { commandsSucceeded: 1 },
  });
});

describe('a line that is wrong gets one answer, and changes nothing:', () => {
  test.each([
    ['station', 'associat x', 'badCommand', 'command', /\(associate\?\), got 'associat'$/],
    ['station', 'withdraw x', 'badCommand', 'command', /expected one of associate, /],
    ['station', 'associate', 'badArgument', 'vsiid', /expected a UUID, .* got nothing$/],
    ['station', 'associate x', 'badArgument', 'vsiid', /got 'x'$/],
    ['station', `associate ${VSI}`, 'badArgument', 'type', /expected type=VTID\/VERSION and filter=/],
    ['station', `associate ${VSI} type=5 filter=1`, 'badArgument', 'type', /expected VTID\/VERSION, as 5\/1, got '5'$/],
    ['station', `associate ${VSI} type=5/1/2 filter=1`, 'badArgument', 'type', /expected VTID\/VERSION, as 5\/1/],
    ['station', `associate ${VSI} type=5/1 filter=1:2:3`, 'badArgument', 'filter', /got '1:2:3'$/],
    ['station', `associate ${'0a'.repeat(16)} type=5/1 filter=1`, 'badArgument', 'vsiid', /behind their format/],
    ['station', `associate ${VSI} type=5/1`, 'badArgument', 'vsi.filterInfo', /^vsi.filterInfo: expected an object/],
    ['station', `associate ${VSI} type=5/1 filter=4095`, 'badArgument', 'vsi.filterInfo.entries[0].vid', /got 4095$/],
    ['station', `associate ${VSI} type=5/1 filter=1/2/3`, 'badArgument', 'filter', /got '1\/2\/3'$/],
    [
      'station',
      `associate ${VSI} type=5/1 filter=00-00-00-00-00-01/00-00-00-00-00-02/3`,
      'badArgument',
      'filter',
      /MAC/,
    ],
    ['station', 'set {"rtee":3}', 'badArgument', 'set', /expected r, rte, .* got 'rtee'$/],
    ['station', 'set {"rte":3,"port":7}', 'badArgument', 'port', /got 7$/],
    ['station', `associate ${VSI} type=5/1 filtr=1`, 'badArgument', 'word', /\(filter=\?\), got 'filtr=1'$/],
    ['station', 'set rtt=123456789', 'badArgument', 'word', /\(rte=\?\), got 'rtt=123456789'$/],
    ['station', `associate ${VSI} type=5/1 type=5/1 filter=1`, 'badArgument', 'type', /expected one type=/],
    ['station', `associate ${VSI_WORDS} port=eth1`, 'badArgument', 'port', /expected port=NAME, of eth0, got 'eth1'$/],
    ['station', `associate {"typeId":`, 'badArgument', 'json', /expected JSON/],
    ['station', `associate {"command":"preAssociate"}`, 'badArgument', 'command', /got 'preAssociate'$/],
    [
      'station',
      `associate ${VSI} type=5/1 filter=7/100`,
      'groupIdNotAgreed',
      'vsi.filterInfo.format',
      /groupIdNotAgreed/,
    ],
    ['station', `suspend ${VSI}`, 'unknownVsi', 'vsi', /unknownVsi/],
    ['station', `resume ${VSI} suspended`, 'badArgument', 'suspended', /expected nothing, since the VSIID is enough/],
    ['station', `remove ${VSI_WORDS}`, 'badArgument', 'typeId', /expected nothing, since the VSIID is enough, got 5$/],
    ['station', 'set', 'badArgument', 'set', /expected NAME=VALUE/],
    ['station', 'set rte=32 r=1', 'badConfig', 'evb.rte', /expected evb.rte: an integer 0..31/],
    ['station', 'set rrReq=yes', 'badConfig', 'evb.rrReq', /expected evb.rrReq: true or false/],
    ['station', 'set mode=bridge', 'badArgument', 'word', /got 'mode=bridge'$/],
    ['station', 'link', 'badArgument', 'link', /expected up or down, got nothing$/],
    [
      'station',
      'show me',
      'badArgument',
      'show',
      /expected status, vsis, evb, channels, cdcp, neighbors or counters, got 'me'$/,
    ],
    ['station', 'show toString', 'badArgument', 'show', /got 'toString'$/],
    ['station', 'quit now', 'badArgument', 'word', /expected no more words, got 'now'$/],
    [
      'bridge',
      'answer all',
      'badArgument',
      'answer',
      /expected grant, refuse, database, never or forget, got nothing$/,
    ],
    ['bridge', 'answer all type=5 grant', 'badArgument', 'who', /expected all, type=/],
    ['bridge', 'answer all grant after=1000001', 'badArgument', 'after', /expected seconds, 0..1000000/],
    ['bridge', 'answer grant', 'badArgument', 'who', /expected all, type=/],
    ['bridge', 'answer all refuse', 'badArgument', 'error', /1 \(invalidFormat\), .* got nothing$/],
    ['bridge', 'answer all refuse error=6', 'badArgument', 'error', /got '6'$/],
    ['bridge', 'answer all refuse error=1 keep=1', 'badArgument', 'keep', /expected true or false, got '1'$/],
    ['bridge', 'answer all grant vid=0', 'badArgument', 'vid', /expected an integer 1..4094, got '0'$/],
    ['bridge', 'answer all never after=1', 'badArgument', 'word', /got 'after=1'$/],
    ['bridge', 'answer all database after=x', 'badArgument', 'after', /expected seconds/],
    ['bridge', 'types /does/not/exist', 'badArgument', 'file', /no such file or directory/],
    [
      'bridge',
      `withdraw ${VSI} filter=100`,
      'badArgument',
      'filterInfo',
      /expected nothing, since the VSIID is enough/,
    ],
    ['bridge', `withdraw ${VSI} reason=x`, 'badArgument', 'reason', /expected policy, /],
  ] as const)('%s: %s', async (who, line, code, field, message) => {
    const pair = await createLivePair(['--vsi', VSI_WORDS.replace('01 ', '02 ')]);
    const before = await pair[who].say('show counters', 'show evb', 'show vsis');
    const [answer, ...more] = await pair[who].say(line);
    expect(more).toEqual([]);
    expect(answer).toMatchObject({ event: 'command', ok: false, code, field, message: expect.stringMatching(message) });
    const after = await pair[who].say('show counters', 'show evb', 'show vsis');
    const results = (all: readonly LiveObject[]) => all.map(({ result }) => result);
    expect(results(after)).toEqual(results(before));
  });

  test('an empty one and a comment get none', async () => {
    const pair = await createLivePair();
    expect(await pair.station.say('', '   ', '# show', '\tshow\t')).toMatchObject([
      { number: 1, name: 'show', ok: true },
    ]);
  });
});

describe('it ends', () => {
  test.each(['SIGTERM', 'SIGINT'])('by %s: the neighbour is told', async (signal) => {
    const pair = await createLivePair();
    await pair.station.signal(signal);
    expect(await pair.station.status).toBe(0);
    expect(pair.station.events('stopping', 'stopped')).toMatchObject([{ reason: signal }, { reason: signal }]);
    await pair.pass(1);
    expect(pair.bridge.events('neighborRemoved')).toMatchObject([{ reason: 'shutdown' }]);
    expect(pair.scheduler.size).toBeGreaterThan(0);
    await pair.bridge.say('quit');
    expect(await pair.bridge.status).toBe(0);
    // But for the last frame on its way nothing waits any more.
    await pair.pass(1);
    expect(pair.scheduler.size).toBe(0);
  });

  test('and de-associates first, where that is wanted', async () => {
    const pair = await createLivePair(['--de-associate-on-exit', '--vsi', VSI_WORDS]);
    await pair.station.signal('SIGTERM');
    expect(pair.station.isOver()).toBe(false);
    await pair.pass(1);
    expect(await pair.station.status).toBe(0);
    expect(pair.station.events('done').at(-1)).toMatchObject({ vsi: VSI, command: 'deAssociate' });
    expect(pair.bridge.events('offline')).toMatchObject([{ reason: 'deAssociated' }]);
  });

  test.each(['station', 'bridge'] as const)('at once where a %s has none', async (who) => {
    const flag = ['--de-associate-on-exit'];
    const pair = await createLivePair(flag, flag);
    await pair[who].signal('SIGTERM');
    expect(pair[who].isOver()).toBe(true);
  });

  test('and waits no longer than it was told to', async () => {
    const pair = await createLivePair(['--de-associate-on-exit', '--exit-wait', '3', '--vsi', VSI_WORDS]);
    await pair.bridge.say('link down');
    await pair.station.say('quit');
    await pair.pass(2);
    expect(pair.station.isOver()).toBe(false);
    expect(await pair.station.say('show')).toEqual([]);
    await pair.pass(1.5);
    expect(pair.station.isOver()).toBe(true);
  });

  test('as a bridge that withdraws first', async () => {
    const pair = await createLivePair(
      ['--vsi', VSI_WORDS],
      ['--de-associate-on-exit', '--answer', 'all grant', '--answer', 'type=9 grant after=500'],
    );
    await pair.station.say(`associate ${VSI.replace('01', '02')} type=9/1 filter=1`);
    await pair.pass(1);
    await pair.bridge.signal('SIGTERM');
    await pair.pass(6);
    expect(pair.bridge.isOver()).toBe(true);
    expect(pair.station.events('offline')).toMatchObject([{ vsi: VSI, reason: 'byBridge' }]);
    await pair.station.say('quit');
    await pair.pass(1);
    expect(pair.scheduler.size).toBe(0);
  });

  test('though an answer is put off for long', async () => {
    const pair = await createLivePair(['--vsi', VSI_WORDS], ['--answer', 'all grant after=100000']);
    await pair.bridge.say('quit');
    await pair.station.say('quit');
    await pair.pass(1);
    expect(pair.scheduler.size).toBe(0);
  });

  test('by the end of its input only where that is wanted', async () => {
    const rig = createLiveRig();
    const stays = await rig.start(['bridge', '--udp', '5002:5001']);
    await stays.endInput();
    expect(stays.isOver()).toBe(false);
    await stays.signal('SIGINT');
    const goes = await rig.start(['bridge', '--udp', '5002:5001', '--exit-on-eof']);
    await goes.endInput();
    expect(await goes.status).toBe(0);
  });
});

test('text says the same in words', async () => {
  const rig = createLiveRig();
  const bridge = await rig.start(['bridge', '--udp', '5002:5001', '--answer', 'all refuse error=2']);
  await rig.start(['station', '--udp', '5001:5002', '--vsi', VSI_WORDS, '--reflective-relay']);
  await rig.pass(1);
  await bridge.say('show evb', 'nonsense', 'help', 'quit');
  await expect(bridge.text()).toMatchFileSnapshot('golden/live-bridge.txt');
});
