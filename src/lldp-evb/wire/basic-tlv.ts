// The optional basic TLVs of LLDP (types 4 to 8), 802.1AB: they stay raw, only their lengths are checked here.

import { u16 } from '../../core/octets.js';
import { LLDP_MANAGEMENT_ADDRESS, LLDP_SYSTEM_CAPABILITIES } from './tlv-type.js';

const TEXT_MAX_OCTETS = 255;

/** Whether a value of `length` octets at `at` has the form of its type, 4..8. */
export function isBasicTlv(type: number, bytes: Uint8Array, at: number, length: number): boolean {
  switch (type) {
    case LLDP_SYSTEM_CAPABILITIES:
      return length === 4 && (u16(bytes, at + 2) & ~u16(bytes, at)) === 0;
    case LLDP_MANAGEMENT_ADDRESS:
      return isManagementAddress(bytes, at, length);
    default:
      return length <= TEXT_MAX_OCTETS;
  }
}

/**
 * | octets | field |
 * | --- | --- |
 * | 1 | L, 2..32: octets of address family and address |
 * | 1 | IANA address family |
 * | L-1 | address |
 * | 1 | interface numbering |
 * | 4 | interface number |
 * | 1 | octets of the OID, 0..128 |
 * | n | OID |
 */
function isManagementAddress(bytes: Uint8Array, at: number, length: number): boolean {
  if (length < 9) return false;
  const addressOctets = bytes[at] as number;
  const oidLengthAt = 1 + addressOctets + 5;
  if (addressOctets < 2 || addressOctets > 32 || oidLengthAt >= length) return false;
  const oidOctets = bytes[at + oidLengthAt] as number;
  return oidOctets <= 128 && oidLengthAt + 1 + oidOctets === length;
}
