// The world of a demonstration: one station, one bridge with a VSI manager that knows one type, one link.

import { ZERO_IDENTIFIER } from '../../core/identifier.js';
import { EvbBridge, type EvbBridgeInput, type EvbBridgeOutput } from '../../evb/bridge.js';
import { EvbStation, type EvbStationInput, type EvbStationOutput } from '../../evb/station.js';
import type { ChannelStatus } from '../../evb/status.js';
import type { Driver } from '../../host/drive.js';
import type { VsiManager } from '../../host/interfaces.js';
import { World } from '../../simulator/world.js';
import { staticVsiManager } from '../../vdp/manager/static.js';
import type { VdpParameters } from '../../vdp/parameters.js';
import type { VsiCommand } from '../../vdp/station/io.js';
import { formatVsiid, parseVsiid, type VsiKey } from '../../vdp/wire/identity.js';
import { FILTER_MAC_VID, VSIID_UUID } from '../../vdp/wire/layout.js';
import type { DemoOptions } from './options.js';
import { vsiidText } from './vsi-numbers.js';

export const STATION_PORT = 'eth0';
export const BRIDGE_PORT = 'ge0';

const STATION_MAC = 0x020000000001;
const BRIDGE_MAC = 0x020000000002;
/** The number of the VSI is added. */
const VSI_MAC = 0x525400000000;

const TYPE_ID = 5;
const TYPE_VERSION = 1;
const ALLOWED_VIDS = [100, 199] as const;
const SVID_POOL = { low: 1001, high: 1999 } as const;

/** How a command of the station's host ended, or that its VSI has ended since. */
export type Outcome = 'done' | 'refused' | 'failed';

export interface DemoWorld {
  readonly world: World;
  readonly station: Driver<EvbStationInput, EvbStationOutput>;
  readonly bridge: Driver<EvbBridgeInput, EvbBridgeOutput>;
  /** Both ends agree on EVB, on all S-channels. */
  readonly isAgreed: () => boolean;
  /** The values that the station works with. */
  readonly values: () => VdpParameters;
  /** By the text of the VSIID. */
  readonly outcomes: Map<string, Outcome>;
}

export const vsiKey = (number: number): VsiKey => ({
  vsiidFormat: VSIID_UUID,
  vsiid: parseVsiid(VSIID_UUID, vsiidText(number)) ?? ZERO_IDENTIFIER,
});

export const vsiCommand = (command: VsiCommand['command'], number: number, vid: number): VsiCommand => ({
  ...vsiKey(number),
  command,
  managerId: ZERO_IDENTIFIER,
  typeId: TYPE_ID,
  typeVersion: TYPE_VERSION,
  filterInfo: { format: FILTER_MAC_VID, entries: [{ mac: VSI_MAC + number, ps: false, pcp: 0, vid }] },
});

function createManager(): VsiManager {
  const types = staticVsiManager([
    { managerId: ZERO_IDENTIFIER, typeId: TYPE_ID, typeVersion: TYPE_VERSION, allowedVids: [ALLOWED_VIDS] },
  ]);
  return { query: (query) => types.answer(query), release: (query) => types.release(query) };
}

const channelsOf = (end: EvbStation | EvbBridge) => end.status().ports[0]?.channels ?? [];

/** The S-channel of a VSI: VSI 1 on the first, VSI 2 on the second, and so on, in rounds. */
export const scidOf = (number: number, channels: number): number => 1 + ((number - 1) % channels);

function noteOutcome(outcomes: Map<string, Outcome>, output: EvbStationOutput): void {
  if (output.kind !== 'done' && output.kind !== 'failed' && output.kind !== 'offline') return;
  const vsiid = formatVsiid(output.vsi.vsiidFormat, output.vsi.vsiid);
  if (output.kind === 'done') outcomes.set(vsiid, 'done');
  else outcomes.set(vsiid, output.reason === 'refused' ? 'refused' : 'failed');
}

/** A new world. */
export function createDemoWorld(options: DemoOptions): DemoWorld {
  const { channels } = options;
  const world = new World({ seed: options.seed });
  const wants = Array.from({ length: channels - 1 }, (_, i) => i + 2);
  const cdcp = channels === 1 ? undefined : { wants };
  const evbStation = new EvbStation({
    ports: [{ name: STATION_PORT, mac: STATION_MAC, evb: { ...options.station, rrReq: true }, cdcp }],
  });
  const evbBridge = new EvbBridge({
    ports: [
      {
        name: BRIDGE_PORT,
        mac: BRIDGE_MAC,
        evb: { ...options.bridge, rrCap: true },
        cdcp: cdcp && { pool: [SVID_POOL] },
      },
    ],
  });
  const station = world.add<EvbStationInput, EvbStationOutput>('station', evbStation);
  const bridge = world.add<EvbBridgeInput, EvbBridgeOutput>('bridge', evbBridge, { manager: createManager() });
  world.link(`station/${STATION_PORT}`, `bridge/${BRIDGE_PORT}`, {
    loss: options.loss / 100,
    latency: options.latency * 1000,
  });
  const outcomes = new Map<string, Outcome>();
  station.listen({ told: (output) => noteOutcome(outcomes, output) });
  return {
    world,
    station,
    bridge,
    isAgreed: () =>
      [evbStation, evbBridge].every((end) => {
        const all = channelsOf(end);
        return all.length === channels && all.every(({ evb }) => evb.evbReady);
      }),
    values: () => (channelsOf(evbStation)[0] as ChannelStatus).evb.values,
    outcomes,
  };
}
