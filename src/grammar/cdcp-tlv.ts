// The information of a CDCP TLV, D.2.13, as a grammar.

import { Parser } from 'binary-parser';
import type { CdcpTlv } from '../s-channel/wire/cdcp-tlv.js';
import { flag } from './parts.js';

const FIXED_OCTETS = 8;
const PAIR_OCTETS = 3;
const OUI_8021 = 0x0080c2;
const SUBTYPE = 0x0e;

const pair = new Parser().bit12('scid').bit12('svid');

const cdcp = new Parser()
  .bit24('oui')
  .uint8('subtype')
  .bit1('role', { formatter: (bit: number) => (bit === 1 ? 'station' : 'bridge') })
  .bit3('reservedHigh')
  .bit1('sComp', flag)
  .bit15('reservedLow')
  .bit12('chnCap')
  .array('pairs', { type: pair, readUntil: 'eof' });

type Parsed = Required<CdcpTlv> & { readonly oui: number; readonly subtype: number };

/**
 * The information of a CDCP TLV, in the form of `decodeCdcpTlv`; `undefined` for another OUI or subtype, less than 8
 * octets, or a last pair that is not whole.
 */
export function parseCdcpTlv(bytes: Uint8Array): CdcpTlv | undefined {
  if (bytes.length < FIXED_OCTETS || (bytes.length - FIXED_OCTETS) % PAIR_OCTETS !== 0) return undefined;
  const { oui, subtype, reservedHigh, reservedLow, ...always } = cdcp.parse(bytes) as Parsed;
  if (oui !== OUI_8021 || subtype !== SUBTYPE) return undefined;
  return {
    ...always,
    ...(reservedHigh !== 0 && { reservedHigh }),
    ...(reservedLow !== 0 && { reservedLow }),
  };
}
