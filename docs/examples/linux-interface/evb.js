// A station or a bridge on an interface: `node evb.js station eth0 [seconds]`, `node evb.js bridge eth0`.
//
// The station associates one VSI, keeps it alive for the given seconds (default: until the program is interrupted), and
// de-associates it. The bridge grants VIDs 100 to 199 to VSIs of type 5 until the program is interrupted.

import { EvbBridge, EvbStation } from 'dot1qbg/evb';
import { driveBridge, driveStation } from 'dot1qbg/host';
import { NodeScheduler, randomHashSeed, randomInitialSequence } from 'dot1qbg/node';
import { FILTER_MAC_VID, formatVsiid, parseVsiid, staticVsiManager, VSIID_UUID, ZERO_IDENTIFIER } from 'dot1qbg/vdp';
import { openLinuxInterface } from './linux-interface.js';

/** A keep-alive every 1.3 s, so that a short run shows some. The default is every 10.5 s. */
const evb = { rwd: 17, rka: 17 };

const [role, name, seconds] = process.argv.slice(2);
if (!['station', 'bridge'].includes(role) || name === undefined) {
  console.error('usage: node evb.js station|bridge INTERFACE [SECONDS]');
  process.exit(2);
}

const interrupted = new Promise((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, resolve);
});
const wire = openLinuxInterface(name);
const port = { name, mac: wire.mac, evb, initialSequence: randomInitialSequence() };
const options = { ports: [port], vdp: { hashSeed: randomHashSeed() } };
const host = { transports: { [name]: wire } };
try {
  await (role === 'station' ? runStation() : runBridge());
} finally {
  wire.close();
}

async function runStation() {
  const station = driveStation(new EvbStation(options), host, new NodeScheduler());
  try {
    const eth = station.port(name);
    await Promise.race([eth.ready(), interrupted.then(() => Promise.reject(new Error('interrupted')))]);
    const vsi = {
      vsiidFormat: VSIID_UUID,
      vsiid: parseVsiid(VSIID_UUID, 'a1412857-60f7-4ce1-e95a-2164943f53aa'),
      managerId: ZERO_IDENTIFIER,
      typeId: 5,
      typeVersion: 1,
      filterInfo: { format: FILTER_MAC_VID, entries: [{ mac: 0x525400aabbcc, ps: false, pcp: 0, vid: 0 }] },
    };
    const { entries } = await eth.associate(vsi, { retry: { count: 3, delay: 1_000_000 } });
    console.log(`associated, VID ${entries[0].vid}`);
    const over = seconds === undefined ? [] : [new Promise((resolve) => setTimeout(resolve, 1000 * seconds).unref())];
    await Promise.race([interrupted, ...over]);
    console.log(`${eth.vsis().length} VSI is there`);
    await eth.deAssociate(vsi);
    console.log('de-associated');
  } finally {
    station.stop();
  }
}

async function runBridge() {
  const types = staticVsiManager([
    { managerId: ZERO_IDENTIFIER, typeId: 5, typeVersion: 1, allowedVids: [[100, 199]] },
  ]);
  const manager = { query: (query) => types.answer(query), release: (query) => types.release(query) };
  const bridge = driveBridge(new EvbBridge(options), { ...host, manager }, new NodeScheduler());
  interrupted.then(() => bridge.stop());
  for await (const event of bridge.events()) {
    if (event.kind === 'online') {
      const { vsi, filterInfo } = event;
      console.log(`online ${formatVsiid(vsi.vsiidFormat, vsi.vsiid)}, VID ${filterInfo.entries[0].vid}`);
    } else if (event.kind === 'offline') {
      console.log(`offline ${formatVsiid(event.vsi.vsiidFormat, event.vsi.vsiid)}, ${event.reason}`);
    }
  }
}
