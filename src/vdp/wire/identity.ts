// The identifiers of VDP, clauses 41.1 and 41.2: VSIID and VSI Manager ID, 16 octets each, with their texts.
//
// A VSIID is read by the VSIID Format beside it; both together are the identity of a VSI on a port. A VSI Manager ID is an
// IPv6 address, or an IPv4 address mapped into one. Senders put other things there too, so no value is rejected, and each
// value has a text that parses back to the same octets.

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
import { VSIID_IPV4, VSIID_IPV6, VSIID_LOCAL, VSIID_MAC, VSIID_UUID } from './layout.js';

/** The identity of a VSI on a port: VSIID Format (1..5) and VSIID together. */
export interface VsiKey {
  readonly vsiidFormat: number;
  readonly vsiid: Identifier;
}

/** VSIID Formats by the names that texts and JSON call them by. */
export const VSIID_FORMATS: Readonly<Record<string, number>> = {
  ipv4: VSIID_IPV4,
  ipv6: VSIID_IPV6,
  mac: VSIID_MAC,
  local: VSIID_LOCAL,
  uuid: VSIID_UUID,
};

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

/** The text of a manager ID: `192.0.2.10`, or `2001:db8::10`; `::` names no manager. */
export const formatManagerId = (id: Identifier): string => formatIpv4(id) ?? formatIpv6(id);

/** A manager ID from an IPv4 or IPv6 address; `undefined` for anything else. */
export const parseManagerId = (text: string): Identifier | undefined => parseIpv4(text) ?? parseIpv6(text);
