// A station `a` and a bridge `b` on one link, watched. The timers are short, so that much happens in few steps.

import { expect } from 'vitest';
import type { EvbBridgeOptions } from '../../src/evb/bridge.js';
import type { EvbStationOptions } from '../../src/evb/station.js';
import type { BridgeHost } from '../../src/host/bridge-host.js';
import type { PlacedVsiQuery, VsiManager } from '../../src/host/interfaces.js';
import type { StationHost, WantedVsi } from '../../src/host/station-host.js';
import { type LinkFaults, World, type WorldLink, type WorldOptions } from '../../src/simulator/index.js';
import {
  mapFilterEntries,
  reinitKeepAlive,
  resourceWaitDelay,
  respWaitDelay,
  toutKeepAlive,
  type VdpParameters,
  type VsiAnswer,
  type VsiKey,
  ZERO_IDENTIFIER,
} from '../../src/vdp/index.js';
import { BridgeWatch, law, StationWatch, statusName, vsiName } from './watch.js';

export const STATION_MAC = 0x0200_0000_5a01;
export const BRIDGE_MAC = 0x0200_0000_5b01;
export const SECOND = 1_000_000;

/** 5 ms, 164 ms and 655 ms: T_ack, resourceWaitDelay, reinitKeepAlive. */
export const PARAMETERS: VdpParameters = { r: 3, rte: 9, rwd: 14, rka: 16 };
export const RESP_WAIT = respWaitDelay(PARAMETERS);
export const RESOURCE_WAIT = resourceWaitDelay(PARAMETERS);
export const KEEP_ALIVE = reinitKeepAlive(PARAMETERS);
export const TOUT = toutKeepAlive(PARAMETERS);
export const T_ACK = 10 * 2 ** PARAMETERS.rte;
const ALLOWANCE = (2 + 2 * PARAMETERS.r) * T_ACK;
/** The bounds of F1 and F2. */
export const AGREEMENT = KEEP_ALIVE + RESP_WAIT + RESOURCE_WAIT + ALLOWANCE;
export const ORPHANS = TOUT + 2 * RESOURCE_WAIT + ALLOWANCE;

/** An LLDPDU every 5 s, forgotten after 11 s: the values of damaged frames do not last. */
const LLDP = { msgTxInterval: 5, msgTxHold: 2 };
export const LLDP_HEALS = 18 * SECOND;

/** VSI number n. */
export const wanted = (n: number, vid = 100 + n): WantedVsi => ({
  vsiidFormat: 5,
  vsiid: { w0: 0x5a5a0000, w1: n, w2: 7 * n, w3: -n },
  managerId: ZERO_IDENTIFIER,
  typeId: 0x1234,
  typeVersion: 1,
  filterInfo: { format: 2, entries: [{ mac: 0x5254_0000_0000 + n, ps: false, pcp: 0, vid }] },
});

/** A VSI manager that grants, and keeps its grants. */
export interface Granting extends VsiManager {
  /** By S-channel and id. */
  readonly grants: Map<string, PlacedVsiQuery>;
  readonly size: number;
  /** The answer; default a grant with VID 42 for null VIDs. `undefined`: no answer. */
  answer: (query: PlacedVsiQuery) => VsiAnswer | undefined;
  /** Microseconds until the answer; 0: at once. */
  delay: () => number;
}

export const grant = ({ filterInfo }: PlacedVsiQuery): VsiAnswer => ({
  ok: true,
  filterInfo: mapFilterEntries(filterInfo, (one) => (one.vid === 0 ? { ...one, vid: 42 } : one)),
});

export function granting(world: World): Granting {
  const grants = new Map<string, PlacedVsiQuery>();
  const keyOf = ({ port, scid, id }: PlacedVsiQuery): string => `${port}/${scid}/${id}`;
  return {
    grants,
    get size() {
      return grants.size;
    },
    answer: grant,
    delay: () => 0,
    query(query, answer) {
      const say = (): void => {
        const given = this.answer(query);
        if (given === undefined) return;
        if (given.ok) {
          law(!grants.has(keyOf(query)), 'I12: granted twice');
          grants.set(keyOf(query), query);
        }
        answer(given);
      };
      const delay = this.delay();
      if (delay === 0) say();
      else world.after(delay, say);
      return undefined;
    },
    release(query) {
      law(grants.delete(keyOf(query)), 'I12: what is released was not granted');
    },
  };
}

export interface RigOptions extends WorldOptions {
  readonly faults?: Partial<LinkFaults>;
  readonly parameters?: VdpParameters;
  readonly station?: Omit<EvbStationOptions, 'ports'>;
  readonly bridge?: Omit<EvbBridgeOptions, 'ports'>;
  /** Whether invariants are checked after every step; default true. */
  readonly isChecked?: boolean;
}

