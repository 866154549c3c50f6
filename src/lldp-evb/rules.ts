// The validation tables of LLDP as EVB needs it (802.1AB, 9.2.7.7) and of the EVB TLV (802.1Q, D.2.12).

import { rules } from '../core/result.js';

export const lldpRules = /* @__PURE__ */ rules({
  // Errors: the whole LLDPDU is discarded.
  lldpMandatoryMissing: '802.1AB 9.2.7.7',
  lldpMandatoryOrder: '802.1AB 9.2.7.7',
  lldpIdLength: '802.1AB 9.2.7.7',
  lldpTtlLength: '802.1AB 9.2.7.7',
  lldpMandatoryTruncated: '802.1AB 9.2.7.7',
  lldpMandatoryRepeated: '802.1AB 9.2.7.7',
  lldpTlvTruncated: '802.1AB 9.2.7.7',
  // One TLV is skipped, the LLDPDU stands.
  lldpEndLength: '802.1AB 9.2.7.7',
  lldpTlvRepeated: '802.1AB 9.2.7.7',
  lldpTlvInvalid: '802.1AB 9.2.7.7',
  lldpOrganizationShort: '802.1AB 9.2.7.7',
  // Tolerated and told.
  lldpTtlLong: '802.1AB 9.2.7.7',
  lldpOctetLeft: '802.1AB 9.2.7.7',
  lldpTlvUnrecognized: '802.1AB 9.2.7.7',
});

export type LldpErrorCode = keyof typeof lldpRules;

export const evbTlvRules = /* @__PURE__ */ rules({
  // The TLV is skipped.
  evbTlvSubtype: 'D.2.12',
  evbTlvLength: 'D.2.12',
  // Tolerated and told.
  evbTlvLong: 'D.2.12',
  evbReserved: 'D.2.12',
  evbRrctrWithoutRrcap: 'D.2.12',
});

export type EvbTlvErrorCode = keyof typeof evbTlvRules;
