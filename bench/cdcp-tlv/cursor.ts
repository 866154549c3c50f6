// Every field of the information of a CDCP TLV by the getters.

import {
  type CdcpTlv,
  cdcpChnCap,
  cdcpPair,
  cdcpPairCount,
  cdcpRole,
  cdcpSComp,
  checkCdcpTlv,
} from '../../src/s-channel/index.js';
import { sumOf } from '../octets.js';

/** The sum of all fields; -1 for a TLV that breaks a rule. */
export function sumCdcpByCursor(bytes: Uint8Array, at: number, length: number): number {
  if (checkCdcpTlv(bytes, at, length) !== undefined) return -1;
  let sum = cdcpRole(bytes, at) + (cdcpSComp(bytes, at) ? 1 : 0) + cdcpChnCap(bytes, at);
  const pairs = cdcpPairCount(length);
  for (let i = 0; i < pairs; i++) {
    const pair = cdcpPair(bytes, at, i);
    sum = (sum + (pair >>> 12) + (pair & 0xfff)) | 0;
  }
  return sum;
}

/** The same sum from the values. */
export const sumCdcp = ({ role, sComp, chnCap, pairs }: CdcpTlv): number =>
  sumOf(role === 'station', sComp, chnCap, ...pairs.flatMap(({ scid, svid }) => [scid, svid]));
