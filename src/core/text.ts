// Octets that are text: names and descriptions of LLDP, which are UTF-8 in practice.

import { formatHex } from './octets.js';

/** The text, or `undefined` where the octets are not UTF-8 or hold a character that does not print. */
export function formatText(bytes: Uint8Array): string | undefined {
  try {
    const text = decodeURIComponent(formatHex(bytes).replace(/../g, '%$&'));
    return /[\p{C}\p{Zl}\p{Zp}]/u.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}
