// What can be wrong with a capture file, and with a packet in it.

import type { Finding, Rules } from '../core/result.js';

export const captureRules = {
  // The file ends here; the packets before stand.
  captureMagic: ['', 'the magic number of a pcap or pcapng file'],
  captureHeader: ['', 'a file header of 24 octets'],
  captureRecord: ['', 'a packet record that ends inside the file'],
  captureByteOrder: ['', 'a section header of at least 28 octets with byte-order magic 1A2B3C4D'],
  captureBlockLength: ['', 'a block of a length its type allows, a multiple of 4, the same at both ends'],
  captureBlock: ['', 'a block that ends inside the file'],
  captureInterface: ['', 'the number of an interface described before in this section'],
  capturePacketLength: ['', 'a packet that ends inside its block'],
  // This packet only.
  captureLinkType: ['', 'link type 1 (Ethernet), 113 (SLL) or 276 (SLL2)'],
  captureLinkHeader: ['', 'the whole header of the link type'],
  // Tolerated and told.
  capturePacketCut: ['', 'the whole packet; a snap length has cut it'],
  captureDestinationUnknown: ['', 'a destination address; this link type records none, zero stands for it'],
} satisfies Rules<string>;

export type CaptureErrorCode = keyof typeof captureRules;

/** What is of pcapng alone; all else is of pcap too. */
const PCAPNG: readonly CaptureErrorCode[] = [
  'captureByteOrder',
  'captureBlockLength',
  'captureBlock',
  'captureInterface',
  'capturePacketLength',
];

/** A finding about a capture, with the format it is about for a clause. */
export const captureFinding = (code: CaptureErrorCode, offset: number, length: number): Finding<CaptureErrorCode> => ({
  code,
  field: 'capture',
  offset,
  length,
  clause: PCAPNG.includes(code) ? 'pcapng' : 'pcap',
});
