// The EVB TLV among the TLVs of a neighbour, D.2.12: the first good one counts, the others are skipped (6.4).

import { isOrganizationValue, LLDP_ORGANIZATION } from '../../core/organization.js';
import type { Note } from '../../core/result.js';
import { checkEvbTlv, type DecodeEvbTlvOptions, EVB_SUBTYPE, type EvbTlv, readEvbTlv } from './evb-tlv.js';
import type { LldpTlv } from './lldpdu.js';

export type EvbTlvRejection = 'evbTlvLength' | 'evbTlvRepeated';

export interface FoundEvbTlv {
  readonly evb: EvbTlv | undefined;
  /** Why EVB TLVs were skipped, one each. An agent with `EVB_TLV_FORM` has counted them. */
  readonly rejected: readonly EvbTlvRejection[];
  /** Notes about the one that counts. */
  readonly notes: readonly Note[];
}

/** Finds and decodes the EVB TLV among the optional TLVs of an LLDPDU. */
export function findEvbTlv(tlvs: readonly LldpTlv[], options?: DecodeEvbTlvOptions): FoundEvbTlv {
  let found: { readonly value: EvbTlv; readonly notes: readonly Note[] } | undefined;
  const rejected: EvbTlvRejection[] = [];
  for (const [i, { kind, type, value }] of tlvs.entries()) {
    if (kind !== 'raw' || type !== LLDP_ORGANIZATION) continue;
    if (!isOrganizationValue(value, 0, value.length, EVB_SUBTYPE)) continue;
    if (found !== undefined) rejected.push('evbTlvRepeated');
    else if (checkEvbTlv(value, 0, value.length, options) !== undefined) rejected.push('evbTlvLength');
    else found = readEvbTlv(value, 0, value.length, `tlvs[${i}].evb`);
  }
  return { evb: found?.value, rejected, notes: found?.notes ?? [] };
}
