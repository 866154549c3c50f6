// Outputs that wait for poll, and the octets they lend.
//
// There is one transmit buffer: the ECPDU in flight, which a ULP writes straight behind the header, and which is sent
// again octet for octet. A next ECPDU takes the place of the last one only when no output that waits points to it; else
// it is given a buffer of its own. So what waits never changes, and outputs do not depend on when they are polled.
// Acknowledgements are treated alike: their four octets are written again once polled, at the next `handle`.

import { Fifo } from '../core/fifo.js';
import { put16 } from '../core/octets.js';
import { ECP_ACK, ECP_REQUEST, ECP_VERSION, ECPDU_HEADER_OCTETS } from './ecpdu.js';
import type { EcpOutput } from './entity-io.js';

export interface Outbox {
  readonly outputs: Fifo<EcpOutput>;
  /** As long as the longest ECPDU. */
  buffer: Uint8Array;
  /** The ECPDU in flight: the buffer up to its end. */
  ecpdu: Uint8Array;
  /** Outputs that wait and point to `ecpdu`. */
  unpolled: number;
  /** Octets of the acknowledgement polled last: the host's until the next `handle`, in which they are written again. */
  spareAck: Uint8Array | undefined;
}

const REQUEST_WORD = (ECP_VERSION << 12) | (ECP_REQUEST << 10);
const ACK_WORD = (ECP_VERSION << 12) | (ECP_ACK << 10);
const NO_OCTETS = new Uint8Array(0);

/** @param octets of the longest ECPDU */
export const newOutbox = (octets: number): Outbox => ({
  outputs: new Fifo(),
  buffer: new Uint8Array(octets),
  ecpdu: NO_OCTETS,
  unpolled: 0,
  spareAck: undefined,
});

/** The buffer for the next ECPDU. */
export function writableBuffer(outbox: Outbox): Uint8Array {
  if (outbox.unpolled > 0) {
    outbox.buffer = new Uint8Array(outbox.buffer.length);
    outbox.ecpdu = NO_OCTETS;
    outbox.unpolled = 0;
  }
  return outbox.buffer;
}

/** Makes an ECPDU of the ULPDU that ends at `end` of the writable buffer. */
export function sealEcpdu(outbox: Outbox, end: number, subtype: number, sequence: number): void {
  const { buffer } = outbox;
  put16(buffer, put16(buffer, 0, REQUEST_WORD | subtype), sequence);
  if (outbox.ecpdu.length !== end) outbox.ecpdu = buffer.subarray(0, end);
}

/** Puts the ECPDU in flight into the outputs, for the first time or again. */
export function putEcpdu(outbox: Outbox): void {
  outbox.unpolled++;
  outbox.outputs.push({ kind: 'ecpdu', octets: outbox.ecpdu, ack: false });
}

export function putAck(outbox: Outbox, subtype: number, sequence: number): void {
  const octets = outbox.spareAck ?? new Uint8Array(ECPDU_HEADER_OCTETS);
  outbox.spareAck = undefined;
  put16(octets, put16(octets, 0, ACK_WORD | subtype), sequence);
  outbox.outputs.push({ kind: 'ecpdu', octets, ack: true });
}

/** Takes the next output. */
export function takeOutput(outbox: Outbox): EcpOutput | undefined {
  const output = outbox.outputs.shift();
  if (output?.kind !== 'ecpdu') return output;
  if (output.ack) outbox.spareAck = output.octets;
  else if (output.octets === outbox.ecpdu) outbox.unpolled--;
  return output;
}
