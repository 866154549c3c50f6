// S-channels of a driven port: the host wants them, waits for them, reads their table, and its data plane gets them.

import { describe, expect, test } from 'vitest';
import { drive, type LldpDaemon, type LldpReceiver, type VsiError } from '../../src/host/index.js';
import { EvbBridge, EvbStation } from '../../src/index.js';
import { VirtualScheduler } from '../../src/simulator/index.js';
import { BRIDGE_MAC, STATION_MAC, wanted } from '../simulator/rig.js';
import { abortable, scripted, transportOf, twoEnds } from './rig.js';

const CDCP = { station: { cdcp: {} }, bridge: { cdcp: { pool: [{ low: 100, high: 101 }] } } };

test('wanted, waited for, used, and wanted no more', async () => {
  const { station, bridge, until } = twoEnds(undefined, CDCP);
  const port = station.port('eth0');
  expect(port.sChannels()).toEqual([{ scid: 1, svid: 1, origin: 'default' }]);
  expect(port.want(3, 2)).toBeUndefined();
  expect(await until(port.channel(2).up())).toEqual({ scid: 2, svid: 101 });
  expect(await until(port.channel(3).up())).toEqual({ scid: 3, svid: 100 });
  expect(await until(bridge.port('ge1').channel(3).up())).toEqual({ scid: 3, svid: 100 });
  const channel = port.channel(2);
  await until(channel.ready());
  await until(channel.associate(wanted(1)));
  expect(channel.vsis()).toHaveLength(1);
  expect([port.vsis(), bridge.port('ge1').vsis()]).toEqual([[], []]);
  expect(bridge.port('ge1').channel(2).vsis()).toHaveLength(1);
  expect(port.unwant(2)).toBeUndefined();
  expect(channel.vsis()).toEqual([]);
  expect(port.sChannels().map(({ scid }) => scid)).toEqual([1, 3]);
});

test('what cannot be had stands in the table with why, and pool and capacity change while all runs', async () => {
  const { station, bridge, until, scheduler } = twoEnds(undefined, CDCP);
  const port = station.port('eth0');
  port.want(2, 3, 4);
  await until(port.channel(3).up());
  while (scheduler.now() < 3_000_000) scheduler.step();
  expect(port.sChannels().at(-1)).toEqual({ scid: 4, svid: 0, origin: 'cdcp', missing: 'notGranted' });
  expect(bridge.port('ge1').sChannels().at(-1)).toEqual({ scid: 4, svid: 0, origin: 'cdcp', missing: 'noSvid' });
  expect(bridge.port('ge1').cdcp({ pool: [{ low: 100, high: 110 }] })).toBeUndefined();
  expect(await until(port.channel(4).up())).toEqual({ scid: 4, svid: 102 });
  expect(port.cdcp({ chnCap: 2 })).toBeUndefined();
  expect(port.sChannels().map(({ scid, missing }) => [scid, missing])).toEqual([
    [1, undefined],
    [2, undefined],
    [3, 'ownCapacity'],
    [4, 'ownCapacity'],
  ]);
  expect(port.want(168)).toMatchObject({ code: 'badConfig', field: 'cdcp.wants[3]', expected: 'an integer 1..167' });
});

test('waiting ends by the signal, and with the driver', async () => {
  const { station, until } = twoEnds(undefined, CDCP);
  const { signal, abort } = abortable();
  const reasonOf = (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => 'resolved',
      (error: VsiError) => `${error.wish} ${error.reason}`,
    );
  const waits = reasonOf(station.port('eth0').channel(2).up({ signal }));
  const others = reasonOf(station.port('eth0').channel(2).up());
  abort('enough');
  expect(await until(waits)).toBe('channelUp aborted');
  station.stop();
  expect(await until(others)).toBe('channelUp stopped');
  expect(await until(reasonOf(station.port('eth0').channel(2).up()))).toBe('channelUp stopped');
  expect(await until(reasonOf(station.port('eth0').channel(2).up({ signal })))).toBe('channelUp aborted');
});

