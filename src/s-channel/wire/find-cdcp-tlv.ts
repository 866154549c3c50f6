// The CDCP TLV among the TLVs of an LLDP neighbour, D.2.13: the first good one counts, the others are skipped.

import { isOrganizationValue, LLDP_ORGANIZATION, OUI_8021 } from '../../core/organization.js';
import type { Note } from '../../core/result.js';
import { TLV_MAX_LENGTH } from '../../core/tlv.js';
import {
  CDCP_FIXED_OCTETS,
  CDCP_PAIR_OCTETS,
  CDCP_SUBTYPE,
  type CdcpTlv,
  checkCdcpTlv,
  readCdcpTlv,
} from './cdcp-tlv.js';

/** The form of the TLV, for an LLDP agent: the agent skips and counts CDCP TLVs of another form. */
export const CDCP_TLV_FORM = {
  oui: OUI_8021,
  subtype: CDCP_SUBTYPE,
  minLength: CDCP_FIXED_OCTETS,
  maxLength: TLV_MAX_LENGTH,
  step: CDCP_PAIR_OCTETS,
} as const;

export type CdcpTlvRejection = 'cdcpTlvLength' | 'cdcpPairLength' | 'cdcpTlvRepeated';

/** An optional TLV as an LLDPDU has it; for a type 127 the value starts with the OUI. */
export interface RawTlv {
  readonly kind: string;
  readonly type: number;
  readonly value: Uint8Array;
}

export interface FoundCdcpTlv {
  readonly cdcp: CdcpTlv | undefined;
  /** Why CDCP TLVs were skipped, one each. An agent with `CDCP_TLV_FORM` has counted them. */
  readonly rejected: readonly CdcpTlvRejection[];
  /** Notes about the one that counts. */
  readonly notes: readonly Note[];
}

/** Finds and decodes the CDCP TLV among the optional TLVs of an LLDPDU. */
export function findCdcpTlv(tlvs: readonly RawTlv[]): FoundCdcpTlv {
  let found: { readonly value: CdcpTlv; readonly notes: readonly Note[] } | undefined;
  const rejected: CdcpTlvRejection[] = [];
  for (const [i, { kind, type, value }] of tlvs.entries()) {
    if (kind !== 'raw' || type !== LLDP_ORGANIZATION) continue;
    if (!isOrganizationValue(value, 0, value.length, CDCP_SUBTYPE)) continue;
    const rule = checkCdcpTlv(value, 0, value.length);
    if (found !== undefined) rejected.push('cdcpTlvRepeated');
    else if (rule === 'cdcpTlvLength' || rule === 'cdcpPairLength') rejected.push(rule);
    else found = readCdcpTlv(value, 0, value.length, `tlvs[${i}].cdcp`);
  }
  return { cdcp: found?.value, rejected, notes: found?.notes ?? [] };
}
