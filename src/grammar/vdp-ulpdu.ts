// VDP ULPDU, clause 41.2, as a grammar: a run of TLVs, the first of them the VSI Manager ID.

import { Parser } from 'binary-parser';
import type { AssociationType } from '../vdp/wire/association.js';
import type { OrganizationTlv } from '../vdp/wire/organization.js';
import type { RejectedTlv, VdpTlv, VdpUlpdu } from '../vdp/wire/ulpdu.js';
import { parseAssociation } from './association.js';
import { copied, identifier, rest } from './parts.js';
import { parseTlvRun, tlvValue } from './tlv-run.js';

const MANAGER_ID = 5;
const MANAGER_ID_OCTETS = 16;
const ORGANIZATION = 127;
const OUI_OCTETS = 3;

const organization = new Parser().bit24('oui').buffer('data', rest);

function parseTlv(type: number, value: Uint8Array): VdpTlv {
  const rejected = (code: RejectedTlv['code']): VdpTlv => ({
    kind: 'rejected',
    type,
    value: copied.formatter(value),
    code,
  });
  if (type < MANAGER_ID) {
    const association = parseAssociation(type as AssociationType, value);
    return typeof association === 'string' ? rejected(association) : association;
  }
  if (type !== ORGANIZATION) return { kind: 'unknown', type, value: copied.formatter(value) };
  if (value.length < OUI_OCTETS) return rejected('vdpOrganizationTlvShort');
  return { kind: 'organization', ...(organization.parse(value) as Omit<OrganizationTlv, 'kind'>) };
}

export interface ParsedUlpdu {
  readonly value: VdpUlpdu;
  /** Behind the last TLV before End. */
  readonly after: number;
}

/** A VDP ULPDU, and where it ends. */
export function parseUlpduAndEnd(bytes: Uint8Array): ParsedUlpdu | undefined {
  const [manager, ...others] = parseTlvRun(bytes).tlv;
  if (manager?.type !== MANAGER_ID || manager.length !== MANAGER_ID_OCTETS) return undefined;
  const { end: after } = others.at(-1) ?? manager;
  if (after > bytes.length || others.some(({ type }) => type === MANAGER_ID)) return undefined;
  const managerId = identifier.parse(tlvValue(bytes, manager)) as VdpUlpdu['managerId'];
  return { value: { managerId, tlvs: others.map((tlv) => parseTlv(tlv.type, tlvValue(bytes, tlv))) }, after };
}

/**
 * A VDP ULPDU, in the form of `decodeVdpUlpdu` without options, rejected TLVs and their codes included; `undefined` where
 * the VSI Manager ID is not the first TLV, has not 16 octets or is there twice, and where a TLV is torn.
 */
export const parseVdpUlpdu = (bytes: Uint8Array): VdpUlpdu | undefined => parseUlpduAndEnd(bytes)?.value;
