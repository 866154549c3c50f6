// SetSVIDRequest() of 42.5: what a station asks for.

import { DEFAULT_PAIR } from '../pair-list.js';
import type { SChannelPair } from '../wire/cdcp-tlv.js';
import { sanitizePairs } from './sanitize.js';

/**
 * The new OperSVIDList of a station: the channels wanted, in the order of preference, at most `chnCap` with the default
 * one. A channel that has an SVID keeps it; only the bridge assigns, so SVIDs among the wants are ignored.
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
