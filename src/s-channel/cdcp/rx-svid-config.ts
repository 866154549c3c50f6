// RxSVIDConfig() of 42.5: what a station makes of the bridge's list.

import { DEFAULT_SCID } from '../pair-list.js';
import type { SChannelPair } from '../wire/cdcp-tlv.js';

/**
 * The new OperSVIDList of a station: each channel it asked for with the SVID that the bridge's sanitized list has, 0 where
 * it has none. What only the bridge lists is ignored: it is gone with the station's next TLV.
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
