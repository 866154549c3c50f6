// The information of a CDCP TLV as a binary-parser grammar without any bounds.

import { Parser } from 'binary-parser';
import type { CdcpTlv, SChannelPair } from '../../src/s-channel/index.js';

const pair = new Parser().bit12('scid').bit12('svid');

/** Behind OUI and subtype. */
const fixed = new Parser().bit1('role').bit3('reservedHigh').bit1('sComp').bit15('reservedLow').bit12('chnCap');

const cdcp = new Parser()
  .bit24('oui')
  .uint8('subtype')
  .nest({ type: fixed })
  .array('pair', { type: pair, readUntil: 'eof' });

/** The same within a TLV of LLDP, whose length says how many pairs there are. */
export const cdcpInTlv = new Parser().nest({ type: fixed }).array('pair', {
  type: pair,
  length(this: { readonly length: number }) {
    return (this.length - 8) / 3;
  },
});

export interface ParsedCdcp {
  readonly role: number;
  readonly sComp: number;
  readonly chnCap: number;
  readonly pair: readonly SChannelPair[];
}

/** The same members as `memberSum`. */
export function sumByRawGrammar(bytes: Uint8Array): number {
  const { chnCap, pair } = cdcp.parse(bytes) as ParsedCdcp;
  return chnCap + pair.length;
}

/** What was parsed, in our form. */
export const toCdcpTlv = ({ role, sComp, chnCap, pair: pairs }: ParsedCdcp): CdcpTlv => ({
  role: role === 1 ? 'station' : 'bridge',
  sComp: sComp === 1,
  chnCap,
  pairs,
});

export const parseCdcp = (bytes: Uint8Array): CdcpTlv => toCdcpTlv(cdcp.parse(bytes) as ParsedCdcp);