describe('drive', () => {
  test('the data plane is told of channels and of what is on them, in order', async () => {
    const scheduler = new VirtualScheduler();
    const station = new EvbStation({
      ports: [{ name: 'eth0', mac: STATION_MAC, channels: [{ scid: 2, svid: 100 }], evb: { manual: true } }],
    });
    const applied: string[] = [];
    const driven = drive(
      station,
      {
        transports: { eth0: transportOf() },
        dataPlane: { apply: (change) => void applied.push(`${change.kind} ${change.scid}`) },
      },
      scheduler,
    );
    driven.handle({ kind: 'removeChannel', port: 'eth0', scid: 2 });
    expect(applied).toEqual(['channelUp 2', 'channelDown 2']);
  });

  test('where the host tags, frames name their channel both ways', () => {
    const bridge = new EvbBridge({
      ports: [{ name: 'p', mac: BRIDGE_MAC, channels: [{ scid: 2, svid: 100 }], tagging: 'host' }],
    });
    const sent: (number | undefined)[] = [];
    const transport = { ...transportOf(), send: (_frame: Uint8Array, scid?: number) => void sent.push(scid) };
    drive(bridge, { transports: { p: transport } }, new VirtualScheduler());
    expect(sent).toEqual([1, 2]);
    transport.receiver?.frame(new Uint8Array(60), 7);
    expect(bridge.status().ports[0]?.counters.rxUnknownSvid).toBe(1);
  });

  test('where the library tags, a transport gets frames and nothing else', () => {
    const given: number[] = [];
    const transport = transportOf();
    const station = new EvbStation({ ports: [{ name: 'p', mac: STATION_MAC }] });
    transport.send = (...all: unknown[]) => void given.push(all.length);
    drive(station, { transports: { p: transport } }, new VirtualScheduler());
    expect(given).toEqual([1]);
  });

  test('where a daemon speaks LLDP, it is told the channel and the destination, and tells them', () => {
    const sent: unknown[] = [];
    let receiver: LldpReceiver | undefined;
    const lldp: LldpDaemon = {
      send: (destination, _tlv, scid) => void sent.push([destination, scid]),
      start: (given) => {
        receiver = given;
      },
      stop: () => undefined,
    };
    const station = new EvbStation({
      ports: [{ name: 'p', mac: STATION_MAC, lldp: { by: 'host' }, cdcp: { wants: [2] } }],
    });
    drive(station, { transports: { p: transportOf() }, lldp: { p: lldp } }, new VirtualScheduler());
    expect(sent).toEqual([
      [0x0180c2000000, 1],
      [0x0180c2000003, 1],
    ]);
    const value = Uint8Array.from([0, 0x80, 0xc2, 0x0e, 0x08, 0, 0, 0xa7, 0, 0x10, 0x01, 0, 0x20, 0x64]);
    receiver?.neighbors([{ id: 'B', tlvs: [{ kind: 'raw', type: 127, value }] }], { destination: 0x0180c2000003 });
    expect(station.status().ports[0]?.sChannels?.at(-1)).toEqual({ scid: 2, svid: 100, origin: 'cdcp' });
    expect(sent.slice(2)).toEqual([
      [0x0180c2000000, 2],
      [0x0180c2000003, 1],
    ]);
    receiver?.neighbors([], { scid: 2 });
  });

  test('a script that gives a channel is a data plane change like others', () => {
    const applied: string[] = [];
    const up = { kind: 'channelUp', port: 'p', scid: 2, svid: 9, origin: 'cdcp' } as const;
    const endpoint = scripted(({ kind }) => (kind === 'link' ? [up] : []));
    drive(
      endpoint,
      { transports: { p: transportOf() }, dataPlane: { apply: ({ kind }) => void applied.push(kind) } },
      new VirtualScheduler(),
    );
    expect(applied).toEqual(['channelUp']);
  });
});
