// The receive machine, clause 43: a request with the sequence number of the request before it is acknowledged, and not
// delivered again. The machine assumes no order of numbers.
//
// The figure has five states, the table for coding has two: `first` is receiveWait, `running` is sendACK. R0 to R3 are
// exits here; F1 to F3 are exits of the figure without a number in the table. R4 and R5 never reach the machine: the
// shell drops a request that the user cannot take, or that comes while the port is down. R6 changes nothing.
//
// On purpose different: the shell puts the ACK before the indication, so that a ULPDU that the user sends in response
// follows the ACK on the wire.

import { always, type Machine } from '../core/machine.js';

export type EcpReceiveState = 'receiveWait' | 'receiveFirst' | 'receiveECPDU' | 'newECPDU' | 'sendACK';

export interface EcpReceiveData {
  state: EcpReceiveState;
  portEnabled: boolean;
  /** A request that passed all checks is in hand, and its user can take it. */
  ecpduReceived: boolean;
  /** seqNum of the ECPDU in hand, set by the shell. */
  ecpduSequence: number;
  /** seqNum of the ECPDU in hand, set by the figure. */
  seqECPDU: number;
  /** Sequence number of the last ECPDU delivered. */
  lastSeq: number;
}

/** What the shell has to do. */
export type EcpReceiveEffect = 'indication' | 'sendAck';

/** The data before BEGIN. */
export const newEcpReceiveData = (): EcpReceiveData => ({
  state: 'receiveWait',
  portEnabled: false,
  ecpduReceived: false,
  ecpduSequence: 0,
  seqECPDU: 0,
  lastSeq: 0,
});

export const ecpReceiveMachine: Machine<EcpReceiveState, EcpReceiveData, EcpReceiveEffect> = {
  name: 'ECP receive',
  clause: '43',
  initial: 'receiveWait',
  globals: [{ id: 'R0', when: 'portEnabled == FALSE', test: (d) => !d.portEnabled, to: 'receiveWait' }],
  states: {
    receiveWait: {
      entry: 'ecpduReceived = FALSE',
      enter: (d) => {
        d.ecpduReceived = false;
      },
      exits: [{ id: 'R1', when: 'ecpduReceived', test: (d) => d.ecpduReceived, to: 'receiveFirst' }],
    },
    receiveFirst: {
      entry: 'lastSeq = seqNum(ecpdu) - 1',
      enter: (d) => {
        d.lastSeq = (d.ecpduSequence - 1) & 0xffff;
      },
      exits: [{ id: 'F1', when: 'UCT', test: always, to: 'receiveECPDU' }],
    },
    receiveECPDU: {
      entry: 'seqECPDU = seqNum(ecpdu)',
      enter: (d) => {
        d.seqECPDU = d.ecpduSequence;
      },
      exits: [
        { id: 'R2', when: 'seqECPDU == lastSeq', test: (d) => d.seqECPDU === d.lastSeq, to: 'sendACK' },
        { id: 'R3', when: 'seqECPDU != lastSeq', test: always, to: 'newECPDU' },
      ],
    },
    newECPDU: {
      entry: 'lastSeq = seqECPDU; indication()',
      enter: (d, effects) => {
        d.lastSeq = d.seqECPDU;
        effects.push('indication');
      },
      exits: [{ id: 'F2', when: 'UCT', test: always, to: 'sendACK' }],
    },
    sendACK: {
      entry: 'sendAck(); ecpduReceived = FALSE',
      enter: (d, effects) => {
        d.ecpduReceived = false;
        effects.push('sendAck');
      },
      exits: [{ id: 'F3', when: 'ecpduReceived', test: (d) => d.ecpduReceived, to: 'receiveECPDU' }],
    },
  },
};
