// A station and a bridge with S-channels, and what they tell of one channel.

import type { EvbBridge } from '../../../src/evb/bridge.js';
import type { EvbPortOptions } from '../../../src/evb/options/port-options.js';
import type { EvbStation } from '../../../src/evb/station.js';
import { command } from '../../vdp/station/rig.js';
import { BRIDGE_MAC, BRIDGE_PORT, news, onePort, Pair, type PairOptions, STATION_MAC, STATION_PORT } from '../rig.js';

/** Other options of a port. */
export type More = Partial<EvbPortOptions>;

/** A pair whose ends speak CDCP; channels 2 and 3 are wanted, the pool is 100..199. */
export function cdcpPair(station: More = {}, bridge: More = {}, options: PairOptions = {}): Pair {
  return new Pair({
    ...options,
    station: {
      ...options.station,
      ports: [onePort(STATION_PORT, STATION_MAC, { cdcp: { wants: [2, 3] }, ...station })],
    },
    bridge: {
      ...options.bridge,
      ports: [onePort(BRIDGE_PORT, BRIDGE_MAC, { cdcp: { pool: [{ low: 100, high: 199 }] }, ...bridge })],
    },
  });
}

export const table = (end: EvbStation | EvbBridge): string[] =>
  (end.status().ports[0]?.sChannels ?? []).map(
    ({ scid, svid, origin, missing }) => `${scid}/${svid} ${origin}${missing === undefined ? '' : ` ${missing}`}`,
  );

export const associate = (pair: Pair, scid: number, more = {}): void =>
  pair.tell({ kind: 'command', port: STATION_PORT, scid, vsi: command(more) });

/** What an end tells of one channel, in short. */
export const ofChannel = (pair: Pair, from: 'station' | 'bridge', scid: number, since = 0): string[] =>
  news(
    pair.log
      .slice(since)
      .flatMap(({ from: by, output }) => (by === from && 'scid' in output && output.scid === scid ? [output] : [])),
  );

export const GONE = ['peerDown portDown', 'offline sChannelDeleted'];
export const BRIDGE_GONE = ['peerDown portDown', 'offline sChannelDeleted', 'release', 'deleted sChannelDeleted'];
