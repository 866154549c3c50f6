// The texts of the rules about the TLVs in a whole frame: the row of each in the validation tables, and what would be right.

import type { RuleTexts } from '../core/result.js';
import type { FrameTlvErrorCode } from './rules.js';

export const frameRuleTexts: RuleTexts<FrameTlvErrorCode> = {
  // The TLV is skipped.
  evbTlvRepeated: ['6.4/6', 'one EVB TLV in an LLDPDU; the first one counts'],
  cdcpTlvRepeated: ['D3', 'one CDCP TLV in an LLDPDU; the first one counts'],
  // Tolerated and told; the TLV stays raw.
  lldpOrganizationUnknown: ['V17', 'an organizationally specific TLV known here; kept as it is'],
  evbTlvAgent: ['A1', 'an EVB TLV on the Nearest Customer Bridge address 01-80-C2-00-00-00 only; ignored'],
  cdcpTlvAgent: ['D17', 'a CDCP TLV on the Nearest non-TPMR Bridge address 01-80-C2-00-00-03 only; ignored'],
};
