// The validation table of the CDCP TLV, D.2.13: the part that is about its octets. What the pairs mean is judged later.

import { rules } from '../core/result.js';

export const cdcpRules = /* @__PURE__ */ rules({
  // The TLV is skipped.
  cdcpTlvSubtype: ['', 'D.2.13', 'OUI 00-80-C2 and subtype 0E'],
  cdcpTlvLength: ['D1', 'D.2.13', 'a CDCP TLV of at least 8 octets'],
  cdcpPairLength: ['D2', 'D.2.13', 'three octets for each pair of SCID and SVID'],
  // Tolerated and told.
  cdcpReserved: ['D15', 'D.2.13', 'reserved bits 0; ignored'],
});

export type CdcpErrorCode = keyof typeof cdcpRules;
