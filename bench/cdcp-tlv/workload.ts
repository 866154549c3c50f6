// W4: the information of a CDCP TLV with as many pairs as fit.

import assert from 'node:assert/strict';
import {
  CDCP_MAX_PAIRS,
  type CdcpTlv,
  decodeCdcpTlv,
  encodeCdcpTlv,
  encodeCdcpTlvInto,
} from '../../src/s-channel/index.js';
import { codecCandidates } from '../candidates.js';
import { receiveBuffer } from '../octets.js';
import { createRandom } from '../random.js';
import { cursorTarget, ROTATION, type Workload } from '../workload.js';
import { sumCdcp, sumCdcpByCursor } from './cursor.js';
import { memberSum, sumByBoundedGrammar, sumByObjects } from './objects.js';
import { parseCdcp, sumByRawGrammar } from './raw-grammar.js';
import { cdcpOctets, cdcpTlv } from './value.js';

export function cdcpTlvWorkload(): Workload {
  const random = createRandom(4);
  const values = Array.from({ length: ROTATION }, () => cdcpTlv(random, CDCP_MAX_PAIRS));
  const pdus = receiveBuffer(values.map(cdcpOctets));
  values.forEach((value, i) => {
    const bytes = pdus[i] as Uint8Array;
    assert.deepEqual(decodeCdcpTlv(bytes), { ok: true, value, notes: [] });
    assert.deepEqual(parseCdcp(bytes), value);
    assert.deepEqual(encodeCdcpTlv(value), bytes);
  });
  return {
    id: 'W4',
    title: `CDCP TLV of 167 pairs, ${pdus[0]?.length} octets`,
    pdus,
    candidates: codecCandidates({
      pdus,
      fieldSums: values.map(sumCdcp),
      memberSums: values.map(memberSum),
      cursor: (bytes) => sumCdcpByCursor(bytes, 0, bytes.length),
      objects: sumByObjects,
      encodeInto: (i, out) => encodeCdcpTlvInto(values[i] as CdcpTlv, out, 0),
      rawGrammar: sumByRawGrammar,
      boundedGrammar: sumByBoundedGrammar,
      targets: { cursor: cursorTarget },
    }),
  };
}
