// ECPDUs that come in: checked, then given to the machine that they are for, clause 43.
//
// Always: the ACK of a request is in the outputs before its user gets the ULPDU, whether the ULPDU is new or a duplicate. A
// request that its user cannot take, and every ECPDU while too many outputs wait, is dropped without an ACK.

import { begin, empty, run } from '../core/machine.js';
import type { EcpCounters } from './counters.js';
import { checkEcpdu, ECP_ACK, ECPDU_HEADER_OCTETS, ecpOperation, ecpSequence, ecpSubtype } from './ecpdu.js';
import { isFull, putAck } from './outbox.js';
import type { EcpErrorCode } from './rules.js';
import { type EcpShell, receiveMachine } from './state.js';
import { advance } from './step.js';
import type { EcpUlp } from './ulp.js';

const counterOf = {
  ecpLength: 'rxMalformed',
  ecpVersion: 'rxUnknownVersion',
  ecpOperation: 'rxUnknownOp',
  ecpSubtype: 'rxUnknownSubtype',
} as const satisfies Record<EcpErrorCode, keyof EcpCounters>;

/** Takes an ECPDU, `at..end` of `bytes`. */
export function receiveEcpdu(shell: EcpShell, bytes: Uint8Array, at: number, end: number): void {
  const { counters, transmit } = shell.state;
  if (!transmit.portEnabled) {
    counters.rxPortDisabled++;
    return;
  }
  const rule = at < 0 || end > bytes.length ? 'ecpLength' : checkEcpdu(bytes, at, end);
  if (rule !== undefined) {
    counters[counterOf[rule]]++;
    return;
  }
  const ulp = shell.settings.bySubtype.get(ecpSubtype(bytes, at));
  if (ulp === undefined) counters.rxUnknownSubtype++;
  else if (ecpOperation(bytes, at) === ECP_ACK) receiveAck(shell, ulp.subtype, ecpSequence(bytes, at));
  else receiveRequest(shell, ulp, bytes, at, end);
}

/** The machine of a neighbour that is another one, or started over: any sequence number of its next request is new. */
export const forgetNeighbour = ({ state }: EcpShell): void => begin(receiveMachine, state.receive, []);

/** Reads the header of an acknowledgement only. */
function receiveAck(shell: EcpShell, subtype: number, sequence: number): void {
  const { counters, transmit } = shell.state;
  counters.rxAckCount++;
  if (isFull(shell)) {
    counters.rxBusy++;
    return;
  }
  transmit.ackReceived = true;
  transmit.ackSubtype = subtype;
  transmit.ackSequence = sequence;
  advance(shell);
}

function receiveRequest(shell: EcpShell, ulp: EcpUlp, bytes: Uint8Array, at: number, end: number): void {
  const { counters, receive, now } = shell.state;
  counters.rxFrameCount++;
  if (isFull(shell) || !ulp.canTake()) {
    counters.rxBusy++;
    return;
  }
  const effects = shell.scratch.receiveEffects;
  receive.ecpduReceived = true;
  receive.ecpduSequence = ecpSequence(bytes, at);
  run(receiveMachine, receive, effects);
  // An indication comes first, or not at all.
  const isNew = effects[0] === 'indication';
  empty(effects);
  counters.txAckCount++;
  putAck(shell, ulp.subtype, receive.seqECPDU);
  if (isNew) ulp.take(bytes, at + ECPDU_HEADER_OCTETS, end, now);
  else counters.rxDuplicate++;
}
