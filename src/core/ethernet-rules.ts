// What can be wrong with the framing of Ethernet. No validation table has a row for it. Decoders know the codes alone;
// the table serves the functions that make texts.

import type { Finding, Rules } from './result.js';

export const ethernetRules = {
  ethernetTruncated: ['', 'at least 14 octets: two addresses and an Ethertype'],
  vlanTagTruncated: ['', 'two octets of tag control information and an Ethertype behind a tag protocol ID'],
} satisfies Rules<string>;

export type EthernetErrorCode = keyof typeof ethernetRules;

/** A finding about a header, with the clause of its rule. */
export const ethernetFinding = (
  code: EthernetErrorCode,
  field: string,
  offset: number,
  length: number,
): Finding<EthernetErrorCode> => ({
  code,
  field,
  offset,
  length,
  clause: code === 'vlanTagTruncated' ? '9.5' : '802.3',
});
