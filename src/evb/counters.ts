// The counters of an EVB port. They never decrease.
//
// Always: each frame that the port does not take is in rxFrames and in one more counter of the port. The LLDP agent,
// ECP and VDP have counters of their own for the frames that the port takes.

import type { CounterTable } from '../core/counters.js';

export const evbPortCounters = {
  rxFrames: { text: 'frames given' },
  rxMalformed: { text: 'frames that end within their Ethernet header or S-TAG' },
  rxOwnSource: { text: 'frames with the source address of the port: they were looped back' },
  rxSourceRefused: { text: 'frames that `acceptSource` refused' },
  rxOther: {
    text: 'frames that are neither LLDP nor ECP, are tagged where no tag belongs, or go to an address of others',
  },
  rxUnknownSvid: { text: 'frames with an SVID that no S-channel has; where the host tags, of an unknown S-channel' },
  rxInvalidVid: { text: 'frames with VID 4095 in the S-TAG' },
  rxLinkDown: { text: 'frames that came while the link was down' },
  rxBusy: {
    text: 'frames dropped: too many outputs waited for poll. The peer gets no response and repeats its request',
  },
  rxLldpByHost: { text: 'LLDP frames given while a daemon of the host speaks LLDP' },
  txFrames: { text: 'frames sent' },
} as const satisfies CounterTable;

export type EvbPortCounters = Record<keyof typeof evbPortCounters, number>;
