// VDP in test tables: octets put together without the encoder, values written out without the decoder.

import type { Identifier } from '../../../src/core/identifier.js';
import {
  type AssociationTlv,
  type AssociationType,
  type FilterEntry,
  type FilterInfoFormat,
  makeFilterInfo,
} from '../../../src/vdp/index.js';
import { hex, toHex } from '../../support/hex.js';

/** Sixteen octets as an identifier. */
export function identifier(digits: string): Identifier {
  const view = new DataView(hex(digits).buffer);
  const [w0, w1, w2, w3] = [0, 4, 8, 12].map((at) => view.getInt32(at)) as [number, number, number, number];
  return { w0, w1, w2, w3 };
}

/** The VSI Manager ID TLV of 192.0.2.10, 18 octets: what follows has its header at 18. */
export const MANAGER = '0a10 00000000000000000000ffffc000020a';
export const managerId = identifier('00000000000000000000ffffc000020a');

export const UUID = 'a141285760f74ce1e95a2164943f53aa';

/** The digits of a TLV with the length that its value has. */
export function tlv(type: number, value: string): string {
  const { length } = hex(value);
  return toHex(Uint8Array.of((type << 1) | (length >>> 8), length & 0xff)) + toHex(hex(value));
}

/** The value of an association TLV: VTID 1, version 0, and what is given from the Filter Info Format on. */
export const association = (status: string, filterInfo: string, vsiidFormat = '05'): string =>
  `${status} 000001 00 ${vsiidFormat} ${UUID} ${filterInfo}`;

/** An Associate with one entry, VID 100; a good one to stand behind a bad one. */
export const GOOD = tlv(3, association('00', '01 0001 0064'));

/** The decoded TLV of `association`. */
export const associationTlv = (
  type: AssociationType,
  format: FilterInfoFormat,
  entry: readonly FilterEntry[],
  more: Partial<AssociationTlv> = {},
): AssociationTlv => ({
  kind: 'association',
  type,
  status: 0,
  typeId: 1,
  typeVersion: 0,
  vsiidFormat: 5,
  vsiid: identifier(UUID),
  filterInfo: makeFilterInfo(format, entry),
  ...more,
});

/** The VID field of a filter entry without PCP. */
export const vid = (value: number) => ({ ps: false, pcp: 0, vid: value });

export const good = associationTlv(3, 1, [vid(100)]);
