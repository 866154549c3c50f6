// The neighbours of a channel as its negotiation knows them, in the order of their appearance.

import { formatHex } from '../core/octets.js';
import type { LldpNeighbor } from '../lldp-evb/agent/neighbor.js';
import type { EvbPeer } from '../lldp-evb/negotiation/outcome.js';
import type { DecodeEvbTlvOptions } from '../lldp-evb/wire/evb-tlv.js';
import { findEvbTlv } from '../lldp-evb/wire/find-evb-tlv.js';
import type { LldpTlv } from '../lldp-evb/wire/lldpdu.js';

/** An LLDP neighbour that a daemon of the host has heard. */
export interface HostLldpNeighbor {
  /** Equal for the same neighbour only, as its MSAP. */
  readonly id: string;
  readonly tlvs: readonly LldpTlv[];
}

/** Both parts of the MSAP, so that no two neighbours are taken for one. */
export const neighborId = ({ chassisId, portId }: LldpNeighbor): string =>
  [chassisId, portId].map(({ subtype, id }) => `${subtype}:${formatHex(id)}`).join('/');

/** A neighbour that a daemon of the host has heard, as a peer. */
export const peerOf = ({ id, tlvs: tlv }: HostLldpNeighbor, options: DecodeEvbTlvOptions): EvbPeer => ({
  id,
  evb: findEvbTlv(tlv, options).evb,
});

/** With what a neighbour says now: it keeps its place, or comes last. */
export function withNeighbor(
  peers: readonly EvbPeer[],
  neighbor: LldpNeighbor,
  options: DecodeEvbTlvOptions,
): readonly EvbPeer[] {
  const peer = peerOf({ id: neighborId(neighbor), tlvs: neighbor.tlvs }, options);
  const known = peers.some(({ id }) => id === peer.id);
  return known ? peers.map((one) => (one.id === peer.id ? peer : one)) : [...peers, peer];
}

export function withoutNeighbor(peers: readonly EvbPeer[], neighbor: LldpNeighbor): readonly EvbPeer[] {
  const gone = neighborId(neighbor);
  return peers.filter(({ id }) => id !== gone);
}
