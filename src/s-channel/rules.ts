// The validation table of the CDCP TLV, D.2.13: the part that is about its octets. What the pairs mean is judged later.

import { rules } from '../core/result.js';

export const cdcpRules = /* @__PURE__ */ rules({
  // The TLV is skipped.
  cdcpTlvSubtype: 'D.2.13',
  cdcpTlvLength: 'D.2.13',
  cdcpPairLength: 'D.2.13',
  // Tolerated and told.
  cdcpReserved: 'D.2.13',
});

export type CdcpErrorCode = keyof typeof cdcpRules;
