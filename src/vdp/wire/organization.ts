// Organizationally defined TLV, 41.2 (type 127): OUI or CID, then data of the organization. By custom the first octet of the
// data is a subtype. Offsets stand in `layout.ts`; TLVs that are read as values have an `organization-form.ts`.

import { checkInteger, checkOctets, type Path } from '../../core/encode-error.js';
import { readIdentifier } from '../../core/identifier.js';
import { copyOctets, put24, putOctets, u8, u24 } from '../../core/octets.js';
import { putTlvHeader, TLV_HEADER } from '../../core/tlv.js';
import type { VdpUlpduCursor } from './cursor.js';
import type { VsiKey } from './identity.js';
import {
  ORGANIZATION_DATA_AT,
  ORGANIZATION_DATA_MAX,
  ORGANIZATION_MIN_LENGTH,
  OUI_AT,
  VDP_ORGANIZATION,
  VSIID_AT,
  VSIID_FORMAT_AT,
} from './layout.js';

/** An organizationally defined TLV, as octets. */
export interface OrganizationData {
  /** OUI or CID, 0..16777215. */
  readonly oui: number;
  /** 0..508 octets. */
  readonly data: Uint8Array;
}

/** An organizationally defined TLV of a ULPDU. */
export interface OrganizationTlv extends OrganizationData {
  readonly kind: 'organization';
}

/** An organizationally defined TLV of the peer. */
export interface ReceivedOrganization extends OrganizationData {
  /** The VSI of the association TLV before this one. Absent without such a TLV, or where that is too short for a VSIID. */
  readonly vsi?: VsiKey;
}

/** The organizationally defined TLV under the cursor, which has at least `ORGANIZATION_MIN_LENGTH` octets. */
export const readOrganization = ({ bytes, at, length }: VdpUlpduCursor): OrganizationTlv => ({
  kind: 'organization',
  oui: u24(bytes, at + OUI_AT),
  data: copyOctets(bytes, at + ORGANIZATION_DATA_AT, at + TLV_HEADER + length),
});

/** The same for a host, with the VSI of the association TLV at `vsiAt`; -1 for no such TLV. */
export function receivedOrganization(cursor: VdpUlpduCursor, vsiAt: number): ReceivedOrganization {
  const { bytes } = cursor;
  const { oui, data } = readOrganization(cursor);
  if (vsiAt < 0) return { oui, data };
  const vsiid = readIdentifier(bytes, vsiAt + VSIID_AT);
  return { oui, data, vsi: { vsiidFormat: u8(bytes, vsiAt + VSIID_FORMAT_AT), vsiid } };
}

/** Length of the TLV's value, in octets. */
export const organizationLength = ({ data }: OrganizationData): number => ORGANIZATION_MIN_LENGTH + data.length;

/** Refuses a TLV that has no encoding. */
export function checkOrganization(field: Path, { oui, data }: OrganizationData): void {
  checkInteger(field, oui, 0, 0xff_ffff, '.oui');
  checkOctets(field, data, 0, ORGANIZATION_DATA_MAX, '.data');
}

/** Writes a checked TLV; returns the offset behind it. */
export const putOrganization = (out: Uint8Array, at: number, tlv: OrganizationData): number =>
  putOctets(out, put24(out, putTlvHeader(out, at, VDP_ORGANIZATION, organizationLength(tlv)), tlv.oui), tlv.data);

/** Octets of TLVs, headers included. */
export const organizationsOctets = (tlvs: readonly OrganizationData[]): number =>
  tlvs.reduce((sum, tlv) => sum + TLV_HEADER + organizationLength(tlv), 0);

/** The octets of checked TLVs, one behind the other. */
export function organizationsToOctets(tlvs: readonly OrganizationData[]): Uint8Array {
  const octets = new Uint8Array(organizationsOctets(tlvs));
  tlvs.reduce((at, tlv) => putOrganization(octets, at, tlv), 0);
  return octets;
}
