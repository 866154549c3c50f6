// A station `a` and a bridge `b` with S-channels on one link. Always: all outputs of a channel come between its `channelUp` and
// its `channelDown`. Checked after every few steps: I16, and that the VSIs held are those that the VSI manager granted.

import type { PortCdcpOptions } from '../../src/evb/options/channel-options.js';
import type { BridgeHost, EvbInput, EvbOutput, Observer, StationHost } from '../../src/host/index.js';
import { type LinkFaults, World, type WorldLink, type WorldOptions } from '../../src/simulator/index.js';
import { BRIDGE_MAC, type Granting, granting, PARAMETERS, SECOND, STATION_MAC, type wanted } from './rig.js';
import { law, statusName, vsiName } from './watch.js';

export interface ChannelsOptions extends WorldOptions {
  readonly faults?: Partial<LinkFaults>;
  readonly station?: PortCdcpOptions;
  readonly bridge?: PortCdcpOptions;
}

/** Watches the channels of one end. */
export class ChannelsWatch implements Observer<EvbInput, EvbOutput> {
  readonly up = new Map<number, number>();
  /** Number of `channelUp` and `channelDown` so far. */
  changes = 0;

  output(output: EvbOutput): void {
    switch (output.kind) {
      case 'channelUp':
        law(!this.up.has(output.scid), `s-channel I6: channel ${output.scid} appears twice`);
        law(![...this.up.values()].includes(output.svid), `I16: SVID ${output.svid} for two channels`);
        this.up.set(output.scid, output.svid);
        this.changes++;
        return;
      case 'channelDown':
        law(this.up.get(output.scid) === output.svid, `s-channel I6: channel ${output.scid} ends and was not there`);
        this.up.delete(output.scid);
        this.changes++;
        return;
      case 'frame':
      case 'lldpTlvs':
      case 'channelMissing':
        return;
      default:
        if (!('scid' in output)) return;
        law(output.scid === 1 || this.up.has(output.scid), `${output.kind} of channel ${output.scid}, not there`);
    }
  }
}

export interface ChannelsRig {
  readonly world: World;
  readonly link: WorldLink;
  readonly manager: Granting;
  readonly station: StationHost;
  readonly bridge: BridgeHost;
  readonly stationWatch: ChannelsWatch;
  readonly bridgeWatch: ChannelsWatch;
}

const LLDP = { msgTxInterval: 5, msgTxHold: 2 };

const portOf = (end: StationHost | BridgeHost) => {
  const [port] = end.status().ports;
  if (port === undefined) throw new Error('no port');
  return port;
};

/** The channels of an end, as `2/100`. */
export const channelsOf = (end: StationHost | BridgeHost): string[] =>
  portOf(end)
    .channels.map(({ scid, svid }) => `${scid}/${svid}`)
    .sort();

/** Checks I16. */
function checkPairs(end: StationHost | BridgeHost): void {
  const { cdcp } = portOf(end);
  if (cdcp === undefined) throw new Error('no CDCP');
  const { operSVIDList, operChnCap, role, remote } = cdcp;
  const scids = operSVIDList.map(({ scid }) => scid);
  const svids = operSVIDList.map(({ svid }) => svid).filter((svid) => svid !== 0);
  law(operSVIDList[0]?.scid === 1 && operSVIDList[0].svid === 1, 'I16: (1,1) is not first');
  law(new Set(scids).size === scids.length && new Set(svids).size === svids.length, 'I16: a pair is repeated');
  law(scids.length <= operChnCap, 'I16: more pairs than the own ChnCap');
  if (role === 'bridge') {
    law(svids.length === scids.length, 'I16: a bridge lists SVID 0');
    law(remote === undefined || scids.length <= remote.chnCap, 'I16: more pairs than the ChnCap of the station');
  }
  const there = operSVIDList.flatMap(({ scid, svid }) => (svid === 0 ? [] : [`${scid}/${svid}`])).sort();
  law(JSON.stringify(there) === JSON.stringify(channelsOf(end)), 'the channels are others than the pairs');
}

/** VSIs that are associated at the bridge, as `2 5/...`. */
export const heldAtBridge = ({ bridge }: ChannelsRig): string[] =>
  portOf(bridge)
    .channels.flatMap(({ scid }) =>
      bridge.bridge
        .vsis({ port: 'ge1', scid })
        .filter(({ vsiState }) => vsiState === 'ASSOC')
        .map(({ vsi }) => `${scid} ${vsi.vsiidFormat}/${vsi.vsiid}`),
    )
    .sort();

export const heldAtStation = ({ station }: ChannelsRig): string[] =>
  portOf(station)
    .channels.flatMap(({ scid }) =>
      station.station
        .vsis({ port: 'eth0', scid })
        .filter(({ vsiState }) => vsiState === 'ASSOC')
        .map((vsi) => `${scid} ${statusName(vsi)}`),
    )
    .sort();

export function makeChannels(options: ChannelsOptions = {}): ChannelsRig {
  const world = new World(options);
  const manager = granting(world);
  const stationWatch = new ChannelsWatch();
  const bridgeWatch = new ChannelsWatch();
  const common = { lldp: LLDP, evb: PARAMETERS };
  const rig: ChannelsRig = {
    world,
    manager,
    stationWatch,
    bridgeWatch,
    station: world.station(
      'a',
      { ports: [{ name: 'eth0', mac: STATION_MAC, ...common, cdcp: { wants: [2, 3], ...options.station } }] },
      { observer: stationWatch },
    ),
    bridge: world.bridge(
      'b',
      {
        ports: [
          { name: 'ge1', mac: BRIDGE_MAC, ...common, cdcp: { pool: [{ low: 100, high: 199 }], ...options.bridge } },
        ],
      },
      { observer: bridgeWatch, manager },
    ),
    link: world.link('a/eth0', 'b/ge1', options.faults),
  };
  world.check(() => {
    // Reading out all channels costs more than the step itself.
    if (world.steps % 4 !== 0) return;
    checkPairs(rig.station);
    checkPairs(rig.bridge);
    const held = portOf(rig.bridge).channels.flatMap(({ scid }) =>
      rig.bridge.bridge.vsis({ port: 'ge1', scid }).filter(({ vsiState }) => vsiState !== 'DEASSOC'),
    );
    law(manager.size === held.length, `I12: ${manager.size} grants for ${held.length} VSIs`);
    law(world.faults.length === 0, `something of the host threw: ${String(world.faults[0]?.error)}`);
  });
  return rig;
}

/** Associates a VSI again and again, whenever its channel is up and the VSI is not. */
export function insistOn({ world, station }: ChannelsRig, scid: number, vsi: ReturnType<typeof wanted>): void {
  const look = (): void => {
    const known = station.station.vsis({ port: 'eth0', scid }).some((one) => statusName(one) === vsiName(vsi));
    if (!known) station.handle({ kind: 'command', port: 'eth0', scid, vsi: { ...vsi, command: 'associate' } });
    world.after(SECOND / 4, look);
  };
  world.after(0, look);
}
