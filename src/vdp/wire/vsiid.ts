// VSIID, clause 41.2: 16 octets, read by the VSIID Format. The identity of a VSI on a port is both together.

import {
  formatIdentifierHex,
  formatIpv4,
  formatIpv6,
  formatMacIdentifier,
  formatUuid,
  type Identifier,
  parseIdentifierHex,
  parseIpv4,
  parseIpv6,
  parseMacIdentifier,
  parseUuid,
} from '../../core/identifier.js';
import { VSIID_IPV4, VSIID_IPV6, VSIID_MAC, VSIID_UUID } from './vsiid-format.js';

interface Texts {
  readonly format: (id: Identifier) => string | undefined;
  readonly parse: (text: string) => Identifier | undefined;
}

/** A function, not a table: a bundle without texts then holds none of it. */
function textsOf(vsiidFormat: number): Texts | undefined {
  switch (vsiidFormat) {
    case VSIID_IPV4:
      return { format: formatIpv4, parse: parseIpv4 };
    case VSIID_IPV6:
      return { format: formatIpv6, parse: parseIpv6 };
    case VSIID_MAC:
      return { format: formatMacIdentifier, parse: parseMacIdentifier };
    case VSIID_UUID:
      return { format: formatUuid, parse: parseUuid };
    default:
      return undefined;
  }
}

/**
 * The text of a VSIID: by its format, or 32 hexadecimal digits where the format has no text (local, reserved) or the
 * octets do not have the form of their format.
 *
 * @param format VSIID Format, 0..255
 */
export const formatVsiid = (format: number, vsiid: Identifier): string =>
  textsOf(format)?.format(vsiid) ?? formatIdentifierHex(vsiid);

/** A VSIID from the text of its format or from 32 hexadecimal digits; `undefined` for anything else. */
export const parseVsiid = (format: number, text: string): Identifier | undefined =>
  textsOf(format)?.parse(text) ?? parseIdentifierHex(text);
