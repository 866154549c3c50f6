// A station and a bridge on two sockets and the clock of the machine. The timers are short, so that keep-alives occur.

import { expect, onTestFinished, test } from 'vitest';
import { decodeFrame } from '../../src/frame/index.js';
import { driveBridge, driveStation, type FrameTransport } from '../../src/host/index.js';
import { EvbBridge, EvbStation } from '../../src/index.js';
import { NodeScheduler, randomInitialSequence } from '../../src/node/index.js';
import { BRIDGE_MAC, grant, keyOf, STATION_MAC, wanted } from '../simulator/rig.js';
import { openedPair, until } from './rig.js';

/** A keep-alive every 328 ms. A pause of the machine of less than 82 ms does no harm. */
const PARAMETERS = { r: 3, rte: 13, rwd: 17, rka: 15 };

/** A transport that shows its frames. */
const shown = (transport: FrameTransport, sent: Uint8Array[]): FrameTransport => ({
  send(frame) {
    sent.push(new Uint8Array(frame));
    transport.send(frame);
  },
  start: (receiver) => transport.start(receiver),
  stop: () => transport.stop(),
});

test('a VSI is associated, kept alive and de-associated over UDP', async () => {
  const [eth0, ge1] = await openedPair();
  const scheduler = new NodeScheduler();
  const sent: Uint8Array[] = [];
  const initialSequence = randomInitialSequence();
  const bridge = driveBridge(
    new EvbBridge({ ports: [{ name: 'ge1', mac: BRIDGE_MAC, evb: PARAMETERS, initialSequence }] }),
    { transports: { ge1: shown(ge1, sent) }, manager: { query: grant } },
    scheduler,
  );
  const station = driveStation(
    new EvbStation({ ports: [{ name: 'eth0', mac: STATION_MAC, evb: PARAMETERS, initialSequence }] }),
    { transports: { eth0: shown(eth0, sent) } },
    scheduler,
  );
  onTestFinished(() => {
    station.stop();
    bridge.stop();
  });

  const port = station.port('eth0');
  await port.ready();
  const filterInfo = await port.associate(wanted(1, 0), { retry: { count: 5 } });
  expect(filterInfo).toMatchObject({ entries: [{ vid: 42 }] });
  expect(bridge.port('ge1').vsis()).toMatchObject([{ vsiState: 'ASSOC' }]);

  const associated = sent.length;
  await until(() => sent.slice(associated).filter((frame) => isVdp(frame)).length >= 4);
  expect(bridge.port('ge1').vsis()).toMatchObject([{ vsiState: 'ASSOC' }]);

  await port.deAssociate(keyOf(wanted(1)), { retry: { count: 5 } });
  await until(() => bridge.port('ge1').vsis().length === 0);

  // All frames have the least length of Ethernet.
  expect(sent.filter((frame) => frame.length < 60)).toEqual([]);
  expect(station.driver.faults + bridge.driver.faults).toBe(0);

  await eth0.close();
  const refusal = station.handle({ kind: 'command', port: 'eth0', vsi: { ...wanted(1), command: 'associate' } });
  expect(refusal?.code).toBe('portDown');
});

function isVdp(frame: Uint8Array): boolean {
  const result = decodeFrame(frame);
  return result.ok && result.value.kind === 'vdp';
}
