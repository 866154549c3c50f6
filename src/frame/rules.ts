// Rules about the TLVs of LLDP that need the whole frame: the agent that they came to, and how often they are there.

import type { Finding, Rules } from '../core/result.js';

export const frameRules = {
  // The TLV is skipped.
  evbTlvRepeated: ['6.4/6', 'one EVB TLV in an LLDPDU; the first one counts'],
  cdcpTlvRepeated: ['D3', 'one CDCP TLV in an LLDPDU; the first one counts'],
  // Tolerated and reported; the TLV stays raw.
  lldpOrganizationUnknown: ['V17', 'an organizationally specific TLV known here; kept as it is'],
  evbTlvAgent: ['A1', 'an EVB TLV on the Nearest Customer Bridge address 01-80-C2-00-00-00 only; ignored'],
  cdcpTlvAgent: ['D17', 'a CDCP TLV on the Nearest non-TPMR Bridge address 01-80-C2-00-00-03 only; ignored'],
} satisfies Rules<string>;

export type FrameTlvErrorCode = keyof typeof frameRules;

const CLAUSES: Readonly<Record<FrameTlvErrorCode, string>> = {
  evbTlvRepeated: 'D.2.12',
  cdcpTlvRepeated: 'D.2.13',
  lldpOrganizationUnknown: '802.1AB 9.2.7.7',
  evbTlvAgent: 'D.2.12',
  cdcpTlvAgent: 'D.2.13',
};

/** A finding about a TLV in a frame, with the clause of its rule. */
export const frameTlvFinding = (
  code: FrameTlvErrorCode,
  field: string,
  offset: number,
  length: number,
): Finding<FrameTlvErrorCode> => ({
  code,
  field,
  offset,
  length,
  clause: CLAUSES[code],
});
