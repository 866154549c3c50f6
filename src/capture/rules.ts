// What can be wrong with a capture file, and with a packet in it.

import { rules } from '../core/result.js';

export const captureRules = /* @__PURE__ */ rules({
  // The file ends here; the packets before stand.
  captureMagic: 'pcap',
  captureHeader: 'pcap',
  captureRecord: 'pcap',
  captureByteOrder: 'pcapng',
  captureBlockLength: 'pcapng',
  captureBlock: 'pcapng',
  captureInterface: 'pcapng',
  capturePacketLength: 'pcapng',
  // This packet only.
  captureLinkType: 'pcap',
  captureLinkHeader: 'pcap',
  // Tolerated and told.
  capturePacketCut: 'pcap',
  captureDestinationUnknown: 'pcap',
});

export type CaptureErrorCode = keyof typeof captureRules;
