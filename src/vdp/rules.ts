// The validation tables of VDP, clause 41: what a receiver demands of a ULPDU (V) and of an association TLV (A), and what
// it tolerates and tells.

import { rules } from '../core/result.js';

export const vdpRules = /* @__PURE__ */ rules({
  // The whole ULPDU: an error discards it.
  vdpManagerIdFirst: ['V1', '41.1', 'a VSI Manager ID TLV (type 5, 18 octets with its header) first'],
  vdpManagerIdLength: ['V2', '41.1', 'a VSI Manager ID of 16 octets'],
  vdpManagerIdRepeated: ['V3', '41.1', 'one VSI Manager ID TLV only'],
  vdpTlvTruncated: ['V4', '41.2', 'a TLV that ends inside the ULPDU'],
  // Tolerated in a ULPDU.
  vdpOctetLeft: ['V5', '41.2', 'no single octet behind the last TLV'],
  vdpTlvReserved: ['V7', '41.2', 'a TLV type of 0..5 or 127; skipped by its length'],
  vdpOrganizationTlvShort: ['V8', '41.2', 'an organizationally defined TLV of at least 3 octets; skipped'],
  vdpNoAssociation: ['V9', '41.2', 'at least one association TLV'],
  // One association TLV: the ULPDU stands, this TLV is rejected.
  vdpAssociationShort: ['A1', '41.2', 'an association TLV of at least 23 octets'],
  vdpResponse: ['A2', '41.2.3', 'a command: a bridge takes no responses'],
  vdpCommand: ['A3', '41.2.3', 'a response: a station takes no commands but De-Associate'],
  vdpVsiidFormat: ['A4', '41.2', 'VSIID format 1 (IPv4), 2 (IPv6), 3 (MAC), 4 (local) or 5 (UUID)'],
  vdpFilterInfoFormat: [
    'A5',
    '41.2',
    'filter info format 1 (VID), 2 (MAC/VID), 3 (GroupID/VID) or 4 (GroupID/MAC/VID)',
  ],
  vdpFilterInfoLength: [
    'A6',
    '41.2.9',
    'filter entries that fill the TLV: 25 octets and the size of an entry for each',
  ],
  vdpFilterInfoEmpty: ['A7', '41.2.9', 'at least one filter entry'],
  vdpFilterInfoCount: ['A8', '41.2.9', 'two octets with the number of filter entries'],
  vdpFilterEntry: ['A9', '41.2.9', 'VID 0..4094 (0 in format 1 only as the only entry) and an individual MAC address'],
  vdpGroupIdNotAgreed: ['A10', '41.2.9', 'no GroupID before both sides agreed to use them'],
  vdpVsiUnknown: ['A12', '41.2', 'the VSIID of a VSI of this station'],
  // Tolerated in an association TLV.
  vdpStatusReserved: ['', '41.2.3', 'reserved status bits 0, and no reserved error type'],
  vdpStatusContradiction: ['', '41.2.3', 'Keep or Hard only with an error type; taken as success'],
  vdpPcpIgnored: ['', '41.2.9', 'PCP 0 where PS is 0; ignored'],
});

export type VdpErrorCode = keyof typeof vdpRules;
