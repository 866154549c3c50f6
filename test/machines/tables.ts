// All machines, with what a walk over each needs: the data to begin with, what a shell may set, and which of that lasts
// longer than one run. What counts up without end is left out of what makes two states of the data different.

import type { Machine } from '../../src/core/machine.js';
import { ecpReceiveMachine, newEcpReceiveData } from '../../src/ecp/receive-machine.js';
import { ecpTransmitMachine, newEcpTransmitData } from '../../src/ecp/transmit-machine.js';
import { newLldpAgentData } from '../../src/lldp-evb/agent/data.js';
import { lldpReceiveMachine } from '../../src/lldp-evb/agent/receive-machine.js';
import { lldpTransmitMachine } from '../../src/lldp-evb/agent/transmit-machine.js';
import { lldpTransmitTimerMachine } from '../../src/lldp-evb/agent/transmit-timer-machine.js';
import { newEvbNegotiationData } from '../../src/lldp-evb/negotiation/data.js';
import { evbBridgeMachine, evbStationMachine } from '../../src/lldp-evb/negotiation/machine.js';
import { newCdcpData } from '../../src/s-channel/cdcp/data.js';
import { cdcpMachine } from '../../src/s-channel/cdcp/machine.js';
import { newVdpBridgeData } from '../../src/vdp/bridge/data.js';
import { vdpBridgeMachine } from '../../src/vdp/bridge/machine.js';
import { newVdpStationData } from '../../src/vdp/station/data.js';
import { vdpStationMachine } from '../../src/vdp/station/machine.js';
import type { Figure } from '../docs/figure.js';
import {
  cdcpInputs,
  ecpReceiveInputs,
  ecpTransmitInputs,
  evbNegotiationInputs,
  lldpReceiveInputs,
  lldpTransmitInputs,
  lldpTransmitTimerInputs,
  vdpBridgeInputs,
  vdpStationInputs,
} from './inputs.js';

/** A machine whose data is looked at by name. */
export interface Walkable {
  readonly figure: Figure;
  readonly machine: Machine<string, { state: string }, unknown>;
  readonly begin: () => { state: string };
  readonly inputs: readonly object[];
  /** What a shell may set that depends on the data. */
  readonly inputsAt: (data: Readonly<Record<string, unknown>>) => readonly object[];
  /** Variables of inputs that last. */
  readonly lasting: readonly string[];
  /** Variables that only count. */
  readonly counting: readonly string[];
}

function walkable<State extends string, Data extends { state: State }, Effect>(
  machine: Machine<State, Data, Effect>,
  start: Data,
  inputs: readonly Partial<Data>[],
  lasting: readonly (keyof Data & string)[],
  counting: readonly (keyof Data & string)[] = [],
  inputsAt: (data: Data) => readonly Partial<Data>[] = () => [],
): Walkable {
  return {
    figure: machine as Figure,
    machine: machine as Machine<string, never, unknown> as Machine<string, { state: string }, unknown>,
    begin: () => ({ ...start }),
    inputs,
    inputsAt: inputsAt as unknown as Walkable['inputsAt'],
    lasting,
    counting,
  };
}

const agent = newLldpAgentData('enabledRxTx', {
  msgTxInterval: 30,
  msgFastTx: 1,
  txFastInit: 4,
  txCreditMax: 5,
  reinitDelay: 2,
});

const negotiated = ['txEnable', 'peer', 'relay'] as const;

export const machines: readonly Walkable[] = [
  walkable(
    ecpTransmitMachine,
    newEcpTransmitData(0, 3),
    ecpTransmitInputs,
    ['portEnabled', 'maxRetries', 'requestReceived'],
    ['sequence', 'txErrors', 'ackSequence', 'ackSubtype'],
    ({ sequence, subtype }) => [{ ackReceived: true, ackSequence: sequence, ackSubtype: subtype }],
  ),
  walkable(ecpReceiveMachine, newEcpReceiveData(), ecpReceiveInputs, ['portEnabled']),
  walkable(vdpStationMachine, newVdpStationData(), vdpStationInputs, ['newCmd', 'evbReady']),
  walkable(vdpBridgeMachine, newVdpBridgeData(), vdpBridgeInputs, ['rxCmd', 'managerPending']),
  walkable(lldpTransmitMachine, { ...agent, state: lldpTransmitMachine.initial }, lldpTransmitInputs, [
    'portEnabled',
    'adminStatus',
    'txNow',
    'txCredit',
    'txShutdownWhile',
  ]),
  walkable(lldpTransmitTimerMachine, { ...agent, state: lldpTransmitTimerMachine.initial }, lldpTransmitTimerInputs, [
    'portEnabled',
    'adminStatus',
    'txTTR',
    'txCredit',
  ]),
  walkable(
    lldpReceiveMachine,
    { ...agent, state: lldpReceiveMachine.initial },
    // A neighbour ages out in the instant that the port comes back.
    [...lldpReceiveInputs, { portEnabled: true, rxInfoAge: true }],
    ['portEnabled', 'adminStatus'],
  ),
  walkable(evbStationMachine, newEvbNegotiationData(true), evbNegotiationInputs, negotiated),
  walkable(evbBridgeMachine, newEvbNegotiationData(true), evbNegotiationInputs, negotiated),
  walkable(
    cdcpMachine,
    newCdcpData({
      adminRole: 'station',
      adminChnCap: 2,
      adminSVIDWants: [{ scid: 1, svid: 1 }],
      localSVIDPool: [],
      localSComp: true,
      honourProposed: true,
    }),
    cdcpInputs,
    [
      'portEnabled',
      'adminEnable',
      'adminRole',
      'adminChnCap',
      'adminSVIDWants',
      'localSVIDPool',
      'remoteRole',
      'remoteChnCap',
      'remoteSComp',
      'remoteSVIDList',
    ],
  ),
];
