// A driven station or bridge, as the program around it sees it.

import type { EvbPortOptions } from '../../evb/options/port-options.js';
import type { ChannelPlace } from '../../evb/place.js';
import type { PortStatus } from '../../evb/status.js';
import type { FrameTransport, Scheduler } from '../../host/interfaces.js';
import type { CommandResult } from './commands/context.js';
import type { ProgramEvent } from './events/event.js';

/** What an end is made with. */
export interface EndParts {
  readonly scheduler: Scheduler;
  /** By the names of the ports. */
  readonly transports: Readonly<Record<string, FrameTransport>>;
  /** The counters of the transport of a port. */
  readonly transportCounters: (port: string) => object;
  readonly hashSeed: number;
  readonly initialSequence: () => number;
  readonly tell: (event: ProgramEvent) => void;
  /** Ends the program. */
  readonly stop: (reason: string) => void;
}

export interface ProgramEnd {
  /** @throws BadCommand */
  readonly run: (name: string, rest: string) => CommandResult | undefined;
  /** Ends all VSIs, and lets the other end know; calls back when that is done. */
  readonly release: (done: () => void) => void;
  /** Switches EVB off: what is sent now is the last of it. */
  readonly disable: () => void;
  readonly stop: () => void;
}

/** The ports, each with a random initial sequence number where it has none. */
export const drawnPorts = <Port extends EvbPortOptions>(ports: readonly Port[], parts: EndParts): Port[] =>
  ports.map((port) => ({ ...port, initialSequence: port.initialSequence ?? parts.initialSequence() }));

/** The S-channels that exist. */
export const placesOf = ({ ports }: { readonly ports: readonly PortStatus<unknown>[] }): ChannelPlace[] =>
  ports.flatMap(({ name, channels }) => channels.map(({ scid }) => ({ port: name, scid })));
