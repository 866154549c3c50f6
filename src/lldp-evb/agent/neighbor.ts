// What an LLDP agent knows of a neighbour, and what it makes of the optional TLVs of an LLDPDU (802.1AB 9.2.7.7).
//
// Always: one walk over the TLVs counts them and compares them with the stored ones. An LLDPDU that says nothing new
// allocates nothing.

import { copyOctets, u24 } from '../../core/octets.js';
import { LLDP_ORGANIZATION, OUI_8021 } from '../../core/organization.js';
import { TLV_HEADER, TLV_MAX_LENGTH, tlvLength } from '../../core/tlv.js';
import { EVB_SUBTYPE, EVB_TLV_OCTETS } from '../wire/evb-tlv.js';
import type { RawLldpTlv, StationId } from '../wire/lldpdu.js';
import {
  checkLldpTlv,
  type LldpduCursor,
  lldpTtl,
  lldpValueAt,
  nextLldpTlv,
  rewindLldpdu,
} from '../wire/lldpdu-cursor.js';
import { LLDP_MANAGEMENT_ADDRESS } from '../wire/tlv-type.js';

/** A neighbour, as its last LLDPDU with a change describes it. Its octets are copies; do not write to them. */
export interface LldpNeighbor {
  /** Value of the Chassis ID TLV, then value of the Port ID TLV. */
  readonly msap: Uint8Array;
  readonly chassisId: StationId;
  readonly portId: StationId;
  /** Seconds, 1..65535. */
  readonly ttl: number;
  /** Its optional TLVs, without those that break a rule of LLDP (V13, V14, V16), at most `maxTlvs`. */
  readonly tlvs: readonly RawLldpTlv[];
  /** TLVs that were left out for `maxTlvs`. */
  readonly tlvsBeyondLimit: number;
}

/** The form of an organizationally specific TLV that the host reads. TLVs without a form are unknown (V17). */
export interface OrganizationTlvForm {
  readonly oui: number;
  readonly subtype: number;
  /** Octets of the value, OUI and subtype included. */
  readonly minLength: number;
  readonly maxLength: number;
  /** The octets above `minLength` are a multiple of this number. */
  readonly step: number;
}

/** The EVB TLV (6.4). */
export const EVB_TLV_FORM: OrganizationTlvForm = {
  oui: OUI_8021,
  subtype: EVB_SUBTYPE,
  minLength: EVB_TLV_OCTETS,
  maxLength: TLV_MAX_LENGTH,
  step: 1,
};

/** The EVB TLV where the option `evbTlvLength` is `exact`. */
export const EVB_TLV_FORM_EXACT: OrganizationTlvForm = { ...EVB_TLV_FORM, maxLength: EVB_TLV_OCTETS };

/** What one walk over the TLVs finds. Each walk writes it anew. */
export interface TlvCensus {
  /** TLVs skipped. */
  discarded: number;
  /** Types 9..126. */
  unrecognized: number;
  /** Type 127 without a form. */
  orgUnknown: number;
  beyondLimit: number;
  /** The TLVs of the LLDPDU are those that are stored. */
  same: boolean;
}

export const newTlvCensus = (): TlvCensus => ({
  discarded: 0,
  unrecognized: 0,
  orgUnknown: 0,
  beyondLimit: 0,
  same: false,
});

/** Whether `octets` stand at `at`. */
function standsAt(bytes: Uint8Array, at: number, octets: Uint8Array): boolean {
  for (let i = 0; i < octets.length; i++) if (bytes[at + i] !== octets[i]) return false;
  return true;
}

/** Whether the LLDPDU under the cursor comes from this neighbour. */
export function isNeighbor({ chassisId, portId }: LldpNeighbor, { bytes, chassisAt, portAt }: LldpduCursor): boolean {
  const isId = (at: number, { subtype, id }: StationId): boolean =>
    tlvLength(bytes, at) === 1 + id.length &&
    bytes[at + TLV_HEADER] === subtype &&
    standsAt(bytes, at + TLV_HEADER + 1, id);
  return isId(chassisAt, chassisId) && isId(portAt, portId);
}

const isTlv = (tlv: RawLldpTlv | undefined, cursor: LldpduCursor): boolean =>
  tlv !== undefined &&
  tlv.type === cursor.type &&
  tlv.value.length === cursor.length &&
  standsAt(cursor.bytes, lldpValueAt(cursor), tlv.value);

const hasForm = (form: OrganizationTlvForm, length: number): boolean =>
  length >= form.minLength && length <= form.maxLength && (length - form.minLength) % form.step === 0;

/** Walks over the TLVs of a wrapped LLDPDU. `known`: the stored neighbour, if there is one. */
export function takeTlvCensus(
  census: TlvCensus,
  cursor: LldpduCursor,
  known: LldpNeighbor | undefined,
  forms: readonly OrganizationTlvForm[],
  maxTlvs: number,
): void {
  const { ending } = cursor;
  census.discarded = ending === 'lldpEndLength' || ending === 'lldpTlvTruncated' ? 1 : 0;
  census.unrecognized = 0;
  census.orgUnknown = 0;
  let kept = 0;
  let same = known !== undefined;
  let formsSeen = 0;
  for (rewindLldpdu(cursor); nextLldpTlv(cursor); ) {
    if (checkLldpTlv(cursor) !== undefined) {
      census.discarded++;
      continue;
    }
    if (cursor.type === LLDP_ORGANIZATION) {
      const at = lldpValueAt(cursor);
      const index = forms.findIndex((f) => f.oui === u24(cursor.bytes, at) && f.subtype === cursor.bytes[at + 3]);
      const form = forms[index];
      if (form === undefined) census.orgUnknown++;
      else if ((formsSeen & (1 << index)) !== 0 || !hasForm(form, cursor.length)) census.discarded++;
      else formsSeen |= 1 << index;
    } else if (cursor.type > LLDP_MANAGEMENT_ADDRESS) {
      census.unrecognized++;
    }
    if (kept < maxTlvs) same = same && isTlv(known?.tlvs[kept], cursor);
    kept++;
  }
  census.beyondLimit = Math.max(0, kept - maxTlvs);
  census.discarded += census.beyondLimit;
  census.same = same && known?.tlvs.length === Math.min(kept, maxTlvs) && known.tlvsBeyondLimit === census.beyondLimit;
}

/** The neighbour that the LLDPDU under the cursor describes. */
export function readNeighbor(cursor: LldpduCursor, maxTlvs: number, tlvsBeyondLimit: number): LldpNeighbor {
  const { bytes, chassisAt, portAt, ttlAt } = cursor;
  const tlvs: RawLldpTlv[] = [];
  for (rewindLldpdu(cursor); tlvs.length < maxTlvs && nextLldpTlv(cursor); ) {
    if (checkLldpTlv(cursor) !== undefined) continue;
    const at = lldpValueAt(cursor);
    tlvs.push({ kind: 'raw', type: cursor.type, value: copyOctets(bytes, at, at + cursor.length) });
  }
  const chassis = copyOctets(bytes, chassisAt + TLV_HEADER, portAt);
  const port = copyOctets(bytes, portAt + TLV_HEADER, ttlAt);
  const msap = new Uint8Array(chassis.length + port.length);
  msap.set(chassis);
  msap.set(port, chassis.length);
  return {
    msap,
    chassisId: { subtype: chassis[0] as number, id: chassis.subarray(1) },
    portId: { subtype: port[0] as number, id: port.subarray(1) },
    ttl: lldpTtl(cursor),
    tlvs,
    tlvsBeyondLimit,
  };
}
