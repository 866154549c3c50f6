// What a negotiation makes of EVB TLVs that are not as they should be.

import { expect, test } from 'vitest';
import { findEvbTlv } from '../../../src/lldp-evb/index.js';
import { hex } from '../../support/hex.js';
import {
  bridgeOutcome as bridge,
  fiveOctets,
  octetsOf,
  peer,
  stationOutcome as station,
} from '../negotiation/negotiations.js';

/** A bridge and a station with the defaults. */
const BRIDGE = '00 00 6e 54 14';
const STATION = '00 03 6e 94 14';

const raw = (information: string) => ({ kind: 'raw' as const, type: 127, value: hex(`0080c20d ${information}`) });

test('lldp-evb 6.4/1: a short EVB TLV leaves the neighbour without one', () => {
  const found = findEvbTlv([raw('06 00 6e 56')]);
  expect(found).toEqual({ evb: undefined, rejected: ['evbTlvLength'], notes: [] });
  expect(station({}, { id: 'N', evb: found.evb }).peerState).toBe('none');
});

test('lldp-evb 6.4/2: a long one counts, with a note; or not, where exact is wanted', () => {
  const long = [raw('06 00 6e 56 12 dead')];
  expect(findEvbTlv(long)).toMatchObject({
    evb: { rwd: 22 },
    rejected: [],
    notes: [{ code: 'evbTlvLong', field: 'tlvs[0].evb' }],
  });
  expect(findEvbTlv(long, { evbTlvLength: 'exact' })).toMatchObject({ evb: undefined, rejected: ['evbTlvLength'] });
});

test('lldp-evb 6.4/3: mode 0 is not eligible, and no mismatch', () => {
  expect(station({}, peer('06 00 6e 16 12')).peerState).toBe('none');
});

test('lldp-evb 6.4/4: mode 3 is not eligible, but where it is accepted', () => {
  const nvo3 = peer('07 0f 6e d6 12');
  expect(station({}, nvo3).peerState).toBe('none');
  expect(bridge({}, nvo3).peerState).toBe('none');
  expect(station({ acceptNvo3Peer: true }, nvo3)).toMatchObject({ peerState: 'ok', oper: { rwd: 22, rrStatus: 'on' } });
  expect(bridge({ acceptNvo3Peer: true }, nvo3)).toMatchObject({ peerState: 'ok', oper: { rwd: 22 } });
});

test('lldp-evb 6.4/5: two stations, or two bridges, back to back do not match', () => {
  expect(station({}, peer(STATION)).peerState).toBe('modeMismatch');
  expect(bridge({}, peer(BRIDGE)).peerState).toBe('modeMismatch');
});

test('lldp-evb 6.4/6: the first good EVB TLV counts', () => {
  const system = { kind: 'raw' as const, type: 5, value: hex('61') };
  const found = findEvbTlv([system, raw('06 00 6e'), raw('06 00 6e 56 12'), raw('07 00 6e 56 12'), raw('00')]);
  expect(found).toMatchObject({
    evb: { rrctr: false },
    rejected: ['evbTlvLength', 'evbTlvRepeated', 'evbTlvRepeated'],
  });
  expect(findEvbTlv([])).toEqual({ evb: undefined, rejected: [], notes: [] });
});

test('an EVB TLV of another organization, of another type or rejected by LLDP is none', () => {
  const { value } = raw('06 00 6e 56 12');
  const foreign = hex('001b3f00 06 00 6e 56 12');
  expect(
    findEvbTlv([
      { kind: 'raw', type: 127, value: foreign },
      { kind: 'raw', type: 126, value },
      { kind: 'rejected', type: 127, value, code: 'x' },
    ]),
  ).toEqual({ evb: undefined, rejected: [], notes: [] });
});

test.each(['02', '03'])('lldp-evb 6.4/8: a bridge takes RRSTAT %s as it comes', (rrstat) => {
  expect(bridge({ rrCap: true }, peer(`00 ${rrstat} 6e 94 14`))).toMatchObject({ peerState: 'ok' });
  expect(octetsOf(bridge({ rrCap: true }, peer(`00 ${rrstat} 6e 94 14`)).txTlv)).toBe(`02 ${rrstat} 6e 54 14`);
});

test('lldp-evb 6.4/9: a station follows RRCTR without RRCAP', () => {
  const found = findEvbTlv([raw('01 00 6e 54 14')]);
  expect(found.notes).toMatchObject([{ code: 'evbRrctrWithoutRrcap' }]);
  expect(station({}, { id: 'N', evb: found.evb }).oper.rrStatus).toBe('on');
});

test('lldp-evb 6.4/10: R may be 0', () => {
  expect(station({ r: 0 }, peer('00 00 0e 54 14')).oper.r).toBe(0);
  expect(fiveOctets('00 00 0e 54 14').r).toBe(0);
});
