// What the pairs of a well-formed CDCP TLV mean (D5 to D13 of D.2.13). The codec keeps the pairs as they stand; the
// machine works on the list that is made here.
//
// Always: (1,1) stands first; each SCID is there once, and each SVID too but 0, which says "not assigned" to both
// roles.

import { DEFAULT_PAIR, DEFAULT_SCID, DEFAULT_SVID } from '../pair-list.js';
import type { SChannelPair } from '../wire/cdcp-tlv.js';
import type { CdcpWarning, CdcpWarningCode } from './warnings.js';

/** No channel has this SCID or this SVID. */
const RESERVED = 4095;

export interface SanitizedPairs {
  readonly pairs: readonly SChannelPair[];
  readonly warnings: readonly CdcpWarning[];
}

/** The clean list of the pairs that a peer has sent, and what was wrong with them. */
export function sanitizePairs(pairs: readonly SChannelPair[]): SanitizedPairs {
  const clean: SChannelPair[] = [DEFAULT_PAIR];
  const warnings: CdcpWarning[] = [];
  const scids = new Set<number>();
  const svids = new Set<number>();
  const warn = (code: CdcpWarningCode, { scid, svid }: SChannelPair): void => {
    warnings.push({ code, scid, svid });
  };
  for (const pair of pairs) {
    const { scid, svid } = pair;
    if (scid === 0 || scid === RESERVED) {
      warn('scidReserved', pair);
    } else if (scids.has(scid)) {
      warn('scidRepeated', pair);
    } else if (scid === DEFAULT_SCID) {
      scids.add(scid);
      if (svid !== DEFAULT_SVID) warn('defaultSvid', pair);
      if (clean.length > 1) warn('defaultNotFirst', pair);
    } else {
      scids.add(scid);
      const code = faultOfSvid(svid, svids);
      if (code !== undefined) warn(code, pair);
      clean.push(code === undefined ? { scid, svid } : { scid, svid: 0 });
      svids.add(svid);
    }
  }
  if (!scids.has(DEFAULT_SCID)) warn('defaultMissing', DEFAULT_PAIR);
  return { pairs: clean, warnings };
}

function faultOfSvid(svid: number, before: ReadonlySet<number>): CdcpWarningCode | undefined {
  if (svid === 0) return undefined;
  if (svid === DEFAULT_SVID) return 'svidOfDefault';
  if (svid === RESERVED) return 'svidReserved';
  return before.has(svid) ? 'svidRepeated' : undefined;
}
