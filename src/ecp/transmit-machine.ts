// The transmit machine, clause 43: stop and wait, one ECPDU outstanding.
//
// On purpose different from the figure: R counts retransmissions, so an ECPDU goes out 1 + R times at most, and its last
// copy has the same time for an ACK as all copies; port down keeps the sequence number, and only BEGIN sets it; the number
// after 65535 is 1; an ACK has to bear the subtype, too. Rows T9 to T11 never reach the machine: a request waits at its
// user (T9) or is refused (T10), and a timer call before its time or without a timer (T11) is no expiry.
//
// The shell sets requestReceived when it has built an ECPDU, in waitForRequest only. It sets ackReceived or
// ackTimerExpired for one run.

import { always, type Machine } from '../core/machine.js';

export type EcpTransmitState = 'initTransmit' | 'waitForRequest' | 'transmitECPDU' | 'countErrors';

export interface EcpTransmitData {
  state: EcpTransmitState;
  portEnabled: boolean;
  /** An ECPDU of `sequence` and `subtype` is stored, and waits for its ACK. */
  requestReceived: boolean;
  /** An ACK came, with `ackSequence` and `ackSubtype`. */
  ackReceived: boolean;
  ackSequence: number;
  ackSubtype: number;
  /** The ackTimer has expired. */
  ackTimerExpired: boolean;
  /** Sequence number of the ECPDU in hand, or of the next one. */
  sequence: number;
  subtype: number;
  /** Transmissions of the ECPDU in hand so far. */
  retries: number;
  /** R. */
  maxRetries: number;
  /** ECPDUs given up since initTransmit. */
  txErrors: number;
}

/** What the shell has to do. */
export type EcpTransmitEffect =
  | 'transmitECPDU'
  | 'startAckTimer'
  | 'stopAckTimer'
  | 'txDone'
  | 'txFailed:noAck'
  | 'txFailed:portDown'
  | 'flushRequests'
  | 'countAckMismatch';

/** The data before BEGIN; the first ECPDU carries the number after `initialSequence`. */
export const newEcpTransmitData = (initialSequence: number, maxRetries: number): EcpTransmitData => ({
  state: 'initTransmit',
  portEnabled: false,
  requestReceived: false,
  ackReceived: false,
  ackSequence: 0,
  ackSubtype: 0,
  ackTimerExpired: false,
  sequence: initialSequence,
  subtype: 0,
  retries: 0,
  maxRetries,
  txErrors: 0,
});

/** The next sequence number, never 0. */
export const inc = (sequence: number): number => (sequence >= 65535 ? 1 : sequence + 1);

const acknowledged = (d: EcpTransmitData): boolean =>
  d.ackReceived && d.ackSequence === d.sequence && d.ackSubtype === d.subtype;

const anyAck = (d: EcpTransmitData): boolean => d.ackReceived;

function ignoreAck(d: EcpTransmitData, effects: EcpTransmitEffect[]): void {
  d.ackReceived = false;
  effects.push('countAckMismatch');
}

function stopAckTimer(d: EcpTransmitData, effects: EcpTransmitEffect[]): void {
  d.ackTimerExpired = false;
  effects.push('stopAckTimer');
}

export const ecpTransmitMachine: Machine<EcpTransmitState, EcpTransmitData, EcpTransmitEffect> = {
  name: 'ECP transmit',
  clause: '43',
  initial: 'initTransmit',
  globals: [
    {
      id: 'T0',
      when: 'portEnabled == FALSE',
      test: (d) => !d.portEnabled,
      does: 'txFailed(portDown) of the ECPDU in hand and of all that wait',
      action: (d, effects) => {
        if (d.requestReceived) effects.push('txFailed:portDown');
        d.requestReceived = false;
        effects.push('flushRequests');
      },
      to: 'initTransmit',
    },
  ],
  states: {
    initTransmit: {
      entry: 'txErrors = 0; stop ackTimer',
      enter: (d, effects) => {
        d.txErrors = 0;
        stopAckTimer(d, effects);
      },
      exits: [{ id: 'T1', when: 'portEnabled == TRUE', test: (d) => d.portEnabled, to: 'waitForRequest' }],
    },
    waitForRequest: {
      entry: 'retries = 0; requestReceived = FALSE; ackReceived = FALSE; sequence = inc(sequence); stop ackTimer',
      enter: (d, effects) => {
        d.retries = 0;
        d.requestReceived = false;
        d.ackReceived = false;
        d.sequence = inc(d.sequence);
        stopAckTimer(d, effects);
      },
      awaits: (d) => d.requestReceived || d.ackReceived || !d.portEnabled,
      exits: [
        { id: 'T2', when: 'requestReceived', test: (d) => d.requestReceived, to: 'transmitECPDU' },
        { id: 'T8', when: 'ackReceived', test: anyAck, does: 'count rxAckMismatch', action: ignoreAck },
      ],
    },
    transmitECPDU: {
      entry: 'transmitECPDU(); start ackTimer = ackTimerInit; retries = retries + 1',
      enter: (d, effects) => {
        d.retries++;
        d.ackTimerExpired = false;
        effects.push('transmitECPDU', 'startAckTimer');
      },
      awaits: (d) => d.ackReceived || d.ackTimerExpired || !d.portEnabled,
      exits: [
        {
          id: 'T3',
          when: 'ackReceived and seqNum(ackECPDU) == sequence and its subtype is that of the ECPDU',
          test: acknowledged,
          does: 'txDone',
          action: (_d, effects) => {
            effects.push('txDone');
          },
          to: 'waitForRequest',
        },
        {
          id: 'T4',
          when: 'ackReceived with another sequence or subtype',
          test: anyAck,
          does: 'count rxAckMismatch; ackTimer keeps running',
          action: ignoreAck,
        },
        {
          id: 'T5',
          when: 'ackTimer expired and retries <= maxRetries',
          test: (d) => d.ackTimerExpired && d.retries <= d.maxRetries,
          to: 'transmitECPDU',
        },
        {
          id: 'T6',
          when: 'ackTimer expired and retries > maxRetries',
          test: (d) => d.ackTimerExpired,
          to: 'countErrors',
        },
      ],
    },
    countErrors: {
      entry: 'txErrors = inc(txErrors); txFailed(noAck)',
      enter: (d, effects) => {
        d.txErrors++;
        effects.push('txFailed:noAck');
      },
      exits: [{ id: 'T7', when: 'UCT', test: always, to: 'waitForRequest' }],
    },
  },
};
