// W3: an LLDP frame with EVB and CDCP TLVs.

import assert from 'node:assert/strict';
import { decodeFrame, encodeFrame, encodeFrameInto } from '../../src/frame/index.js';
import { codecCandidates } from '../candidates.js';
import { receiveBuffer } from '../octets.js';
import { createRandom } from '../random.js';
import { cursorTarget, ROTATION, type Workload } from '../workload.js';
import { fieldSum, sumByCursor } from './cursor.js';
import { memberSum, sumByBoundedGrammar, sumByObjects } from './objects.js';
import { parseFrame, sumByRawGrammar } from './raw-grammar.js';
import { type LldpFramePdu, lldpFrame, lldpFrameOctets } from './value.js';

export function lldpFrameWorkload(): Workload {
  const random = createRandom(3);
  const values = Array.from({ length: ROTATION }, () => lldpFrame(random));
  const pdus = receiveBuffer(values.map(lldpFrameOctets));
  values.forEach(({ frame }, i) => {
    const bytes = pdus[i] as Uint8Array;
    assert.deepEqual(decodeFrame(bytes), { ok: true, value: frame, notes: [] });
    assert.deepEqual(parseFrame(bytes), frame);
    assert.deepEqual(encodeFrame(frame), bytes);
  });
  return {
    id: 'W3',
    title: `LLDP frame with EVB, CDCP of 8 pairs, ${pdus[0]?.length} octets`,
    pdus,
    candidates: codecCandidates({
      pdus,
      fieldSums: values.map(fieldSum),
      memberSums: values.map(memberSum),
      cursor: sumByCursor,
      objects: sumByObjects,
      encodeInto: (i, out) => encodeFrameInto((values[i] as LldpFramePdu).frame, out, 0),
      rawGrammar: sumByRawGrammar,
      boundedGrammar: sumByBoundedGrammar,
      targets: { cursor: cursorTarget },
    }),
  };
}
