// The candidates of a workload, in the order of the table.

import type { Candidate, Target } from './workload.js';

type Work = Candidate['work'];

export interface CodecWork {
  readonly pdus: readonly Uint8Array[];
  /** By PDU: the sum of all its fields. */
  readonly fieldSums: readonly number[];
  /** By PDU: the sum of the few members that are read from the objects. */
  readonly memberSums: readonly number[];
  readonly cursor: Work;
  readonly objects: Work;
  /** The same with each PDU in a value of its own. */
  readonly objectsByPdu?: Work;
  /** Writes value `i`; returns its end. */
  readonly encodeInto: (i: number, out: Uint8Array) => number;
  readonly rawGrammar: Work;
  readonly boundedGrammar: Work;
  readonly targets?: { readonly cursor?: Target; readonly objects?: Target; readonly rawGrammar?: Target };
}

export function codecCandidates(all: CodecWork): Candidate[] {
  const { pdus, fieldSums, memberSums, encodeInto, targets = {} } = all;
  const out = new Uint8Array(pdus[0]?.length ?? 0);
  const lastOctet = (bytes: Uint8Array): number => bytes[bytes.length - 1] as number;
  return [
    floor(pdus),
    {
      name: 'cursor',
      work: all.cursor,
      expected: fieldSums,
      allocationLimit: 0,
      ...(targets.cursor && { target: targets.cursor }),
    },
    { name: 'objects', work: all.objects, expected: memberSums, ...(targets.objects && { target: targets.objects }) },
    ...(all.objectsByPdu === undefined
      ? []
      : [{ name: 'objects, PDU by PDU', work: all.objectsByPdu, expected: memberSums }]),
    {
      name: 'encode',
      work: (_bytes, i) => encodeInto(i, out) + lastOctet(out),
      expected: pdus.map((bytes) => bytes.length + lastOctet(bytes)),
    },
    {
      name: 'binary-parser raw',
      work: all.rawGrammar,
      expected: memberSums,
      ...(targets.rawGrammar && { target: targets.rawGrammar }),
    },
    { name: 'binary-parser bounded', work: all.boundedGrammar, expected: memberSums },
  ];
}

/** The measure of all others: reading every octet once, and nothing else. */
export const floor = (pdus: readonly Uint8Array[]): Candidate => ({
  name: 'floor',
  work(bytes) {
    let sum = 0;
    for (let i = 0; i < bytes.length; i++) sum = (sum + (bytes[i] as number)) | 0;
    return sum;
  },
  expected: pdus.map((bytes) => bytes.reduce((sum, octet) => sum + octet)),
});
