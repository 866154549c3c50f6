// What can be wrong with a capture file, and with a packet in it.

import { rules } from '../core/result.js';

export const captureRules = /* @__PURE__ */ rules({
  // The file ends here; the packets before stand.
  captureMagic: ['', 'pcap', 'the magic number of a pcap or pcapng file'],
  captureHeader: ['', 'pcap', 'a file header of 24 octets'],
  captureRecord: ['', 'pcap', 'a packet record that ends inside the file'],
  captureByteOrder: ['', 'pcapng', 'a section header of at least 28 octets with byte-order magic 1A2B3C4D'],
  captureBlockLength: ['', 'pcapng', 'a block of a length its type allows, a multiple of 4, the same at both ends'],
  captureBlock: ['', 'pcapng', 'a block that ends inside the file'],
  captureInterface: ['', 'pcapng', 'the number of an interface described before in this section'],
  capturePacketLength: ['', 'pcapng', 'a packet that ends inside its block'],
  // This packet only.
  captureLinkType: ['', 'pcap', 'link type 1 (Ethernet), 113 (SLL) or 276 (SLL2)'],
  captureLinkHeader: ['', 'pcap', 'the whole header of the link type'],
  // Tolerated and told.
  capturePacketCut: ['', 'pcap', 'the whole packet; a snap length has cut it'],
  captureDestinationUnknown: ['', 'pcap', 'a destination address; this link type records none, zero stands for it'],
});

export type CaptureErrorCode = keyof typeof captureRules;
