// MAC addresses. In decoded objects an address is one 48-bit number; text is for the edge only.

/** The text of an address, as `01-80-C2-00-00-0E`. `mac` is an integer 0..2^48-1. */
export function formatMac(mac: number): string {
  const digits = mac.toString(16).toUpperCase().padStart(12, '0');
  return digits.replace(/..(?!$)/g, '$&-');
}

/** An address from six groups of two digits joined by `-` or `:`, either case; `undefined` for anything else. */
export function parseMac(text: string): number | undefined {
  return /^[0-9a-f]{2}([-:])(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}$/i.test(text)
    ? Number.parseInt(text.replace(/[-:]/g, ''), 16)
    : undefined;
}

/** Whether the address is a group address (the I/G bit is set). */
export const isGroupMac = (mac: number): boolean => Math.floor(mac / 0x100_0000_0000) % 2 === 1;

/** Nearest Bridge: stopped by every bridge. */
export const NEAREST_BRIDGE = 0x0180c200000e;
/** Nearest non-TPMR Bridge: the CDCP TLV. */
export const NEAREST_NON_TPMR_BRIDGE = 0x0180c2000003;
/** Nearest Customer Bridge: the EVB TLV, ECP and VDP. */
export const NEAREST_CUSTOMER_BRIDGE = 0x0180c2000000;
