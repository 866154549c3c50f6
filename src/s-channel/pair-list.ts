// Lists of S-channels as CDCP compares them (42.4): by content and order of the pairs, not by their SCIDs alone.

import type { SChannelPair } from './wire/cdcp-tlv.js';

/** SCID and SVID of the default S-channel, which is always there. */
export const DEFAULT_SCID = 1;
export const DEFAULT_SVID = 1;

/** Stands first in every list. */
export const DEFAULT_PAIR: SChannelPair = { scid: DEFAULT_SCID, svid: DEFAULT_SVID };

export const samePairs = (a: readonly SChannelPair[], b: readonly SChannelPair[]): boolean =>
  a === b || (a.length === b.length && a.every(({ scid, svid }, i) => scid === b[i]?.scid && svid === b[i]?.svid));

export interface ChannelChanges {
  /** In the order of the list before. */
  readonly down: readonly SChannelPair[];
  /** In the order of the list after. */
  readonly up: readonly SChannelPair[];
}

/** A pair is a channel from its SVID on. The default one is not CDCP's to make or to end. */
const activeSvids = (pairs: readonly SChannelPair[]): ReadonlyMap<number, number> =>
  new Map(pairs.filter(({ scid, svid }) => scid !== DEFAULT_SCID && svid !== 0).map(({ scid, svid }) => [scid, svid]));

/** The channel output (4.5): a changed SVID is a channel that ends and one that appears. */
export function channelChanges(before: readonly SChannelPair[], after: readonly SChannelPair[]): ChannelChanges {
  const old = activeSvids(before);
  const now = activeSvids(after);
  const goes = ({ scid, svid }: SChannelPair): boolean => old.get(scid) === svid && now.get(scid) !== svid;
  const comes = ({ scid, svid }: SChannelPair): boolean => now.get(scid) === svid && old.get(scid) !== svid;
  return { down: before.filter(goes), up: after.filter(comes) };
}
