// The validation tables of VDP, clause 41: what a receiver demands of a ULPDU (V) and of an association TLV (A), and what
// it tolerates and tells.

import { rules } from '../core/result.js';

export const vdpRules = /* @__PURE__ */ rules({
  // The whole ULPDU: an error discards it.
  vdpManagerIdFirst: '41.1',
  vdpManagerIdLength: '41.1',
  vdpManagerIdRepeated: '41.1',
  vdpTlvTruncated: '41.2',
  // Tolerated in a ULPDU.
  vdpOctetLeft: '41.2',
  vdpTlvReserved: '41.2',
  vdpOrganizationTlvShort: '41.2',
  vdpNoAssociation: '41.2',
  // One association TLV: the ULPDU stands, this TLV is rejected.
  vdpAssociationShort: '41.2',
  vdpVsiidFormat: '41.2',
  vdpFilterInfoFormat: '41.2',
  vdpFilterInfoLength: '41.2.9',
  vdpFilterInfoEmpty: '41.2.9',
  vdpFilterInfoCount: '41.2.9',
  // Tolerated in an association TLV.
  vdpStatusReserved: '41.2.3',
  vdpStatusContradiction: '41.2.3',
  vdpPcpIgnored: '41.2.9',
});

export type VdpErrorCode = keyof typeof vdpRules;

/** What depends on who receives and on what was agreed: `admitAssociation` alone judges by it. */
export const vdpAdmitRules = /* @__PURE__ */ rules({
  vdpResponse: '41.2.3',
  vdpCommand: '41.2.3',
  vdpFilterEntry: '41.2.9',
  vdpGroupIdNotAgreed: '41.2.9',
  vdpVsiUnknown: '41.2',
});

export type VdpAdmitCode = keyof typeof vdpAdmitRules;
