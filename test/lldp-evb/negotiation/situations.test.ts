// EVB negotiation in special situations: what ECP and VDP get to know, and what a host cannot ask for.

import { describe, expect, test } from 'vitest';
import { EvbNegotiation, type EvbNegotiationInput, OptionError } from '../../../src/lldp-evb/index.js';
import { fiveOctets, Negotiator, peer } from './negotiations.js';

const OFF = '02 00 6e 54 14';
const ON = '03 00 6e 54 14';
const ASKS = '00 04 6e 94 14';

/** On a port that is up, after these EVB TLVs of its peer. */
function after(end: Negotiator, heard: readonly string[]): Negotiator {
  for (const octets of heard) end.hear(peer(octets));
  return end;
}
const station = (...heard: string[]) => after(new Negotiator({ role: 'station', rrReq: true }), heard);
const bridge = (...heard: string[]) => after(new Negotiator({ role: 'bridge', rrCap: true }), heard);

test('lldp-evb 7.1: a peer that is gone takes what was agreed along, and is told', () => {
  const end = station('03 00 ae 56 16');
  expect(end.lose('ageout')).toEqual([
    'peerDown N ageout',
    'reflectiveRelay false',
    'operChanged 5 14 22 22 false -> 3 14 20 20 false',
    'localChange 00 07 6e 94 14',
    'evbLost',
  ]);
  expect(end.negotiation.status().oper.rrStatus).toBe('unknown');
});

test('lldp-evb 7.2: port down releases at once, whatever is kept otherwise', () => {
  const end = station('03 00 ae 56 16');
  expect(end.give({ kind: 'portEnabled', enabled: false })).toEqual([
    'peerDown N portDown',
    'reflectiveRelay false',
    'operChanged 5 14 22 22 false -> 3 14 20 20 false',
    'localChange undefined',
    'evbValues 3 14 20 20 false',
  ]);
  expect(end.negotiation.status().evbReady).toBe(false);
});

test('lldp-evb 7.3: of two eligible peers the newest counts, where that is wanted', () => {
  const end = station(ON);
  expect(end.hear(peer(ON), peer(OFF, 'M'))[0]).toBe('peerDown N multiple');
  expect(end.configure({ peerSelection: 'newest' })[0]).toBe('peerUp M');
  expect(end.hear(peer(ON), peer(OFF, 'M'), peer(undefined, 'L'))).toEqual([]);
  expect(end.hear(peer(ON))).toEqual([
    'peerDown M replaced',
    'peerUp N',
    'reflectiveRelay true',
    'localChange 03 05 6e 94 14',
  ]);
});

test('lldp-evb 7.4: other parameters are proposed and used at once', () => {
  const end = station(OFF);
  expect(end.configure({ rwd: 25 })).toEqual([
    'operChanged 3 14 20 20 false -> 3 14 25 20 false',
    'localChange 02 04 6e 99 14',
    'evbValues 3 14 25 20 false',
  ]);
});

test('lldp-evb 7.5: two eligible peers are none', () => {
  const end = bridge(ASKS);
  end.hear(peer(ASKS), peer(ASKS, 'M'));
  expect(end.negotiation.status()).toMatchObject({
    peerState: 'multiple',
    peer: undefined,
    oper: { r: 3, rrControl: false },
    evbReady: false,
  });
  expect(end.sent).toBe('02 00 6e 54 14');
});

test('the read-out has the EVB TLV of the peer that counts, and is JSON-safe', () => {
  const end = station();
  expect(end.negotiation.status().remote).toBeUndefined();
  const evb = { ...fiveOctets(ON), rkaReserved: 1, extension: Uint8Array.of(0xab, 0xcd) };
  end.hear({ id: 'N', evb });
  const status = end.negotiation.status();
  expect(status).toMatchObject({ peer: 'N', remote: { ...evb, extension: 'abcd' } });
  expect(JSON.parse(JSON.stringify(status))).toEqual(status);
  end.lose('ageout');
  expect(end.negotiation.status().remote).toBeUndefined();
});

test('lldp-evb 7.6: each end of an S-channel negotiates for itself', () => {
  const [first, second] = [station(ON), station()];
  expect([first.state, second.state]).toEqual(['PEER_RR_ON', 'NO_PEER']);
});

test('lldp-evb 7.7: a peer that does LLDP without EVB is none', () => {
  const end = bridge();
  expect(end.hear(peer(undefined))).toEqual([]);
  expect(end.negotiation.status().peerState).toBe('none');
  expect(end.negotiation.status().evbReady).toBe(false);
});

test('lldp-evb 7.8: a station that wants reflective relay tells that it has none', () => {
  const end = station();
  expect(end.negotiation.status().oper.rrStatus).toBe('unknown');
  end.hear(peer(OFF));
  expect(end.negotiation.status().oper.rrStatus).toBe('off');
  expect(end.negotiation.status().evbReady).toBe(true);
});

