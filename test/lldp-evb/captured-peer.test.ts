// Frames of lldpad, a station and a bridge that met on a wire, given to an agent and a negotiation of the other role: what
// ours would have answered, and would have told.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readCapture } from '../../src/capture/index.js';
import { formatHex } from '../../src/core/octets.js';
import {
  EvbNegotiation,
  type EvbNegotiationOptions,
  type EvbPeer,
  findEvbTlv,
  LldpAgent,
  type LldpTlv,
} from '../../src/lldp-evb/index.js';
import { toHex } from '../support/hex.js';
import { evbRaw, text } from './agent/agents.js';
import { octetsOf, outputText } from './negotiation/negotiations.js';

const STATION = '020000005a01';
const BRIDGE = '020000005b01';

interface Heard {
  /** Seconds from the first frame on. */
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** The LLDP frames of one system. */
function framesOf(source: string): Heard[] {
  const { packets } = readCapture(readFileSync('test/vectors/r01-evb-negotiate.pcap'));
  const seconds = (time: { seconds: number; nanoseconds: number } | undefined) =>
    (time?.seconds ?? 0) + (time?.nanoseconds ?? 0) / 1e9;
  const start = seconds(packets[0]?.time);
  return packets
    .map(({ time, frame }) => ({ at: seconds(time) - start, bytes: frame }))
    .filter(({ bytes }) => toHex(bytes.subarray(6, 14)) === `${source}88cc`);
}

/** Our end after these frames: the lines it told, and the EVB TLV it says after each. */
function play(frames: readonly Heard[], options: EvbNegotiationOptions) {
  const id = { subtype: 7, id: text('ours') };
  const agent = new LldpAgent({ chassisId: id, portId: id });
  const negotiation = new EvbNegotiation(options);
  const peers = new Map<string, EvbPeer>();
  const lines: string[] = [];
  const sent: (string | undefined)[] = [];
  const turn = (now: number): void => {
    for (let output = agent.poll(); output !== undefined; output = agent.poll()) {
      if (!('neighbor' in output)) continue;
      const msap = formatHex(output.neighbor.msap);
      lines.push(output.kind);
      const reason = output.kind === 'neighborRemoved' ? output.reason : undefined;
      if (reason !== undefined) peers.delete(msap);
      else peers.set(msap, { id: msap.slice(-12), evb: findEvbTlv(output.neighbor.tlvs).evb });
      negotiation.handle({ kind: 'peers', peers: [...peers.values()], ...(reason && { reason }) });
    }
    for (let output = negotiation.poll(); output !== undefined; output = negotiation.poll()) {
      lines.push(outputText(output));
      if (output.kind !== 'localChange') continue;
      const tlvs: LldpTlv[] = output.txTlv === undefined ? [] : [evbRaw(output.txTlv)];
      agent.handle({ kind: 'localTlvs', tlvs }, now);
    }
  };
  agent.handle({ kind: 'portEnabled', enabled: true }, 0);
  negotiation.handle({ kind: 'portEnabled', enabled: true });
  turn(0);
  for (const { at, bytes } of frames) {
    const now = Math.round(at * 1e6);
    for (let due = agent.nextDeadline(); due !== undefined && due <= now; due = agent.nextDeadline()) {
      agent.handle({ kind: 'timeout' }, due);
      turn(due);
    }
    agent.handle({ kind: 'lldpdu', bytes, at: 14, end: bytes.length }, now);
    turn(now);
    sent.push(octetsOf(negotiation.status().txTlv));
  }
  return { lines, sent, agent, negotiation };
}

test('our bridge and the captured station', () => {
  const frames = framesOf(STATION);
  const { lines, sent, agent, negotiation } = play(frames, { role: 'bridge', rrCap: true });
  expect(lines).toEqual([
    'localChange 02 00 6e 54 14',
    'neighborAdded',
    `peerUp ${STATION}`,
    'reflectiveRelay true',
    'localChange 03 07 6e 54 14',
    'evbReady',
    'neighborUpdated',
    'localChange 03 04 6e 54 14',
    'neighborUpdated',
    'localChange 03 05 6e 54 14',
    // The captured bridge has shut down, and the station no longer knows; then it shuts down, too.
    'neighborUpdated',
    'localChange 03 07 6e 54 14',
    'peerStartedOver',
    'neighborRemoved',
    `peerDown ${STATION} shutdown`,
    'reflectiveRelay false',
    'localChange 02 00 6e 54 14',
    'evbLost',
  ]);
  expect(sent.length).toBe(frames.length);
  expect(new Set(sent.slice(2, -3))).toEqual(new Set(['03 05 6e 54 14']));
  expect(negotiation.status().values).toEqual({ r: 3, rte: 14, rwd: 20, rka: 20, gid: false });
  const { counters, neighbors } = agent.status();
  expect(counters).toMatchObject({ statsFramesInTotal: frames.length, statsFramesInErrorsTotal: 0, orgTlvsUnknown: 0 });
  expect(neighbors).toEqual([]);
});

test('our station and the captured bridge', () => {
  const frames = framesOf(BRIDGE);
  const { lines, sent, negotiation } = play(frames, { role: 'station', rrReq: true });
  expect(lines).toEqual([
    'localChange 00 07 6e 94 14',
    'neighborAdded',
    `peerUp ${BRIDGE}`,
    'localChange 02 04 6e 94 14',
    'evbReady',
    'neighborUpdated',
    'reflectiveRelay true',
    'localChange 03 05 6e 94 14',
    // The bridge echoes our RRSTAT: not acted on (R9).
    'neighborUpdated',
    'neighborRemoved',
    `peerDown ${BRIDGE} shutdown`,
    'reflectiveRelay false',
    'localChange 00 07 6e 94 14',
    'evbLost',
  ]);
  expect(new Set(sent.slice(1, -1))).toEqual(new Set(['03 05 6e 94 14']));
  expect(negotiation.status().oper.rrStatus).toBe('unknown');
});
