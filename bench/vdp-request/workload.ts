// W1 and W2: an ECPDU with a VDP ULPDU.

import assert from 'node:assert/strict';
import { FILTER_GROUP_MAC_VID, FILTER_MAC_VID } from '../../src/vdp/index.js';
import { codecCandidates } from '../candidates.js';
import { receiveBuffer } from '../octets.js';
import { createRandom } from '../random.js';
import { cursorTarget, objectsTarget, ROTATION, rawGrammarTarget, type Workload } from '../workload.js';
import { sumByBoundedGrammar } from './bounded-grammar.js';
import { fieldSum, sumByCursor } from './cursor.js';
import { decodeRequest, encodeRequestInto, memberSum, sumByObjects, sumByObjectsByPdu } from './objects.js';
import { parseRequest, sumByRawGrammar } from './raw-grammar.js';
import { type RequestShape, type VdpRequest, vdpRequest, vdpRequestOctets } from './value.js';

/** W1: 57 octets. */
export const oneAssociationWorkload = (): Workload => ({
  id: 'W1',
  title: 'ECPDU, one Associate of one MAC/VID, 57 octets',
  ...requestWorkload(
    { associations: 1, format: FILTER_MAC_VID, entries: 1 },
    { cursor: cursorTarget, objects: objectsTarget, rawGrammar: rawGrammarTarget },
  ),
});

/** W2: 622 octets. */
export const eightAssociationsWorkload = (): Workload => ({
  id: 'W2',
  title: 'ECPDU, 8 Associates of 4 GroupID/MAC/VID, 622 octets',
  ...requestWorkload({ associations: 8, format: FILTER_GROUP_MAC_VID, entries: 4 }, { cursor: cursorTarget }),
});

function requestWorkload(
  shape: RequestShape,
  targets: Parameters<typeof codecCandidates>[0]['targets'] & {},
): Pick<Workload, 'pdus' | 'candidates'> {
  const random = createRandom(shape.associations);
  const requests = Array.from({ length: ROTATION }, () => vdpRequest(random, shape));
  const pdus = receiveBuffer(requests.map(vdpRequestOctets));
  requests.forEach((request, i) => {
    const bytes = pdus[i] as Uint8Array;
    const out = new Uint8Array(bytes.length).fill(0xa5);
    encodeRequestInto(request, out);
    assert.deepEqual(decodeRequest(bytes), request);
    assert.deepEqual(parseRequest(bytes), request);
    assert.deepEqual(out, bytes);
  });
  const candidates = codecCandidates({
    pdus,
    fieldSums: requests.map(fieldSum),
    memberSums: requests.map(memberSum),
    cursor: sumByCursor,
    objects: sumByObjects,
    objectsByPdu: sumByObjectsByPdu,
    encodeInto: (i, out) => encodeRequestInto(requests[i] as VdpRequest, out),
    rawGrammar: sumByRawGrammar,
    boundedGrammar: sumByBoundedGrammar,
    targets,
  });
  return { pdus, candidates };
}
