// VSIID formats, clause 41.2. No imports, as in `tlv-type.ts`.

export const VSIID_IPV4 = 1;
export const VSIID_IPV6 = 2;
export const VSIID_MAC = 3;
export const VSIID_LOCAL = 4;
export const VSIID_UUID = 5;

/** Whether the format is one of 1..5; 0 and 6..255 are reserved. */
export const isVsiidFormat = (format: number): boolean => format >= VSIID_IPV4 && format <= VSIID_UUID;
