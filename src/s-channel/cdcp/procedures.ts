// The procedures of the CDCP machine (42.5): what a station asks for, what it makes of the bridge's list, and what a
// bridge assigns.

import { DEFAULT_PAIR, DEFAULT_SCID } from '../pair-list.js';
import type { SChannelPair } from '../wire/cdcp-tlv.js';
import { sanitizePairs } from './sanitize.js';
import { inPool, lowestFree, type SvidPool } from './svid-pool.js';

/**
 * SetSVIDRequest(): the new OperSVIDList of a station. It has the channels wanted, in the order of preference, at most
 * `chnCap` with the default one. A channel that has an SVID keeps it. Only the bridge assigns, so SVIDs among the wants
 * are ignored.
 */
export function setSVIDRequest(
  adminSVIDWants: readonly SChannelPair[],
  operSVIDList: readonly SChannelPair[],
  chnCap: number,
): readonly SChannelPair[] {
  const old = new Map(operSVIDList.map((pair) => [pair.scid, pair]));
  const wanted = adminSVIDWants.map(({ scid }) => old.get(scid) ?? { scid, svid: 0 });
  return [DEFAULT_PAIR, ...sanitizePairs(wanted).pairs.slice(1, chnCap)];
}

/**
 * RxSVIDConfig(): the new OperSVIDList of a station. Each channel that the station asked for has the SVID of the bridge's
 * sanitized list, 0 where that list has none. A channel that only the bridge lists is ignored: the station's next TLV
 * ends it.
 */
export function rxSVIDConfig(
  operSVIDList: readonly SChannelPair[],
  lastRemoteSVIDList: readonly SChannelPair[],
): readonly SChannelPair[] {
  const remote = new Map(lastRemoteSVIDList.map(({ scid, svid }) => [scid, svid]));
  return operSVIDList.map((pair) =>
    pair.scid === DEFAULT_SCID ? pair : { scid: pair.scid, svid: remote.get(pair.scid) ?? 0 },
  );
}

export interface SvidAssignment {
  /** The new OperSVIDList. */
  readonly pairs: readonly SChannelPair[];
  /** SCIDs for which no SVID was left. */
  readonly noSvid: readonly number[];
}

/**
 * TxSVIDConfig(): the new OperSVIDList of a bridge. It has the first `chnCap` entries of the station's sanitized list,
 * each with an SVID of the pool. A channel keeps the SVID it has. Without one it gets the SVID that it proposes, where
 * `honourProposed` is set and that SVID is free, else the lowest free one. SVIDs that are kept are set aside first, so
 * that no new channel takes them.
 */
export function txSVIDConfig(
  operSVIDList: readonly SChannelPair[],
  remoteSVIDList: readonly SChannelPair[],
  pool: SvidPool,
  chnCap: number,
  honourProposed: boolean,
): SvidAssignment {
  const requested = remoteSVIDList.slice(0, chnCap).filter(({ scid }) => scid !== DEFAULT_SCID);
  const kept = new Map(operSVIDList.filter(({ svid }) => inPool(pool, svid)).map(({ scid, svid }) => [scid, svid]));
  const used = new Set<number>();
  for (const { scid } of requested) {
    const svid = kept.get(scid);
    if (svid !== undefined) used.add(svid);
  }
  const pairs: SChannelPair[] = [DEFAULT_PAIR];
  const noSvid: number[] = [];
  for (const { scid, svid: proposed } of requested) {
    let svid = kept.get(scid);
    if (svid === undefined && honourProposed && inPool(pool, proposed) && !used.has(proposed)) svid = proposed;
    svid ??= lowestFree(pool, used);
    if (svid === undefined) {
      noSvid.push(scid);
      continue;
    }
    used.add(svid);
    pairs.push({ scid, svid });
  }
  return { pairs, noSvid };
}
