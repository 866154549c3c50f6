// Where something is: a port of the host by its name, and on it an S-channel. Without CDCP there is one, the default.

export { DEFAULT_SCID } from '../s-channel/pair-list.js';

/** An S-channel of a port, as outputs name it. */
export interface ChannelPlace {
  /** Name of the port, as the host gave it. */
  readonly port: string;
  /** S-channel identifier; 1 is the default S-channel. */
  readonly scid: number;
}

/** The same in an input, where the default S-channel need not be named. */
export interface ChannelAddress {
  readonly port: string;
  /** Default 1. */
  readonly scid?: number | undefined;
}
