// A captured packet, made an Ethernet frame whatever the link type it was captured with.

import { u8, u16 } from '../core/octets.js';
import type { Note, WireError } from '../core/result.js';
import { type CaptureErrorCode, captureFinding } from './rules.js';

export const LINK_ETHERNET = 1;
export const LINK_SLL = 113;
export const LINK_SLL2 = 276;

export interface CaptureTime {
  /** Since 1970-01-01 UTC. */
  readonly seconds: number;
  /** 0..999999999. */
  readonly nanoseconds: number;
}

export interface CapturedPacket {
  /** Absent where the file records none. */
  readonly time?: CaptureTime;
  /** Link type of the capture. */
  readonly linkType: number;
  /** Octets of the packet on the wire; `frame` is shorter where a snap length has cut it. */
  readonly originalLength: number;
  /** First octet of the packet in the file. */
  readonly offset: number;
  /**
   * The Ethernet frame, with the FCS where the capture has it. Of link type Ethernet it is a view into the file: copy
   * what outlives it. Empty where there is an `error`.
   */
  readonly frame: Uint8Array;
  readonly notes: readonly Note<CaptureErrorCode>[];
  /** Why there is no frame. */
  readonly error?: WireError<CaptureErrorCode>;
}

/** How a cooked header is laid out: its length, and where protocol, length of the address and address stand. */
interface CookedHeader {
  readonly octets: number;
  readonly protocol: number;
  readonly addressLength: (bytes: Uint8Array) => number;
  readonly address: number;
}

const cookedHeaders: Readonly<Record<number, CookedHeader>> = {
  [LINK_SLL]: { octets: 16, protocol: 14, addressLength: (bytes) => u16(bytes, 4), address: 6 },
  [LINK_SLL2]: { octets: 20, protocol: 0, addressLength: (bytes) => u8(bytes, 11), address: 12 },
};

const MAC_OCTETS = 6;
const ETHERNET_OCTETS = 14;
const NO_OCTETS = /* @__PURE__ */ new Uint8Array(0);

/** The packet whose octets are `file[offset..offset + length]`. */
export function toPacket(
  file: Uint8Array,
  offset: number,
  length: number,
  originalLength: number,
  linkType: number,
  time: CaptureTime | undefined,
): CapturedPacket {
  const data = file.subarray(offset, offset + length);
  const notes: Note<CaptureErrorCode>[] = [];
  if (length < originalLength) notes.push(captureFinding('capturePacketCut', offset + length, 0));
  const common = { linkType, originalLength, offset, notes, ...(time && { time }) };
  if (linkType === LINK_ETHERNET) return { ...common, frame: data };
  const header = cookedHeaders[linkType];
  if (header === undefined || length < header.octets) {
    const rule = header === undefined ? 'captureLinkType' : 'captureLinkHeader';
    return { ...common, frame: NO_OCTETS, error: captureFinding(rule, offset, length) };
  }
  notes.push(captureFinding('captureDestinationUnknown', offset, header.octets));
  return { ...common, frame: cookedToEthernet(data, header) };
}

/** Destination zero, source where it is a MAC address, protocol as Ethertype, then the payload. */
function cookedToEthernet(data: Uint8Array, header: CookedHeader): Uint8Array {
  const frame = new Uint8Array(ETHERNET_OCTETS + data.length - header.octets);
  if (header.addressLength(data) === MAC_OCTETS) {
    frame.set(data.subarray(header.address, header.address + MAC_OCTETS), MAC_OCTETS);
  }
  frame.set(data.subarray(header.protocol, header.protocol + 2), 2 * MAC_OCTETS);
  frame.set(data.subarray(header.octets), ETHERNET_OCTETS);
  return frame;
}
