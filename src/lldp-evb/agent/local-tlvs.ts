// What an LLDP agent sends: its two identifiers, and the optional TLVs of its host.

import { keepsLimit, limitText, OptionError, type Range } from '../../core/limits.js';
import { copyOctets } from '../../core/octets.js';
import { LLDP_ORGANIZATION } from '../../core/organization.js';
import { TLV_HEADER, TLV_MAX_LENGTH } from '../../core/tlv.js';
import { byteLengthLldpdu, LLDPDU_MAX_OCTETS, type Lldpdu, type LldpTlv, type StationId } from '../wire/lldpdu.js';
import { LLDP_TTL } from '../wire/tlv-type.js';

const isOctets = (value: unknown, min: number, max: number): boolean =>
  value instanceof Uint8Array && value.length >= min && value.length <= max;

export const STATION_ID_SUBTYPE: Range = { min: 0, max: 255, unit: '', text: 'subtype of a Chassis ID or Port ID' };
export const STATION_ID_OCTETS: Range = { min: 1, max: 255, unit: 'octets', text: 'length of a Chassis ID or Port ID' };

/** @throws OptionError for an identifier that cannot be sent; returns a copy of a good one */
export function ownStationId(field: string, { subtype, id }: StationId): StationId {
  if (!keepsLimit(STATION_ID_SUBTYPE, subtype)) {
    throw new OptionError(`${field}.subtype`, subtype, limitText(STATION_ID_SUBTYPE));
  }
  const { min, max } = STATION_ID_OCTETS;
  if (!isOctets(id, min, max)) throw new OptionError(`${field}.id`, id, `a Uint8Array of ${min}..${max} octets`);
  return { subtype, id: copyOctets(id, 0, id.length) };
}

/** Whether a TLV can be sent behind the mandatory ones. */
export const isLocalTlv = ({ type, value }: LldpTlv): boolean =>
  Number.isInteger(type) && type > LLDP_TTL && type <= LLDP_ORGANIZATION && isOctets(value, 0, TLV_MAX_LENGTH);

export const copyTlvs = (tlvs: readonly LldpTlv[]): readonly LldpTlv[] =>
  tlvs.map(({ type, value }) => ({ kind: 'raw', type, value: copyOctets(value, 0, value.length) }));

/** Whether both lists have the same octets. */
export const sameTlvs = (a: readonly LldpTlv[], b: readonly LldpTlv[]): boolean =>
  a.length === b.length &&
  a.every(({ type, value }, i) => {
    const other = b[i] as LldpTlv;
    return (
      type === other.type &&
      value.length === other.value.length &&
      value.every((octet, at) => octet === other.value[at])
    );
  });

/** How many of the TLVs, from the first on, have room in one LLDPDU. */
export function countFitting(ids: Pick<Lldpdu, 'chassisId' | 'portId'>, tlvs: readonly LldpTlv[]): number {
  let octets = byteLengthLldpdu({ ...ids, ttl: 0, tlvs: [] });
  for (const [i, { value }] of tlvs.entries()) {
    octets += TLV_HEADER + value.length;
    if (octets > LLDPDU_MAX_OCTETS) return i;
  }
  return tlvs.length;
}
