// The read-out of an ECP entity for people and management. JSON-safe.

import type { EcpCounters } from './counters.js';
import type { EcpReceiveState } from './receive-machine.js';
import type { EcpShell } from './state.js';
import type { EcpTransmitState } from './transmit-machine.js';

export interface EcpStatus {
  readonly portEnabled: boolean;
  readonly transmitState: EcpTransmitState;
  readonly receiveState: EcpReceiveState;
  /** Number of the ECPDU in hand, or of the next one; with the port down, of the last one. */
  readonly sequence: number;
  /** Transmissions of the ECPDU in hand. */
  readonly retries: number;
  /** Number of the last request delivered; absent before the first. */
  readonly lastSeq?: number;
  /** R in use. */
  readonly operMaxRetries: number;
  /** RTE in use. */
  readonly operAckTimerInitExp: number;
  /** Microseconds left of each timer that runs. */
  readonly timers: {
    /** To the next transmission of the ECPDU in hand, or to its end. */
    readonly ackTimer?: number;
    /** To the next ECPDU, behind one that was acknowledged. */
    readonly rest?: number;
  };
  /** Outputs that wait for poll. */
  readonly pendingOutputs: number;
  readonly counters: Readonly<EcpCounters>;
}

export function describeEcp({ state }: EcpShell): EcpStatus {
  const { now, ackTimer, restTimer } = state;
  const { portEnabled, state: transmitState, sequence, retries, maxRetries } = state.transmit;
  const { state: receiveState, lastSeq } = state.receive;
  return {
    portEnabled,
    transmitState,
    receiveState,
    sequence,
    retries,
    ...(receiveState === 'receiveWait' ? {} : { lastSeq }),
    operMaxRetries: maxRetries,
    operAckTimerInitExp: state.rte,
    timers: {
      ...(ackTimer === Number.POSITIVE_INFINITY ? {} : { ackTimer: ackTimer - now }),
      ...(restTimer === Number.POSITIVE_INFINITY ? {} : { rest: restTimer - now }),
    },
    pendingOutputs: state.outputs.size,
    counters: { ...state.counters },
  };
}
