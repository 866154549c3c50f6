// The transmit machine of an LLDP agent, 802.1AB 9.2.8. Its rows have no numbers in the standard: LT0 is the global
// one, the others are counted as the figure is read.
//
// Always: txNow and txCredit stay when the machine begins anew, since they belong to the transmit timer machine. An
// LLDPDU that the timer machine asks for during the rest after a shutdown goes out when the rest is over.

import { always, type Machine } from '../../core/machine.js';
import { type LldpAdminStatus, transmits } from './admin-status.js';

export type LldpTransmitState = 'TX_LLDP_INITIALIZE' | 'TX_IDLE' | 'TX_INFO_FRAME' | 'TX_SHUTDOWN_FRAME';

export interface LldpTransmitData {
  state: LldpTransmitState;
  portEnabled: boolean;
  adminStatus: LldpAdminStatus;
  /** A transmission is asked for. */
  txNow: boolean;
  /** LLDPDUs that may go out before the next second. */
  txCredit: number;
  /** Seconds of rest left after a shutdown LLDPDU. */
  txShutdownWhile: number;
  /** Seconds. */
  reinitDelay: number;
}

/** What the agent is asked to do: build an LLDPDU and send it. */
export type LldpTransmitEffect = 'mibConstrInfoLLDPDU' | 'mibConstrShutdownLLDPDU';

export const lldpTransmitMachine: Machine<LldpTransmitState, LldpTransmitData, LldpTransmitEffect> = {
  name: 'LLDP transmit',
  clause: '802.1AB 9.2.8',
  initial: 'TX_LLDP_INITIALIZE',
  globals: [{ id: 'LT0', when: 'not portEnabled', test: (d) => !d.portEnabled, to: 'TX_LLDP_INITIALIZE' }],
  states: {
    TX_LLDP_INITIALIZE: {
      exits: [
        {
          id: 'LT1',
          when: 'portEnabled and adminStatus is enabledRxTx or enabledTxOnly',
          test: (d) => d.portEnabled && transmits(d.adminStatus),
          to: 'TX_IDLE',
        },
      ],
    },
    TX_IDLE: {
      exits: [
        {
          id: 'LT2',
          when: 'adminStatus is disabled or enabledRxOnly',
          test: (d) => !transmits(d.adminStatus),
          to: 'TX_SHUTDOWN_FRAME',
        },
        {
          id: 'LT3',
          when: 'txNow and txCredit > 0',
          test: (d) => d.txNow && d.txCredit > 0,
          to: 'TX_INFO_FRAME',
        },
      ],
    },
    TX_INFO_FRAME: {
      entry: 'mibConstrInfoLLDPDU(); txFrame(); txCredit = txCredit - 1; txNow = FALSE',
      enter: (d, effects) => {
        effects.push('mibConstrInfoLLDPDU');
        d.txCredit--;
        d.txNow = false;
      },
      exits: [{ id: 'LT4', when: 'UCT', test: always, to: 'TX_IDLE' }],
    },
    TX_SHUTDOWN_FRAME: {
      entry: 'mibConstrShutdownLLDPDU(); txFrame(); txShutdownWhile = reinitDelay',
      enter: (d, effects) => {
        effects.push('mibConstrShutdownLLDPDU');
        d.txShutdownWhile = d.reinitDelay;
      },
      exits: [
        {
          id: 'LT5',
          when: 'txShutdownWhile == 0',
          test: (d) => d.txShutdownWhile === 0,
          to: 'TX_LLDP_INITIALIZE',
        },
      ],
    },
  },
};
