// EVB TLVs as test tables write them.

import type { EvbTlv } from '../../src/lldp-evb/index.js';

/** An EVB TLV with the values given, and all others 0 or false. */
export const evbTlv = (values: Partial<EvbTlv>): EvbTlv => ({
  bgid: false,
  rrcap: false,
  rrctr: false,
  sgid: false,
  rrreq: false,
  rrstat: 0,
  r: 0,
  rte: 0,
  evbMode: 0,
  rwdRol: false,
  rwd: 0,
  rkaRol: false,
  rka: 0,
  ...values,
});
