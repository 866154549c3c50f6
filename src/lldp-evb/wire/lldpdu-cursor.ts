// A reusable view of the octets of one LLDPDU, 802.1AB clause 9.2.7.7. `wrapLldpdu` checks the mandatory TLVs and walks
// the headers of the others once (V1 to V12). After that `nextLldpTlv` steps from one optional TLV to the next, and
// `checkLldpTlv` says whether a receiver skips it. Nothing here allocates. `wrapLldpdu` is one long function on
// purpose: a compiler that inlined it would have no budget left to inline the getters.
//
// Always: what the getters read is inside the LLDPDU, and no octet behind the End TLV is looked at.

import { u16 } from '../../core/octets.js';
import { LLDP_ORGANIZATION, ORGANIZATION_HEADER_OCTETS } from '../../core/organization.js';
import { TLV_HEADER, TLV_MAX_LENGTH, tlvLength, tlvType } from '../../core/tlv.js';
import { isBasicTlv } from './basic-tlv.js';
import type { LldpErrorCode } from './rules.js';
import {
  ID_MAX_LENGTH,
  LLDP_CHASSIS_ID,
  LLDP_END,
  LLDP_MANAGEMENT_ADDRESS,
  LLDP_PORT_ID,
  LLDP_SYSTEM_CAPABILITIES,
  LLDP_TTL,
  MANDATORY_MIN_LENGTH,
} from './tlv-type.js';

export interface DecodeLldpduOptions {
  /**
   * An optional TLV runs past the end: `true` (default) discards the LLDPDU, since a cut LLDPDU looks like a corrupted
   * one; `false` ends the LLDPDU there and keeps the TLVs before.
   */
  readonly strictLength?: boolean;
}

export interface LldpduCursor {
  bytes: Uint8Array;
  /** Header of the Chassis ID TLV: the first octet. */
  chassisAt: number;
  /** Header of the Port ID TLV. */
  portAt: number;
  /** Header of the Time To Live TLV. */
  ttlAt: number;
  /** Behind the last optional TLV. */
  end: number;
  /** Behind the LLDPDU: `end`, and two more where there is an End TLV. */
  after: number;
  /** Why the TLVs ended other than by an End TLV of length 0 or at the last octet: V8, V10, V12, or `undefined`. */
  ending: LldpErrorCode | undefined;
  /** Header of the current TLV, or of the TLV that broke a rule. */
  at: number;
  /** Index of the current optional TLV; -1 before the first. */
  index: number;
  type: number;
  length: number;
  /** Bit n is set when a TLV of type n, 4..7, has passed. */
  seen: number;
  /** Whether the current TLV repeats one of the types 4..7. */
  repeated: boolean;
}

const NO_OCTETS = /* @__PURE__ */ new Uint8Array(0);

/** A cursor without an LLDPDU; `wrapLldpdu` gives it one. */
export const createLldpduCursor = (): LldpduCursor => ({
  bytes: NO_OCTETS,
  chassisAt: 0,
  portAt: 0,
  ttlAt: 0,
  end: 0,
  after: 0,
  ending: undefined,
  at: 0,
  index: -1,
  type: LLDP_END,
  length: 0,
  seen: 0,
  repeated: false,
});

/** Offset behind the mandatory TLV of `type` at `at`; -1 where it breaks a rule, `mandatoryRule` says which. */
function behindMandatory(bytes: Uint8Array, at: number, limit: number, type: number, maxLength: number): number {
  if (limit - at < TLV_HEADER) return -1;
  // A TLV of another type is out of range, whatever its length is.
  const length = u16(bytes, at) - (type << 9);
  const next = at + TLV_HEADER + length;
  return length >= MANDATORY_MIN_LENGTH && length <= maxLength && next <= limit ? next : -1;
}

/** The rule that the mandatory TLV of `type` at `at` breaks. */
function mandatoryRule(bytes: Uint8Array, at: number, limit: number, type: number): LldpErrorCode {
  if (limit - at < TLV_HEADER) return 'lldpMandatoryMissing';
  if (tlvType(bytes, at) !== type) return 'lldpMandatoryOrder';
  const length = tlvLength(bytes, at);
  if (length < MANDATORY_MIN_LENGTH) return type === LLDP_TTL ? 'lldpTtlLength' : 'lldpIdLength';
  return length > ID_MAX_LENGTH && type !== LLDP_TTL ? 'lldpIdLength' : 'lldpMandatoryTruncated';
}

/**
 * Points the cursor before the first optional TLV of the LLDPDU in `begin..limit`. A shutdown LLDPDU (TTL 0) has no
 * optional TLVs, whatever follows.
 *
 * @returns the rule that discards the LLDPDU, or `undefined`. `at` is then on the TLV that breaks the rule, `end`
 *   before it, and `index` is -1 where it is a mandatory one
 */
