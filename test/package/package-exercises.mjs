// The same for entries that use packages, or what Node has.

import { ASSOCIATE, octets, exercises as pureExercises, sameHex, ULPDU } from './exercises.mjs';

export const exercises = {
  ...pureExercises,
  'dot1qbg/config': async ({ parseFrameJson, parseStationConfig, parseBridgeConfig, parseVsi, formatConfigError }) => {
    const { EvbBridge, EvbStation } = await import('dot1qbg/evb');
    const ports = [{ name: 'eth0', mac: '02-00-00-00-00-01' }];
    const station = parseStationConfig({ ports });
    const bridge = parseBridgeConfig({ ports });
    const entries = [{ vid: 1 }];
    const vsi = { typeId: 1, typeVersion: 0, vsiidFormat: 'ipv4', vsiid: '192.0.2.1', filterInfo: { entries } };
    const wrong = parseVsi({ ...vsi, typeId: -1 });
    if (!parseVsi(vsi).ok || wrong.ok || !formatConfigError(wrong.errors[0]).startsWith('vsi.typeId: ')) return false;
    if (new EvbStation(station.value).status().ports.length !== 1) return false;
    if (new EvbBridge(bridge.value).status().ports.length !== 1) return false;
    const ethernet = { destination: '01-80-C2-00-00-00', source: '02-00-00-00-00-01', tags: [], etherType: 2054 };
    return parseFrameJson({ kind: 'other', ethernet, payload: 'abcd' }).ok && !parseFrameJson({ kind: 'none' }).ok;
  },
  'dot1qbg/testing': async ({ arbitraryFrame }) => {
    const { sample } = await import('fast-check');
    const { encodeFrame } = await import('dot1qbg');
    return sample(arbitraryFrame(), 20).every((frame) => encodeFrame(frame) instanceof Uint8Array);
  },
  'dot1qbg/node': async ({ NodeScheduler, openUdpFrameTransport, randomInitialSequence }) => {
    const scheduler = new NodeScheduler();
    const due = scheduler.now() + 1;
    await new Promise((run) => scheduler.at(due, run));
    const transport = await openUdpFrameTransport({ local: { port: 0 }, remote: { port: 9 } });
    const links = [];
    transport.start({ link: (up) => links.push(up), frame() {} });
    await transport.close();
    return scheduler.now() >= due && links.join() === 'true,false' && randomInitialSequence() <= 65535;
  },
  'dot1qbg/grammar': ({ parseVdpUlpdu, parseFrame }) => {
    const ulpdu = parseVdpUlpdu(octets(ULPDU));
    const frame = parseFrame(octets(ASSOCIATE));
    return (
      ulpdu?.tlvs.length === 1 && frame?.kind === 'vdp' && sameHex(octets(ULPDU), ULPDU) && !parseVdpUlpdu(octets('00'))
    );
  },
};

/** Entries that need eval. */
export const NEEDS_EVAL = ['dot1qbg/grammar'];
