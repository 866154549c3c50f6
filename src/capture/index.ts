// Capture files: pcap and pcapng in, pcap out.

export { EncodeError } from '../core/encode-error.js';
export type { Finding, Note, Result, Rule, WireError } from '../core/result.js';
export { formatError, formatFinding } from './format-error.js';
export { type CapturedPacket, type CaptureTime, LINK_ETHERNET, LINK_SLL, LINK_SLL2 } from './packet.js';
export {
  encodePcapHeader,
  encodePcapRecord,
  type PacketToWrite,
  type ReadPackets,
  type WritePcapOptions,
  writePcap,
} from './pcap.js';
export { type Capture, readCapture } from './read-capture.js';
export { type CaptureErrorCode, captureRules } from './rules.js';
