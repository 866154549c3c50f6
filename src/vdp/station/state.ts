// The state of VDP on one uplink relay port (URP), clause 41, that the parts of `VdpStation` work on.
//
// Always: a VSI that waits for a response has its timer in `responses`, or its TLV is in `due`; one in WAIT_SYSCMD has its
// timer in `keepAlives`. No other VSI has a timer. Both hold waitWhile, in two containers because they are asked for apart:
// with ECP busy a response is still a deadline and a keep-alive is none, and packing looks through keep-alives alone.
// A record in INIT without newCmd has ended: it is there only to tell late responses by its prevCmd, in `ended`.

import { readFlags } from '../../core/choices.js';
import { zeroCounters } from '../../core/counters.js';
import { Deadlines } from '../../core/deadlines.js';
import { Fifo } from '../../core/fifo.js';
import { type Identifier, ZERO_IDENTIFIER } from '../../core/identifier.js';
import { OptionError, withDefaults } from '../../core/limits.js';
import type { Mutable } from '../../core/mutable.js';
import { SlotList } from '../../core/slot-list.js';
import type { AdmitContext } from '../admit.js';
import type { KeptCommand } from '../command.js';
import { DEFAULT_PARAMETERS, reinitKeepAlive, respWaitDelay, type VdpParameters } from '../parameters.js';
import type { CommandTag } from '../vsi.js';
import { checkFormats } from '../vsi-limits.js';
import { addSlot, deleteSlot, newVsiTable, type VsiTable } from '../vsi-table.js';
import { createVdpUlpduCursor, type VdpUlpduCursor } from '../wire/cursor.js';
import type { VsiKey } from '../wire/identity.js';
import type { FilterFormats } from '../wire/layout.js';
import { type VdpStationCounters, vdpStationCounters } from './counters.js';
import { newVdpStationData, type VdpStationData, type VdpStationEffect, type VdpStationState } from './data.js';
import type { VdpStationOutput } from './io.js';
import { type VdpStationLimits, vdpStationFlags, vdpStationLimits } from './limits.js';

/** What a station is made with. Numbers have their ranges and defaults in `vdpStationLimits`. */
export interface VdpStationOptions {
  /** VSIs at a time, 1..1048576. Default 16384. */
  readonly maxVsis?: number | undefined;
  /** Filter entries of one VSI, 1..243. Default: what fits a TLV. */
  readonly maxFilterEntries?: number | undefined;
  /** Greatest ULPDU that ECP takes, 531..1496 octets. Default 1492. */
  readonly maxUlpduOctets?: number | undefined;
  /** Outputs that wait for `poll` before ULPDUs are not taken and commands refused. Default 4096. */
  readonly maxPendingOutputs?: number | undefined;
  /** Lets an associated VSI be pre-associated again. Default false. */
  readonly allowStepDown?: boolean | undefined;
  /** One association TLV per ULPDU, as openlldp has it. Default false. */
  readonly oneTlvPerEcpdu?: boolean | undefined;
  /** Takes a success that leaves VIDs open, as openlldp sends it. Default false. */
  readonly acceptNullVidInResponse?: boolean | undefined;
  /** Filter info formats beyond 1 to 4 that commands and responses may have. */
  readonly formats?: FilterFormats | undefined;
  /** Any integer, so that a peer cannot choose VSIIDs that collide. Default 0. */
  readonly hashSeed?: number | undefined;
}

/** What a station was made with. Never changes. */
export interface StationSettings extends VdpStationLimits {
  readonly allowStepDown: boolean;
  readonly oneTlvPerEcpdu: boolean;
  readonly acceptNullVidInResponse: boolean;
  readonly formats: FilterFormats | undefined;
}

/** `down`: the port is up, and EVB was not agreed since. */
export type VdpStationEvb = 'portDown' | 'down' | 'ready' | 'lost';

/** A command of a station, alone in its octets: `at` is 0, and behind stand the organizationally defined TLVs with it. */
export interface StationCommand extends KeptCommand {
  /** The tag of the caller, where the command has one. */
  readonly tag: CommandTag | undefined;
}

/** A VSI. A command in force has the values that the bridge supplied, M is 0, and S is as the host set it last. */
export interface StationVsi extends VsiKey {
  readonly slot: number;
  readonly vsiidFormat: number;
  readonly vsiid: Identifier;
  state: VdpStationState;
  sysCmd: StationCommand | undefined;
  operCmd: StationCommand | undefined;
  prevCmd: StationCommand | undefined;
  /** The command that waits to become sysCmd. */
  newCmd: StationCommand | undefined;
  /** S as the host set it last. */
  suspended: boolean;
}

/** All that changes: data, containers of core, instants. No closure, no cycle, no alias. */
export interface StationState {
  readonly table: VsiTable<StationVsi>;
  /** VSIs that have ended, longest first. */
  readonly ended: SlotList;
  /** Slots whose commands wait for ECP, in the order of their arrival. */
  readonly due: SlotList;
  /** By slot: since when the TLV that was due last was due. */
  readonly dueSince: number[];
  /** waitWhile that started with respWaitDelay, by slot. */
  readonly responses: Deadlines;
  /** waitWhile that started with reinitKeepAlive, by slot. */
  readonly keepAlives: Deadlines;
  readonly outputs: Fifo<VdpStationOutput>;
  readonly counters: VdpStationCounters;
  evb: VdpStationEvb;
  /** As agreed last. */
  parameters: VdpParameters;
  groupIdAgreed: boolean;
  /** Microseconds, as the next; 0 before EVB was agreed. */
  respWaitDelay: number;
  reinitKeepAlive: number;
  /** Of the command given last: most VSIs have the same, and need no copy of their own. */
  managerId: Identifier;
  /** Longest wait of a TLV for ECP since the last `congested`, in microseconds. */
  longestWait: number;
  /** When `congested` may be told again; microseconds on the host's scale, as the next. */
  quietUntil: number;
  /** Never goes back. */
  now: number;
}

