// TxSVIDConfig() of 42.5: what a bridge assigns.

import { DEFAULT_PAIR, DEFAULT_SCID } from '../pair-list.js';
import type { SChannelPair } from '../wire/cdcp-tlv.js';
import { inPool, lowestFree, type SvidPool } from './svid-pool.js';

export interface SvidAssignment {
  /** The new OperSVIDList. */
  readonly pairs: readonly SChannelPair[];
  /** SCIDs for which no SVID was left. */
  readonly noSvid: readonly number[];
}

/**
 * The new OperSVIDList of a bridge: the first `chnCap` entries of the station's sanitized list, each with an SVID of the
 * pool. A channel keeps the SVID it has; then, where `honourProposed`, it gets the one it proposes, if that is free; then
 * the lowest one that is. Those kept come before all others, so that no new channel takes one of theirs.
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
  const pair: SChannelPair[] = [DEFAULT_PAIR];
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
    pair.push({ scid, svid });
  }
  return { pairs: pair, noSvid };
}
