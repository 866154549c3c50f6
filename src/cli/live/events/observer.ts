// Makes the events of a station or bridge from its inputs and outputs: links, rejected frames, outputs, and the outcome of the
// negotiation whenever it differs from the last one.

import { ECP_SUBTYPE_VDP } from '../../../ecp/ecpdu.js';
import type { EvbBridge } from '../../../evb/bridge.js';
import type { EvbPortOptions } from '../../../evb/options/port-options.js';
import { type ChannelPlace, DEFAULT_SCID } from '../../../evb/place.js';
import type { EvbStation } from '../../../evb/station.js';
import type { DecodeFrameOptions } from '../../../frame/decode-frame.js';
import type { EvbInput, EvbOutput, Observer } from '../../../host/interfaces.js';

import { channelEvent } from './channel.js';
import { evbEvent } from './evb.js';
import { faultEvent, type ProgramEvent } from './event.js';
import { frameEvents } from './frame.js';
import { outputEvent } from './output.js';

/** Inputs and outputs that can change the negotiated values. */
const TELLING: readonly string[] = [
  'link',
  'configure',
  'enable',
  'peerUp',
  'peerDown',
  'channelUp',
  'operChanged',
  'reflectiveRelay',
  'neighborAdded',
  'neighborUpdated',
  'neighborRemoved',
];

const keyOf = ({ port, scid }: ChannelPlace): string => `${scid} ${port}`;

/** Frames are decoded with the options of the port. */
const optionsOf = ({ lldp, evb }: EvbPortOptions): DecodeFrameOptions => ({
  subtypes: [ECP_SUBTYPE_VDP],
  ...(lldp?.strictLength !== undefined && { strictLength: lldp.strictLength }),
  ...(evb?.evbTlvLength !== undefined && { evbTlvLength: evb.evbTlvLength }),
});

export function createObserver(
  ports: readonly EvbPortOptions[],
  end: EvbStation | EvbBridge,
  tell: (event: ProgramEvent) => void,
): Observer<EvbInput, EvbOutput> {
  const options = new Map(ports.map((port) => [port.name, optionsOf(port)]));
  const links = new Map<string, boolean>();
  /** The last event `evb` of each channel that exists according to the events so far. */
  const told = new Map<string, string>(ports.map(({ name }) => [keyOf({ port: name, scid: DEFAULT_SCID }), '']));
  const eventOf = (output: EvbOutput): ProgramEvent | undefined => {
    if (output.kind === 'uapLldp') return outputEvent({ port: output.port, ...output.told });
    return channelEvent(output, () => end.status().ports) ?? outputEvent(output);
  };
  const look = (kind: string): void => {
    if (!TELLING.includes(kind)) return;
    for (const { name, channels } of end.status().ports) {
      for (const channel of channels) {
        const event = evbEvent(name, channel);
        const key = keyOf({ port: name, scid: channel.scid });
        const text = JSON.stringify(event.members);
        if (!told.has(key) || told.get(key) === text) continue;
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
      const event = eventOf(output);
      if (output.kind === 'channelUp') told.set(keyOf(output), '');
      else if (output.kind === 'channelDown') told.delete(keyOf(output));
      if (event !== undefined) tell(event);
      look(output.kind);
    },
    fault: (fault) => tell(faultEvent(fault)),
  };
}
