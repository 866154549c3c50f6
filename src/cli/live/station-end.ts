// The station of `evb station`. Whenever EVB is agreed it asks for the VSIs of its configuration that it does not have, except
// those that a command has ended.

import type { ConfiguredVsi, EvbStationConfig } from '../../config/station-schema.js';
import { EvbStation, type EvbStationInput, type EvbStationOutput } from '../../evb/station.js';
import { drive } from '../../host/drive.js';
import type { StationContext } from './commands/context.js';
import { runCommand } from './commands/runner.js';
import { STATION_COMMANDS } from './commands/station.js';
import { vsiKeyOf } from './commands/vsi-words.js';
import { closeEnd, heldVsis, type ProgramEnd, placedName, whenEnded } from './end.js';
import { drawnPorts, type EndParts } from './end-parts.js';
import { createObserver } from './events/observer.js';

/** The VSI that ends with an output. A De-Associate of the host ends with `done` or `failed`. */
function endOf(output: EvbStationOutput): string | undefined {
  const isEnd =
    (output.kind === 'offline' && output.reason !== 'deAssociated') ||
    ((output.kind === 'done' || output.kind === 'failed') && output.command === 'deAssociate');
  return isEnd ? placedName(output, output.vsi) : undefined;
}

export function createStationEnd(config: EvbStationConfig, parts: EndParts): ProgramEnd {
  const { scheduler, transports } = parts;
  const station = new EvbStation({
    ...config,
    ports: drawnPorts(config.ports, parts),
    vdp: { ...config.vdp, hashSeed: parts.hashSeed },
  });
  const wanted = new Map<string, ConfiguredVsi>(config.vsis.map((vsi) => [placedName(vsi, vsi), vsi]));
  const observer = createObserver(config.ports, station, parts.tell);
  const driver = drive<EvbStationInput, EvbStationOutput>(station, { transports, observer }, scheduler);
  const ports = config.ports.map(({ name }) => name);
  const askWanted = (): void => {
    if (wanted.size === 0) return;
    const held = new Set(heldVsis(station).map(({ place, vsi }) => placedName(place, vsi)));
    const ready = new Map(
      station
        .status()
        .ports.map(({ name, channels }) => [name, channels.flatMap(({ scid, evb }) => (evb.evbReady ? [scid] : []))]),
    );
    for (const [name, { port, scid, ...vsi }] of wanted) {
      if (!held.has(name) && ready.get(port)?.includes(scid)) driver.handle({ kind: 'command', port, scid, vsi });
    }
  };
  driver.listen({
    told: ({ kind }) => {
      if (kind === 'peerUp') askWanted();
    },
    // Where EVB is configured to need no peer it is ready without `peerUp`.
    taken: ({ kind }) => {
      if (kind === 'link' || kind === 'configure') askWanted();
    },
  });
  askWanted();

  const context: StationContext = { commands: STATION_COMMANDS, ports, end: station, driver, parts, wanted };
  return {
    run: (name, rest) => runCommand(context, name, rest),
    release(done) {
      wanted.clear();
      const held = heldVsis(station);
      whenEnded(driver, held, endOf, done);
      for (const { place, vsi } of held) driver.handle({ kind: 'deAssociate', ...place, vsi: vsiKeyOf(vsi) });
    },
    close: () => closeEnd(driver, ports),
  };
}
