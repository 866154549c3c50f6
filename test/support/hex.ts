// Octets as hexadecimal digits, the way test tables write them: blanks where they help the eye.

import { formatHex, parseHex } from '../../src/core/octets.js';

/** The octets; throws where the digits are none. */
export function hex(text: string): Uint8Array {
  const bytes = parseHex(text.replace(/\s/g, ''));
  if (bytes === undefined) throw new Error(`not hexadecimal: ${text}`);
  return bytes;
}

/** The digits, without blanks. */
export const toHex = formatHex;
