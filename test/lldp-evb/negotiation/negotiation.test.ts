// EVB negotiation over time: the rows of its transition tables, role by role.

import { describe, expect, test } from 'vitest';
import { Negotiator, peer } from './negotiations.js';

const OFF = '02 00 6e 54 14';
const ON = '03 00 6e 54 14';
const station = (...heard: string[]): Negotiator => {
  const end = new Negotiator({ role: 'station', rrReq: true });
  for (const octets of heard) end.hear(peer(octets));
  return end;
};

test('lldp-evb 6.3s/1: a bridge appears, its relay off', () => {
  const end = station();
  expect(end.sent).toBe('00 07 6e 94 14');
  expect(end.hear(peer('02 00 6e 56 14'))).toEqual([
    'peerUp N',
    'operChanged 3 14 20 20 false -> 3 14 22 20 false',
    'localChange 02 04 6e b4 14',
    'evbValues 3 14 22 20 false',
    'evbReady',
  ]);
  expect(end.state).toBe('PEER_RR_OFF');
});

test('lldp-evb 6.3s/2: a bridge appears, its relay on', () => {
  const end = station();
  expect(end.hear(peer(ON))).toEqual(['peerUp N', 'reflectiveRelay true', 'localChange 03 05 6e 94 14', 'evbReady']);
  expect(end.state).toBe('PEER_RR_ON');
});

test('lldp-evb 6.3s/3: the relay is switched on', () => {
  const end = station(OFF);
  expect(end.hear(peer(ON))).toEqual(['reflectiveRelay true', 'localChange 03 05 6e 94 14']);
  expect(end.state).toBe('PEER_RR_ON');
});

test('lldp-evb 6.3s/4: the relay is switched off', () => {
  const end = station(ON);
  expect(end.hear(peer(OFF))).toEqual(['reflectiveRelay false', 'localChange 02 04 6e 94 14']);
  expect(end.state).toBe('PEER_RR_OFF');
});

test.each([OFF, ON])('lldp-evb 6.3s/5: with %s other fields change, or none that matters', (first) => {
  const end = station(first);
  const before = end.state;
  const [bridgeStatus] = first.split(' ');
  expect(end.hear(peer(`${bridgeStatus} 00 ae 54 14`))).toEqual([
    'operChanged 3 14 20 20 false -> 5 14 20 20 false',
    'evbValues 5 14 20 20 false',
  ]);
  expect(end.hear(peer(`${bridgeStatus} 0f ae 54 14`))).toEqual([]);
  expect(end.state).toBe(before);
});

describe.each([
  ['with the relay off', OFF, []],
  ['with the relay on', ON, ['reflectiveRelay false']],
] as const)('6.3s/6 %s', (_title, heard, relay) => {
  const none = 'localChange 00 07 6e 94 14';
  test.each<[title: string, go: (end: Negotiator) => string[], reason: string]>([
    ['ages out', (end) => end.lose('ageout'), 'ageout'],
    ['shuts down', (end) => end.lose('shutdown'), 'shutdown'],
    ['is evicted', (end) => end.lose('evicted'), 'replaced'],
    ['is forgotten as LLDP is switched off', (end) => end.lose('adminDown'), 'disabled'],
    ['goes without a word', (end) => end.hear(), 'ageout'],
    ['says no EVB TLV any more', (end) => end.hear(peer(undefined)), 'noEvbTlv'],
    ['becomes a station', (end) => end.hear(peer('00 00 6e 94 14')), 'modeMismatch'],
    ['becomes nothing of EVB', (end) => end.hear(peer('00 00 6e 14 14')), 'modeMismatch'],
    ['gets company', (end) => end.hear(peer(heard), peer(OFF, 'M')), 'multiple'],
  ])('lldp-evb 6.3s/6: the peer %s', (_what, go, reason) => {
    const end = station(heard);
    expect(go(end)).toEqual([`peerDown N ${reason}`, ...relay, none, 'evbLost']);
    expect(end.state).toBe('NO_PEER');
  });
  test('lldp-evb 6.3s/6: the port goes down', () => {
    const end = station(heard);
    expect(end.give({ kind: 'portEnabled', enabled: false })).toEqual([
      'peerDown N portDown',
      ...relay,
      'localChange undefined',
    ]);
    expect(end.state).toBe('NO_PEER');
  });
});

test.each([
  ['without a peer', [], '00 03 6e 94 14'],
  ['with the relay off', [OFF], '02 00 6e 94 14'],
  ['with the relay on', [ON], '03 01 6e 94 14'],
])('lldp-evb 6.3s/7: the station asks otherwise %s', (_title, heard, sent) => {
  const end = station(...heard);
  const before = end.state;
  expect(end.configure({ rrReq: false })).toEqual([`localChange ${sent}`]);
  expect(end.configure({ rrReq: false })).toEqual([]);
  expect(end.state).toBe(before);
});

test('lldp-evb 6.3s/8: the TLV is switched off', () => {
  const end = station(ON);
  expect(end.configure({ txEnable: false })).toEqual([
    'peerDown N disabled',
    'reflectiveRelay false',
    'localChange undefined',
    'evbLost',
  ]);
  expect([end.state, end.negotiation.status().peerState, end.sent]).toEqual(['NO_PEER', 'disabled', undefined]);
  expect(end.configure({ txEnable: true })[0]).toBe('peerUp N');
  expect(station().configure({ txEnable: false })).toEqual(['localChange undefined']);
});

const ASKS = '00 04 6e 94 14';
const ASKS_NOT = '00 00 6e 94 14';
const bridge = (...heard: string[]): Negotiator => {
  const end = new Negotiator({ role: 'bridge', rrCap: true });
  for (const octets of heard) end.hear(peer(octets));
  return end;
};

