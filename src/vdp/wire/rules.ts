// The validation tables of VDP, clause 41: the demands of a receiver on a ULPDU (V) and on an association TLV (A), and the
// faults that it tolerates and reports. Decoders know the codes alone; texts are made from the tables.

import type { Finding, Rules } from '../../core/result.js';

export const vdpRules = {
  // The whole ULPDU: an error discards it.
  vdpManagerIdFirst: ['V1', 'a VSI Manager ID TLV (type 5, 18 octets with its header) first'],
  vdpManagerIdLength: ['V2', 'a VSI Manager ID of 16 octets'],
  vdpManagerIdRepeated: ['V3', 'one VSI Manager ID TLV only'],
  vdpTlvTruncated: ['V4', 'a TLV that ends inside the ULPDU'],
  // Tolerated in a ULPDU.
  vdpOctetLeft: ['V5', 'no single octet behind the last TLV'],
  vdpTlvReserved: ['V7', 'a TLV type of 0..5 or 127; skipped by its length'],
  vdpOrganizationTlvShort: ['V8', 'an organizationally defined TLV of at least 3 octets; skipped'],
  vdpNoAssociation: ['V9', 'at least one association TLV'],
  // One association TLV: the ULPDU stands, this TLV is rejected.
  vdpAssociationShort: ['A1', 'an association TLV of at least 23 octets'],
  vdpVsiidFormat: ['A4', 'VSIID format 1 (IPv4), 2 (IPv6), 3 (MAC), 4 (local) or 5 (UUID)'],
  vdpFilterInfoFormat: ['A5', 'filter info format 1 (VID), 2 (MAC/VID), 3 (GroupID/VID) or 4 (GroupID/MAC/VID)'],
  vdpFilterInfoLength: ['A6', 'filter entries that fill the TLV: 25 octets and the size of an entry for each'],
  vdpFilterInfoEmpty: ['A7', 'at least one filter entry'],
  vdpFilterInfoCount: ['A8', 'two octets with the number of filter entries'],
  // Tolerated in an association TLV.
  vdpStatusReserved: ['', 'reserved status bits 0, and no reserved error type'],
  vdpStatusContradiction: ['', 'Keep or Hard only with an error type; taken as success'],
  vdpPcpIgnored: ['', 'PCP 0 where PS is 0; ignored'],
} satisfies Rules<string>;

export type VdpErrorCode = keyof typeof vdpRules;

/** Clauses other than the usual one, which is 41.2. */
const CLAUSES: { readonly [Code in VdpErrorCode]?: string } = {
  vdpManagerIdFirst: '41.1',
  vdpManagerIdLength: '41.1',
  vdpManagerIdRepeated: '41.1',
  vdpFilterInfoLength: '41.2.9',
  vdpFilterInfoEmpty: '41.2.9',
  vdpFilterInfoCount: '41.2.9',
  vdpStatusReserved: '41.2.3',
  vdpStatusContradiction: '41.2.3',
  vdpPcpIgnored: '41.2.9',
};

/** A finding about a ULPDU, with the clause of its rule. */
export const vdpFinding = (
  code: VdpErrorCode,
  field: string,
  offset: number,
  length: number,
): Finding<VdpErrorCode> => ({
  code,
  field,
  offset,
  length,
  clause: CLAUSES[code] ?? '41.2',
});

/** Rows that depend on the role of the receiver and on the agreed options: `admitAssociation` alone judges by them. */
export const vdpAdmitRules = {
  vdpResponse: ['A2', 'a command: a bridge takes no responses'],
  vdpCommand: ['A3', 'a response: a station takes no commands but De-Associate'],
  vdpFilterEntry: ['A9', 'VID 0..4094 (0 in format 1 only as the only entry) and an individual MAC address'],
  vdpGroupIdNotAgreed: ['A10', 'no GroupID before both sides agreed to use them'],
  vdpVsiUnknown: ['A12', 'the VSIID of a VSI of this station'],
} satisfies Rules<string>;

export type VdpAdmitCode = keyof typeof vdpAdmitRules;

/** The clauses of these rows: for the docs alone, since no finding carries them. */
export const vdpAdmitClauses: Readonly<Record<VdpAdmitCode, string>> = {
  vdpResponse: '41.2.3',
  vdpCommand: '41.2.3',
  vdpFilterEntry: '41.2.9',
  vdpGroupIdNotAgreed: '41.2.9',
  vdpVsiUnknown: '41.2',
};