describe('what ECP and VDP are given', () => {
  const agreed = { r: 5, rte: 14, rwd: 22, rka: 22, gid: true };
  const own = { r: 3, rte: 14, rwd: 20, rka: 20, gid: false };
  const HEARD = '06 00 ae 56 16';
  const end = (onEvbLoss: 'keep' | 'end'): Negotiator => {
    const negotiator = new Negotiator({ role: 'station', gid: true, onEvbLoss });
    negotiator.hear(peer(HEARD));
    expect(negotiator.negotiation.status().values).toEqual(agreed);
    return negotiator;
  };
  test('the last agreed values stay while the peer is lost, whatever is configured, until one is there again', () => {
    const negotiator = end('keep');
    expect(negotiator.lose('ageout')).not.toContainEqual(expect.stringMatching(/^evbValues/));
    negotiator.configure({ rwd: 30 });
    expect(negotiator.negotiation.status().values).toEqual(agreed);
    expect(negotiator.negotiation.status().oper).toMatchObject({ rwd: 30, gid: false });
    expect(negotiator.hear(peer('00 00 0e 40 00'))).toContain('evbValues 3 14 30 20 false');
  });
  test('they stay while the own TLV is off', () => {
    const negotiator = end('keep');
    negotiator.configure({ txEnable: false });
    expect(negotiator.negotiation.status().values).toEqual(agreed);
  });
  test('they are not kept with end, nor when the host has them forgotten, nor over a port that was down', () => {
    const ended = end('end');
    expect(ended.lose('ageout').slice(-2)).toEqual(['evbValues 3 14 20 20 false', 'evbLost']);
    const byHost = end('keep');
    byHost.lose('ageout');
    expect(byHost.give({ kind: 'forget' })).toEqual(['evbValues 3 14 20 20 false']);
    const down = end('keep');
    down.give({ kind: 'portEnabled', enabled: false });
    down.give({ kind: 'peers', peers: [] });
    down.give({ kind: 'portEnabled', enabled: true });
    for (const { negotiation } of [ended, byHost, down]) expect(negotiation.status().values).toEqual(own);
  });
  test('in manual mode EVB is ready without a peer, with the own values', () => {
    const negotiation = new EvbNegotiation({ role: 'bridge', manual: true, gid: true, rwd: 9 });
    negotiation.handle({ kind: 'portEnabled', enabled: true });
    expect([negotiation.status().evbReady, negotiation.status().peerState]).toEqual([true, 'none']);
    expect(negotiation.status().values).toEqual({ ...own, gid: true, rwd: 9 });
  });
});

describe('what a host cannot ask for', () => {
  const inputs: [EvbNegotiationInput, string][] = [
    [{ kind: 'config', config: { rwd: 32 } }, 'config.rwd'],
    [{ kind: 'config', config: { r: -1 } }, 'config.r'],
    [{ kind: 'config', config: { rte: 1.5 } }, 'config.rte'],
    [{ kind: 'config', config: { maxRka: 19 } }, 'config.maxRka'],
    [{ kind: 'config', config: { gid: 1 as never } }, 'config.gid'],
    [{ kind: 'config', config: { rrForce: 'maybe' as never } }, 'config.rrForce'],
    [{ kind: 'config', config: { role: 'bridge' } as never }, 'config.role'],
  ];
  test.each(inputs)('%o is refused, and changes nothing', (input, field) => {
    const end = station(ON);
    const before = JSON.stringify([end.negotiation.state.config, end.negotiation.status()]);
    expect(end.negotiation.handle(input)).toMatchObject({ code: 'badConfig', field });
    expect(JSON.stringify([end.negotiation.state.config, end.negotiation.status()])).toBe(before);
    expect(end.negotiation.poll()).toBeUndefined();
  });
  test('what is not given stays', () => {
    const end = station();
    end.configure({ rwd: 25 });
    end.configure({ rwd: undefined, rka: 21 });
    expect(end.negotiation.state.config).toMatchObject({ rwd: 25, rka: 21 });
  });
  test('nor at the start', () => {
    expect(() => new EvbNegotiation({ role: 'router' as never })).toThrow(OptionError);
    expect(() => new EvbNegotiation({ role: 'bridge', rka: 32 })).toThrow('rka: expected an integer 0..31, got 32');
    expect(() => new EvbNegotiation({ role: 'bridge', rrstatUnknown: 1 })).toThrow(OptionError);
    expect(() => new EvbNegotiation({ role: 'bridge', rwd: 21, maxRwd: 20 })).toThrow('no less than rwd, 21');
    expect(() => new EvbNegotiation({ role: 'bridge', maxPendingOutputs: 0 })).toThrow(OptionError);
  });
  test('with outputs to its limit nothing but port and forget is taken', () => {
    const negotiation = new EvbNegotiation({ role: 'bridge', maxPendingOutputs: 1 });
    negotiation.handle({ kind: 'portEnabled', enabled: true });
    const peers: EvbNegotiationInput = { kind: 'peers', peers: [peer(ASKS)] };
    expect(negotiation.handle(peers)).toMatchObject({ code: 'busy' });
    expect(negotiation.handle({ kind: 'config', config: { rwd: 3 } })).toMatchObject({ code: 'busy' });
    expect([negotiation.status().peerState, negotiation.state.config.rwd]).toEqual(['none', 20]);
    expect(negotiation.handle({ kind: 'forget' })).toBeUndefined();
    negotiation.poll();
    expect(negotiation.handle(peers)).toBeUndefined();
  });
});
