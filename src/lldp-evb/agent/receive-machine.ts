// The receive machine of an LLDP agent, 802.1AB 9.2.9. Rows are counted as the figure is read; LR0 is the global one.
//
// The agent looks at the octets: it sets rcvFrame and what rxProcessFrame() finds (frameBad, frameTTL, frameChanges,
// frameNew) before a run. One DELETE_INFO deletes all neighbours whose time came to 0 in the same second.

import { always, type Machine } from '../../core/machine.js';
import { type LldpAdminStatus, receives } from './admin-status.js';

export type LldpReceiveState =
  | 'LLDP_WAIT_PORT_OPERATIONAL'
  | 'DELETE_AGED_INFO'
  | 'RX_LLDP_INITIALIZE'
  | 'RX_WAIT_FOR_FRAME'
  | 'RX_FRAME'
  | 'DELETE_INFO'
  | 'UPDATE_INFO';

export interface LldpReceiveData {
  state: LldpReceiveState;
  portEnabled: boolean;
  adminStatus: LldpAdminStatus;
  /** An LLDPDU is in hand. */
  rcvFrame: boolean;
  /** What rxProcessFrame() finds: the LLDPDU breaks a rule, and is dropped. */
  frameBad: boolean;
  /** Time To Live of the LLDPDU in hand, in seconds. */
  frameTTL: number;
  /** Its TLVs differ from the stored ones, and will be stored. */
  frameChanges: boolean;
  /** It comes from a new neighbour. */
  frameNew: boolean;
  badFrame: boolean;
  /** Seconds. */
  rxTTL: number;
  rxChanges: boolean;
  /** The time of one neighbour or more came to 0. */
  rxInfoAge: boolean;
  /** The stored neighbours have changed. */
  remoteChange: boolean;
  newNeighbor: boolean;
  tooManyNeighbors: boolean;
}

/** What the agent is asked to do. */
export type LldpReceiveEffect =
  /** Delete all neighbours. */
  | 'rxInitializeLLDP'
  /** Refresh the time of the neighbour; without room for it, do what 9.2.7.7.5 says. */
  | 'rxProcessFrame'
  /** Delete the neighbour that shuts down. */
  | 'mibDeleteObjects:shutdown'
  /** Delete the neighbours whose time came to 0. */
  | 'mibDeleteObjects:ageout'
  | 'mibUpdateObjects';

function deleteAged(d: LldpReceiveData, effects: LldpReceiveEffect[]): void {
  effects.push('mibDeleteObjects:ageout');
  d.rxInfoAge = false;
  d.remoteChange = true;
}

export const lldpReceiveMachine: Machine<LldpReceiveState, LldpReceiveData, LldpReceiveEffect> = {
  name: 'LLDP receive',
  clause: '802.1AB 9.2.9',
  initial: 'LLDP_WAIT_PORT_OPERATIONAL',
  globals: [
    {
      id: 'LR0',
      when: 'not portEnabled and not rxInfoAge',
      test: (d) => !d.portEnabled && !d.rxInfoAge,
      to: 'LLDP_WAIT_PORT_OPERATIONAL',
    },
  ],
  states: {
    LLDP_WAIT_PORT_OPERATIONAL: {
      exits: [
        { id: 'LR1', when: 'rxInfoAge', test: (d) => d.rxInfoAge, to: 'DELETE_AGED_INFO' },
        { id: 'LR2', when: 'portEnabled', test: (d) => d.portEnabled, to: 'RX_LLDP_INITIALIZE' },
      ],
    },
    DELETE_AGED_INFO: {
      entry: 'mibDeleteObjects(); rxInfoAge = FALSE; remoteChange = TRUE; count statsAgeoutsTotal',
      enter: deleteAged,
      exits: [{ id: 'LR3', when: 'UCT', test: always, to: 'LLDP_WAIT_PORT_OPERATIONAL' }],
    },
    RX_LLDP_INITIALIZE: {
      entry: 'rxInitializeLLDP(); tooManyNeighbors = FALSE; rcvFrame = FALSE',
      enter: (d, effects) => {
        effects.push('rxInitializeLLDP');
        d.tooManyNeighbors = false;
        d.rcvFrame = false;
      },
      exits: [
        {
          id: 'LR4',
          when: 'adminStatus is enabledRxTx or enabledRxOnly',
          test: (d) => receives(d.adminStatus),
          to: 'RX_WAIT_FOR_FRAME',
        },
      ],
    },
    RX_WAIT_FOR_FRAME: {
      entry: 'badFrame = FALSE; rxInfoAge = FALSE',
      enter: (d) => {
        d.badFrame = false;
        d.rxInfoAge = false;
      },
      exits: [
        { id: 'LR5', when: 'rxInfoAge', test: (d) => d.rxInfoAge, to: 'DELETE_INFO' },
        { id: 'LR6', when: 'rcvFrame', test: (d) => d.rcvFrame, to: 'RX_FRAME' },
        {
          id: 'LR7',
          when: 'adminStatus is disabled or enabledTxOnly',
          test: (d) => !receives(d.adminStatus),
          to: 'RX_LLDP_INITIALIZE',
        },
      ],
    },
    RX_FRAME: {
      entry: 'remoteChange = FALSE; rxChanges = FALSE; rcvFrame = FALSE; rxProcessFrame()',
      enter: (d, effects) => {
        d.remoteChange = false;
        d.rcvFrame = false;
        d.badFrame = d.frameBad;
        d.rxTTL = d.frameTTL;
        d.rxChanges = d.frameChanges;
        d.newNeighbor ||= d.frameNew;
        effects.push('rxProcessFrame');
      },
      exits: [
        { id: 'LR8', when: 'badFrame', test: (d) => d.badFrame, to: 'RX_WAIT_FOR_FRAME' },
        { id: 'LR9', when: 'rxTTL == 0', test: (d) => d.rxTTL === 0, to: 'DELETE_INFO' },
        { id: 'LR10', when: 'rxChanges', test: (d) => d.rxChanges, to: 'UPDATE_INFO' },
        { id: 'LR11', when: 'otherwise', test: always, to: 'RX_WAIT_FOR_FRAME' },
      ],
    },
    DELETE_INFO: {
      entry: 'mibDeleteObjects(); remoteChange = TRUE; count statsAgeoutsTotal where rxInfoAge',
      enter: (d, effects) => {
        if (d.rxInfoAge) return deleteAged(d, effects);
        effects.push('mibDeleteObjects:shutdown');
        d.remoteChange = true;
      },
      exits: [{ id: 'LR12', when: 'UCT', test: always, to: 'RX_WAIT_FOR_FRAME' }],
    },
    UPDATE_INFO: {
      entry: 'mibUpdateObjects(); remoteChange = TRUE',
      enter: (d, effects) => {
        effects.push('mibUpdateObjects');
        d.remoteChange = true;
      },
      exits: [{ id: 'LR13', when: 'UCT', test: always, to: 'RX_WAIT_FOR_FRAME' }],
    },
  },
};
