// A driven station or bridge as the program around it sees it.

import type { EvbBridgeStatus } from '../../evb/bridge.js';
import type { EvbPortOptions } from '../../evb/port-options.js';
import type { EvbStationStatus } from '../../evb/station.js';
import type { DecodeFrameOptions } from '../../frame/decode-frame.js';
import type { AnyInput, AnyOutput } from '../../host/drive.js';
import type { FrameTransport, Observer, Scheduler } from '../../host/ports.js';
import type { DemoNode } from '../demo-event.js';
import { evbEvent } from './evb-view.js';
import { frameEvents } from './frame-events.js';
import type { CommandResult } from './live-context.js';
import { faultEvent, type LiveEvent } from './live-event.js';
import { outputEvent } from './output-events.js';

/** What a node is made with. */
export interface LiveNodeParts {
  readonly scheduler: Scheduler;
  /** By the names of the ports. */
  readonly transports: Readonly<Record<string, FrameTransport>>;
  /** What the transport of a port counts. */
  readonly transportCounters: (port: string) => object;
  readonly hashSeed: number;
  readonly initialSequence: () => number;
  readonly tell: (event: LiveEvent) => void;
  /** Ends the program. */
  readonly stop: (reason: string) => void;
}

export interface LiveNode {
  /** @throws BadCommand */
  readonly run: (name: string, rest: string) => CommandResult | undefined;
  /** Ends all VSIs, and lets the other end know; calls back when that is done. */
  readonly release: (done: () => void) => void;
  /** Switches EVB off: what is sent now is the last of it. */
  readonly disable: () => void;
  readonly stop: () => void;
}

/** The ports with what is drawn at random. */
export const drawnPorts = <Port extends EvbPortOptions>(ports: readonly Port[], parts: LiveNodeParts): Port[] =>
  ports.map((port) => ({ ...port, initialSequence: port.initialSequence ?? parts.initialSequence() }));

/** After these the negotiated values may be others. */
const TELLING: readonly string[] = [
  'link',
  'configure',
  'enable',
  'peerUp',
  'peerDown',
  'operChanged',
  'reflectiveRelay',
  'neighborAdded',
  'neighborUpdated',
  'neighborRemoved',
];

const optionsOf = ({ lldp, evb }: EvbPortOptions): DecodeFrameOptions => ({
  subtypes: [1],
  ...(lldp?.strictLength !== undefined && { strictLength: lldp.strictLength }),
  ...(evb?.evbTlvLength !== undefined && { evbTlvLength: evb.evbTlvLength }),
});

/** Tells all that there is to tell of a node. */
export function createLiveObserver(
  node: DemoNode,
  ports: readonly EvbPortOptions[],
  status: () => EvbStationStatus | EvbBridgeStatus,
  tell: (event: LiveEvent) => void,
): Observer<AnyInput, AnyOutput> {
  const options = new Map(ports.map((port) => [port.name, optionsOf(port)]));
  const links = new Map<string, boolean>();
  const told = new Map<string, string>();
  const look = (kind: string): void => {
    if (!TELLING.includes(kind)) return;
    for (const { name, channels } of status().ports) {
      for (const channel of channels) {
        const event = evbEvent(name, channel);
        const key = `${channel.scid} ${name}`;
        const text = JSON.stringify(event.members);
        if (told.get(key) === text) continue;
        told.set(key, text);
        tell(event);
      }
    }
  };
  return {
    input(input, _now, refusal) {
      if (refusal !== undefined) return;
      if (input.kind === 'frame' && links.get(input.port)) {
        for (const event of frameEvents(input.port, input.frame, options.get(input.port) ?? {})) tell(event);
      } else if (input.kind === 'link' && links.get(input.port) !== input.up) {
        const { port, up } = input;
        links.set(port, up);
        tell({ event: 'link', members: { port, up }, text: `link ${up ? 'up' : 'down'}` });
      }
      look(input.kind);
    },
    output(output) {
      const event = outputEvent(node, output);
      if (event !== undefined) tell(event);
      look(output.kind);
    },
    fault: (fault) => tell(faultEvent(fault)),
  };
}
