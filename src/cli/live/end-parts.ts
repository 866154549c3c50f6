// What a station or bridge of a program is made with, beside its configuration.

import type { EvbPortOptions } from '../../evb/options/port-options.js';
import type { Scheduler } from '../../host/interfaces.js';
import type { ProgramEvent } from './events/event.js';
import type { OpenTransport } from './host.js';

export interface EndParts {
  readonly scheduler: Scheduler;
  /** By the names of the ports. */
  readonly transports: Readonly<Record<string, OpenTransport>>;
  readonly hashSeed: number;
  readonly initialSequence: () => number;
  readonly tell: (event: ProgramEvent) => void;
  /** Ends the program. */
  readonly stop: (reason: string) => void;
}

/** The ports, each with a random initial sequence number where it has none. */
export const drawnPorts = <Port extends EvbPortOptions>(ports: readonly Port[], parts: EndParts): Port[] =>
  ports.map((port) => ({ ...port, initialSequence: port.initialSequence ?? parts.initialSequence() }));