export interface Rig {
  readonly world: World;
  readonly link: WorldLink;
  readonly manager: Granting;
  station: StationHost;
  bridge: BridgeHost;
  stationWatch: StationWatch;
  bridgeWatch: BridgeWatch;
  /** The end starts over with an empty state. */
  restartStation(): void;
  restartBridge(): void;
}

export function makeRig(options: RigOptions = {}): Rig {
  const { faults = {}, parameters = PARAMETERS, isChecked = true } = options;
  const world = new World(options);
  const manager = granting(world);
  const makeStation = (watch: StationWatch): StationHost => {
    const evb = { ...parameters, rrReq: true, gid: true };
    const port = { name: 'eth0', mac: STATION_MAC, lldp: LLDP, evb };
    const station = world.station('a', { ...options.station, ports: [port] }, { observer: watch });
    watch.host = station;
    return station;
  };
  const makeBridge = (watch: BridgeWatch): BridgeHost => {
    const port = { name: 'ge1', mac: BRIDGE_MAC, lldp: LLDP, evb: { ...parameters, rrCap: true, gid: true } };
    const bridge = world.bridge('b', { ...options.bridge, ports: [port] }, { observer: watch, manager });
    watch.host = bridge;
    return bridge;
  };
  const stationWatch = new StationWatch();
  const bridgeWatch = new BridgeWatch(manager);
  const rig: Rig = {
    world,
    manager,
    stationWatch,
    bridgeWatch,
    station: makeStation(stationWatch),
    bridge: makeBridge(bridgeWatch),
    link: world.link('a/eth0', 'b/ge1', faults),
    restartStation() {
      rig.stationWatch = new StationWatch();
      rig.station = makeStation(rig.stationWatch);
    },
    restartBridge() {
      // Its grants are gone with it.
      manager.grants.clear();
      rig.bridgeWatch = new BridgeWatch(manager);
      rig.bridge = makeBridge(rig.bridgeWatch);
    },
  };
  if (isChecked) {
    world.check(() => {
      rig.stationWatch.check();
      rig.bridgeWatch.check(world.now());
      law(world.faults.length === 0, `something of the host threw: ${String(world.faults[0]?.error)}`);
    });
  }
  return rig;
}

/** Names and filters of the VSIs that are associated at the station. */
export const atStation = ({ stationWatch }: Rig): string[] =>
  stationWatch
    .vsis()
    .filter(({ vsiState }) => vsiState === 'ASSOC')
    .map((vsi) => `${statusName(vsi)} ${JSON.stringify(vsi.operCmd?.filterInfo)}`)
    .sort();

export const atBridge = ({ bridgeWatch }: Rig): string[] =>
  bridgeWatch
    .vsis()
    .filter(({ vsiState }) => vsiState === 'ASSOC')
    .map((vsi) => `${statusName(vsi)} ${JSON.stringify(vsi.operCmd?.filterInfo)}`)
    .sort();

/** Associates VSIs again and again, a little after they end or fail, as a host would. */
export function insist(rig: Rig, vsis: readonly WantedVsi[], pause = RESP_WAIT / 4): void {
  const { world } = rig;
  for (const vsi of vsis) {
    const name = vsiName(vsi);
    const look = (): void => {
      const known = rig.stationWatch.vsis().find((one) => statusName(one) === name);
      if (known === undefined) {
        rig.station.handle({ kind: 'command', port: 'eth0', vsi: { ...vsi, command: 'associate' } });
      }
      world.after(pause, look);
    };
    world.after(0, look);
  }
}

/** Runs until EVB is agreed and the fast LLDPDUs are over. */
export async function ready(rig: Rig): Promise<void> {
  await rig.world.until(rig.station.port('eth0').ready());
  rig.world.run(10 * SECOND);
}

export const keyOf = ({ vsiidFormat, vsiid }: VsiKey): VsiKey => ({ vsiidFormat, vsiid });

/** Both ends hold the same VSIs associated, `count` of them, and no others. */
export function expectAgreed(rig: Rig, count: number): void {
  expect(atStation(rig)).toHaveLength(count);
  expect(atBridge(rig)).toEqual(atStation(rig));
  expect(rig.bridgeWatch.vsis()).toHaveLength(count);
}

/** Heals the line for good: both ends agree in the time of F1 and F2, plus the time of LLDP and of the host. */
export function healed(rig: Rig, count: number): void {
  rig.link.heal();
  rig.world.run(LLDP_HEALS + Math.max(AGREEMENT, ORPHANS) + RESP_WAIT);
  expectAgreed(rig, count);
}
