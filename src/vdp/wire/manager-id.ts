// VSI Manager ID, 41.1: 16 octets, an IPv6 address or an IPv4 address mapped into one. Senders put other things there
// too, so no value is ever rejected, and every value has a text that parses back to the same octets.

import { formatIpv4, formatIpv6, type Identifier, parseIpv4, parseIpv6 } from '../../core/identifier.js';

/** The text of a manager ID: `192.0.2.10`, or `2001:db8::10`; `::` names no manager. */
export const formatManagerId = (id: Identifier): string => formatIpv4(id) ?? formatIpv6(id);

/** A manager ID from an IPv4 or IPv6 address; `undefined` for anything else. */
export const parseManagerId = (text: string): Identifier | undefined => parseIpv4(text) ?? parseIpv6(text);
