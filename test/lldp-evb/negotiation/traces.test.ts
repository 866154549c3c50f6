// The negotiation traces of EVB: what comes in, what is sent upon it, by an end that sends its proposal and by one that
// sends what is in use, as openlldp does.

import { describe, expect, test } from 'vitest';
import type { EvbNegotiationOptions } from '../../../src/lldp-evb/index.js';
import { fiveOctets, Negotiator, peer } from './negotiations.js';

const S1: EvbNegotiationOptions = { role: 'station', r: 3, rte: 8, rwd: 8, rka: 8 };
const B1: EvbNegotiationOptions = { role: 'bridge', r: 5, rte: 6, rwd: 24, rka: 24 };

type Trace = [title: string, local: EvbNegotiationOptions, heard: string[], operational: string, proposal?: string];

describe.each<Trace>([
  ['lldp-evb N1: nothing asked, nothing offered', S1, ['00 00 00 40 00'], '00 00 68 88 08'],
  ['lldp-evb N2: the bridge is capable of reflective relay', S1, ['02 00 00 40 00'], '02 00 68 88 08'],
  ['lldp-evb N3: the station asks for reflective relay', { ...S1, rrReq: true }, ['00 00 00 40 00'], '00 04 68 88 08'],
  ['lldp-evb N4: it asks, the bridge is capable', { ...S1, rrReq: true }, ['02 00 00 40 00'], '02 04 68 88 08'],
  [
    'lldp-evb N5: the bridge switches it on',
    { ...S1, rrReq: true },
    ['02 00 00 40 00', '03 04 00 40 00'],
    '03 05 68 88 08',
  ],
  [
    'lldp-evb N6: the bridge withdraws it',
    { ...S1, rrReq: true },
    ['02 00 00 40 00', '03 04 00 40 00', '00 06 00 40 00'],
    '00 04 68 88 08',
  ],
  [
    'lldp-evb N7: the bridge proposes a greater RWD',
    { ...S1, rrReq: true },
    ['00 00 00 5f 00'],
    '00 04 68 bf 08',
    '00 04 68 a8 08',
  ],
  [
    'lldp-evb N8: the bridge proposes a greater R',
    { ...S1, rrReq: true },
    ['00 00 e0 40 00'],
    '00 04 e8 88 08',
    '00 04 68 88 08',
  ],
  ['lldp-evb N9: the bridge alone wants GroupIDs', { ...S1, rrReq: true }, ['06 00 00 40 00'], '06 04 68 88 08'],
  [
    'lldp-evb N10: the station alone can use GroupIDs',
    { ...S1, rrReq: true, gid: true },
    ['02 00 00 40 00'],
    '02 0c 68 88 08',
  ],
  ['lldp-evb N11: both want GroupIDs', { ...S1, rrReq: true, gid: true }, ['06 00 00 40 00'], '06 0c 68 88 08'],
  [
    'lldp-evb N12: with reflective relay on',
    { ...S1, rrReq: true, gid: true },
    ['06 00 00 40 00', '07 0c 00 40 00'],
    '07 0d 68 88 08',
  ],
  [
    'lldp-evb N13: the bridge drops BGID',
    { ...S1, rrReq: true, gid: true },
    ['06 00 00 40 00', '07 0c 00 40 00', '03 0d 00 40 00'],
    '03 0d 68 88 08',
  ],
  ['lldp-evb N20: a bridge that is not capable', B1, ['00 01 00 80 00'], '00 01 a6 58 18'],
  ['lldp-evb N21: one that is', { ...B1, rrCap: true }, ['00 01 00 80 00'], '02 01 a6 58 18'],
  ['lldp-evb N22: and wants GroupIDs', { ...B1, rrCap: true, gid: true }, ['00 01 00 80 00'], '06 01 a6 58 18'],
  [
    'lldp-evb N23: the station asks for reflective relay and can use GroupIDs',
    { ...B1, rrCap: true, gid: true },
    ['00 0d 00 80 00'],
    '07 0d a6 58 18',
  ],
  ['lldp-evb N24: the peer is a bridge, too', { ...B1, rrCap: true }, ['00 0d 00 40 00'], '02 00 a6 58 18'],
])('%s', (title, local, heard, operational, proposal = operational) => {
  const row = title.slice(0, title.indexOf(': '));
  const run = (advertise: 'operational' | 'proposal'): Negotiator => {
    const end = new Negotiator({ ...local, advertise });
    for (const octets of heard) end.hear(peer(octets));
    return end;
  };
  test(`${row}: operational`, () => expect(run('operational').sent).toBe(operational));
  test(`${row}: proposal`, () => expect(run('proposal').sent).toBe(proposal));
});

test.each<[title: string, heard: string[], last: string[]]>([
  [
    'lldp-evb N5: is told',
    ['02 00 00 40 00', '03 04 00 40 00'],
    ['reflectiveRelay true', 'localChange 03 05 68 88 08'],
  ],
  [
    'lldp-evb N6: is told',
    ['02 00 00 40 00', '03 04 00 40 00', '00 06 00 40 00'],
    ['reflectiveRelay false', 'localChange 00 04 68 88 08'],
  ],
])('%s', (_title, heard, last) => {
  const end = new Negotiator({ ...S1, rrReq: true });
  expect(heard.map((octets) => end.hear(peer(octets))).at(-1)).toEqual(last);
});

