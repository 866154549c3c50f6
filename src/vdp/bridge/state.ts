// The state of VDP on one station-facing bridge port (SBP), clause 41.5, that the parts of `VdpBridge` work on.
//
// Always: at most one response waits for a VSI. A VSI that is held is in BRIDGE_PROCESSING or WAIT_STATION_CMD, and its
// timer runs. A record in INIT is not held: it is there only as long as a response waits for its VSI, so that a newer
// response can take the place of the one that waits. `held` is the number of records not in INIT, `entries` the sum of theirs.

import { readFlags } from '../../core/choices.js';
import { zeroCounters } from '../../core/counters.js';
import { Deadlines } from '../../core/deadlines.js';
import { Fifo } from '../../core/fifo.js';
import { type Identifier, ZERO_IDENTIFIER } from '../../core/identifier.js';
import { OptionError, withDefaults } from '../../core/limits.js';
import type { Mutable } from '../../core/mutable.js';
import type { Refusal } from '../../core/refusal.js';
import { SlotList } from '../../core/slot-list.js';
import type { AdmitContext } from '../admit.js';
import type { KeptCommand } from '../command.js';
import { DEFAULT_PARAMETERS, resourceWaitDelay, toutKeepAlive, type VdpParameters } from '../parameters.js';
import { checkFormats } from '../vsi-limits.js';
import { type InForce, newVsiTable, type VsiTable } from '../vsi-table.js';
import { createVdpUlpduCursor, type VdpUlpduCursor } from '../wire/cursor.js';
import type { FilterFormats } from '../wire/layout.js';
import { type VdpBridgeCounters, vdpBridgeCounters } from './counters.js';
import { newVdpBridgeData, type VdpBridgeData, type VdpBridgeEffect, type VdpBridgeState } from './data.js';
import type { VdpBridgeOutput } from './io.js';
import { type VdpBridgeLimits, vdpBridgeFlags, vdpBridgeLimits } from './limits.js';

/** What a bridge is made with. Numbers have their ranges and defaults in `vdpBridgeLimits`. */
export interface VdpBridgeOptions {
  /** VSIs held at a time, 1..1048576. Default 16384. */
  readonly maxVsis?: number | undefined;
  /** Filter entries of one command, 1..243. Default: what fits a TLV. */
  readonly maxFilterEntriesPerVsi?: number | undefined;
  /** Filter entries of all VSIs, in force and asked for, 1..16777216. Default 65536. */
  readonly maxFilterEntries?: number | undefined;
  /** Responses that wait for VSIs not held before ULPDUs are not taken, 1..1048576. Default 4096. */
  readonly maxLooseResponses?: number | undefined;
  /** Outputs that wait for `poll` before ULPDUs are not taken and requests refused, 1..1048576. Default 4096. */
  readonly maxPendingOutputs?: number | undefined;
  /** Greatest ULPDU that ECP takes, 531..1496 octets. Default 1492. */
  readonly maxUlpduOctets?: number | undefined;
  /** One association TLV per ULPDU, as openlldp has it. Default false. */
  readonly oneTlvPerEcpdu?: boolean | undefined;
  /** Filter info formats beyond 1 to 4 that commands may have. */
  readonly formats?: FilterFormats | undefined;
  /** Any integer, so that a station cannot choose VSIIDs that collide. Default 0. */
  readonly hashSeed?: number | undefined;
  /** `queries` of the bridge whose place this one takes, so that the ids of both differ. Default 0. */
  readonly queriesBefore?: number | undefined;
}

/** What a bridge was made with. Never changes. */
export interface BridgeSettings extends VdpBridgeLimits {
  readonly oneTlvPerEcpdu: boolean;
  readonly formats: FilterFormats | undefined;
}

/** `down`: EVB was not agreed since the port came up. */
export type VdpBridgeEvb = 'down' | 'ready' | 'lost';

/** A VSI. Its command in force has the values that the VSI manager supplied, and its status as it was received. */
export interface BridgeVsi extends InForce {
  state: VdpBridgeState;
  /** The command in hand, in BRIDGE_PROCESSING. */
  rxCmd: KeptCommand | undefined;
  /** The command that waits behind rxCmd. */
  nextCmd: KeptCommand | undefined;
  /** What TxTLV made due: a TLV, or the success of `operCmd` as it is when ECP asks. */
  response: KeptCommand | 'operCmd' | undefined;
  /** Octets of the organizationally defined TLVs that go right behind the next response. */
  organizations: Uint8Array | undefined;
  /** Whether toutKeepAlive starts again when the response is packed. */
  restarts: boolean;
  managerPending: boolean;
  /** M and S of the last command. */
  hints: number;
  /** Number of the open query; 0 where no query is open. */
  query: number;
  /** Number of the query that granted operCmd; 0 where no command is in force. */
  grant: number;
  /** Filter entries of operCmd and rxCmd. */
  entries: number;
  /** Status of the last response to a command. */
  status: number;
  /** Responses to commands, as the next two: with error 0, with another error, with Keep. */
  commandsSucceeded: number;
  commandsFailed: number;
  commandReverts: number;
}

