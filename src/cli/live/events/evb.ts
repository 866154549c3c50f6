// The event about the EVB negotiation of a channel: what each end says, and the result.

import type { ChannelStatus } from '../../../evb/status.js';
import { jsonOf } from '../../../frame/frame-json.js';
import { evbWords } from '../../../text/event-words.js';
import type { ProgramEvent } from './event.js';

function relayOf({ role, oper }: ChannelStatus['evb']): 'on' | 'off' | 'unknown' {
  if (role === 'station') return oper.rrStatus;
  return oper.rrControl ? 'on' : 'off';
}

/** The event `evb` of a channel. */
export function evbEvent(port: string, { scid, evb }: ChannelStatus): ProgramEvent {
  const { remote, values } = evb;
  const { r, rte, rwd, rka, gid } = values;
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
