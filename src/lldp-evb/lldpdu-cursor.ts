// A reusable view of the octets of one LLDPDU, 802.1AB clause 9.2.7.7. `wrapLldpdu` checks the mandatory TLVs and walks
// the headers of the others once (V1 to V12); after that `nextLldpTlv` steps from one optional TLV to the next and
// `checkLldpTlv` says whether it is to be skipped. Nothing here allocates.
//
// Always: what the getters read is inside the LLDPDU, and no octet behind the End TLV is looked at.

import { u16 } from '../core/octets.js';
import { LLDP_ORGANIZATION, ORGANIZATION_HEADER_OCTETS } from '../core/organization.js';
import type { Rule } from '../core/result.js';
import { TLV_HEADER, tlvLength, tlvType } from '../core/tlv.js';
import { isBasicTlv, LLDP_MANAGEMENT_ADDRESS, LLDP_PORT_DESCRIPTION, LLDP_SYSTEM_CAPABILITIES } from './basic-tlv.js';
import { type LldpErrorCode, lldpRules } from './rules.js';

export const LLDP_END = 0;
export const LLDP_CHASSIS_ID = 1;
export const LLDP_PORT_ID = 2;
export const LLDP_TTL = 3;

const ID_MIN_LENGTH = 2;
const ID_MAX_LENGTH = 256;
const TTL_LENGTH = 2;

export interface DecodeLldpduOptions {
  /**
   * What an optional TLV that runs past the end does: `true` (default) discards the LLDPDU, since a torn one cannot be
   * told from a corrupted one; `false` ends it there and keeps what came before.
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
  ending: Rule<LldpErrorCode> | undefined;
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

const NO_OCTETS = new Uint8Array(0);

/** A cursor on nothing; give it an LLDPDU by `wrapLldpdu`. */
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

/** The rule that the mandatory TLV of `type` at `at` breaks, or `undefined`. */
function checkMandatory(bytes: Uint8Array, at: number, limit: number, type: number): Rule<LldpErrorCode> | undefined {
  if (limit - at < TLV_HEADER) return lldpRules.lldpMandatoryMissing;
  if (tlvType(bytes, at) !== type) return lldpRules.lldpMandatoryOrder;
  const length = tlvLength(bytes, at);
  if (type === LLDP_TTL) {
    if (length < TTL_LENGTH) return lldpRules.lldpTtlLength;
  } else if (length < ID_MIN_LENGTH || length > ID_MAX_LENGTH) {
    return lldpRules.lldpIdLength;
  }
  return at + TLV_HEADER + length > limit ? lldpRules.lldpMandatoryTruncated : undefined;
}

/**
 * Points the cursor before the first optional TLV of the LLDPDU in `begin..limit`. Answers the rule that discards the
 * LLDPDU, with `at` on the TLV that breaks it, `end` before it and `index` -1 where that is a mandatory one, or
 * `undefined`. A shutdown LLDPDU (TTL 0) has no optional TLVs, whatever follows.
 */
export function wrapLldpdu(
  cursor: LldpduCursor,
  bytes: Uint8Array,
  begin: number,
  limit: number,
  options?: DecodeLldpduOptions,
): Rule<LldpErrorCode> | undefined {
  cursor.bytes = bytes;
  cursor.index = -1;
  cursor.chassisAt = begin;
  let at = begin;
  for (let type = LLDP_CHASSIS_ID; type <= LLDP_TTL; type++) {
    if (type === LLDP_PORT_ID) cursor.portAt = at;
    else if (type === LLDP_TTL) cursor.ttlAt = at;
    cursor.at = at;
    cursor.end = at;
    const rule = checkMandatory(bytes, at, limit, type);
    if (rule !== undefined) return rule;
    at += TLV_HEADER + tlvLength(bytes, at);
  }
  return walkOptional(cursor, at, limit, options?.strictLength ?? true);
}

/** Finds the end of the optional TLVs that start at `first`, and leaves the cursor before them. */
function walkOptional(
  cursor: LldpduCursor,
  first: number,
  limit: number,
  strictLength: boolean,
): Rule<LldpErrorCode> | undefined {
  const { bytes } = cursor;
  const shutdown = lldpTtl(cursor) === 0;
  cursor.ending = undefined;
  let at = first;
  let after = first;
  for (let index = 0; ; index++) {
    after = at;
    if (limit - at < TLV_HEADER) {
      if (limit - at === 1 && !shutdown) cursor.ending = lldpRules.lldpOctetLeft;
      break;
    }
    const type = tlvType(bytes, at);
    const length = tlvLength(bytes, at);
    const next = at + TLV_HEADER + length;
    if (type === LLDP_END && (length === 0 || (!shutdown && next <= limit))) {
      after = at + TLV_HEADER;
      if (length !== 0) cursor.ending = lldpRules.lldpEndLength;
      break;
    }
    if (shutdown) break;
    const repeated = type !== LLDP_END && type <= LLDP_TTL;
    if (repeated || (next > limit && strictLength)) {
      cursor.at = at;
      cursor.index = index;
      cursor.end = at;
      return repeated ? lldpRules.lldpMandatoryRepeated : lldpRules.lldpTlvTruncated;
    }
    if (next > limit) {
      cursor.ending = lldpRules.lldpTlvTruncated;
      break;
    }
    at = next;
  }
  cursor.end = at;
  cursor.after = after;
  rewindLldpdu(cursor);
  return undefined;
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
  const type = tlvType(cursor.bytes, at);
  cursor.at = at;
  cursor.index++;
  cursor.type = type;
  cursor.length = tlvLength(cursor.bytes, at);
  const once = type >= LLDP_PORT_DESCRIPTION && type <= LLDP_SYSTEM_CAPABILITIES ? 1 << type : 0;
  cursor.repeated = (cursor.seen & once) !== 0;
  cursor.seen |= once;
  return true;
}

/** The rule that makes a receiver skip the current TLV (V13, V14, V16), or `undefined`. */
export function checkLldpTlv(cursor: LldpduCursor): Rule<LldpErrorCode> | undefined {
  const { type, length } = cursor;
  if (cursor.repeated) return lldpRules.lldpTlvRepeated;
  if (type <= LLDP_MANAGEMENT_ADDRESS) {
    return isBasicTlv(type, cursor.bytes, cursor.at + TLV_HEADER, length) ? undefined : lldpRules.lldpTlvInvalid;
  }
  return type === LLDP_ORGANIZATION && length < ORGANIZATION_HEADER_OCTETS
    ? lldpRules.lldpOrganizationShort
    : undefined;
}

/** First octet of the current TLV's value. */
export const lldpValueAt = (c: LldpduCursor): number => c.at + TLV_HEADER;
export const lldpChassisIdSubtype = (c: LldpduCursor): number => c.bytes[c.chassisAt + TLV_HEADER] as number;
export const lldpPortIdSubtype = (c: LldpduCursor): number => c.bytes[c.portAt + TLV_HEADER] as number;
/** Time To Live in seconds, 0..65535. */
export const lldpTtl = (c: LldpduCursor): number => u16(c.bytes, c.ttlAt + TLV_HEADER);
