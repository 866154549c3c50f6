// Which frame is for which part of a port, by Ethertype and destination address.

import { ETHERTYPE_ECP, ETHERTYPE_LLDP } from '../core/ethernet.js';
import { NEAREST_CUSTOMER_BRIDGE, NEAREST_NON_TPMR_BRIDGE } from '../core/mac.js';
import { u48 } from '../core/octets.js';

/** The ECP entity or the LLDP agent of the frame's channel, or CDCP of the port. */
export type FrameTaker = 'ecp' | 'lldp' | 'cdcp';

interface FrameRow {
  readonly etherType: number;
  /** 48-bit number; 0 is the MAC address of the port. */
  readonly destination: number;
  readonly taker: FrameTaker;
}

const OWN_ADDRESS = 0;

const FRAME_TABLE: readonly FrameRow[] = [
  { etherType: ETHERTYPE_ECP, destination: NEAREST_CUSTOMER_BRIDGE, taker: 'ecp' },
  { etherType: ETHERTYPE_ECP, destination: OWN_ADDRESS, taker: 'ecp' },
  { etherType: ETHERTYPE_LLDP, destination: NEAREST_CUSTOMER_BRIDGE, taker: 'lldp' },
  { etherType: ETHERTYPE_LLDP, destination: NEAREST_NON_TPMR_BRIDGE, taker: 'cdcp' },
];

/** Who takes a frame; `undefined`: nobody. `mac` is the address of the port. */
export function takerOf(frame: Uint8Array, etherType: number, mac: number): FrameTaker | undefined {
  const destination = u48(frame, 0);
  for (let i = 0; i < FRAME_TABLE.length; i++) {
    const row = FRAME_TABLE[i] as FrameRow;
    if (row.etherType !== etherType) continue;
    if (destination === (row.destination === OWN_ADDRESS ? mac : row.destination)) return row.taker;
  }
  return undefined;
}
