// The validation tables of LLDP as EVB needs it (802.1AB, 9.2.7.7) and of the EVB TLV (802.1Q, D.2.12). Decoders know
// the codes only; the tables are for texts.

import type { Finding, Rules } from '../../core/result.js';

export const lldpRules = {
  // Errors: the whole LLDPDU is discarded.
  lldpMandatoryMissing: ['V1', 'Chassis ID, Port ID and Time To Live TLVs'],
  lldpMandatoryOrder: ['V2', 'Chassis ID (1), Port ID (2) and Time To Live (3) first, in this order'],
  lldpIdLength: ['V3', 'a Chassis ID or Port ID of 2 to 256 octets, its subtype included'],
  lldpTtlLength: ['V4', 'a Time To Live of 2 octets'],
  lldpMandatoryTruncated: ['V5', 'a mandatory TLV that ends inside the LLDPDU'],
  lldpMandatoryRepeated: ['V7', 'one Chassis ID, one Port ID and one Time To Live only'],
  lldpTlvTruncated: ['V8', 'a TLV that ends inside the LLDPDU'],
  // One TLV is skipped, the LLDPDU stands.
  lldpEndLength: ['V10', 'an End Of LLDPDU of length 0; taken as the end'],
  lldpTlvRepeated: ['V13', 'TLVs of types 4 to 7 once; the first one counts'],
  lldpTlvInvalid: ['V14', 'a basic TLV of the length and inner lengths of its type'],
  lldpOrganizationShort: ['V16', 'an organizationally specific TLV of at least 4 octets'],
  // Tolerated, with a note.
  lldpTtlLong: ['V4', 'a Time To Live of 2 octets; those behind are ignored'],
  lldpOctetLeft: ['V12', 'no single octet behind the last TLV'],
  lldpTlvUnrecognized: ['V15', 'a TLV type of 0..8 or 127; kept as it is'],
} satisfies Rules<string>;

export type LldpErrorCode = keyof typeof lldpRules;

/** A finding about an LLDPDU, with the clause of its rule. */
export const lldpFinding = (
  code: LldpErrorCode,
  field: string,
  offset: number,
  length: number,
): Finding<LldpErrorCode> => ({
  code,
  field,
  offset,
  length,
  clause: '802.1AB 9.2.7.7',
});

export const evbTlvRules = {
  // The TLV is skipped.
  evbTlvSubtype: ['', 'OUI 00-80-C2 and subtype 0D'],
  evbTlvLength: ['6.4/1', 'an EVB TLV of 9 octets'],
  // Tolerated, with a note.
  evbTlvLong: ['6.4/2', 'an EVB TLV of 9 octets; those behind are ignored'],
  evbReserved: ['6.4/7', 'reserved bits 0; ignored'],
  evbRrctrWithoutRrcap: ['6.4/9', 'RRCTR only together with RRCAP; a station follows RRCTR'],
} satisfies Rules<string>;

export type EvbTlvErrorCode = keyof typeof evbTlvRules;

/** A finding about an EVB TLV, with the clause of its rule. */
export const evbTlvFinding = (
  code: EvbTlvErrorCode,
  field: string,
  offset: number,
  length: number,
): Finding<EvbTlvErrorCode> => ({
  code,
  field,
  offset,
  length,
  clause: 'D.2.12',
});
