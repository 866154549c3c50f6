// The texts of the rules of the CDCP TLV: the row of each in the validation table, and what would be right.

import type { RuleTexts } from '../core/result.js';
import type { CdcpErrorCode } from './rules.js';

export const cdcpRuleTexts: RuleTexts<CdcpErrorCode> = {
  // The TLV is skipped.
  cdcpTlvSubtype: ['', 'OUI 00-80-C2 and subtype 0E'],
  cdcpTlvLength: ['D1', 'a CDCP TLV of at least 8 octets'],
  cdcpPairLength: ['D2', 'three octets for each pair of SCID and SVID'],
  // Tolerated and told.
  cdcpReserved: ['D15', 'reserved bits 0; ignored'],
};
