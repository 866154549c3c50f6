// The transmit timer machine of an LLDP agent, 802.1AB 9.2.8: when the next LLDPDU is due. Rows are counted as the
// figure is read; LM0 is the global one.
//
// On purpose different from the figure: txShutdownWhile is cleared when the port is down. The figure clears it when the
// agent is switched off too, which would cut the rest after the shutdown LLDPDU short. The figure does not order the
// exits of TX_TIMER_IDLE; the machine tries them in the order below.
//
// Timers count seconds down. The agent counts them down once a second, or skips seconds in which none of them comes to
// 0; txCredit grows by one for each of these seconds.

import { always, type Machine } from '../../core/machine.js';
import { type LldpAdminStatus, transmits } from './admin-status.js';

export type LldpTransmitTimerState =
  | 'TX_TIMER_INITIALIZE'
  | 'TX_TIMER_IDLE'
  | 'TX_TIMER_EXPIRES'
  | 'SIGNAL_TX'
  | 'TX_TICK'
  | 'TX_FAST_START';

export interface LldpTransmitTimerData {
  state: LldpTransmitTimerState;
  portEnabled: boolean;
  adminStatus: LldpAdminStatus;
  /** The TLVs of this agent have changed. */
  localChange: boolean;
  /** The receive machine has stored a new neighbour. */
  newNeighbor: boolean;
  /** A second has passed. */
  txTick: boolean;
  txNow: boolean;
  /** Seconds to the next transmission. */
  txTTR: number;
  /** Fast transmissions left. */
  txFast: number;
  txCredit: number;
  txShutdownWhile: number;
  txFastInit: number;
  txCreditMax: number;
  /** Seconds. */
  msgFastTx: number;
  /** Seconds. */
  msgTxInterval: number;
}

export const lldpTransmitTimerMachine: Machine<LldpTransmitTimerState, LldpTransmitTimerData, never> = {
  name: 'LLDP transmit timer',
  clause: '802.1AB 9.2.8',
  initial: 'TX_TIMER_INITIALIZE',
  globals: [
    {
      id: 'LM0',
      when: 'not portEnabled, or adminStatus is disabled or enabledRxOnly',
      test: (d) => !d.portEnabled || !transmits(d.adminStatus),
      to: 'TX_TIMER_INITIALIZE',
    },
  ],
  states: {
    TX_TIMER_INITIALIZE: {
      entry:
        'txTick, txNow, localChange, newNeighbor = FALSE; txTTR = 0; txFast = 0; txCredit = txCreditMax; ' +
        'txShutdownWhile = 0 where not portEnabled',
      enter: (d) => {
        d.txTick = false;
        d.txNow = false;
        d.localChange = false;
        d.newNeighbor = false;
        d.txTTR = 0;
        d.txFast = 0;
        d.txCredit = d.txCreditMax;
        if (!d.portEnabled) d.txShutdownWhile = 0;
      },
      exits: [
        {
          id: 'LM1',
          when: 'portEnabled and adminStatus is enabledRxTx or enabledTxOnly',
          test: (d) => d.portEnabled && transmits(d.adminStatus),
          to: 'TX_TIMER_IDLE',
        },
      ],
    },
    TX_TIMER_IDLE: {
      exits: [
        { id: 'LM2', when: 'localChange', test: (d) => d.localChange, to: 'SIGNAL_TX' },
        { id: 'LM3', when: 'txTTR == 0', test: (d) => d.txTTR === 0, to: 'TX_TIMER_EXPIRES' },
        { id: 'LM4', when: 'newNeighbor', test: (d) => d.newNeighbor, to: 'TX_FAST_START' },
        { id: 'LM5', when: 'txTick', test: (d) => d.txTick, to: 'TX_TICK' },
      ],
    },
    TX_TIMER_EXPIRES: {
      entry: 'if (txFast > 0) txFast = txFast - 1',
      enter: (d) => {
        if (d.txFast > 0) d.txFast--;
      },
      exits: [{ id: 'LM6', when: 'UCT', test: always, to: 'SIGNAL_TX' }],
    },
    SIGNAL_TX: {
      entry: 'txNow = TRUE; localChange = FALSE; txTTR = (txFast > 0) ? msgFastTx : msgTxInterval',
      enter: (d) => {
        d.txNow = true;
        d.localChange = false;
        d.txTTR = d.txFast > 0 ? d.msgFastTx : d.msgTxInterval;
      },
      exits: [{ id: 'LM7', when: 'UCT', test: always, to: 'TX_TIMER_IDLE' }],
    },
    TX_TICK: {
      entry: 'txTick = FALSE; txAddCredit()',
      enter: (d) => {
        d.txTick = false;
        if (d.txCredit < d.txCreditMax) d.txCredit++;
      },
      exits: [{ id: 'LM8', when: 'UCT', test: always, to: 'TX_TIMER_IDLE' }],
    },
    TX_FAST_START: {
      entry: 'newNeighbor = FALSE; if (txFast == 0) txFast = txFastInit',
      enter: (d) => {
        d.newNeighbor = false;
        if (d.txFast === 0) d.txFast = d.txFastInit;
      },
      exits: [{ id: 'LM9', when: 'UCT', test: always, to: 'TX_TIMER_EXPIRES' }],
    },
  },
};
