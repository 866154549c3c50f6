// Organizationally specific TLVs of LLDP (type 127): OUI, subtype, information. EVB and CDCP are two of IEEE 802.1's.

export const LLDP_ORGANIZATION = 127;
/** OUI of IEEE 802.1, 00-80-C2. */
export const OUI_8021 = 0x0080c2;
/** Octets of OUI and subtype, before the information. */
export const ORGANIZATION_HEADER_OCTETS = 4;

/** Whether the value at `at` of at least four octets is of IEEE 802.1 and of this subtype. */
export const isOrganizationValue = (bytes: Uint8Array, at: number, length: number, subtype: number): boolean =>
  length >= ORGANIZATION_HEADER_OCTETS &&
  bytes[at] === OUI_8021 >>> 16 &&
  bytes[at + 1] === ((OUI_8021 >>> 8) & 0xff) &&
  bytes[at + 2] === (OUI_8021 & 0xff) &&
  bytes[at + 3] === subtype;

/** The text of an OUI or CID, as `00-80-C2`. */
export const formatOui = (oui: number): string =>
  oui
    .toString(16)
    .toUpperCase()
    .padStart(6, '0')
    .replace(/..(?!$)/g, '$&-');
