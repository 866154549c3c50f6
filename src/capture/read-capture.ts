// Any capture file: its magic number says which kind it is.

import { u32 } from '../core/octets.js';
import { MICROSECOND_MAGIC, NANOSECOND_MAGIC, type ReadPackets, readPcap } from './pcap.js';
import { readPcapng, SECTION_HEADER } from './pcapng.js';
import { captureFinding } from './rules.js';

export interface Capture extends ReadPackets {
  readonly format: 'pcap' | 'pcapng' | 'unknown';
}

const swapped = (word: number): number =>
  ((word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24)) >>> 0;

/**
 * Reads a pcap or pcapng file. Of a broken file the packets before the break are there, and `error` says where it is.
 * Never throws, whatever the octets.
 *
 * @example
 * const capture = readCapture(bytes);
 * for (const { frame, error } of capture.packets) if (error === undefined) console.log(decodeFrame(frame));
 */
export function readCapture(bytes: Uint8Array): Capture {
  const magic = bytes.length < 4 ? 0 : u32(bytes, 0);
  switch (magic) {
    case SECTION_HEADER:
      return { format: 'pcapng', ...readPcapng(bytes) };
    case MICROSECOND_MAGIC:
    case NANOSECOND_MAGIC:
      return { format: 'pcap', ...readPcap(bytes, false, magic === NANOSECOND_MAGIC) };
    case swapped(MICROSECOND_MAGIC):
    case swapped(NANOSECOND_MAGIC):
      return { format: 'pcap', ...readPcap(bytes, true, magic === swapped(NANOSECOND_MAGIC)) };
    default: {
      const error = captureFinding('captureMagic', 0, Math.min(4, bytes.length));
      return { format: 'unknown', packets: [], error };
    }
  }
}
