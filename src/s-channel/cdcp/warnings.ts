// Warnings of CDCP: what it tolerates in a list of pairs, and what it cannot do. A warning has a code, as the rules of
// the codec have; the table is for texts.

import type { Rules } from '../../core/result.js';

export const cdcpWarnings = {
  scidReserved: ['D5', 'SCID 1..4094; the pair is ignored'],
  scidRepeated: ['D6', 'each SCID once; the first pair counts'],
  defaultMissing: ['D7', 'the default S-channel, SCID 1; it is taken as listed first'],
  defaultSvid: ['D8', 'SVID 1 of the default S-channel; it is taken as said'],
  defaultNotFirst: ['D9', 'the default S-channel first; it is moved to the front'],
  svidOfDefault: ['D10', 'SVID 1 with SCID 1 alone; the channel counts as not assigned'],
  svidReserved: ['D11', 'SVID 0..4094; the channel counts as not assigned'],
  svidRepeated: ['D12', 'each SVID once; the first channel has it, this one counts as not assigned'],
  noSvid: ['', 'an SVID of the pool that is free; the channel is left out'],
} satisfies Rules<string>;

export type CdcpWarningCode = keyof typeof cdcpWarnings;

/** JSON-safe. */
export interface CdcpWarning {
  readonly code: CdcpWarningCode;
  /** The pair that the warning is about, as the peer sent it. */
  readonly scid: number;
  readonly svid: number;
}
