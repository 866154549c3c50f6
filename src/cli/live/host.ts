// What `evb station` and `evb bridge` need from the machine they run on. Tests have virtual time and cables in memory.

import type { FrameTransport, Scheduler } from '../../host/interfaces.js';
import type { UdpLink } from './udp-link.js';

/** A transport that is open. */
export interface OpenTransport extends FrameTransport {
  /** The counters of the transport. */
  status(): { readonly counters: object };
  /** Resolves when the socket is closed. */
  close(): Promise<void>;
}

export interface ProgramHost {
  readonly scheduler: Scheduler;
  /** Microseconds since 1970. */
  epoch(): number;
  /** Rejects with an error that says what is wrong with which value. */
  openTransport(link: UdpLink): Promise<OpenTransport>;
  /** For `initialSequence` of a port. */
  initialSequence(): number;
  /** For the index of VSIs. */
  hashSeed(): number;
  /** Calls `stop` at the first SIGINT, SIGTERM or SIGHUP; the next one ends the process at once. Returns how to stop listening. */
  onStopSignal(stop: (signal: string) => void): () => void;
}