/** All that changes: data, containers of core, instants. No closure, no cycle, no alias. */
export interface BridgeState {
  readonly table: VsiTable<BridgeVsi>;
  /** VSIs held. */
  held: number;
  /** Filter entries of all VSIs. */
  entries: number;
  /** waitWhile by slot. */
  readonly deadlines: Deadlines;
  /** When the record was held first, by slot; microseconds on the host's scale. */
  readonly createdAt: number[];
  /** Slots whose responses wait for ECP, in the order of their arrival. */
  readonly responses: SlotList;
  readonly outputs: Fifo<VdpBridgeOutput>;
  readonly counters: VdpBridgeCounters;
  evb: VdpBridgeEvb;
  /** As agreed last. */
  parameters: VdpParameters;
  groupIdAgreed: boolean;
  /** Microseconds, as the next. */
  resourceWaitDelay: number;
  toutKeepAlive: number;
  /** Manager of the last ULPDU: most commands have the same, and need no copy of their own. */
  managerId: Identifier;
  /** Queries made so far, those of the bridge before this one included. */
  queries: number;
  readonly queriesBefore: number;
  /** Microseconds on the host's scale; never goes back. */
  now: number;
}

/** Names of the instants in `BridgeState` (microseconds on the host's scale), for a move to another clock. */
export const BRIDGE_INSTANTS = ['now', 'deadlines', 'createdAt'] as const;

/** What serves one call, and holds nothing between calls. */
export interface BridgeScratch {
  /** On the ULPDU that is received. */
  readonly cursor: VdpUlpduCursor;
  /** For commands that are read. */
  readonly reader: VdpUlpduCursor;
  readonly admit: Mutable<AdmitContext>;
  /** The machine of the VSI in hand. */
  readonly machine: VdpBridgeData;
  /** Of the run in progress. */
  readonly effects: VdpBridgeEffect[];
  /** Why a success of the VSI manager does not count. */
  wrong: Refusal<'invalidAnswer'> | undefined;
}

/** What the parts of a bridge work on. */
export interface BridgeShell {
  readonly settings: BridgeSettings;
  readonly state: BridgeState;
  readonly scratch: BridgeScratch;
}

type HeldVsi = BridgeVsi & { state: Exclude<VdpBridgeState, 'INIT'> };

/** Whether there is a record that is not in INIT. */
export const isHeld = (vsi: BridgeVsi | undefined): vsi is HeldVsi => vsi !== undefined && vsi.state !== 'INIT';

export const newBridgeVsi = (): BridgeVsi => ({
  // First what a keep-alive looks at.
  state: 'INIT',
  operCmd: 0,
  managerId: ZERO_IDENTIFIER,
  long: undefined,
  rxCmd: undefined,
  nextCmd: undefined,
  response: undefined,
  organizations: undefined,
  restarts: false,
  managerPending: false,
  hints: 0,
  query: 0,
  grant: 0,
  entries: 0,
  status: 0,
  commandsSucceeded: 0,
  commandsFailed: 0,
  commandReverts: 0,
});

const newBridgeState = (hashSeed: number, queries: number): BridgeState => ({
  table: newVsiTable(hashSeed),
  held: 0,
  entries: 0,
  deadlines: new Deadlines(),
  createdAt: [],
  responses: new SlotList(),
  outputs: new Fifo(),
  counters: zeroCounters(vdpBridgeCounters),
  evb: 'down',
  parameters: DEFAULT_PARAMETERS,
  groupIdAgreed: false,
  resourceWaitDelay: resourceWaitDelay(DEFAULT_PARAMETERS),
  toutKeepAlive: toutKeepAlive(DEFAULT_PARAMETERS),
  managerId: ZERO_IDENTIFIER,
  queries,
  queriesBefore: queries,
  now: Number.NEGATIVE_INFINITY,
});

/**
 * A bridge before its first input, or with a state that was saved.
 *
 * @throws OptionError for an option out of its range
 */
export function newBridgeShell(options: VdpBridgeOptions, state?: BridgeState): BridgeShell {
  const { hashSeed = 0, queriesBefore = 0, formats } = options;
  checkFormats(formats);
  const limits = withDefaults<keyof VdpBridgeLimits>(vdpBridgeLimits, options);
  const flags = readFlags<keyof typeof vdpBridgeFlags>(vdpBridgeFlags, options);
  if (!Number.isInteger(hashSeed)) throw new OptionError('hashSeed', hashSeed, 'an integer');
  if (!Number.isInteger(queriesBefore) || queriesBefore < 0) {
    throw new OptionError('queriesBefore', queriesBefore, 'an integer, 0 or more');
  }
  return {
    settings: { ...limits, ...flags, formats },
    state: state ?? newBridgeState(hashSeed, queriesBefore),
    scratch: {
      cursor: createVdpUlpduCursor(formats),
      reader: createVdpUlpduCursor(formats),
      admit: { role: 'bridge', groupIdAgreed: false, vsiKnown: false },
      machine: newVdpBridgeData(),
      effects: [],
      wrong: undefined,
    },
  };
}

/** The timers that start from now on use these parameters. */
export function setParameters(state: BridgeState, { r, rte, rwd, rka }: VdpParameters): void {
  state.parameters = { r, rte, rwd, rka };
  state.resourceWaitDelay = resourceWaitDelay(state.parameters);
  state.toutKeepAlive = toutKeepAlive(state.parameters);
}

/** Whether too many outputs wait for `poll`. */
export const isFull = ({ settings, state }: BridgeShell): boolean => state.outputs.size >= settings.maxPendingOutputs;

/** Whether there is room for what a ULPDU leads to: outputs, and responses for VSIs that are not held. */
export const hasRoom = (shell: BridgeShell): boolean =>
  !isFull(shell) && shell.state.table.index.size - shell.state.held < shell.settings.maxLooseResponses;
