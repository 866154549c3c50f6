// The station of `evb station`. Whenever EVB is agreed it asks for the VSIs of its configuration that it does not have, except
// those that a command has ended.

import type { ConfiguredVsi, EvbStationConfig } from '../../config/station-schema.js';
import type { ChannelPlace } from '../../evb/place.js';
import { EvbStation, type EvbStationInput, type EvbStationOutput } from '../../evb/station.js';
import { jsonOf } from '../../frame/frame-json.js';
import { drive } from '../../host/drive.js';
import { vsiName } from '../../text/vsi-text.js';
import type { StationContext } from './commands/context.js';
import { createCommandRunner } from './commands/runner.js';
import { STATION_COMMANDS } from './commands/station.js';
import { vsiKeyOf } from './commands/vsi-words.js';
import { drawnPorts, type EndParts, type ProgramEnd, placesOf } from './end.js';
import { createObserver } from './events/observer.js';

const keyOf = ({ port, scid }: ChannelPlace, name: string): string => `${scid} ${name} ${port}`;

/** The VSI that ends with an output. A De-Associate of the host ends with `done` or `failed`. */
function endOf(output: EvbStationOutput): string | undefined {
  const isEnd =
    (output.kind === 'offline' && output.reason !== 'deAssociated') ||
    ((output.kind === 'done' || output.kind === 'failed') && output.command === 'deAssociate');
  return isEnd ? keyOf(output, vsiName(output.vsi)) : undefined;
}

export function createStationEnd(config: EvbStationConfig, parts: EndParts): ProgramEnd {
  const { scheduler, transports } = parts;
  const station = new EvbStation({
    ...config,
    ports: drawnPorts(config.ports, parts),
    vdp: { ...config.vdp, hashSeed: parts.hashSeed },
  });
  const wanted = new Map<string, ConfiguredVsi>(config.vsis.map((vsi) => [keyOf(vsi, vsiName(vsi)), vsi]));
  const observer = createObserver(config.ports, () => station.status(), parts.tell);
  const driven = drive<EvbStationInput, EvbStationOutput>(station, { transports, observer }, scheduler);
  const names = config.ports.map(({ name }) => name);
  const all = () => placesOf(station.status()).flatMap((place) => station.vsis(place).map((vsi) => ({ place, vsi })));
  const readyPlaces = (): ChannelPlace[] =>
    station
      .status()
      .ports.flatMap(({ name, channels }) =>
        channels.flatMap(({ scid, evb }) => (evb.evbReady ? [{ port: name, scid }] : [])),
      );
  const askWanted = (): void => {
    if (wanted.size === 0) return;
    for (const place of readyPlaces()) {
      const known = new Set(station.vsis(place).map((vsi) => keyOf(place, vsiName(vsi.vsi))));
      for (const [key, { port, scid, ...vsi }] of wanted) {
        if (port !== place.port || scid !== place.scid || known.has(key)) continue;
        driven.handle({ kind: 'command', port, scid, vsi });
      }
    }
  };
  driven.listen({
    told: ({ kind }) => {
      if (kind === 'peerUp') askWanted();
    },
    // Where EVB is configured to need no peer it is ready without `peerUp`.
    taken: ({ kind }) => {
      if (kind === 'link' || kind === 'configure') askWanted();
    },
  });
  askWanted();

  const context: StationContext = {
    role: 'station',
    ports: names,
    give: (input) => driven.handle(input),
    status: () => station.status(),
    vsis: (place) =>
      station.vsis(place).map(({ vsi, ...rest }) => ({ vsi: vsiName(vsi), ...vsi, ...(jsonOf(rest) as object) })),
    held: (place) => station.vsis(place),
    forget: (place, key) => wanted.delete(keyOf(place, vsiName(key))),
    transportCounters: parts.transportCounters,
    commands: STATION_COMMANDS,
    stop: parts.stop,
  };
  return {
    run: createCommandRunner(STATION_COMMANDS, context),
    release(done) {
      wanted.clear();
      const held = all();
      const open = new Set(held.map(({ place, vsi }) => keyOf(place, vsiName(vsi.vsi))));
      driven.listen({
        told(output) {
          const key = endOf(output);
          if (key !== undefined && open.delete(key) && open.size === 0) done();
        },
      });
      if (open.size === 0) done();
      for (const { place, vsi } of held) {
        driven.handle({ kind: 'deAssociate', ...place, vsi: vsiKeyOf(vsi.vsi) });
      }
    },
    disable() {
      for (const port of names) driven.handle({ kind: 'enable', port, enabled: false });
    },
    stop: () => driven.stop(),
  };
}
