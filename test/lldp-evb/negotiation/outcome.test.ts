// The rules of EVB negotiation, one by one.

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  EvbNegotiation,
  type EvbNegotiationInput,
  type EvbNegotiationState,
  type EvbPeer,
} from '../../../src/lldp-evb/index.js';
import type { EvbConfigOptions } from '../../../src/lldp-evb/negotiation/config.js';
import { arbitraryEvbTlv } from '../../../src/testing/index.js';
import { expectSameRun } from '../../support/moved-state.js';
import { bridgeOutcome as bridge, octetsOf, outcome, peer, stationOutcome as station } from './negotiations.js';

/** A bridge and a station with the defaults. */
const BRIDGE = '00 00 6e 54 14';
const STATION = '00 03 6e 94 14';

test.each([
  ['station', BRIDGE, 'ok'],
  ['station', STATION, 'modeMismatch'],
  ['bridge', STATION, 'ok'],
  ['bridge', BRIDGE, 'modeMismatch'],
] as const)('lldp-evb R1: to a %s the peer %s is %s', (role, octets, state) => {
  expect(outcome({ role }, [peer(octets)]).peerState).toBe(state);
});

describe('lldp-evb R2', () => {
  const none = peer(undefined, 'none');
  const mode0 = peer('00 00 6e 14 14', 'mode0');
  const mode3 = peer('00 00 6e d4 14', 'mode3');
  const good = peer(BRIDGE, 'good');
  const other = peer(BRIDGE, 'other');
  const same = peer(STATION, 'same');
  test.each([
    ['without a neighbour', [], 'none'],
    ['with neighbours that say nothing of EVB, or modes 0 and 3', [none, mode0, mode3], 'none'],
    ['with a station only', [same, none], 'modeMismatch'],
    ['with one bridge among others', [same, none, mode0, mode3, good], 'ok'],
    ['with two bridges', [good, none, other], 'multiple'],
  ] as const)('lldp-evb R2: %s it is', (_title, peers, state) => {
    const result = station({}, ...peers);
    expect(result.peerState).toBe(state);
    expect(result.peer?.id).toBe(state === 'ok' ? 'good' : undefined);
  });
  test('lldp-evb R2: without a TLV of its own it is disabled', () => {
    expect(station({ txEnable: false }, good).peerState).toBe('disabled');
  });
});

test('lldp-evb R3: the larger of each value, whatever the ROL flags say', () => {
  const config = { r: 3, rte: 14, rwd: 20, rka: 20 };
  expect(station(config, peer('00 00 b0 72 36')).oper).toMatchObject({ r: 5, rte: 16, rwd: 20, rka: 22 });
  expect(station(config, peer('00 00 b0 52 16')).oper).toMatchObject({ r: 5, rte: 16, rwd: 20, rka: 22 });
  expect(station(config, peer(undefined)).oper).toMatchObject(config);
  expect(station({ ...config, manual: true }, peer('00 00 ff 5f 1f')).oper).toMatchObject(config);
});

test('lldp-evb R3: a clamp bounds what the peer raises a value to', () => {
  const clamps = { maxR: 4, maxRte: 15, maxRwd: 20, maxRka: 25 };
  const result = station(clamps, peer('00 00 ff 5f 1f'));
  expect(result.oper).toMatchObject({ r: 4, rte: 15, rwd: 20, rka: 25 });
  // RWD in use is the own one, RKA is not.
  expect(octetsOf(result.txTlv)).toBe('00 00 6e 94 34');
});

test.each([
  ['station', '04', '00', true],
  ['station', '00', '08', false],
  ['bridge', '00', '08', true],
  ['bridge', '04', '00', false],
] as const)("lldp-evb R4: a %s looks at its peer's bit: %s %s", (role, bridgeStatus, stationStatus, gid) => {
  const heard = peer(`${bridgeStatus} ${stationStatus} 6e ${role === 'station' ? '54' : '94'} 14`);
  expect(outcome({ role, gid: true }, [heard]).oper.gid).toBe(gid);
  expect(outcome({ role, gid: false }, [heard]).oper.gid).toBe(false);
  expect(outcome({ role, gid: true }, []).oper.gid).toBe(false);
  expect(outcome({ role, gid: true, manual: true }, []).oper.gid).toBe(true);
});

