// S-channels in the words of commands and options: SCIDs as `2,3,5`, SVIDs as `100-199,300`, an S-channel as `5/105`.

import { keepsLimit } from '../core/limits.js';
import type { SvidRange } from '../s-channel/cdcp/svid-pool.js';
import { SCID_RANGE, SVID_POOL_RANGE, SVID_RANGE } from '../s-channel/limits.js';
import type { SChannelPair } from '../s-channel/wire/cdcp-tlv.js';
import { parseInteger } from './phrase.js';

export const SCIDS_TEXT: string = `SCIDs ${SCID_RANGE.min}..${SCID_RANGE.max}, as 2,3,5`;
export const POOL_TEXT: string = `SVIDs ${SVID_POOL_RANGE.min}..${SVID_POOL_RANGE.max}, as 100-199,300`;
export const PAIR_TEXT: string = `SCID/SVID, each ${SVID_POOL_RANGE.min}..${SVID_POOL_RANGE.max}, as 5/105`;

/** SCIDs with commas between them; `undefined` for any other text. */
export function parseScids(text: string): readonly number[] | undefined {
  const scids = text.split(',').map(parseInteger);
  return scids.every((scid) => keepsLimit(SCID_RANGE, scid)) ? scids : undefined;
}

/** SVIDs and ranges of SVIDs with commas between them; `undefined` for any other text. */
export function parsePool(text: string): readonly SvidRange[] | undefined {
  const pool = text.split(',').map((part): SvidRange => {
    const [low = '', high = low, ...more] = part.split('-');
    return { low: parseInteger(low), high: more.length > 0 ? Number.NaN : parseInteger(high) };
  });
  const isOne = ({ low, high }: SvidRange): boolean =>
    keepsLimit(SVID_POOL_RANGE, low) && keepsLimit(SVID_POOL_RANGE, high) && low <= high;
  return pool.every(isOne) ? pool : undefined;
}

/** An S-channel beside the default one; `undefined` for any other text. */
export function parsePair(text: string): SChannelPair | undefined {
  const [scid = Number.NaN, svid = Number.NaN, ...more] = text.split('/').map(parseInteger);
  const isOne = keepsLimit(SCID_RANGE, scid) && keepsLimit(SVID_RANGE, svid) && scid > SCID_RANGE.min;
  return isOne && svid > SVID_RANGE.min && more.length === 0 ? { scid, svid } : undefined;
}

export const pairText = ({ scid, svid }: SChannelPair): string => `${scid}/${svid}`;
