// Reserved group addresses, 01-80-C2-00-00-00 to -0F (tables 8-1 and 8-2): which of them an S-VLAN component
// relays, as LLDP, ECP and spanning tree of a channel need it, and which end at it.

import { NEAREST_BRIDGE, NEAREST_CUSTOMER_BRIDGE, NEAREST_NON_TPMR_BRIDGE } from '../../core/mac.js';
import { u48 } from '../../core/octets.js';

/** Relayed: -00, -0B, -0C, -0D, -0F. */
const RELAYED: readonly number[] = [0x0, 0xb, 0xc, 0xd, 0xf];

/**
 * What happens to a frame by its destination. `relay`: it goes to channel or link. `uap`: it is for the port itself, as
 * LLDP with CDCP is, and is never relayed. `discard`: it is dropped. The frame has at least six octets.
 */
export function fateOf(frame: Uint8Array): 'relay' | 'uap' | 'discard' {
  const destination = u48(frame, 0);
  const last = destination - NEAREST_CUSTOMER_BRIDGE;
  if (last < 0 || last > 0xf || RELAYED.includes(last)) return 'relay';
  return destination === NEAREST_NON_TPMR_BRIDGE || destination === NEAREST_BRIDGE ? 'uap' : 'discard';
}
