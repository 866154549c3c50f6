// Every PDU with its decoder, its grammar, and octets: good ones, and ones at the edges where the two are meant to part.

import * as fc from 'fast-check';
import { decodeEthernetHeader, encodeEthernetHeader } from '../../src/core/ethernet.js';
import type { Result } from '../../src/core/result.js';
import { decodeEcpdu, encodeEcpdu } from '../../src/ecp/ecpdu.js';
import { decodeFrame } from '../../src/frame/decode-frame.js';
import {
  parseCdcpTlv,
  parseEcpdu,
  parseEthernetHeader,
  parseEvbTlv,
  parseFrame,
  parseLldpdu,
  parseVdpUlpdu,
} from '../../src/grammar/index.js';
import { decodeEvbTlv, encodeEvbTlv } from '../../src/lldp-evb/wire/evb-tlv.js';
import { decodeLldpdu, encodeLldpdu } from '../../src/lldp-evb/wire/lldpdu.js';
import { decodeCdcpTlv, encodeCdcpTlv } from '../../src/s-channel/wire/cdcp-tlv.js';
import {
  arbitraryCdcpTlv,
  arbitraryEcpdu,
  arbitraryEthernetHeader,
  arbitraryEvbTlv,
  arbitraryFrameOctets,
  arbitraryLldpdu,
  arbitraryOctets,
  arbitraryVdpUlpdu,
} from '../../src/testing/index.js';
import { decodeVdpUlpdu, encodeVdpUlpdu } from '../../src/vdp/wire/ulpdu.js';
import { hex } from '../support/hex.js';

export interface Pdu {
  readonly name: string;
  readonly decode: (bytes: Uint8Array) => Result<unknown>;
  readonly parse: (bytes: Uint8Array) => unknown;
  readonly octets: fc.Arbitrary<Uint8Array>;
  /** Any octets behind a beginning that is right, so that more than the first check sees them. */
  readonly beginning: Uint8Array;
  readonly edges?: fc.Arbitrary<Uint8Array>;
}

const joined = (...parts: readonly fc.Arbitrary<Uint8Array>[]): fc.Arbitrary<Uint8Array> =>
  fc.tuple(...parts).map((all) => Uint8Array.from(all.flatMap((part) => Array.from(part))));

const ecpduOfAbout1500 = joined(
  fc.constant(hex('1401 0001')),
  fc.integer({ min: 1490, max: 1510 }).map((length) => new Uint8Array(length)),
);

/** The End TLV, which is the last of these octets, given a length, and octets behind it. */
const lldpduWithOddEnd = fc
  .tuple(arbitraryLldpdu(), fc.integer({ min: 1, max: 511 }), arbitraryOctets(0, 511))
  .map(([{ withoutEnd: _, ...lldpdu }, length, behind]) => {
    const octets = encodeLldpdu({ ...lldpdu, tlvs: lldpdu.tlvs.slice(0, 1) });
    return Uint8Array.of(...octets.subarray(0, -2), length >>> 8, length & 0xff, ...behind);
  });

const zeros = (length: number): number[] => Array<number>(length).fill(0);
const tlv = (type: number, value: readonly number[]): number[] => [
  (type << 1) | (value.length >>> 8),
  value.length & 0xff,
  ...value,
];

/** Identifiers and a management address as long as they may be, and a little longer or shorter. */
const lldpduAtBounds = fc
  .record({
    chassis: fc.integer({ min: 254, max: 258 }),
    port: fc.integer({ min: 1, max: 3 }),
    address: fc.constantFrom(1, 2, 3, 31, 32, 33),
    oid: fc.constantFrom(0, 127, 128, 129),
  })
  .map(({ chassis, port, address, oid }) => {
    const management = [address, ...zeros(address + 5), oid, ...zeros(oid)];
    return Uint8Array.of(
      ...tlv(1, zeros(chassis)),
      ...tlv(2, zeros(port)),
      ...tlv(3, [0, 120]),
      ...tlv(8, management),
      ...tlv(0, []),
    );
  });

const lldpduEdges = fc.oneof(lldpduWithOddEnd, lldpduAtBounds);

const frameOf = (etherType: string, payload: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> =>
  joined(fc.constant(hex(`0180c2000000 020000000001 ${etherType}`)), payload);

export const pdus: readonly Pdu[] = [
  {
    name: 'ECPDU',
    decode: decodeEcpdu,
    parse: parseEcpdu,
    octets: arbitraryEcpdu().map(encodeEcpdu),
    beginning: hex('1001'),
    edges: ecpduOfAbout1500,
  },
  {
    name: 'VDP ULPDU',
    decode: decodeVdpUlpdu,
    parse: parseVdpUlpdu,
    octets: arbitraryVdpUlpdu().map(encodeVdpUlpdu),
    beginning: hex('0a10 00000000000000000000ffffc000020a 06'),
  },
  {
    name: 'LLDPDU',
    decode: decodeLldpdu,
    parse: parseLldpdu,
    octets: arbitraryLldpdu().map(encodeLldpdu),
    beginning: hex('0202 0741 0402 0742 0602 0079'),
    edges: lldpduEdges,
  },
  {
    name: 'EVB TLV',
    decode: decodeEvbTlv,
    parse: parseEvbTlv,
    octets: arbitraryEvbTlv().map(encodeEvbTlv),
    beginning: hex('0080c20d'),
  },
  {
    name: 'CDCP TLV',
    decode: decodeCdcpTlv,
    parse: parseCdcpTlv,
    octets: arbitraryCdcpTlv().map(encodeCdcpTlv),
    beginning: hex('0080c20e'),
  },
  {
    name: 'Ethernet header',
    decode: decodeEthernetHeader,
    parse: parseEthernetHeader,
    octets: arbitraryEthernetHeader().map(encodeEthernetHeader),
    beginning: hex('0180c2000000 020000000001 88a8 0064 81'),
  },
  {
    name: 'frame',
    decode: decodeFrame,
    parse: parseFrame,
    octets: arbitraryFrameOctets(),
    beginning: hex('0180c2000000 020000000001 88cc 0202 0741 0402 0742 0602 0079'),
    edges: fc.oneof(frameOf('8940', ecpduOfAbout1500), frameOf('88cc', lldpduEdges)),
  },
];
