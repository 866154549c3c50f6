// What an ECP entity is made with, and all that changes in it.
//
// Always: a record of state has no closure, no cycle and no object under two names, so it may go through JSON at any time
// between two calls. `scratch` is memory for one call: no output and no decision depends on what it held before.

import { zeroCounters } from '../core/counters.js';
import { Fifo } from '../core/fifo.js';
import { OptionError, withDefaults } from '../core/limits.js';
import { begin, linked } from '../core/machine.js';
import { type EcpCounters, ecpCounters } from './counters.js';
import { ECPDU_HEADER_OCTETS } from './ecpdu.js';
import type { EcpOptions, EcpOutput } from './io.js';
import { ecpLimits } from './limits.js';
import { type EcpReceiveData, type EcpReceiveEffect, ecpReceiveMachine, newEcpReceiveData } from './receive-machine.js';
import { ackTimerInit } from './timers.js';
import {
  type EcpTransmitData,
  type EcpTransmitEffect,
  ecpTransmitMachine,
  newEcpTransmitData,
} from './transmit-machine.js';
import type { EcpUlp } from './ulp.js';

/** What an entity was made with. Never changes. */
export interface EcpSettings {
  readonly ulps: readonly EcpUlp[];
  readonly bySubtype: ReadonlyMap<number, EcpUlp>;
  /** Offset behind the longest ECPDU that is sent. */
  readonly limit: number;
  /** Microseconds from an acknowledgement to the next ECPDU. */
  readonly rest: number;
  readonly maxPendingOutputs: number;
}

/** In the outputs: the ECPDU in hand, `EcpState.ecpdu`. */
export const IN_HAND = 'inHand';

/** All that changes. Instants are microseconds on the scale of the host; Infinity where a timer is stopped. */
export interface EcpState {
  /** The latest instant that the host gave. */
  now: number;
  readonly transmit: EcpTransmitData;
  readonly receive: EcpReceiveData;
  /** RTE in use. */
  rte: number;
  /** Microseconds, by RTE. */
  ackTimerInit: number;
  /** When the ackTimer expires. */
  ackTimer: number;
  /** When the rest ends. */
  restTimer: number;
  /** The request ECPDU built last. */
  ecpdu: Uint8Array;
  outputs: Fifo<EcpOutput | typeof IN_HAND>;
  /** Index of the user that is asked first for the next ULPDU. */
  turn: number;
  readonly counters: EcpCounters;
}

/** The instants of the state: a move to another clock shifts them. */
export const ECP_INSTANTS = ['now', 'ackTimer', 'restTimer'] as const satisfies readonly (keyof EcpState)[];

/** Memory for one call. */
export interface EcpScratch {
  /** Where users write. As long as the longest ECPDU. */
  readonly buffer: Uint8Array;
  /** The part of the buffer that was the last ECPDU; spared where the next one is as long. */
  view: Uint8Array;
  /** Octets of the acknowledgement polled last, to be written again. */
  spareAck: Uint8Array | undefined;
  readonly transmitEffects: EcpTransmitEffect[];
  readonly receiveEffects: EcpReceiveEffect[];
}

/** What the functions of an entity work on. */
export interface EcpShell {
  readonly settings: EcpSettings;
  readonly state: EcpState;
  readonly scratch: EcpScratch;
}

const MAX_SUBTYPE = 1023;
const NO_OCTETS = new Uint8Array(0);

export const transmitMachine = /* @__PURE__ */ linked(ecpTransmitMachine);
export const receiveMachine = /* @__PURE__ */ linked(ecpReceiveMachine);

/** @throws OptionError for a number out of its range, or for a subtype out of 1..1023 or of two users */
export function newEcpShell(options: EcpOptions, state?: EcpState): EcpShell {
  const { ulps = [] } = options;
  const { initialSequence, r, rte, rest, maxUlpduOctets, maxPendingOutputs } = withDefaults<keyof typeof ecpLimits>(
    ecpLimits,
    options,
  );
  const bySubtype = new Map<number, EcpUlp>();
  for (const [i, ulp] of ulps.entries()) {
    const { subtype } = ulp;
    if (!(Number.isInteger(subtype) && subtype >= 1 && subtype <= MAX_SUBTYPE) || bySubtype.has(subtype)) {
      throw new OptionError(`ulps[${i}].subtype`, subtype, `an integer 1..${MAX_SUBTYPE}, each once`);
    }
    bySubtype.set(subtype, ulp);
  }
  const limit = ECPDU_HEADER_OCTETS + maxUlpduOctets;
  return {
    settings: { ulps: [...ulps], bySubtype, limit, rest, maxPendingOutputs },
    state: state ?? newEcpState(initialSequence, r, rte),
    scratch: {
      buffer: new Uint8Array(limit),
      view: NO_OCTETS,
      spareAck: undefined,
      transmitEffects: [],
      receiveEffects: [],
    },
  };
}

function newEcpState(initialSequence: number, r: number, rte: number): EcpState {
  const transmit = newEcpTransmitData(initialSequence, r);
  const receive = newEcpReceiveData();
  begin(transmitMachine, transmit, []);
  begin(receiveMachine, receive, []);
  return {
    now: Number.NEGATIVE_INFINITY,
    transmit,
    receive,
    rte,
    ackTimerInit: ackTimerInit(rte),
    ackTimer: Number.POSITIVE_INFINITY,
    restTimer: Number.POSITIVE_INFINITY,
    ecpdu: NO_OCTETS,
    outputs: new Fifo(),
    turn: 0,
    counters: zeroCounters(ecpCounters),
  };
}