test('lldp-evb 6.3b/1: a station appears that does not ask, or cannot have', () => {
  const end = bridge();
  expect(end.hear(peer(ASKS_NOT))).toEqual(['peerUp N', 'evbReady']);
  expect([end.state, end.sent]).toEqual(['PEER_RR_OFF', '02 00 6e 54 14']);
  const incapable = new Negotiator({ role: 'bridge' });
  expect(incapable.hear(peer(ASKS))).toEqual(['peerUp N', 'localChange 00 04 6e 54 14', 'evbReady']);
  expect(incapable.state).toBe('PEER_RR_OFF');
});

test('lldp-evb 6.3b/2: a station appears that asks', () => {
  const end = bridge();
  expect(end.hear(peer(ASKS))).toEqual(['peerUp N', 'reflectiveRelay true', 'localChange 03 04 6e 54 14', 'evbReady']);
  expect(end.state).toBe('PEER_RR_ON');
});

test('lldp-evb 6.3b/3: the station asks now, or the bridge can', () => {
  const end = bridge(ASKS_NOT);
  expect(end.hear(peer(ASKS))).toEqual(['reflectiveRelay true', 'localChange 03 04 6e 54 14']);
  expect(end.state).toBe('PEER_RR_ON');
  const incapable = new Negotiator({ role: 'bridge' });
  incapable.hear(peer(ASKS));
  expect(incapable.configure({ rrCap: true })).toEqual(['reflectiveRelay true', 'localChange 03 04 6e 54 14']);
});

test('lldp-evb 6.3b/4: the station no longer asks, or the bridge cannot', () => {
  const end = bridge(ASKS);
  expect(end.hear(peer(ASKS_NOT))).toEqual(['reflectiveRelay false', 'localChange 02 00 6e 54 14']);
  expect(end.state).toBe('PEER_RR_OFF');
  expect(bridge(ASKS).configure({ rrCap: false })).toEqual(['reflectiveRelay false', 'localChange 00 04 6e 54 14']);
});

test('lldp-evb 6.3b/4: hardware that fails keeps RRCTR at 0 until the host says otherwise', () => {
  const end = bridge(ASKS);
  expect(end.configure({ rrHardwareOk: false })).toEqual(['reflectiveRelay false', 'localChange 02 04 6e 54 14']);
  expect(end.hear(peer('00 05 6e 94 14'))).toEqual(['localChange 02 05 6e 54 14']);
  expect(end.configure({ rrHardwareOk: true })).toEqual(['reflectiveRelay true', 'localChange 03 05 6e 54 14']);
});

test.each([
  ['with the relay off', ASKS_NOT, [], []],
  ['with the relay on', ASKS, ['reflectiveRelay false'], ['localChange 02 00 6e 54 14']],
])('lldp-evb 6.3b/5: the peer is lost %s', (_title, heard, relay, change) => {
  const end = bridge(heard);
  expect(end.lose('ageout')).toEqual(['peerDown N ageout', ...relay, ...change, 'evbLost']);
  expect(end.state).toBe('NO_PEER');
});

test.each([ASKS, ASKS_NOT])('lldp-evb 6.3b/6: with %s something else changes', (heard) => {
  const end = bridge(heard);
  const before = end.state;
  expect(end.hear(peer(heard.replace('6e', 'ae')))).toEqual([
    'operChanged 3 14 20 20 false -> 5 14 20 20 false',
    'evbValues 5 14 20 20 false',
  ]);
  expect(end.state).toBe(before);
});

test('lldp-evb 6.3b/7: another peer takes the place of the one in one step', () => {
  const end = bridge(ASKS);
  expect(end.hear(peer(ASKS_NOT, 'M'))).toEqual([
    'peerDown N replaced',
    'peerUp M',
    'reflectiveRelay false',
    'localChange 02 00 6e 54 14',
  ]);
  expect(end.hear(peer(ASKS_NOT, 'N'))).toEqual(['peerDown M replaced', 'peerUp N']);
  expect(end.state).toBe('PEER_RR_OFF');
});

test('lldp-evb 6.3b/7: so on a station, and the relay that stays on is not told again', () => {
  const end = station(ON);
  expect(end.hear(peer(ON, 'M'))).toEqual(['peerDown N replaced', 'peerUp M']);
  expect(end.hear(peer(OFF, 'N'))).toEqual([
    'peerDown M replaced',
    'peerUp N',
    'reflectiveRelay false',
    'localChange 02 04 6e 94 14',
  ]);
  expect(end.hear(peer(OFF, 'M'))).toEqual(['peerDown N replaced', 'peerUp M']);
});

test('lldp-evb 6.3b/8: the TLV is switched off', () => {
  const end = bridge(ASKS);
  expect(end.configure({ txEnable: false })).toEqual([
    'peerDown N disabled',
    'reflectiveRelay false',
    'localChange undefined',
    'evbLost',
  ]);
  expect([end.state, end.sent]).toEqual(['NO_PEER', undefined]);
});

test('lldp-evb R5: reflective relay by command is told without a peer', () => {
  const end = bridge();
  expect(end.configure({ rrForce: 'on' })).toEqual(['reflectiveRelay true', 'localChange 03 00 6e 54 14']);
  expect(end.hear(peer(ASKS_NOT))).toEqual(['peerUp N', 'evbReady']);
  expect(end.state).toBe('PEER_RR_ON');
  expect(end.give({ kind: 'portEnabled', enabled: false })).toContain('reflectiveRelay false');
});
