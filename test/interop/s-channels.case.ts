// S-channels through the kernel between our own two programs, and a port with CDCP at openlldp's daemon, which has none.

import { describe, expect, vi } from 'vitest';
import { ETHERTYPE_STAG } from '../../src/core/ethernet.js';
import { formatMac } from '../../src/vdp/index.js';
import { test } from './case.js';
import { type EvbProgram, OUR_MAC, startProgram } from './evb-program.js';
import { captureOf, joinInterfaces, SECOND_ENDS, tsharkFields } from './kernel-wire.js';
import { startLldpad } from './lldpad.js';
import { sameVsis, uuid } from './vsis.js';
import { framesOf, type SeenFrame } from './wire.js';

interface ShownChannel {
  readonly scid: number;
  readonly svid: number;
  readonly state: string;
  readonly missing?: string;
}

const BRIDGE_MAC = 0x02_00_00_00_0a_02;
const SVIDS = ['100', '101', '102'];

const channels = (program: EvbProgram): Promise<readonly ShownChannel[]> => program.command('show channels');

/** S-tagged frames of a sender, each once. */
function taggedFrom(frames: readonly SeenFrame[], source: number): string[] {
  const tagged = frames.filter(({ frame: { ethernet } }) => {
    return ethernet.source === source && ethernet.tags.some(({ tpid }) => tpid === ETHERTYPE_STAG);
  });
  return [...new Set(tagged.map(({ octets }) => Buffer.from(octets).toString('hex')))].sort();
}

describe.concurrent('S-channels', () => {
  test('three of them pass the kernel, S-tagged, with a VSI on each', async ({ lab }) => {
    await joinInterfaces(lab);
    const kernel = await captureOf(lab, 'evb1');
    const bridge = startProgram(lab, 'bridge', {
      ends: SECOND_ENDS,
      args: ['--mac', formatMac(BRIDGE_MAC), '--pool', '100-102', '--answer', 'all grant vid=77'],
    });
    const vsi = (scid: number): string => `${uuid(scid)} type=5/1 filter=52-54-00-00-00-01/0 scid=${scid}`;
    const station = startProgram(lab, 'station', {
      args: ['--wants', '2,3,4', ...[1, 2, 3, 4].flatMap((scid) => ['--vsi', vsi(scid)])],
    });
    for (const scid of [1, 2, 3, 4]) {
      await station.event('done', { scid, vsi: uuid(scid), state: 'ASSOC', vids: [77] });
      await bridge.event('online', { scid, vsi: uuid(scid), state: 'ASSOC' });
    }
    const shown = [
      { scid: 1, svid: 1, state: 'up' },
      { scid: 2, svid: 100, state: 'up' },
      { scid: 3, svid: 101, state: 'up' },
      { scid: 4, svid: 102, state: 'up' },
    ];
    expect(await channels(station)).toMatchObject(shown);
    expect(await channels(bridge)).toMatchObject(shown);

    await station.command('unwant 3');
    await station.event('channelDown', { scid: 3, svid: 101, reason: 'notWanted' });
    await bridge.event('channelDown', { scid: 3, svid: 101, reason: 'notWanted' });
    await bridge.event('deleted', { scid: 3, vsi: uuid(3), reason: 'sChannelDeleted' });
    await station.command(`de-associate ${uuid(4)} scid=4`);
    await bridge.event('deleted', { scid: 4, vsi: uuid(4), reason: 'deAssociated' });
    await station.stop();
    await bridge.event('channelDown', { scid: 4, reason: 'noPeer' });
    await bridge.stop();

    // What one end sends passes the kernel and comes to the other, octet by octet.
    for (const [from, to, source] of [
      [station, bridge, OUR_MAC],
      [bridge, station, BRIDGE_MAC],
    ] as const) {
      const sent = taggedFrom(from.frames(), source);
      const got = taggedFrom(to.frames(), source);
      expect(got.length).toBeGreaterThan(6);
      expect(sent).toEqual(expect.arrayContaining(got));
      await vi.waitFor(() => expect(taggedFrom(framesOf(kernel.file), source)).toEqual(sent), { timeout: 10_000 });
    }
    await kernel.stop();

    for (const file of [station.capture, bridge.capture, kernel.file]) {
      const ids = await tsharkFields(lab, file, 'ieee8021ad', 'ieee8021ad.id');
      expect([...new Set(ids)].sort()).toEqual(SVIDS);
      for (const svid of SVIDS) {
        // `data` is what an acknowledgement has behind its header.
        const protocols = await tsharkFields(lab, file, `ieee8021ad.id == ${svid}`, 'frame.protocols');
        const last = new Set(protocols.map((text) => text.split(':').at(-1)));
        expect([...last].sort()).toEqual(['data', 'lldp', 'vdp21']);
      }
    }
  });

  test('their bridge has no CDCP: the default one works, and the others say why they do not', async ({ lab, same }) => {
    const daemon = startLldpad(lab, 'bridge');
    const args = ['--peer', 'openlldp', '--wants', '2,3', '--vsi', `${uuid(1)} type=5/1 filter=52-54-00-00-00-01/100`];
    const station = startProgram(lab, 'station', { args });
    await station.event('done', { scid: 1, vsi: uuid(1), state: 'ASSOC' });
    for (const scid of [2, 3]) await station.event('channelMissing', { scid, reason: 'noPeer' });
    expect(await channels(station)).toMatchObject([
      { scid: 1, state: 'up' },
      { scid: 2, svid: 0, state: 'missing', missing: 'noPeer' },
      { scid: 3, svid: 0, state: 'missing', missing: 'noPeer' },
    ]);
    await same(async () => [[await daemon.ownTlv(), (await station.evb()).remote]]);
    expect(station.events.filter(({ event }) => event === 'channelUp' || event === 'cdcpRunning')).toEqual([]);
    expect(await tsharkFields(lab, station.capture, 'ieee8021ad', 'ieee8021ad.id')).toEqual([]);
  });

  test('their station has no CDCP: its VSIs are on the default one', async ({ lab, same }) => {
    const daemon = startLldpad(lab, 'station');
    const args = ['--peer', 'openlldp', '--pool', '100-199', '--answer', 'all grant'];
    const bridge = startProgram(lab, 'bridge', { args });
    await bridge.event('evb', { ready: true, remote: { rrstat: 1 } });
    const command = { uuid: uuid(1), mode: 'assoc', filter: ['100-52:54:00:00:01:01'] } as const;
    expect((await daemon.command(command)).error).toBeUndefined();
    await sameVsis(same, daemon, bridge, 1);
    expect(await channels(bridge)).toMatchObject([{ scid: 1, svid: 1, state: 'up' }]);
    expect(bridge.events.filter(({ event }) => event === 'cdcpRunning')).toEqual([]);
  });
});
