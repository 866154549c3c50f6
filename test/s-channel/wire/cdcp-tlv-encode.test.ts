// What the encoder of the CDCP TLV refuses, before it has written an octet.

import { expect, test } from 'vitest';
import { type CdcpTlv, encodeCdcpTlv, encodeCdcpTlvInto } from '../../../src/s-channel/index.js';
import { refusal } from '../../support/encoding.js';
import { toHex } from '../../support/hex.js';

const good: CdcpTlv = { role: 'bridge', sComp: true, chnCap: 167, pairs: [{ scid: 1, svid: 1 }] };
const pairs = (count: number) => Array.from({ length: count }, (_, i) => ({ scid: i + 1, svid: 0 }));
const second = (pair: unknown) => ({ ...good, pairs: [{ scid: 1, svid: 1 }, pair] });

test.each<[what: string, value: unknown, field: string]>([
  ['null', null, 'cdcp'],
  ['text', 'cdcp', 'cdcp'],
  ['nothing in it', {}, 'cdcp.role'],
  ['no role', { ...good, role: undefined }, 'cdcp.role'],
  ['a role in small letters', { ...good, role: 's' }, 'cdcp.role'],
  ['the role as a number', { ...good, role: 1 }, 'cdcp.role'],
  ['a ChnCap below 0', { ...good, chnCap: -1 }, 'cdcp.chnCap'],
  ['a ChnCap above 4095', { ...good, chnCap: 4096 }, 'cdcp.chnCap'],
  ['a ChnCap that is no integer', { ...good, chnCap: 1.5 }, 'cdcp.chnCap'],
  ['no ChnCap', { ...good, chnCap: undefined }, 'cdcp.chnCap'],
  ['reservedHigh above 7', { ...good, reservedHigh: 8 }, 'cdcp.reservedHigh'],
  ['reservedHigh below 0', { ...good, reservedHigh: -1 }, 'cdcp.reservedHigh'],
  ['reservedLow above 7FFF', { ...good, reservedLow: 0x8000 }, 'cdcp.reservedLow'],
  ['reservedLow below 0', { ...good, reservedLow: -1 }, 'cdcp.reservedLow'],
  ['no pairs', { ...good, pairs: undefined }, 'cdcp.pairs'],
  ['pairs that are no array', { ...good, pairs: { length: 0 } }, 'cdcp.pairs'],
  ['s-channel I7: 168 pairs', { ...good, pairs: pairs(168) }, 'cdcp.pairs'],
  ['a sparse array of pairs', { ...good, pairs: new Array(1) }, 'cdcp.pairs[0]'],
  ['a pair of null', second(null), 'cdcp.pairs[1]'],
  ['a pair without SCID', second({ svid: 1 }), 'cdcp.pairs[1].scid'],
  ['a SCID below 0', second({ scid: -1, svid: 0 }), 'cdcp.pairs[1].scid'],
  ['s-channel I7: SCID 4096', second({ scid: 4096, svid: 0 }), 'cdcp.pairs[1].scid'],
  ['a pair without SVID', second({ scid: 2 }), 'cdcp.pairs[1].svid'],
  ['an SVID below 0', second({ scid: 2, svid: -1 }), 'cdcp.pairs[1].svid'],
  ['s-channel I7: SVID 4096', second({ scid: 2, svid: 4096 }), 'cdcp.pairs[1].svid'],
])('%s: refused', (_what, value, field) => {
  expect(refusal((out) => encodeCdcpTlvInto(value as CdcpTlv, out, 0)).field).toBe(field);
  expect(() => encodeCdcpTlv(value as CdcpTlv)).toThrow(`${field}: expected `);
});

test('too little room', () => {
  for (const [octets, offset] of [
    [10, 0],
    [11, 1],
    [11, -1],
    [11, 12],
    [11, 0.5],
  ] as const) {
    expect(refusal((out) => encodeCdcpTlvInto(good, out, offset), octets)).toMatchObject({
      field: 'out',
      expected: `room for 11 octets at offset ${offset}`,
    });
  }
  const out = new Uint8Array(11);
  expect(encodeCdcpTlvInto(good, out, 0)).toBe(11);
  expect(toHex(out)).toBe('0080c20e080000a7001001');
});
