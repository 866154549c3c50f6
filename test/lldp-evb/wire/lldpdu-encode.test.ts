// What the encoders of LLDP and of the EVB TLV refuse, before they have written an octet.

import { expect, test } from 'vitest';
import {
  type EvbTlv,
  encodeEvbTlv,
  encodeEvbTlvInto,
  encodeLldpdu,
  encodeLldpduInto,
  type Lldpdu,
  type LldpTlv,
} from '../../../src/lldp-evb/index.js';
import { refusal } from '../../support/encoding.js';
import { evbTlv } from '../../support/evb.js';
import { hex } from '../../support/hex.js';

const mac = { subtype: 4, id: hex('02005e100001') };
const good = { chassisId: mac, portId: mac, ttl: 121, tlvs: [] };
const raw = { kind: 'raw', type: 5, value: hex('61') };
const big = { kind: 'raw', type: 9, value: new Uint8Array(511) };

test.each<[what: string, value: unknown, field: string]>([
  ['null', null, 'lldp'],
  ['undefined', undefined, 'lldp'],
  ['text', 'lldp', 'lldp'],
  ['nothing in it', {}, 'lldp.chassisId'],
  ['no Chassis ID', { ...good, chassisId: undefined }, 'lldp.chassisId'],
  ['a Chassis ID of null', { ...good, chassisId: null }, 'lldp.chassisId'],
  ['a Chassis ID subtype below 0', { ...good, chassisId: { ...mac, subtype: -1 } }, 'lldp.chassisId.subtype'],
  ['a Chassis ID subtype above 255', { ...good, chassisId: { ...mac, subtype: 256 } }, 'lldp.chassisId.subtype'],
  ['a Chassis ID subtype of text', { ...good, chassisId: { ...mac, subtype: '4' } }, 'lldp.chassisId.subtype'],
  [
    'a Chassis ID subtype that is no integer',
    { ...good, chassisId: { ...mac, subtype: 4.5 } },
    'lldp.chassisId.subtype',
  ],
  ['an empty Chassis ID', { ...good, chassisId: { ...mac, id: hex('') } }, 'lldp.chassisId.id'],
  ['a Chassis ID of 256 octets', { ...good, chassisId: { ...mac, id: new Uint8Array(256) } }, 'lldp.chassisId.id'],
  ['a Chassis ID of numbers', { ...good, chassisId: { ...mac, id: [2, 0] } }, 'lldp.chassisId.id'],
  ['no Port ID', { ...good, portId: undefined }, 'lldp.portId'],
  ['no Port ID subtype', { ...good, portId: { id: mac.id } }, 'lldp.portId.subtype'],
  ['an empty Port ID', { ...good, portId: { ...mac, id: hex('') } }, 'lldp.portId.id'],
  ['no Port ID octets', { ...good, portId: { ...mac, id: null } }, 'lldp.portId.id'],
  ['no TTL', { ...good, ttl: undefined }, 'lldp.ttl'],
  ['a TTL below 0', { ...good, ttl: -1 }, 'lldp.ttl'],
  ['a TTL above 65535', { ...good, ttl: 65536 }, 'lldp.ttl'],
  ['a TTL of NaN', { ...good, ttl: Number.NaN }, 'lldp.ttl'],
  ['no TLVs', { ...good, tlvs: undefined }, 'lldp.tlvs'],
  ['TLVs that are no array', { ...good, tlvs: { length: 0 } }, 'lldp.tlvs'],
  ['TTL 0 with TLVs', { ...good, ttl: 0, tlvs: [raw] }, 'lldp.tlvs'],
  ['a TLV of null', { ...good, tlvs: [raw, null] }, 'lldp.tlvs[1]'],
  ['a TLV left out', { ...good, tlvs: new Array(1) }, 'lldp.tlvs[0]'],
  ['a TLV of unknown kind', { ...good, tlvs: [{ ...raw, kind: 'evb' }] }, 'lldp.tlvs[0].kind'],
  ['a TLV without kind', { ...good, tlvs: [{ type: 5, value: raw.value }] }, 'lldp.tlvs[0].kind'],
  ['an End TLV', { ...good, tlvs: [{ ...raw, type: 0 }] }, 'lldp.tlvs[0].type'],
  ['a second TTL', { ...good, tlvs: [{ ...raw, type: 3 }] }, 'lldp.tlvs[0].type'],
  ['a type above 127', { ...good, tlvs: [{ ...raw, type: 128 }] }, 'lldp.tlvs[0].type'],
  ['a value of 512 octets', { ...good, tlvs: [{ ...raw, value: new Uint8Array(512) }] }, 'lldp.tlvs[0].value'],
  ['no value', { ...good, tlvs: [{ ...raw, value: undefined }] }, 'lldp.tlvs[0].value'],
  ['a rejected TLV without value', { ...good, tlvs: [{ kind: 'rejected', type: 4 }] }, 'lldp.tlvs[0].value'],
  ['more than 1500 octets', { ...good, tlvs: [big, big, big] }, 'lldp'],
  ['more than 1500 TLVs', { ...good, tlvs: new Array(1501).fill(raw) }, 'lldp.tlvs'],
])('an LLDPDU with %s is refused', (_what, value, field) => {
  expect(refusal((out) => encodeLldpduInto(value as Lldpdu, out, 0))).toMatchObject({ field });
  expect(() => encodeLldpdu(value as Lldpdu)).toThrow(expect.objectContaining({ code: 'dot1qbgEncode', field }));
});

