// Counters of a UDP transport. They never decrease.
//
// Always: frames given to `send` = txFrames + txWrongLength + txClosed + txBusy + txFailed + frames that wait;
// datagrams received = rxFrames + rxStranger + rxWrongLength + rxUnheard.

export interface UdpCounters {
  /** Frames that the system took. */
  txFrames: number;
  /** Not sent: not 14 to `maxFrameOctets` octets. */
  txWrongLength: number;
  /** Not sent: the transport was closed. */
  txClosed: number;
  /** Not sent: `maxPendingFrames` frames waited for the system. */
  txBusy: number;
  /** Not sent: the system refused. */
  txFailed: number;
  /** Frames given to the receiver. */
  rxFrames: number;
  /** Dropped: the sender is not `remote`. */
  rxStranger: number;
  /** Dropped: not 14 to `maxFrameOctets` octets. */
  rxWrongLength: number;
  /** Dropped: the transport was not started, or was stopped. */
  rxUnheard: number;
  /** Errors of the socket that belong to no frame, as a far end where nothing listens. The transport goes on. */
  socketErrors: number;
  /** How often the receiver threw. */
  receiverErrors: number;
}

export const newUdpCounters = (): UdpCounters => ({
  txFrames: 0,
  txWrongLength: 0,
  txClosed: 0,
  txBusy: 0,
  txFailed: 0,
  rxFrames: 0,
  rxStranger: 0,
  rxWrongLength: 0,
  rxUnheard: 0,
  socketErrors: 0,
  receiverErrors: 0,
});