export function wrapLldpdu(
  cursor: LldpduCursor,
  bytes: Uint8Array,
  begin: number,
  limit: number,
  options?: DecodeLldpduOptions,
): LldpErrorCode | undefined {
  cursor.bytes = bytes;
  cursor.chassisAt = begin;
  const portAt = behindMandatory(bytes, begin, limit, LLDP_CHASSIS_ID, ID_MAX_LENGTH);
  if (portAt < 0) return breakAt(cursor, begin, -1, mandatoryRule(bytes, begin, limit, LLDP_CHASSIS_ID));
  cursor.portAt = portAt;
  const ttlAt = behindMandatory(bytes, portAt, limit, LLDP_PORT_ID, ID_MAX_LENGTH);
  if (ttlAt < 0) return breakAt(cursor, portAt, -1, mandatoryRule(bytes, portAt, limit, LLDP_PORT_ID));
  cursor.ttlAt = ttlAt;
  const first = behindMandatory(bytes, ttlAt, limit, LLDP_TTL, TLV_MAX_LENGTH);
  if (first < 0) return breakAt(cursor, ttlAt, -1, mandatoryRule(bytes, ttlAt, limit, LLDP_TTL));
  cursor.ending = undefined;
  if (u16(bytes, ttlAt + TLV_HEADER) === 0) {
    const hasEnd = limit - first >= TLV_HEADER && u16(bytes, first) === 0;
    endAt(cursor, first, hasEnd ? first + TLV_HEADER : first);
    return undefined;
  }
  const strictLength = options?.strictLength ?? true;
  let at = first;
  let after = first;
  for (let index = 0; ; index++) {
    after = at;
    if (limit - at < TLV_HEADER) {
      if (limit > at) cursor.ending = 'lldpOctetLeft';
      break;
    }
    const header = u16(bytes, at);
    const type = header >>> 9;
    const next = at + TLV_HEADER + (header & TLV_MAX_LENGTH);
    if (type > LLDP_TTL && next <= limit) {
      at = next;
      continue;
    }
    if (type === LLDP_END && next <= limit) {
      after = at + TLV_HEADER;
      if (next > after) cursor.ending = 'lldpEndLength';
      break;
    }
    if (type !== LLDP_END && type <= LLDP_TTL) return breakAt(cursor, at, index, 'lldpMandatoryRepeated');
    if (strictLength) return breakAt(cursor, at, index, 'lldpTlvTruncated');
    cursor.ending = 'lldpTlvTruncated';
    break;
  }
  endAt(cursor, at, after);
  return undefined;
}

/** Leaves the cursor on the TLV that breaks a rule. */
function breakAt(cursor: LldpduCursor, at: number, index: number, rule: LldpErrorCode): LldpErrorCode {
  cursor.at = at;
  cursor.index = index;
  cursor.end = at;
  return rule;
}

/** Leaves the cursor before the optional TLVs, which end at `end`. */
function endAt(cursor: LldpduCursor, end: number, after: number): void {
  cursor.end = end;
  cursor.after = after;
  rewindLldpdu(cursor);
}

/** Points the cursor before the first optional TLV again. */
export function rewindLldpdu(cursor: LldpduCursor): void {
  cursor.at = cursor.ttlAt;
  cursor.type = LLDP_TTL;
  cursor.length = tlvLength(cursor.bytes, cursor.ttlAt);
  cursor.index = -1;
  cursor.seen = 0;
  cursor.repeated = false;
}

/** Steps to the next optional TLV; `false` behind the last. */
export function nextLldpTlv(cursor: LldpduCursor): boolean {
  const at = cursor.at + TLV_HEADER + cursor.length;
  if (at >= cursor.end) return false;
  const header = u16(cursor.bytes, at);
  const type = header >>> 9;
  cursor.at = at;
  cursor.index++;
  cursor.type = type;
  cursor.length = header & TLV_MAX_LENGTH;
  cursor.repeated = false;
  if (type <= LLDP_SYSTEM_CAPABILITIES) {
    cursor.repeated = (cursor.seen & (1 << type)) !== 0;
    cursor.seen |= 1 << type;
  }
  return true;
}

/** The rule that makes a receiver skip the current TLV (V13, V14, V16), or `undefined`. */
export function checkLldpTlv(cursor: LldpduCursor): LldpErrorCode | undefined {
  const { type, length } = cursor;
  if (cursor.repeated) return 'lldpTlvRepeated';
  if (type <= LLDP_MANAGEMENT_ADDRESS) {
    return isBasicTlv(type, cursor.bytes, cursor.at + TLV_HEADER, length) ? undefined : 'lldpTlvInvalid';
  }
  return type === LLDP_ORGANIZATION && length < ORGANIZATION_HEADER_OCTETS ? 'lldpOrganizationShort' : undefined;
}

/** First octet of the current TLV's value. */
export const lldpValueAt = (c: LldpduCursor): number => c.at + TLV_HEADER;
export const lldpChassisIdSubtype = (c: LldpduCursor): number => c.bytes[c.chassisAt + TLV_HEADER] as number;
export const lldpPortIdSubtype = (c: LldpduCursor): number => c.bytes[c.portAt + TLV_HEADER] as number;
/** Time To Live in seconds, 0..65535. */
export const lldpTtl = (c: LldpduCursor): number => u16(c.bytes, c.ttlAt + TLV_HEADER);
