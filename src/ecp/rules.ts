// The validation table of ECP, clause 43. Decoders use the codes only; makers of texts use the table.

import type { Finding, Rules } from '../core/result.js';

export const ecpRules = {
  ecpLength: ['1', '4 to 1500 octets of ECPDU'],
  ecpVersion: ['2', 'version 1'],
  ecpOperation: ['3', 'operation 0 (request) or 1 (acknowledgement)'],
  ecpSubtype: ['4', 'the subtype of a registered ULP'],
} satisfies Rules<string>;

export type EcpErrorCode = keyof typeof ecpRules;

/** A finding about an ECPDU, with the clause of its rule. */
export const ecpFinding = (
  code: EcpErrorCode,
  field: string,
  offset: number,
  length: number,
): Finding<EcpErrorCode> => ({
  code,
  field,
  offset,
  length,
  clause: '43',
});
