// Why S-channels of `evb station` and `evb bridge` are missing or have ended, and warnings about the list of the peer.

import { describe, expect, test } from 'vitest';
import { cdcpFrame, GRANTS, members, pairs, shown } from './channel-rig.js';
import { createPair, createRig } from './rig.js';

describe('why a channel is missing:', () => {
  test('the pool has no SVID left, until it has more', async () => {
    const pair = await createPair(['--wants', '2,3,4'], [...GRANTS, '--pool', '100,105']);
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
    const pair = await createPair(['--wants', '2,3,4', '--chn-cap', '3'], [...GRANTS, '--chn-cap', '2']);
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
    const rig = await createPair(['--wants', '2'], GRANTS);
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
    const pair = await createPair(['--wants', '2'], [...GRANTS, '--cdcp']);
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
  const pair = await createPair(['--wants', '2'], [...GRANTS, '--cdcp']);
  pair.inject(5002, cdcpFrame(9, 'station', [{ scid: 1, svid: 1 }]));
  await pair.pass(130);
  await pair.station.say('set chnCap=9');
  await pair.pass(5);
  await pair.bridge.say('link down');
  await pair.pass(1);
  expect(pair.bridge.events('channelDown').map(({ reason }) => reason)).toEqual(['multiplePeers', 'portDown']);
});

test('warnings about the list of the peer, with the pair', async () => {
  const rig = createRig();
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
