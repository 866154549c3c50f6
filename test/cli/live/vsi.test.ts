// VSIs by commands of `evb station` and `evb bridge`, and their events at both ends.

import { describe, expect, test } from 'vitest';
import { createPair, VSI, VSI_WORDS } from './rig.js';

describe('a VSI', () => {
  test('is associated by a command, and told at both ends', async () => {
    const pair = await createPair();
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
    const pair = await createPair();
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
    const pair = await createPair(['--groups'], ['--groups', '--answer', 'all grant vid=9']);
    expect(await pair.station.say(`associate ${words}`)).toMatchObject([{ ok: true }]);
    await pair.pass(1);
    expect(pair.station.events('done')).toMatchObject([{ vsi, filterInfo: { format } }]);
    expect(await pair.station.say(`de-associate ${vsi}`)).toMatchObject([{ ok: true }]);
    await pair.pass(1);
    expect(pair.bridge.events('deleted')).toMatchObject([{ vsi }]);
  });

  test('goes on by its VSIID alone before the bridge has answered', async () => {
    const pair = await createPair([], ['--answer', 'all grant vid=100 after=2']);
    await pair.station.say(`pre-associate ${VSI_WORDS}`);
    expect(await pair.station.say(`associate ${VSI}`)).toMatchObject([{ ok: true }]);
    await pair.pass(10);
    expect(pair.station.events('done').at(-1)).toMatchObject({ state: 'ASSOC', vids: [100] });
  });

  test('is suspended, migrates, is announced again and is forgotten', async () => {
    const pair = await createPair();
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
    const pair = await createPair(['--vsi', VSI_WORDS, '--vsi', VSI_WORDS.replace('01 ', '02 ')]);
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
