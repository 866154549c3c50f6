// An LLDP frame from octets to objects, by our decoder and by our grammar.

import { decodeFrame, type Frame } from '../../src/frame/index.js';
import { parseFrame } from '../../src/grammar/index.js';
import { sumOf } from '../octets.js';
import type { LldpFramePdu } from './value.js';

/** The sum of a few members: what is measured is how the objects are made. -1 for another frame. */
function sumMembers(frame: Frame): number {
  if (frame.kind !== 'lldp') return -1;
  const { ttl, tlvs } = frame.lldp;
  const evb = tlvs[0];
  const cdcp = tlvs[1];
  if (evb?.kind !== 'evb' || cdcp?.kind !== 'cdcp') return -1;
  return ttl + evb.evb.rwd + cdcp.cdcp.chnCap + cdcp.cdcp.pairs.length;
}

export function sumByObjects(bytes: Uint8Array): number {
  const result = decodeFrame(bytes);
  return result.ok ? sumMembers(result.value) : -1;
}

/** The same by the grammars of the package, which check every length and count. */
export function sumByBoundedGrammar(bytes: Uint8Array): number {
  const frame = parseFrame(bytes);
  return frame === undefined ? -1 : sumMembers(frame);
}

/** The same sum from the values. */
export const memberSum = ({ frame, evb, cdcp }: LldpFramePdu): number =>
  sumOf(frame.lldp.ttl, evb.rwd, cdcp.chnCap, cdcp.pairs.length);
