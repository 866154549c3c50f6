// Commands of `evb station` and `evb bridge`: what they change and show, and what is wrong with a line.

import { describe, expect, test } from 'vitest';
import { createPair, type EventObject, VSI, VSI_WORDS } from './rig.js';

const names = (events: readonly EventObject[]): unknown[] => events.map(({ event }) => event);

describe('proposals change while it runs:', () => {
  test('numbers', async () => {
    const pair = await createPair();
    await pair.station.say('set rte=17 rka=21');
    await pair.pass(2);
    expect(pair.bridge.events('evb').at(-1)).toMatchObject({ rte: 17, rka: 21 });
    await pair.station.say('set rte=14 rka=20 port=eth0');
    await pair.pass(2);
    expect(pair.bridge.events('evb').at(-1)).toMatchObject({ rte: 14, rka: 20 });
  });

  test('reflective relay and groups', async () => {
    const pair = await createPair();
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
  const pair = await createPair();
  expect(names(await pair.station.say('link down'))).toEqual(['command', 'link', 'evb', 'peerDown', 'neighborRemoved']);
  await pair.pass(5);
  expect(pair.station.events('frameRejected')).toEqual([]);
  await pair.station.say('link up port=eth0');
  await pair.pass(5);
  expect(pair.station.events('evb').at(-1)).toMatchObject({ ready: true });
});

test('what there is can be shown', async () => {
  const pair = await createPair(['--vsi', VSI_WORDS]);
  const show = async (who: 'station' | 'bridge', topic: string) => {
    const [answer] = await pair[who].say(`show ${topic}`);
    expect(answer).toMatchObject({ event: 'command', name: 'show', ok: true });
    return (answer?.result as readonly EventObject[] | undefined)?.[0];
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
    const pair = await createPair(['--vsi', VSI_WORDS.replace('01 ', '02 ')]);
    const before = await pair[who].say('show counters', 'show evb', 'show vsis');
    const [answer, ...more] = await pair[who].say(line);
    expect(more).toEqual([]);
    expect(answer).toMatchObject({ event: 'command', ok: false, code, field, message: expect.stringMatching(message) });
    const after = await pair[who].say('show counters', 'show evb', 'show vsis');
    const results = (all: readonly EventObject[]) => all.map(({ result }) => result);
    expect(results(after)).toEqual(results(before));
  });

  test('an empty one and a comment get none', async () => {
    const pair = await createPair();
    expect(await pair.station.say('', '   ', '# show', '\tshow\t')).toMatchObject([
      { number: 1, name: 'show', ok: true },
    ]);
  });
});