test.each<[title: string, octets: string, oper: object]>([
  ['lldp-evb N7: the greater RWD is in use', '00 00 00 5f 00', { r: 3, rte: 8, rwd: 31, rka: 8 }],
  ['lldp-evb N8: the greater R is in use', '00 00 e0 40 00', { r: 7, rte: 8, rwd: 8, rka: 8 }],
  ['lldp-evb N10: GroupIDs are not used', '02 00 00 40 00', { gid: false }],
  ['lldp-evb N11: GroupIDs are used', '06 00 00 40 00', { gid: true }],
  ['lldp-evb N13: GroupIDs are not used', '03 0d 00 40 00', { gid: false }],
])('%s', (_title, octets, oper) => {
  const end = new Negotiator({ ...S1, rrReq: true, gid: true });
  end.hear(peer('06 00 00 40 00'));
  end.hear(peer(octets));
  expect(end.negotiation.status().oper).toMatchObject(oper);
});

test('lldp-evb N9: GroupIDs are not used', () => {
  const end = new Negotiator({ ...S1, rrReq: true });
  end.hear(peer('06 00 00 40 00'));
  expect(end.negotiation.status().oper.gid).toBe(false);
});

test('lldp-evb N23: is told, and GroupIDs are used', () => {
  const end = new Negotiator({ ...B1, rrCap: true, gid: true });
  expect(end.hear(peer('00 0d 00 80 00'))).toEqual([
    'peerUp N',
    'reflectiveRelay true',
    'operChanged 5 6 24 24 false -> 5 6 24 24 true',
    'localChange 07 0d a6 58 18',
    'evbValues 5 6 24 24 true',
    'evbReady',
  ]);
});

test('lldp-evb N24: is a mismatch', () => {
  const end = new Negotiator({ ...B1, rrCap: true });
  expect(end.hear(peer('00 0d 00 40 00'))).toEqual([]);
  expect(end.negotiation.status().peerState).toBe('modeMismatch');
});

/** Station S2 and bridge B2, after so many steps in which each hears what the other sent in the step before. */
function afterSteps(steps: number): { station: Negotiator; bridge: Negotiator } {
  const station = new Negotiator({ role: 'station', rrReq: true, gid: true });
  const bridge = new Negotiator({ role: 'bridge', r: 5, rte: 14, rwd: 22, rka: 18, rrCap: true, gid: true });
  for (let step = 1; step < steps; step++) {
    const [fromStation, fromBridge] = [station.sent, bridge.sent];
    station.hear(peer(fromBridge, 'bridge'));
    bridge.hear(peer(fromStation, 'station'));
  }
  return { station, bridge };
}

const sent = ({ station, bridge }: ReturnType<typeof afterSteps>) => [station.sent, bridge.sent];
const states = ({ station, bridge }: ReturnType<typeof afterSteps>) => [station.state, bridge.state];

test('lldp-evb 10/1: start', () => {
  const ends = afterSteps(1);
  expect(sent(ends)).toEqual(['00 0f 6e 94 14', '06 00 ae 56 12']);
  expect(states(ends)).toEqual(['NO_PEER', 'NO_PEER']);
});

test('lldp-evb 10/2: each has heard the first', () => {
  const ends = afterSteps(2);
  expect(sent(ends)).toEqual(['06 0c 6e b4 14', '07 0f ae 56 32']);
  expect(states(ends)).toEqual(['PEER_RR_OFF', 'PEER_RR_ON']);
});

test('lldp-evb 10/3: each has heard the second', () => {
  const ends = afterSteps(3);
  expect(sent(ends)).toEqual(['07 0d 6e b4 14', '07 0c ae 56 32']);
  expect(states(ends)).toEqual(['PEER_RR_ON', 'PEER_RR_ON']);
});

test('lldp-evb 10/4: stable', () => {
  const ends = afterSteps(4);
  expect(sent(ends)).toEqual(['07 0d 6e b4 14', '07 0d ae 56 32']);
  const agreed = { r: 5, rte: 14, rwd: 22, rka: 20, gid: true };
  expect(ends.station.negotiation.status().values).toEqual(agreed);
  expect(ends.bridge.negotiation.status().values).toEqual(agreed);
  expect(sent(afterSteps(9))).toEqual(sent(ends));
});

test('lldp-evb 10/5: the bridge lowers its RWD', () => {
  const { station, bridge } = afterSteps(4);
  expect(bridge.configure({ rwd: 10 })).toEqual([
    'operChanged 5 14 22 20 true -> 5 14 20 20 true',
    'localChange 07 0d ae 6a 32',
    'evbValues 5 14 20 20 true',
  ]);
  station.hear(peer(bridge.sent, 'bridge'));
  expect(sent({ station, bridge })).toEqual(['07 0d 6e 94 14', '07 0d ae 6a 32']);
  expect([station.negotiation.status().oper.rwd, bridge.negotiation.status().oper.rwd]).toEqual([20, 20]);
});

test('lldp-evb 10/6: the station shuts LLDP down', () => {
  const { station, bridge } = afterSteps(4);
  bridge.configure({ rwd: 10 });
  expect(fiveOctets(station.sent ?? '').rwd).toBe(20);
  expect(bridge.lose('shutdown')).toEqual([
    'peerDown station shutdown',
    'reflectiveRelay false',
    'operChanged 5 14 20 20 true -> 5 14 10 18 false',
    'localChange 06 00 ae 4a 12',
    'evbLost',
  ]);
  expect(bridge.state).toBe('NO_PEER');
});
