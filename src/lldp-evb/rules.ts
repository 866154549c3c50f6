// The validation tables of LLDP as EVB needs it (802.1AB, 9.2.7.7) and of the EVB TLV (802.1Q, D.2.12).

import { rules } from '../core/result.js';

export const lldpRules = /* @__PURE__ */ rules({
  // Errors: the whole LLDPDU is discarded.
  lldpMandatoryMissing: ['V1', '802.1AB 9.2.7.7', 'Chassis ID, Port ID and Time To Live TLVs'],
  lldpMandatoryOrder: [
    'V2',
    '802.1AB 9.2.7.7',
    'Chassis ID (1), Port ID (2) and Time To Live (3) first, in this order',
  ],
  lldpIdLength: ['V3', '802.1AB 9.2.7.7', 'a Chassis ID or Port ID of 2 to 256 octets, its subtype included'],
  lldpTtlLength: ['V4', '802.1AB 9.2.7.7', 'a Time To Live of 2 octets'],
  lldpMandatoryTruncated: ['V5', '802.1AB 9.2.7.7', 'a mandatory TLV that ends inside the LLDPDU'],
  lldpMandatoryRepeated: ['V7', '802.1AB 9.2.7.7', 'one Chassis ID, one Port ID and one Time To Live only'],
  lldpTlvTruncated: ['V8', '802.1AB 9.2.7.7', 'a TLV that ends inside the LLDPDU'],
  // One TLV is skipped, the LLDPDU stands.
  lldpEndLength: ['V10', '802.1AB 9.2.7.7', 'an End Of LLDPDU of length 0; taken as the end'],
  lldpTlvRepeated: ['V13', '802.1AB 9.2.7.7', 'TLVs of types 4 to 7 once; the first one counts'],
  lldpTlvInvalid: ['V14', '802.1AB 9.2.7.7', 'a basic TLV of the length and inner lengths of its type'],
  lldpOrganizationShort: ['V16', '802.1AB 9.2.7.7', 'an organizationally specific TLV of at least 4 octets'],
  // Tolerated and told.
  lldpTtlLong: ['V4', '802.1AB 9.2.7.7', 'a Time To Live of 2 octets; those behind are ignored'],
  lldpOctetLeft: ['V12', '802.1AB 9.2.7.7', 'no single octet behind the last TLV'],
  lldpTlvUnrecognized: ['V15', '802.1AB 9.2.7.7', 'a TLV type of 0..8 or 127; kept as it is'],
});

export type LldpErrorCode = keyof typeof lldpRules;

export const evbTlvRules = /* @__PURE__ */ rules({
  // The TLV is skipped.
  evbTlvSubtype: ['', 'D.2.12', 'OUI 00-80-C2 and subtype 0D'],
  evbTlvLength: ['6.4/1', 'D.2.12', 'an EVB TLV of 9 octets'],
  // Tolerated and told.
  evbTlvLong: ['6.4/2', 'D.2.12', 'an EVB TLV of 9 octets; those behind are ignored'],
  evbReserved: ['6.4/7', 'D.2.12', 'reserved bits 0; ignored'],
  evbRrctrWithoutRrcap: ['6.4/9', 'D.2.12', 'RRCTR only together with RRCAP; a station follows RRCTR'],
});

export type EvbTlvErrorCode = keyof typeof evbTlvRules;
