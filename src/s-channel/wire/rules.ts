// The validation table of the CDCP TLV, D.2.13: the rules about its octets. `sanitizePairs` judges the pairs.
// Decoders know the codes only; the table is for texts.

import type { Finding, Rules } from '../../core/result.js';

export const cdcpRules = {
  // The TLV is skipped.
  cdcpTlvSubtype: ['', 'OUI 00-80-C2 and subtype 0E'],
  cdcpTlvLength: ['D1', 'a CDCP TLV of at least 8 octets'],
  cdcpPairLength: ['D2', 'three octets for each pair of SCID and SVID'],
  // Tolerated, with a note.
  cdcpReserved: ['D15', 'reserved bits 0; ignored'],
} satisfies Rules<string>;

export type CdcpErrorCode = keyof typeof cdcpRules;

/** A finding about a CDCP TLV, with the clause of its rule. */
export const cdcpFinding = (
  code: CdcpErrorCode,
  field: string,
  offset: number,
  length: number,
): Finding<CdcpErrorCode> => ({
  code,
  field,
  offset,
  length,
  clause: 'D.2.13',
});
