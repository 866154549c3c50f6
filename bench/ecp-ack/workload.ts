// W5: an ECP acknowledgement, four octets.

import assert from 'node:assert/strict';
import { Parser } from 'binary-parser';
import { encodeInto } from '../../src/core/encode.js';
import { ecpHeaderEncoder } from '../../src/ecp/ecpdu.js';
import {
  checkEcpdu,
  decodeEcpdu,
  type EcpHeader,
  ecpOperation,
  ecpSequence,
  ecpSubtype,
  ecpVersion,
  encodeEcpdu,
} from '../../src/ecp/index.js';
import { parseEcpdu } from '../../src/grammar/index.js';
import { codecCandidates } from '../candidates.js';
import { octetsOf, receiveBuffer } from '../octets.js';
import { createRandom } from '../random.js';
import { ROTATION, type Workload } from '../workload.js';

function sumByCursor(bytes: Uint8Array): number {
  if (checkEcpdu(bytes, 0, bytes.length) !== undefined) return -1;
  return ecpVersion(bytes, 0) + ecpOperation(bytes, 0) + ecpSubtype(bytes, 0) + ecpSequence(bytes, 0);
}

const sumOfHeader = ({ version, operation, subtype, sequence }: EcpHeader): number =>
  version + operation + subtype + sequence;

function sumByObjects(bytes: Uint8Array): number {
  const result = decodeEcpdu(bytes);
  return result.ok ? sumOfHeader(result.value) : -1;
}

function sumByBoundedGrammar(bytes: Uint8Array): number {
  const ecpdu = parseEcpdu(bytes);
  return ecpdu === undefined ? -1 : sumOfHeader(ecpdu);
}

const grammar = new Parser().bit4('version').bit2('operation').bit10('subtype').uint16('sequence');

export function ecpAckWorkload(): Workload {
  const random = createRandom(5);
  const acks = Array.from(
    { length: ROTATION },
    (): EcpHeader => ({ version: 1, operation: 1, subtype: random(1, 2), sequence: random(0, 65535) }),
  );
  const pdus = receiveBuffer(acks.map(({ subtype, sequence }) => octetsOf([0x1400 + subtype, 2], [sequence, 2])));
  acks.forEach((ack, i) => {
    const bytes = pdus[i] as Uint8Array;
    const value = { ...ack, ulpdu: new Uint8Array(0) };
    assert.deepEqual(decodeEcpdu(bytes), { ok: true, value, notes: [] });
    assert.deepEqual(grammar.parse(bytes), ack);
    assert.deepEqual(encodeEcpdu(value), bytes);
  });
  const sums = acks.map(sumOfHeader);
  return {
    id: 'W5',
    title: 'ECP acknowledgement, 4 octets',
    pdus,
    candidates: codecCandidates({
      pdus,
      fieldSums: sums,
      memberSums: sums,
      cursor: sumByCursor,
      objects: sumByObjects,
      encodeInto: (i, out) => encodeInto(ecpHeaderEncoder, acks[i] as EcpHeader, out, 0),
      boundedGrammar: sumByBoundedGrammar,
      rawGrammar: (bytes) => sumOfHeader(grammar.parse(bytes) as EcpHeader),
    }),
  };
}
