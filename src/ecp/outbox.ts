// Outputs that wait for `poll`, and the octets that an ECPDU lends to its host.
//
// A user writes its ULPDU into `scratch.buffer`, straight behind the header, and `state.ecpdu` is the part of the buffer
// that is the ECPDU. The ECPDU goes out again octet for octet until it is acknowledged or given up. In the outputs it
// stands as IN_HAND: `poll` gives its octets. When a next ECPDU is built while the last one still waits for `poll`, each
// output that waits gets its own copy of the octets. So what waits never changes, and `poll` may come at any time.

import { Fifo } from '../core/fifo.js';
import { copyOctets, put16 } from '../core/octets.js';
import { ECP_ACK, ECP_REQUEST, ECP_VERSION, ECPDU_HEADER_OCTETS } from './ecpdu.js';
import type { EcpOutput } from './io.js';
import { type EcpShell, type EcpState, IN_HAND } from './state.js';

const REQUEST_WORD = (ECP_VERSION << 12) | (ECP_REQUEST << 10);
const ACK_WORD = (ECP_VERSION << 12) | (ECP_ACK << 10);

export const isFull = ({ settings, state }: EcpShell): boolean => state.outputs.size >= settings.maxPendingOutputs;

/** The buffer for the next ECPDU. */
export function writableBuffer({ state, scratch }: EcpShell): Uint8Array {
  if (state.outputs.size > 0) copyWaiting(state);
  return scratch.buffer;
}

/** Gives every output that is the ECPDU in hand its own copy of the octets. */
function copyWaiting(state: EcpState): void {
  const items = state.outputs.items();
  if (!items.includes(IN_HAND)) return;
  const octets = state.ecpdu;
  state.outputs = Fifo.of(
    items.map((item) =>
      item === IN_HAND ? { kind: 'ecpdu', octets: copyOctets(octets, 0, octets.length), ack: false } : item,
    ),
  );
}

/** Makes an ECPDU of the ULPDU that ends at `end` of the buffer. */
export function sealEcpdu({ state, scratch }: EcpShell, end: number): void {
  const { buffer } = scratch;
  put16(buffer, put16(buffer, 0, REQUEST_WORD | state.transmit.subtype), state.transmit.sequence);
  if (scratch.view.length !== end) scratch.view = buffer.subarray(0, end);
  state.ecpdu = scratch.view;
}

export function putAck({ state, scratch }: EcpShell, subtype: number, sequence: number): void {
  const octets = scratch.spareAck ?? new Uint8Array(ECPDU_HEADER_OCTETS);
  scratch.spareAck = undefined;
  put16(octets, put16(octets, 0, ACK_WORD | subtype), sequence);
  state.outputs.push({ kind: 'ecpdu', octets, ack: true });
}

/** Takes the next output. The octets of an acknowledgement are written again at the next `handle`. */
export function takeOutput({ state, scratch }: EcpShell): EcpOutput | undefined {
  const output = state.outputs.shift();
  if (output === IN_HAND) return { kind: 'ecpdu', octets: state.ecpdu, ack: false };
  if (output?.kind === 'ecpdu' && output.ack) scratch.spareAck = output.octets;
  return output;
}
