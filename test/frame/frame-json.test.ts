// A frame as JSON: addresses, identifiers and octets as text, everything else under its own name and as it is.

import { expect, test } from 'vitest';
import { decodeFrame, frameToJson, type JsonValue } from '../../src/frame/index.js';
import { hex } from '../support/hex.js';

const ADDRESSES = '0180c2000000 02000000000a';
const MANAGER = '0a10 00000000000000000000ffffc000020a';
const ethernet = { destination: '01-80-C2-00-00-00', source: '02-00-00-00-00-0A', tags: [], etherType: 0x8940 };
const ecp = { version: 1, operation: 0, subtype: 1, sequence: 1 };

test.each<[kind: string, octets: string, json: JsonValue]>([
  [
    'lldp',
    `0180c2000003 02000000000a 88cc 02070402005e100001 04050565746830 06020079 0a0161 fe05 0080c20d06
     fe0b 0080c20e 080000a7 001001 0000 beef`,
    {
      kind: 'lldp',
      ethernet: { ...ethernet, destination: '01-80-C2-00-00-03', etherType: 0x88cc },
      lldp: {
        chassisId: { subtype: 4, id: '02005e100001' },
        portId: { subtype: 5, id: '65746830' },
        ttl: 121,
        tlvs: [
          { kind: 'raw', type: 5, value: '61' },
          { kind: 'raw', type: 127, value: '0080c20d06' },
          { kind: 'cdcp', cdcp: { role: 'bridge', sComp: true, chnCap: 167, pairs: [{ scid: 1, svid: 1 }] } },
        ],
      },
      trailer: 'beef',
    },
  ],
  [
    'vdp',
    `${ADDRESSES} 8940 10010001 ${MANAGER} 0621 20 000001 02 03 00000000000000000000525400aabbcc 02 0001 525400aabbcc e0c8
     0217 00 000001 00 01 00000000000000000000ffffc0000263 01 fe05 00000cf141`,
    {
      kind: 'vdp',
      ethernet,
      ecp,
      vdp: {
        managerId: '192.0.2.10',
        tlvs: [
          {
            kind: 'association',
            type: 3,
            status: 0x20,
            typeId: 1,
            typeVersion: 2,
            vsiidFormat: 3,
            vsiid: '52-54-00-AA-BB-CC',
            filterInfo: { format: 2, entries: [{ mac: '52-54-00-AA-BB-CC', ps: true, pcp: 6, vid: 200 }] },
          },
          {
            kind: 'rejected',
            type: 1,
            value: '00000001000100000000000000000000ffffc000026301',
            code: 'vdpFilterInfoCount',
          },
          { kind: 'organization', oui: 12, data: 'f141' },
        ],
      },
      trailer: '',
    },
  ],
  [
    'ecp',
    `${ADDRESSES} 8940 10020001 00abff`,
    { kind: 'ecp', ethernet, ecp: { ...ecp, subtype: 2 }, ulpdu: '00abff', trailer: '' },
  ],
  [
    'ecpAck',
    `${ADDRESSES} 8940 14010001 0000`,
    { kind: 'ecpAck', ethernet, ecp: { ...ecp, operation: 1 }, trailer: '0000' },
  ],
  [
    'other',
    `${ADDRESSES} 88a8b064 0806 0001`,
    {
      kind: 'other',
      ethernet: { ...ethernet, tags: [{ tpid: 0x88a8, pcp: 5, dei: true, vid: 100 }], etherType: 0x0806 },
      payload: '0001',
      trailer: '',
    },
  ],
])('%s', (_kind, octets, json) => {
  const result = decodeFrame(hex(octets));
  expect(result).toMatchObject({ ok: true });
  if (!result.ok) return;
  const made = frameToJson(result.value);
  expect(made).toStrictEqual(json);
  expect(JSON.parse(JSON.stringify(made))).toStrictEqual(json);
});
