// The events of `evb station` and `evb bridge`: links, negotiation, neighbours, rejected frames; and the same as text.

import { describe, expect, test } from 'vitest';
import { parseHex } from '../../../src/core/octets.js';
import { createPair, createRig, type EventObject, VSI, VSI_WORDS } from './rig.js';

const ADDRESSES = '0180c2000000 020000000009';
const frame = (hex: string): Uint8Array => parseHex(hex.replaceAll(' ', '')) as Uint8Array;

const names = (events: readonly EventObject[]): unknown[] => events.map(({ event }) => event);

describe('what is told', () => {
  test('begins with who it is and where its frames go', async () => {
    const { station } = await createPair(['--mac', '02-00-00-00-00-77']);
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
    const { station, bridge } = await createPair(
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
    const pair = await createPair();
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
    const pair = await createPair();
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
    const pair = await createPair(['--vsi', VSI_WORDS]);
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

test('text says the same in words', async () => {
  const rig = createRig();
  const bridge = await rig.start(['bridge', '--udp', '5002:5001', '--answer', 'all refuse error=2']);
  await rig.start(['station', '--udp', '5001:5002', '--vsi', VSI_WORDS, '--reflective-relay']);
  await rig.pass(1);
  await bridge.say('show evb', 'nonsense', 'help', 'quit');
  await expect(bridge.text()).toMatchFileSnapshot('../golden/live-bridge.txt');
});
