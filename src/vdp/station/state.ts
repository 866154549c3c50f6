// The state of a station, clause 41, that the parts of `VdpStation` work on.
//
// Always: a VSI that waits for an answer has its response timer running, or its TLV is in `due`; one in WAIT_SYSCMD has its
// keep-alive timer running. Nobody else has a timer.

import { readChoices, readFlags } from '../../core/choices.js';
import { Deadlines } from '../../core/deadlines.js';
import { Fifo } from '../../core/fifo.js';
import { type Identifier, ZERO_IDENTIFIER } from '../../core/identifier.js';
import { OptionError, withDefaults } from '../../core/limits.js';
import type { Mutable } from '../../core/mutable.js';
import { SlotList } from '../../core/slot-list.js';
import type { AdmitContext } from '../admit.js';
import type { VdpParameters } from '../parameters.js';
import { createVdpUlpduCursor, type VdpUlpduCursor } from '../wire/cursor.js';
import { newStationData, type VdpStationData, type VdpStationEffect } from './data.js';
import type { VdpStationOutput } from './io.js';
import { vdpStationChoices, vdpStationFlags, vdpStationLimits } from './limits.js';
import { newVsiTable, type VsiTable } from './vsi.js';

export interface VdpStationOptions {
  /** VSIs at a time, 1..1048576. Default 16384. */
  readonly maxVsis?: number;
  /** Filter entries of one VSI, 1..243. Default: what fits a TLV. */
  readonly maxFilterEntries?: number;
  /** Greatest ULPDU that ECP takes, 531..1496 octets. Default 1492. */
  readonly maxUlpduOctets?: number;
  /** Outputs that wait for `poll` before ULPDUs are not taken and commands refused. Default 4096. */
  readonly maxPendingOutputs?: number;
  /** Lets an associated VSI be pre-associated again. Default false. */
  readonly allowStepDown?: boolean;
  /** One association TLV per ULPDU, as openlldp has it. Default false. */
  readonly oneTlvPerEcpdu?: boolean;
  /** A rest of 10 ms between an acknowledged ECPDU and the next one: openlldp may lose what comes sooner. Default false. */
  readonly spaceEcpdus?: boolean;
  /** Takes a success that leaves VIDs open, as openlldp answers. Default false. */
  readonly acceptNullVidInResponse?: boolean;
  /** What becomes of the VSIs when the EVB TLV is lost and the link stays. Default `keep`. */
  readonly onEvbLoss?: 'keep' | 'release';
  /** Any integer: which identifiers fall on one hash. Injected, so that a peer cannot choose them. Default 0. */
  readonly hashSeed?: number;
}

/** The names of the management objects, where they have one. */
export interface VdpStationCounters {
  rxUlpduDiscarded: number;
  /** TLVs of reserved types, and association TLVs that a station has to ignore for their form. */
  rxTlvIgnored: number;
  rxUnexpected: number;
  rxUnknownVsi: number;
  /** ULPDUs that came before EVB was agreed. */
  rxEvbNotReady: number;
  keepAlivesSent: number;
  keepAlivesAnswered: number;
  timeouts: number;
}

export type EvbState = 'portDown' | 'down' | 'ready' | 'lost';

export interface StationState {
  readonly options: {
    readonly maxFilterEntries: number;
    readonly maxUlpduOctets: number;
    readonly maxPendingOutputs: number;
    readonly allowStepDown: boolean;
    readonly oneTlvPerEcpdu: boolean;
    readonly spaceEcpdus: boolean;
    readonly acceptNullVid: boolean;
    readonly releaseOnEvbLoss: boolean;
  };
  readonly table: VsiTable;
  /** TLVs that are due but for keep-alives, in the order of their arrival; by slot. */
  readonly due: SlotList;
  /** Since when the TLV that was due last is so, by slot. */
  readonly dueSince: number[];
  /** waitWhile = respWaitDelay. */
  readonly responses: Deadlines;
  /** waitWhile = reinitKeepAlive. */
  readonly keepAlives: Deadlines;
  readonly outputs: Fifo<VdpStationOutput>;
  readonly counters: VdpStationCounters;
  readonly cursor: VdpUlpduCursor;
  readonly admit: Mutable<AdmitContext>;
  /** The machine of the VSI in hand: who runs it sets its event variables, and `stepStation` the rest. */
  readonly machine: VdpStationData;
  /** Of the run in progress. */
  readonly effects: VdpStationEffect[];
  /** Slots passed over by the packing in progress. */
  readonly passed: number[];
  /** The one given last: most VSIs have the same, and need no copy of their own. */
  managerId: Identifier;
  now: number;
  evb: EvbState;
  parameters: VdpParameters;
  groupIdAgreed: boolean;
  respWaitDelay: number;
  reinitKeepAlive: number;
  /** Longest wait of a TLV in the ULPDU that was packed last, in microseconds. */
  packedWait: number;
  /** Longest wait of a TLV for ECP since the last `congested`, in microseconds. */
  longestWait: number;
  /** When `congested` may be told again. */
  quietUntil: number;
}

const NO_PARAMETERS: VdpParameters = { r: 3, rte: 14, rwd: 20, rka: 20 };

/** @throws OptionError for an option out of its range */
export function newStationCore(options: VdpStationOptions): StationState {
  const { maxVsis, ...limits } = withDefaults<keyof typeof vdpStationLimits>(vdpStationLimits, options);
  const flags = readFlags<keyof typeof vdpStationFlags>(vdpStationFlags, options);
  const { hashSeed = 0 } = options;
  if (!Number.isInteger(hashSeed)) throw new OptionError('hashSeed', hashSeed, 'an integer');
  return {
    options: {
      ...limits,
      allowStepDown: flags.allowStepDown,
      oneTlvPerEcpdu: flags.oneTlvPerEcpdu,
      spaceEcpdus: flags.spaceEcpdus,
      acceptNullVid: flags.acceptNullVidInResponse,
      releaseOnEvbLoss: readChoices(vdpStationChoices, options).onEvbLoss === 'release',
    },
    table: newVsiTable(maxVsis, hashSeed),
    due: new SlotList(),
    dueSince: [],
    responses: new Deadlines(),
    keepAlives: new Deadlines(),
    outputs: new Fifo(),
    counters: {
      rxUlpduDiscarded: 0,
      rxTlvIgnored: 0,
      rxUnexpected: 0,
      rxUnknownVsi: 0,
      rxEvbNotReady: 0,
      keepAlivesSent: 0,
      keepAlivesAnswered: 0,
      timeouts: 0,
    },
    cursor: createVdpUlpduCursor(),
    admit: { role: 'station', groupIdAgreed: false, vsiKnown: false },
    machine: newStationData(),
    effects: [],
    managerId: ZERO_IDENTIFIER,
    passed: [],
    now: Number.NEGATIVE_INFINITY,
    evb: 'portDown',
    parameters: NO_PARAMETERS,
    groupIdAgreed: false,
    respWaitDelay: 0,
    reinitKeepAlive: 0,
    packedWait: 0,
    longestWait: 0,
    quietUntil: Number.NEGATIVE_INFINITY,
  };
}