const evb = evbTlv({ rwd: 20, rka: 20 });

test.each<[what: string, value: unknown, field: string]>([
  ['null', null, 'evb'],
  ['undefined', undefined, 'evb'],
  ['a number', 13, 'evb'],
  ['nothing in it', {}, 'evb.rrstat'],
  ['RRSTAT 4', { ...evb, rrstat: 4 }, 'evb.rrstat'],
  ['RRSTAT of null', { ...evb, rrstat: null }, 'evb.rrstat'],
  ['R 8', { ...evb, r: 8 }, 'evb.r'],
  ['R -1', { ...evb, r: -1 }, 'evb.r'],
  ['RTE 32', { ...evb, rte: 32 }, 'evb.rte'],
  ['RTE of text', { ...evb, rte: '14' }, 'evb.rte'],
  ['mode 4', { ...evb, evbMode: 4 }, 'evb.evbMode'],
  ['RWD 32', { ...evb, rwd: 32 }, 'evb.rwd'],
  ['RWD 1.5', { ...evb, rwd: 1.5 }, 'evb.rwd'],
  ['RKA 32', { ...evb, rka: 32 }, 'evb.rka'],
  ['no RKA', { ...evb, rka: undefined }, 'evb.rka'],
  ['bridgeReserved 32', { ...evb, bridgeReserved: 32 }, 'evb.bridgeReserved'],
  ['bridgeReserved of null', { ...evb, bridgeReserved: null }, 'evb.bridgeReserved'],
  ['stationReserved 16', { ...evb, stationReserved: 16 }, 'evb.stationReserved'],
  ['rkaReserved 4', { ...evb, rkaReserved: 4 }, 'evb.rkaReserved'],
  ['an extension of 503 octets', { ...evb, extension: new Uint8Array(503) }, 'evb.extension'],
  ['an extension of numbers', { ...evb, extension: [1, 2] }, 'evb.extension'],
])('an EVB TLV with %s is refused', (_what, value, field) => {
  expect(refusal((out) => encodeEvbTlvInto(value as EvbTlv, out, 0))).toMatchObject({ field });
  expect(() => encodeEvbTlv(value as EvbTlv)).toThrow(expect.objectContaining({ code: 'dot1qbgEncode', field }));
});

test('where there is no room nothing is written', () => {
  const rooms = [0, 3, 8, -1, 0.5, Number.NaN, 100];
  for (const offset of rooms.filter((at) => at !== 0)) {
    const error = refusal((out) => encodeEvbTlvInto(evb, out, offset), 10);
    expect(error).toMatchObject({ field: 'out', expected: `room for 9 octets at offset ${offset}` });
  }
  expect(refusal((out) => encodeLldpduInto(good as Lldpdu, out, 3), 26)).toMatchObject({
    field: 'out',
    expected: 'room for 24 octets at offset 3',
  });
  expect(encodeLldpduInto(good as Lldpdu, new Uint8Array(27), 3)).toBe(27);
});

test('what is refused says what would be right', () => {
  const tlvs = [{ kind: 'raw', type: 200, value: hex('') }] as readonly LldpTlv[];
  expect(() => encodeLldpdu({ ...good, tlvs })).toThrow('lldp.tlvs[0].type: expected an integer 4..127, got 200');
  expect(() => encodeEvbTlv({ ...evb, r: 8 })).toThrow('evb.r: expected an integer 0..7, got 8');
});
