// The information of a CDCP TLV from octets to objects, by our decoder and by our grammar.

import { parseCdcpTlv } from '../../src/grammar/index.js';
import { type CdcpTlv, decodeCdcpTlv } from '../../src/s-channel/index.js';
import { sumOf } from '../octets.js';

/** The sum of a few members: what is measured is how the objects are made. -1 for a TLV that breaks a rule. */
export function sumByObjects(bytes: Uint8Array): number {
  const result = decodeCdcpTlv(bytes);
  if (!result.ok) return -1;
  const { chnCap, pairs } = result.value;
  return chnCap + pairs.length;
}

/** The same by the grammar of the package, which checks its length. */
export function sumByBoundedGrammar(bytes: Uint8Array): number {
  const cdcp = parseCdcpTlv(bytes);
  return cdcp === undefined ? -1 : cdcp.chnCap + cdcp.pairs.length;
}

/** The same sum from the values. */
export const memberSum = ({ chnCap, pairs }: CdcpTlv): number => sumOf(chnCap, pairs.length);
