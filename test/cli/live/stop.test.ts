// The end of `evb station` and `evb bridge`.

import { describe, expect, test } from 'vitest';
import { createPair, createRig, VSI, VSI_WORDS } from './rig.js';

describe('it ends', () => {
  test.each(['SIGTERM', 'SIGINT'])('by %s: the neighbour is told', async (signal) => {
    const pair = await createPair();
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
    const pair = await createPair(['--de-associate-on-exit', '--vsi', VSI_WORDS]);
    await pair.station.signal('SIGTERM');
    expect(pair.station.isOver()).toBe(false);
    await pair.pass(1);
    expect(await pair.station.status).toBe(0);
    expect(pair.station.events('done').at(-1)).toMatchObject({ vsi: VSI, command: 'deAssociate' });
    expect(pair.bridge.events('offline')).toMatchObject([{ reason: 'deAssociated' }]);
  });

  test.each(['station', 'bridge'] as const)('at once where a %s has none', async (who) => {
    const flag = ['--de-associate-on-exit'];
    const pair = await createPair(flag, flag);
    await pair[who].signal('SIGTERM');
    expect(pair[who].isOver()).toBe(true);
  });

  test('and waits no longer than it was told to', async () => {
    const pair = await createPair(['--de-associate-on-exit', '--exit-wait', '3', '--vsi', VSI_WORDS]);
    await pair.bridge.say('link down');
    await pair.station.say('quit');
    await pair.pass(2);
    expect(pair.station.isOver()).toBe(false);
    expect(await pair.station.say('show')).toEqual([]);
    await pair.pass(1.5);
    expect(pair.station.isOver()).toBe(true);
  });

  test('as a bridge that withdraws first', async () => {
    const pair = await createPair(
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
    const pair = await createPair(['--vsi', VSI_WORDS], ['--answer', 'all grant after=100000']);
    await pair.bridge.say('quit');
    await pair.station.say('quit');
    await pair.pass(1);
    expect(pair.scheduler.size).toBe(0);
  });

  test('by the end of its input only where that is wanted', async () => {
    const rig = createRig();
    const stays = await rig.start(['bridge', '--udp', '5002:5001']);
    await stays.endInput();
    expect(stays.isOver()).toBe(false);
    await stays.signal('SIGINT');
    const goes = await rig.start(['bridge', '--udp', '5002:5001', '--exit-on-eof']);
    await goes.endInput();
    expect(await goes.status).toBe(0);
  });
});
