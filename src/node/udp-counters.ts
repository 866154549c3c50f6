// The counters of a UDP transport. They never decrease.
//
// Always: frames given to `send` = txFrames + txWrongLength + txClosed + txBusy + txFailed + frames that wait;
// datagrams received = rxFrames + rxStranger + rxWrongLength + rxUnheard.

import type { CounterTable } from '../core/counters.js';

export const udpCounters = {
  txFrames: { text: 'frames that the system took' },
  txWrongLength: { text: 'frames not sent: shorter than 14 octets or longer than `maxFrameOctets`' },
  txClosed: { text: 'frames not sent: the transport was closed' },
  txBusy: { text: 'frames not sent: `maxPendingFrames` frames waited for the system' },
  txFailed: { text: 'frames not sent: the system refused them' },
  rxFrames: { text: 'frames given to the receiver' },
  rxStranger: { text: 'datagrams dropped: the sender is not `remote`' },
  rxWrongLength: { text: 'datagrams dropped: shorter than 14 octets or longer than `maxFrameOctets`' },
  rxUnheard: { text: 'datagrams dropped: the transport was not started, or was stopped' },
  socketErrors: { text: 'errors of the socket that belong to no frame, as a far end where nothing listens' },
  receiverErrors: { text: 'errors that the receiver threw' },
} as const satisfies CounterTable;

export type UdpCounters = Record<keyof typeof udpCounters, number>;
