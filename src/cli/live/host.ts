// What `evb station` and `evb bridge` need of the machine they run on. Tests bring their own: virtual time, cables in memory.

import type { FrameTransport, Scheduler } from '../../host/interfaces.js';
import type { UdpLink } from './udp-link.js';

/** A transport that is open. */
export interface OpenTransport extends FrameTransport {
  /** What it counts. */
  status(): { readonly counters: object };
  /** Resolves when the socket is free again. */
  close(): Promise<void>;
}

export interface ProgramHost {
  readonly scheduler: Scheduler;
  /** Microseconds since 1970. */
  epoch(): number;
  /** Rejects with an error whose message says what is wrong, and with what. */
  openTransport(link: UdpLink): Promise<OpenTransport>;
  /** For `initialSequence` of a port. */
  initialSequence(): number;
  /** For the index of VSIs. */
  hashSeed(): number;
  /** Calls `stop` at the first SIGINT, SIGTERM or SIGHUP; the next one ends the process at once. Answers how to end that. */
  onStopSignal(stop: (signal: string) => void): () => void;
}
