// LLDPDU, 802.1AB, as a grammar: a run of TLVs, the first three of them mandatory. On purpose the type
// alone makes an End TLV: its length is not compared with the octets that are left.

import { Parser } from 'binary-parser';
import type { Lldpdu, LldpTlv, StationId } from '../lldp-evb/wire/lldpdu.js';
import { copied, rest } from './parts.js';
import { parseTlvRun, type TlvHeader, tlvValue } from './tlv-run.js';

const CHASSIS_ID = 1;
const PORT_ID = 2;
const TTL = 3;
const SYSTEM_CAPABILITIES = 7;
const MANAGEMENT_ADDRESS = 8;
const ORGANIZATION = 127;

const TEXT_MAX_OCTETS = 255;
const CAPABILITIES_OCTETS = 4;
const ORGANIZATION_MIN_OCTETS = 4;
const INTERFACE_OCTETS = 5;

const stationId = new Parser().uint8('subtype').buffer('id', rest);
const timeToLive = new Parser().uint16('ttl');
const capabilities = new Parser().uint16('capable').uint16('enabled');
// The octets may end anywhere. Buffers are short or empty then, and the result is not of this form.
const managementAddress = new Parser()
  .uint8('addressOctets')
  .buffer('address', { length: 'addressOctets' })
  .buffer('interface', { length: INTERFACE_OCTETS })
  .buffer('oid', { readUntil: 'eof' });

function isCapabilities(value: Uint8Array): boolean {
  if (value.length !== CAPABILITIES_OCTETS) return false;
  const { capable, enabled } = capabilities.parse(value) as { readonly capable: number; readonly enabled: number };
  return (capable | enabled) === capable;
}

function isManagementAddress(value: Uint8Array): boolean {
  if (value.length === 0) return false;
  const { address, oid } = managementAddress.parse(value) as Record<'address' | 'oid', Uint8Array>;
  const [oidOctets, ...octets] = oid;
  return address.length >= 2 && address.length <= 32 && octets.length <= 128 && oidOctets === octets.length;
}

function hasFormOfItsType(type: number, value: Uint8Array): boolean {
  if (type === SYSTEM_CAPABILITIES) return isCapabilities(value);
  if (type === MANAGEMENT_ADDRESS) return isManagementAddress(value);
  return type > MANAGEMENT_ADDRESS || value.length <= TEXT_MAX_OCTETS;
}

function parseOptional(type: number, value: Uint8Array, repeated: boolean): LldpTlv {
  const octets = copied.formatter(value);
  const rejected = (code: string): LldpTlv => ({ kind: 'rejected', type, value: octets, code });
  if (repeated && type <= SYSTEM_CAPABILITIES) return rejected('lldpTlvRepeated');
  if (!hasFormOfItsType(type, value)) return rejected('lldpTlvInvalid');
  if (type === ORGANIZATION && value.length < ORGANIZATION_MIN_OCTETS) return rejected('lldpOrganizationShort');
  return { kind: 'raw', type, value: octets };
}

const isId = (tlv: TlvHeader | undefined, type: number): tlv is TlvHeader =>
  tlv?.type === type && tlv.length >= 2 && tlv.length <= 256;

export interface ParsedLldpdu {
  readonly value: Lldpdu;
  /** Behind the End TLV, or behind the last TLV without an End TLV. */
  readonly after: number;
}

/** An LLDPDU, and the offset behind it. */
export function parseLldpduAndEnd(bytes: Uint8Array): ParsedLldpdu | undefined {
  const { tlv, end } = parseTlvRun(bytes);
  const [chassis, port, ttlTlv, ...optional] = tlv;
  if (!isId(chassis, CHASSIS_ID) || !isId(port, PORT_ID)) return undefined;
  if (ttlTlv?.type !== TTL || ttlTlv.length < 2 || ttlTlv.end > bytes.length) return undefined;
  const value = {
    chassisId: stationId.parse(tlvValue(bytes, chassis)) as StationId,
    portId: stationId.parse(tlvValue(bytes, port)) as StationId,
    ...(timeToLive.parse(tlvValue(bytes, ttlTlv)) as { readonly ttl: number }),
  };
  if (value.ttl === 0) {
    // What follows a shutdown is not looked at, but for an End TLV that is one to the bit.
    const ends = end?.at === ttlTlv.end && end.length === 0;
    return ends
      ? { value: { ...value, tlvs: [] }, after: end.valueAt }
      : { value: { ...value, tlvs: [], withoutEnd: true }, after: ttlTlv.end };
  }
  const last = optional.at(-1) ?? ttlTlv;
  if (last.end > bytes.length || optional.some(({ type }) => type <= TTL)) return undefined;
  const types = optional.map(({ type }) => type);
  const read = optional.map((one, i) => parseOptional(one.type, tlvValue(bytes, one), types.indexOf(one.type) < i));
  return end === undefined
    ? { value: { ...value, tlvs: read, withoutEnd: true }, after: last.end }
    : { value: { ...value, tlvs: read }, after: end.valueAt };
}

/**
 * An LLDPDU, in the form of `decodeLldpdu` without options, rejected TLVs and their codes included; `undefined` where one
 * of the three mandatory TLVs is missing, misplaced, repeated or of a wrong length, and where a TLV is torn, but for End.
 */
export const parseLldpdu = (bytes: Uint8Array): Lldpdu | undefined => parseLldpduAndEnd(bytes)?.value;
