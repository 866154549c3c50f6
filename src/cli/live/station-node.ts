// The station of `evb station`. The VSIs of its configuration are asked for whenever EVB is agreed and they are not there,
// until a command ends them.

import type { ConfiguredVsi, EvbStationConfig } from '../../config/station-schema.js';
import { EvbStation, type EvbStationInput, type EvbStationOutput } from '../../evb/station.js';
import { jsonOf } from '../../frame/frame-json.js';
import { drive } from '../../host/drive.js';
import type { VdpStationVsiStatus } from '../../vdp/station-status.js';
import type { VsiKey } from '../../vdp/vsi-key.js';
import { createCommandRunner } from './command-runner.js';
import type { StationContext } from './live-context.js';
import { drawnPorts, type LiveNode, type LiveNodeParts } from './live-node.js';
import { createLiveObserver } from './live-observer.js';
import { STATION_COMMANDS } from './station-commands.js';
import { vsiName } from './vsi-text.js';

const keyOf = (port: string, vsi: VsiKey): string => `${port} ${vsiName(vsi)}`;

/** The VSI that an output says the end of. */
function endOf(output: EvbStationOutput): string | undefined {
  const isEnd =
    output.kind === 'deassociated' ||
    ((output.kind === 'done' || output.kind === 'failed') && output.command === 'deAssociate');
  return isEnd ? keyOf(output.port, output.vsi) : undefined;
}

export function createStationNode(config: EvbStationConfig, parts: LiveNodeParts): LiveNode {
  const { scheduler, transports } = parts;
  const station = new EvbStation({
    ...config,
    ports: drawnPorts(config.ports, parts),
    vdp: { ...config.vdp, hashSeed: parts.hashSeed },
  });
  const wanted = new Map<string, ConfiguredVsi>(config.vsis.map((vsi) => [keyOf(vsi.port, vsi), vsi]));
  const observer = createLiveObserver('station', config.ports, () => station.status(), parts.tell);
  const driven = drive<EvbStationInput, EvbStationOutput>(station, { transports, observer }, scheduler);
  const held = (port: string): readonly VdpStationVsiStatus[] => station.vsis({ port });
  const names = config.ports.map(({ name }) => name);

  const isReady = (port: string): boolean =>
    station.status().ports.some(({ name, channels }) => name === port && channels.some(({ evb }) => evb.evbReady));
  const askWanted = (): void => {
    if (wanted.size === 0) return;
    for (const port of names.filter(isReady)) {
      const known = new Set(held(port).map((vsi) => keyOf(port, vsi)));
      for (const [key, { port: place, ...vsi }] of wanted) {
        if (place === port && !known.has(key)) driven.handle({ kind: 'command', port, vsi });
      }
    }
  };
  driven.listen({
    told: ({ kind }) => {
      if (kind === 'peerUp') driven.afterwards(askWanted);
    },
    // Without a peer EVB can be ready as well, where it is agreed by hand.
    taken: ({ kind }) => {
      if (kind === 'link' || kind === 'configure') driven.afterwards(askWanted);
    },
  });
  askWanted();

  const context: StationContext = {
    role: 'station',
    ports: names,
    give: (input) => driven.handle(input),
    status: () => station.status(),
    vsis: (port) =>
      held(port).map(({ waitWhile, ...vsi }) => {
        const left = waitWhile === undefined ? {} : { waitWhile: Math.max(0, waitWhile - driven.now()) };
        return { vsi: vsiName(vsi), ...(jsonOf(vsi) as object), ...left };
      }),
    held,
    forget: (port, key) => wanted.delete(keyOf(port, key)),
    transportCounters: parts.transportCounters,
    commands: STATION_COMMANDS,
    stop: parts.stop,
  };
  return {
    run: createCommandRunner(STATION_COMMANDS, context),
    release(done) {
      wanted.clear();
      const open = new Set(names.flatMap((port) => held(port).map((vsi) => keyOf(port, vsi))));
      driven.listen({
        told(output) {
          const key = endOf(output);
          if (key !== undefined && open.delete(key) && open.size === 0) done();
        },
      });
      if (open.size === 0) done();
      for (const port of names) {
        for (const { vsiidFormat, vsiid } of held(port))
          driven.handle({ kind: 'deAssociate', port, vsiidFormat, vsiid });
      }
    },
    disable() {
      for (const port of names) driven.handle({ kind: 'enable', port, enabled: false });
    },
    stop: () => driven.stop(),
  };
}
