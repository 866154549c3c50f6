// Where something is: a port by its name, and an S-channel of the port. Every port has the default S-channel.

export { DEFAULT_SCID } from '../s-channel/pair-list.js';

/** An S-channel of a port, as outputs name it. */
export interface ChannelPlace {
  /** Name of the port, as the host gave it. */
  readonly port: string;
  /** S-channel identifier; 1 is the default S-channel. */
  readonly scid: number;
}

/** An S-channel of a port, as inputs name it. */
export interface ChannelAddress {
  readonly port: string;
  /** S-channel identifier; default 1, the default S-channel. */
  readonly scid?: number | undefined;
}
