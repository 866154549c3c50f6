// What only a whole frame can show about the TLVs of LLDP: which agent they came to, and how often they stand there.

import { rules } from '../core/result.js';

export const frameRules = /* @__PURE__ */ rules({
  // The TLV is skipped.
  evbTlvRepeated: ['6.4/6', 'D.2.12', 'one EVB TLV in an LLDPDU; the first one counts'],
  cdcpTlvRepeated: ['D3', 'D.2.13', 'one CDCP TLV in an LLDPDU; the first one counts'],
  // Tolerated and told; the TLV stays raw.
  lldpOrganizationUnknown: ['V17', '802.1AB 9.2.7.7', 'an organizationally specific TLV known here; kept as it is'],
  evbTlvAgent: ['A1', 'D.2.12', 'an EVB TLV on the Nearest Customer Bridge address 01-80-C2-00-00-00 only; ignored'],
  cdcpTlvAgent: ['D17', 'D.2.13', 'a CDCP TLV on the Nearest non-TPMR Bridge address 01-80-C2-00-00-03 only; ignored'],
});
