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

/** The octets of a text; `undefined` where it has half a surrogate pair. */
export function encodeText(text: string): Uint8Array | undefined {
  try {
    const octets = encodeURIComponent(text).match(/%..|[^%]/g) ?? [];
    return Uint8Array.from(octets, (one) => (one.length === 1 ? one.charCodeAt(0) : Number.parseInt(one.slice(1), 16)));
  } catch {
    return undefined;
  }
}
