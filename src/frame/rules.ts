// What only a whole frame can show about the TLVs of LLDP: which agent they came to, and how often they stand there.

import { rules } from '../core/result.js';

export const frameRules = /* @__PURE__ */ rules({
  // The TLV is skipped.
  evbTlvRepeated: 'D.2.12',
  cdcpTlvRepeated: 'D.2.13',
  // Tolerated and told; the TLV stays raw.
  lldpOrganizationUnknown: '802.1AB 9.2.7.7',
  evbTlvAgent: 'D.2.12',
  cdcpTlvAgent: 'D.2.13',
});

export type FrameTlvErrorCode = keyof typeof frameRules;
