// The texts of the rules of ECP, clause 43: the row of each in the validation table, and what would be right.

import type { RuleTexts } from '../core/result.js';
import type { EcpErrorCode } from './ecpdu.js';

export const ecpRuleTexts: RuleTexts<EcpErrorCode> = {
  ecpLength: ['1', '4 to 1500 octets of ECPDU'],
  ecpVersion: ['2', 'version 1'],
  ecpOperation: ['3', 'operation 0 (request) or 1 (acknowledgement)'],
  ecpSubtype: ['4', 'the subtype of a registered ULP'],
};
