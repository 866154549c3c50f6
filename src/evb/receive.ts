// A frame on its way in: whether the port looks at it, which S-channel it is of, and which part takes it.
//
// Always: the way to a channel is one look-up.

import { ETHERTYPE_STAG } from '../core/ethernet.js';
import { u16, u48 } from '../core/octets.js';
import { DEFAULT_SCID, DEFAULT_SVID } from '../s-channel/pair-list.js';
import { RESERVED_VID, S_TAG_TRUNCATED, sTagVid } from '../s-channel/relay/s-tag.js';
import { takeEcpdu, takeLldpdu } from './channel.js';
import { takerOf } from './frame-table.js';
import { etherTypeOf, HEADER_OCTETS, TAGGED_HEADER_OCTETS } from './frames.js';
import { hearLldpdu } from './lldp.js';
import { settleCdcp } from './port.js';
import type { Channel, Port } from './state.js';

const SOURCE_AT = 6;

/**
 * Gives a frame to the part that it is for.
 *
 * @param scid its S-channel, where the host has taken its S-TAG off
 */
export function takeFrame(port: Port, frame: Uint8Array, scid: number | undefined, now: number): void {
  if (!admits(port, frame)) return;
  const { channels } = port.settings;
  const etherType = etherTypeOf(frame);
  if (etherType === ETHERTYPE_STAG && channels.sComp && channels.tagging === 'library') takeTagged(port, frame, now);
  else take(port, port.byScid.get(scid ?? DEFAULT_SCID), frame, etherType, HEADER_OCTETS, false, now);
}

function admits({ endpoint, settings, state }: Port, frame: Uint8Array): boolean {
  const { counters } = state;
  const { acceptSource } = endpoint.settings;
  counters.rxFrames++;
  if (frame.length < HEADER_OCTETS) {
    counters.rxMalformed++;
    return false;
  }
  if (!state.linkUp) {
    counters.rxLinkDown++;
    return false;
  }
  const source = u48(frame, SOURCE_AT);
  if (source === settings.mac) {
    counters.rxOwnSource++;
    return false;
  }
  if (acceptSource !== undefined && acceptSource(settings.name, source) === false) {
    counters.rxSourceRefused++;
    return false;
  }
  return true;
}

/** A frame with an S-TAG (table of S-VLAN components: `fromUplink`). */
function takeTagged(port: Port, frame: Uint8Array, now: number): void {
  const { counters } = port.state;
  const vid = sTagVid(frame);
  if (vid === S_TAG_TRUNCATED) {
    counters.rxMalformed++;
    return;
  }
  if (vid === RESERVED_VID) {
    counters.rxInvalidVid++;
    return;
  }
  const channel = port.bySvid.get(vid === 0 ? DEFAULT_SVID : vid);
  const etherType = u16(frame, TAGGED_HEADER_OCTETS - 2);
  take(port, channel, frame, etherType, TAGGED_HEADER_OCTETS, vid > 0, now);
}

/** @param at offset behind the Ethertype */
function take(
  port: Port,
  channel: Channel | undefined,
  frame: Uint8Array,
  etherType: number,
  at: number,
  isTagged: boolean,
  now: number,
): void {
  const { settings, state, uap } = port;
  if (channel === undefined) {
    state.counters.rxUnknownSvid++;
    return;
  }
  switch (takerOf(frame, etherType, settings.mac)) {
    case 'ecp':
      takeEcpdu(channel, frame, at, frame.length, now);
      return;
    case 'lldp':
      takeLldpdu(channel, frame, at, frame.length, now);
      return;
    case 'cdcp':
      // What is for the UAP itself has no tag but one of priority.
      if (uap === undefined || isTagged || channel.place.scid !== DEFAULT_SCID) break;
      hearLldpdu(uap, frame, at, frame.length, now);
      settleCdcp(port, now);
      return;
  }
  state.counters.rxOther++;
}