describe('R5', () => {
  const asks = peer('00 04 6e 94 14');
  const asksNot = peer(STATION);
  const control = (config: Partial<EvbConfigOptions>, ...peers: EvbPeer[]) => {
    const { oper, txTlv } = bridge(config, ...peers);
    expect(txTlv?.rrctr).toBe(oper.rrControl);
    return [oper.rrControl, txTlv?.rrcap];
  };
  test('lldp-evb R5: reflective relay is on where the peer asks, the bridge can, and the hardware did', () => {
    expect(control({ rrCap: true }, asks)).toEqual([true, true]);
    expect(control({ rrCap: true }, asksNot)).toEqual([false, true]);
    expect(control({ rrCap: true })).toEqual([false, true]);
    expect(control({}, asks)).toEqual([false, false]);
    expect(control({ rrCap: true, rrHardwareOk: false }, asks)).toEqual([false, true]);
  });
  test('lldp-evb R5: by command it is on with or without a peer, or off', () => {
    expect(control({ rrForce: 'on' })).toEqual([true, true]);
    expect(control({ rrForce: 'on', rrHardwareOk: false }, asks)).toEqual([false, true]);
    expect(outcome({ role: 'bridge', rrForce: 'on' }, [], false).oper.rrControl).toBe(false);
    expect(control({ rrCap: true, rrForce: 'off' }, asks)).toEqual([false, true]);
  });
  test('lldp-evb R5: a station controls nothing', () => {
    expect(station({ rrCap: true, rrForce: 'on' }, peer('03 04 6e 54 14')).oper.rrControl).toBe(false);
  });
});

test('lldp-evb R6: a station knows what its one peer says', () => {
  expect(station({}, peer('03 00 6e 54 14')).oper.rrStatus).toBe('on');
  expect(station({}, peer('02 00 6e 54 14')).oper.rrStatus).toBe('off');
  expect(station({}).oper.rrStatus).toBe('unknown');
  expect(station({}, peer(BRIDGE, 'a'), peer(BRIDGE, 'b')).oper.rrStatus).toBe('unknown');
});

test('lldp-evb R7: a station sends its own octet, and echoes three bits of the other', () => {
  expect(octetsOf(station({ gid: true, rrReq: true }, peer('ff 00 6e 54 14')).txTlv)).toBe('07 0d 6e 94 14');
  expect(octetsOf(station({ gid: true, rrReq: true }, peer('fe 00 6e 54 14')).txTlv)).toBe('06 0c 6e 94 14');
  expect(octetsOf(station({}).txTlv)).toBe('00 03 6e 94 14');
  expect(octetsOf(station({ rrstatUnknown: 2 }).txTlv)).toBe('00 02 6e 94 14');
});

test('lldp-evb R8: a bridge sends its own octet, and echoes four bits of the other', () => {
  expect(octetsOf(bridge({ gid: true, rrCap: true }, peer('00 ff 6e 94 14')).txTlv)).toBe('07 0f 6e 54 14');
  expect(octetsOf(bridge({ gid: true, rrCap: true }, peer('00 fa 6e 94 14')).txTlv)).toBe('06 0a 6e 54 14');
  expect(octetsOf(bridge({}).txTlv)).toBe('00 00 6e 54 14');
});

test('lldp-evb R9: the echoed octet is not acted on', () => {
  const all = station({ gid: true, rrReq: true }, peer('00 0f 6e 54 14'));
  expect(all.oper).toEqual(station({ gid: true, rrReq: true }, peer(BRIDGE)).oper);
  const other = bridge({ gid: true, rrCap: true }, peer('07 00 6e 94 14'));
  expect(other.oper).toEqual(bridge({ gid: true, rrCap: true }, peer('00 00 6e 94 14')).oper);
});

test('lldp-evb R10: the proposal is sent, or what is in use', () => {
  const heard = peer('00 00 ff 5f 1f');
  expect(octetsOf(station({ advertise: 'proposal' }, heard).txTlv)).toBe('00 00 6e b4 34');
  expect(octetsOf(station({ advertise: 'operational' }, heard).txTlv)).toBe('00 00 ff bf 3f');
});

test('lldp-evb R11: ROL is set where the remote value is the larger one, not on a tie', () => {
  const flags = (octets: string, config: Partial<EvbConfigOptions> = {}) => {
    const { txTlv } = station(config, peer(octets));
    return [txTlv?.rwdRol, txTlv?.rkaRol];
  };
  expect(flags('00 00 6e 55 14')).toEqual([true, false]);
  expect(flags('00 00 6e 54 15')).toEqual([false, true]);
  expect(flags('00 00 6e 74 34')).toEqual([false, false]);
  expect(flags('00 00 6e 55 15', { manual: true })).toEqual([false, false]);
});