/** Names of the instants in `StationState` (microseconds on the host's scale), for a move to another clock. */
export const STATION_INSTANTS = ['now', 'quietUntil', 'dueSince', 'responses', 'keepAlives'] as const;

/** What serves one call, and holds nothing between calls. */
export interface StationScratch {
  /** On the ULPDU that is received. */
  readonly cursor: VdpUlpduCursor;
  /** For commands that are read. */
  readonly reader: VdpUlpduCursor;
  readonly admit: Mutable<AdmitContext>;
  /** The machine of the VSI in hand. */
  readonly machine: VdpStationData;
  /** Of the run in progress. */
  readonly effects: VdpStationEffect[];
  /** Slots that the packing in progress passed over. */
  readonly passed: number[];
  /** Longest wait of a TLV in the ULPDU in progress, in microseconds. */
  packedWait: number;
}

/** What the parts of a station work on. */
export interface StationShell {
  readonly settings: StationSettings;
  readonly state: StationState;
  readonly scratch: StationScratch;
}

const newStationState = (hashSeed: number): StationState => ({
  table: newVsiTable(hashSeed),
  ended: new SlotList(),
  due: new SlotList(),
  dueSince: [],
  responses: new Deadlines(),
  keepAlives: new Deadlines(),
  outputs: new Fifo(),
  counters: zeroCounters(vdpStationCounters),
  evb: 'portDown',
  parameters: DEFAULT_PARAMETERS,
  groupIdAgreed: false,
  respWaitDelay: 0,
  reinitKeepAlive: 0,
  managerId: ZERO_IDENTIFIER,
  longestWait: 0,
  quietUntil: Number.NEGATIVE_INFINITY,
  now: Number.NEGATIVE_INFINITY,
});

/**
 * A station before its first input, or with a state that was saved.
 *
 * @throws OptionError for an option out of its range
 */
export function newStationShell(options: VdpStationOptions, state?: StationState): StationShell {
  const { hashSeed = 0, formats } = options;
  checkFormats(formats);
  const limits = withDefaults<keyof VdpStationLimits>(vdpStationLimits, options);
  const flags = readFlags<keyof typeof vdpStationFlags>(vdpStationFlags, options);
  if (!Number.isInteger(hashSeed)) throw new OptionError('hashSeed', hashSeed, 'an integer');
  return {
    settings: { ...limits, ...flags, formats },
    state: state ?? newStationState(hashSeed),
    scratch: {
      cursor: createVdpUlpduCursor(formats),
      reader: createVdpUlpduCursor(formats),
      admit: { role: 'station', groupIdAgreed: false, vsiKnown: false },
      machine: newVdpStationData(),
      effects: [],
      passed: [],
      packedWait: 0,
    },
  };
}

/** The timers that start from now on use these parameters. */
export function setParameters(state: StationState, { r, rte, rwd, rka }: VdpParameters): void {
  state.parameters = { r, rte, rwd, rka };
  state.respWaitDelay = respWaitDelay(state.parameters);
  state.reinitKeepAlive = reinitKeepAlive(state.parameters);
}

/** Number of VSIs that have not ended. */
export const vsiCount = ({ table, ended }: StationState): number => table.index.size - ended.size;

/** Ended VSIs that are remembered at most. */
const MAX_ENDED = 1024;

/** Makes the record of a VSI that has none. The caller has seen that there is room. */
export function addVsi(state: StationState, maxVsis: number, { vsiidFormat, vsiid }: VsiKey): StationVsi {
  if (state.table.index.size >= maxVsis) forgetOldest(state);
  const { w0, w1, w2, w3 } = vsiid;
  const slot = addSlot(state.table, { vsiidFormat, vsiid });
  const vsi: StationVsi = {
    slot,
    vsiidFormat,
    vsiid: { w0, w1, w2, w3 },
    state: 'INIT',
    sysCmd: undefined,
    operCmd: undefined,
    prevCmd: undefined,
    newCmd: undefined,
    suspended: false,
  };
  state.table.vsis[slot] = vsi;
  state.dueSince[slot] = state.now;
  return vsi;
}

/** Ends a VSI: it is remembered where a late response may come. */
export function endVsi(state: StationState, { slot, prevCmd }: StationVsi): void {
  if (prevCmd === undefined) {
    forget(state, slot);
    return;
  }
  state.ended.push(slot);
  if (state.ended.size > MAX_ENDED) forgetOldest(state);
}

/** Forgets a VSI: its timers are stopped, its TLVs taken back. */
function forget({ table, ended }: StationState, slot: number): void {
  ended.delete(slot);
  deleteSlot(table, slot);
}

const forgetOldest = (state: StationState): void => forget(state, state.ended.first);
