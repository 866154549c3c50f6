// What is negotiated on a channel, in one look: what either end says, and what comes of it.

import { parseHex } from '../../../core/octets.js';
import type { ChannelStatus } from '../../../evb/channel.js';
import { jsonOf } from '../../../frame/frame-json.js';
import { type EvbTlv, findEvbTlv, type LldpTlv } from '../../../lldp-evb/index.js';
import { evbWords } from '../../../text/event-words.js';
import type { ProgramEvent } from './event.js';

/** A neighbour's id, as the negotiation calls it. */
const idOf = ({ chassisId, portId }: NonNullable<ChannelStatus['lldp']>['neighbors'][number]): string =>
  [chassisId, portId].map(({ subtype, id }) => `${subtype}:${id}`).join('/');

/** The EVB TLV that the peer sent last. */
function remoteTlv({ lldp, evb }: ChannelStatus): EvbTlv | undefined {
  const neighbor = lldp?.neighbors.find((one) => idOf(one) === evb.peer);
  const tlv = neighbor?.tlvs.map(
    ({ type, value }): LldpTlv => ({ kind: 'raw', type, value: parseHex(value) ?? new Uint8Array(0) }),
  );
  return tlv && findEvbTlv(tlv).evb;
}

function relayOf({ role, oper }: ChannelStatus['evb']): 'on' | 'off' | 'unknown' {
  if (role === 'station') return oper.rrStatus;
  return oper.rrControl ? 'on' : 'off';
}

/** The event `evb` of a channel. */
export function evbEvent(port: string, channel: ChannelStatus): ProgramEvent {
  const { scid, evb } = channel;
  const { r, rte, rwd, rka, gid } = evb.values;
  const remote = remoteTlv(channel);
  const reflectiveRelay = relayOf(evb);
  const ends = [
    ['own', evb.txTlv],
    ['peer', remote],
  ] as const;
  const said = ends.flatMap(([who, tlv]) => (tlv === undefined ? [] : [`${who}: ${evbWords(tlv)}`]));
  return {
    event: 'evb',
    members: {
      port,
      scid,
      state: evb.peerState,
      ready: evb.evbReady,
      ...(evb.peer !== undefined && { peer: evb.peer }),
      r,
      rte,
      rwd,
      rka,
      groups: gid,
      reflectiveRelay,
      ...(evb.txTlv && { local: jsonOf(evb.txTlv) }),
      ...(remote && { remote: jsonOf(remote) }),
    },
    text: [
      `EVB ${evb.evbReady ? 'agreed' : 'not agreed'}: R ${r} RTE ${rte} RWD ${rwd} RKA ${rka}, reflective relay ${reflectiveRelay}, groups ${gid ? 'on' : 'off'}`,
      ...said,
    ].join('; '),
  };
}
