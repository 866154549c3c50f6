// The information of an EVB TLV, D.2.12, as a grammar.

import { Parser } from 'binary-parser';
import type { EvbTlv } from '../lldp-evb/wire/evb-tlv.js';
import { flag, rest } from './parts.js';

const MIN_OCTETS = 9;
const OUI_8021 = 0x0080c2;
const SUBTYPE = 0x0d;

const evb = new Parser()
  .bit24('oui')
  .uint8('subtype')
  .bit5('bridgeReserved')
  .bit1('bgid', flag)
  .bit1('rrcap', flag)
  .bit1('rrctr', flag)
  .bit4('stationReserved')
  .bit1('sgid', flag)
  .bit1('rrreq', flag)
  .bit2('rrstat')
  .bit3('r')
  .bit5('rte')
  .bit2('evbMode')
  .bit1('rwdRol', flag)
  .bit5('rwd')
  .bit2('rkaReserved')
  .bit1('rkaRol', flag)
  .bit5('rka')
  .buffer('extension', rest);

type Parsed = Required<EvbTlv> & { readonly oui: number; readonly subtype: number };

/**
 * The information of an EVB TLV, in the form of `decodeEvbTlv`; `undefined` for another OUI or subtype, or less than 9
 * octets.
 */
export function parseEvbTlv(bytes: Uint8Array): EvbTlv | undefined {
  if (bytes.length < MIN_OCTETS) return undefined;
  const parsed = evb.parse(bytes) as Parsed;
  const { oui, subtype, bridgeReserved, stationReserved, rkaReserved, extension, ...always } = parsed;
  if (oui !== OUI_8021 || subtype !== SUBTYPE) return undefined;
  return {
    ...always,
    ...(bridgeReserved !== 0 && { bridgeReserved }),
    ...(stationReserved !== 0 && { stationReserved }),
    ...(rkaReserved !== 0 && { rkaReserved }),
    ...(extension.length !== 0 && { extension }),
  };
}