test('lldp-evb R12, lldp-evb 6.4/7: reserved bits change nothing, and are sent as 0', () => {
  const plain = station({ gid: true, rrReq: true }, peer('07 00 6e 54 14'));
  const noisy = station({ gid: true, rrReq: true }, peer('ff f0 6e 54 d4'));
  expect([noisy.oper, noisy.txTlv]).toEqual([plain.oper, plain.txTlv]);
});

const arbitraryPeer = fc.record({
  id: fc.constantFrom('a', 'b', 'c'),
  evb: fc.option(arbitraryEvbTlv(), { nil: undefined }),
});
const arbitraryInput: fc.Arbitrary<EvbNegotiationInput> = fc.oneof(
  fc.record({
    kind: fc.constant('peers' as const),
    peers: fc.uniqueArray(arbitraryPeer, { selector: ({ id }) => id, maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant('portEnabled' as const), enabled: fc.boolean() }),
  fc.record({
    kind: fc.constant('config' as const),
    config: fc.record(
      {
        gid: fc.boolean(),
        rrReq: fc.boolean(),
        rrCap: fc.boolean(),
        rrForce: fc.constantFrom('auto', 'on', 'off'),
        rrHardwareOk: fc.boolean(),
        r: fc.nat(7),
        rwd: fc.nat(31),
        txEnable: fc.boolean(),
        manual: fc.boolean(),
        advertise: fc.constantFrom('proposal', 'operational'),
        peerSelection: fc.constantFrom('disable', 'newest'),
        acceptNvo3Peer: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
  }),
);

test('lldp-evb R13: however it came there, all follows from the last inputs alone, and what is told adds up', () => {
  fc.assert(
    fc.property(fc.constantFrom('station', 'bridge'), fc.array(arbitraryInput, { maxLength: 20 }), (role, inputs) => {
      const negotiation = new EvbNegotiation({ role });
      let config: EvbConfigOptions = { role };
      let peers: readonly EvbPeer[] = [];
      let portEnabled = false;
      let [relay, up, txTlv] = [false, undefined as string | undefined, undefined as string | undefined];
      for (const input of inputs) {
        expect(negotiation.handle(input)).toBeUndefined();
        if (input.kind === 'config') config = { ...config, ...input.config };
        if (input.kind === 'peers') peers = input.peers;
        if (input.kind === 'portEnabled') portEnabled = input.enabled;
        for (let output = negotiation.poll(); output !== undefined; output = negotiation.poll()) {
          if (output.kind === 'reflectiveRelay') {
            expect(output.on).not.toBe(relay);
            relay = output.on;
          }
          if (output.kind === 'peerUp') {
            expect(up).toBeUndefined();
            up = output.peer;
          }
          if (output.kind === 'peerDown') {
            expect(output.peer).toBe(up);
            up = undefined;
          }
          if (output.kind === 'localChange') txTlv = octetsOf(output.txTlv);
        }
        const expected = outcome(config, peers, portEnabled);
        expect(negotiation.status().oper).toEqual(expected.oper);
        expect(negotiation.status().peerState).toBe(expected.peerState);
        expect(negotiation.status().txTlv).toEqual(expected.txTlv);
        expect(negotiation.status().evbReady).toBe(expected.evbReady);
        expect(up).toBe(expected.peer?.id);
        expect(txTlv).toBe(octetsOf(expected.txTlv));
        const on = role === 'bridge' ? expected.oper.rrControl : expected.oper.rrStatus === 'on';
        expect(relay).toBe(on);
        const state = expected.peer === undefined ? 'NO_PEER' : on ? 'PEER_RR_ON' : 'PEER_RR_OFF';
        expect(negotiation.status().state).toBe(state);
      }
    }),
    { seed: 40, numRuns: 400 },
  );
});

test('law: a state that goes through JSON text before every input goes on as the one that stays', () => {
  const anyInput = fc.oneof(
    { weight: 4, arbitrary: arbitraryInput },
    { weight: 1, arbitrary: fc.constant<EvbNegotiationInput>({ kind: 'forget' }) },
  );
  const options = fc.record({
    role: fc.constantFrom('station', 'bridge'),
    onEvbLoss: fc.constantFrom('keep', 'end'),
    maxPendingOutputs: fc.constantFrom(3, 4096),
  });
  const steps = fc.array(fc.record({ input: anyInput, polls: fc.boolean() }), { maxLength: 20 });
  fc.assert(
    fc.property(options, steps, (given, all) => {
      expectSameRun((state?: EvbNegotiationState) => new EvbNegotiation(given, state), all);
    }),
    { seed: 41, numRuns: 200 },
  );
});
