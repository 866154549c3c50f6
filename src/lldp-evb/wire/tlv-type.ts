// The TLVs of an LLDPDU, 802.1AB: the types of the mandatory and of the optional basic ones. No imports, as in
// `core/tlv.ts`: a bundler then puts the numbers where the names stand.

export const LLDP_END = 0;
export const LLDP_CHASSIS_ID = 1;
export const LLDP_PORT_ID = 2;
export const LLDP_TTL = 3;
export const LLDP_PORT_DESCRIPTION = 4;
export const LLDP_SYSTEM_NAME = 5;
export const LLDP_SYSTEM_DESCRIPTION = 6;
export const LLDP_SYSTEM_CAPABILITIES = 7;
export const LLDP_MANAGEMENT_ADDRESS = 8;

/** Least length of a mandatory TLV. */
export const MANDATORY_MIN_LENGTH = 2;
/** Greatest length of a Chassis ID or Port ID TLV. */
export const ID_MAX_LENGTH = 256;
