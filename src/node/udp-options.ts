// Options of a UDP transport.

import { isIPv4 } from 'node:net';
import { keepsLimit, type Limits, limitText, OptionError, type Range, withDefaults } from '../core/limits.js';

export interface UdpEnd {
  /** IPv4 address; default 127.0.0.1. */
  readonly address?: string | undefined;
  /** 1..65535. */
  readonly port: number;
}

export interface UdpFrameTransportOptions {
  /** Where datagrams come in. With port 0 the system chooses a free port: see `status()`. */
  readonly local: UdpEnd;
  /** Where datagrams go. Datagrams from other senders are dropped. */
  readonly remote: UdpEnd;
  /** Octets of datagrams that the system keeps until they are read; it may give less. Default: that of the system. */
  readonly receiveBuffer?: number | undefined;
  readonly maxFrameOctets?: number | undefined;
  readonly maxPendingFrames?: number | undefined;
}

/** Octets of an Ethernet header: a shorter datagram is not a frame. */
export const MIN_FRAME_OCTETS = 14;

export const udpLimits: Limits<'maxFrameOctets' | 'maxPendingFrames'> = {
  maxFrameOctets: {
    min: 60,
    max: 65_507,
    default: 1522,
    unit: 'octets',
    text: 'longest frame sent or received, without the FCS; the default is 1500 octets behind a header and two tags',
  },
  maxPendingFrames: {
    min: 1,
    max: 1_048_576,
    default: 1024,
    unit: 'frames',
    text: 'frames that wait for the system before further ones are not sent',
  },
};

const LOCALHOST = '127.0.0.1';
const RECEIVE_BUFFER = { min: 1, max: 2 ** 31 - 1 };

/** The options with defaults filled in. */
export interface UdpSettings {
  readonly local: Required<UdpEnd>;
  readonly remote: Required<UdpEnd>;
  readonly receiveBuffer: number | undefined;
  readonly maxFrameOctets: number;
  readonly maxPendingFrames: number;
}

/** @throws OptionError for an option that is missing, of the wrong type, or out of its range */
export function readUdpOptions(options: UdpFrameTransportOptions): UdpSettings {
  const { receiveBuffer } = options;
  if (receiveBuffer !== undefined) checkRange('receiveBuffer', receiveBuffer, RECEIVE_BUFFER);
  return {
    local: readEnd('local', options.local, 0),
    remote: readEnd('remote', options.remote, 1),
    receiveBuffer,
    ...withDefaults(udpLimits, options),
  };
}

function readEnd(field: 'local' | 'remote', end: UdpEnd | undefined, minPort: number): Required<UdpEnd> {
  if (typeof end !== 'object' || end === null) throw new OptionError(field, end, 'an object with a port');
  const { address = LOCALHOST, port } = end;
  if (typeof address !== 'string' || !isIPv4(address)) {
    throw new OptionError(`${field}.address`, address, 'an IPv4 address, as 127.0.0.1');
  }
  checkRange(`${field}.port`, port, { min: minPort, max: 65_535 });
  return { address, port };
}

function checkRange(field: string, value: unknown, range: Pick<Range, 'min' | 'max'>): void {
  if (!keepsLimit({ ...range, unit: '', text: '' }, value)) throw new OptionError(field, value, limitText(range));
}
