// Habits of peers that a station or a bridge can live with. A preset only sets options that a host can set alone, too.

import { OptionError } from '../core/limits.js';

/**
 * openlldp's lldpad: one association TLV per ECPDU counts, an ECPDU that comes within 2 ms of another takes its place, and
 * null VIDs come back open in answers.
 */
export type EvbPeerPreset = 'openlldp';

/** Microseconds from an acknowledgement to the next ECPDU: openlldp needs 2 ms to hand an ECPDU on. */
export const OPENLLDP_REST = 10_000;

/** Whether the host gives the preset. Throws OptionError for any other value. */
export function isOpenlldp(peer: EvbPeerPreset | undefined): boolean {
  if (peer !== undefined && peer !== 'openlldp') throw new OptionError('peer', peer, 'openlldp');
  return peer === 'openlldp';
}
