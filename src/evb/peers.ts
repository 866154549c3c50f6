// The neighbours of an LLDP agent, or of a daemon of the host, as the peers that a negotiation knows: in the order of their
// appearance.

import { formatHex } from '../core/octets.js';
import type { LldpAgentOutput } from '../lldp-evb/agent/io.js';
import type { LldpNeighbor } from '../lldp-evb/agent/neighbor.js';
import type { LldpTlv } from '../lldp-evb/wire/lldpdu.js';

/** An LLDP neighbour that a daemon of the host has heard. */
export interface HostLldpNeighbor {
  /** Equal for the same neighbour only, as its MSAP. */
  readonly id: string;
  readonly tlvs: readonly LldpTlv[];
}

interface Peer {
  readonly id: string;
}

/** Both parts of the MSAP, so that no two neighbours are taken for one. */
const neighborId = ({ chassisId, portId }: LldpNeighbor): string =>
  [chassisId, portId].map(({ subtype, id }) => `${subtype}:${formatHex(id)}`).join('/');

/** The peers after what an agent tells of a neighbour; `undefined`: it tells of none. */
export function peersAfter<One extends Peer>(
  peers: readonly One[],
  told: LldpAgentOutput,
  peerOf: (neighbor: HostLldpNeighbor) => One,
): readonly One[] | undefined {
  switch (told.kind) {
    case 'neighborAdded':
    case 'neighborUpdated': {
      const { neighbor } = told;
      const peer = peerOf({ id: neighborId(neighbor), tlvs: neighbor.tlvs });
      const isKnown = peers.some(({ id }) => id === peer.id);
      return isKnown ? peers.map((one) => (one.id === peer.id ? peer : one)) : [...peers, peer];
    }
    case 'neighborRemoved': {
      const gone = neighborId(told.neighbor);
      return peers.filter(({ id }) => id !== gone);
    }
    default:
      return undefined;
  }
}
