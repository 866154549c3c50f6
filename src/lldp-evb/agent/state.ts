// The state of an LLDP agent, and what its functions work on.
//
// Two members are instants. All other times are numbers of ticks: tick n comes n seconds after `epoch`.

import { choiceText, readChoices, readFlags } from '../../core/choices.js';
import { zeroCounters } from '../../core/counters.js';
import { Fifo } from '../../core/fifo.js';
import { OptionError, withDefaults } from '../../core/limits.js';
import { lldpChoices, lldpFlags, lldpLimits } from '../limits.js';
import type { LldpTlv, StationId } from '../wire/lldpdu.js';
import { createLldpduCursor, type LldpduCursor } from '../wire/lldpdu-cursor.js';
import { LLDP_ADMIN_STATUSES, type LldpAdminStatus } from './admin-status.js';
import { type LldpAgentCounters, lldpAgentCounters } from './counters.js';
import { type LldpAgentData, type LldpEffect, newLldpAgentData } from './data.js';
import { type LldpAgentOptions, type LldpAgentOutput, MAX_ORGANIZATION_TLVS } from './io.js';
import { ownStationId } from './local-tlvs.js';
import { EVB_TLV_FORM, type LldpNeighbor, newTlvCensus, type OrganizationTlvForm, type TlvCensus } from './neighbor.js';

/** What the agent was made with. Never changes. */
export interface LldpAgentSettings extends Readonly<Record<keyof typeof lldpLimits, number>> {
  readonly chassisId: StationId;
  readonly portId: StationId;
  readonly strictLength: boolean;
  readonly organizationTlvs: readonly OrganizationTlvForm[];
  readonly evictOldest: boolean;
}

/** A neighbour in the table of an agent. */
export interface NeighborEntry {
  neighbor: LldpNeighbor;
  /** Tick at which its rxInfoTTL comes to 0. */
  ageTick: number;
  /** The host was told that the neighbour has gone with the port. */
  gone: boolean;
}

/** All that changes. */
export interface LldpAgentState {
  /** What waits for `poll`. */
  readonly outputs: Fifo<LldpAgentOutput>;
  readonly counters: LldpAgentCounters;
  /** The variables of the machines. */
  readonly data: LldpAgentData;
  /** In the order of their appearance. */
  neighbors: NeighborEntry[];
  /** The optional TLVs to send. */
  tlvs: readonly LldpTlv[];
  /** How many of `tlvs` have room in an LLDPDU. */
  fitting: number;
  /** The host was told `lldpduTooLong` for these TLVs. */
  leftOutTold: boolean;
  /** The first call of `handle`; -Infinity before it. */
  epoch: number;
  /** The latest call of `handle`; -Infinity before the first one. */
  now: number;
  /** The tick that was handled last. */
  tick: number;
  /** Tick at which tooManyNeighborsTimer comes to 0. */
  tooManyUntil: number;
  tooManyTold: boolean;
}

/** Names of the instants in the state (microseconds on the host's scale), for a move to another clock. */
export const LLDP_AGENT_INSTANTS = ['epoch', 'now'] as const;

/** What serves one call, and holds nothing between calls. */
export interface LldpAgentScratch {
  readonly cursor: LldpduCursor;
  readonly census: TlvCensus;
  readonly effects: LldpEffect[];
  /** The neighbour of the LLDPDU in hand, where it is known. */
  known: NeighborEntry | undefined;
  /** The LLDPDU in hand comes from a new neighbour, and there is no room for it. */
  noRoom: boolean;
  /** The tick of this call. */
  dueTick: number;
  /** An LLDPDU of a tick that is handled late has still to go out. */
  owed: boolean;
}

/** What functions work on. */
export interface LldpAgentShell {
  readonly settings: LldpAgentSettings;
  readonly state: LldpAgentState;
  readonly scratch: LldpAgentScratch;
}

function readAdminStatus(status: LldpAdminStatus = LLDP_ADMIN_STATUSES[0]): LldpAdminStatus {
  if (LLDP_ADMIN_STATUSES.includes(status)) return status;
  throw new OptionError('adminStatus', status, choiceText({ names: LLDP_ADMIN_STATUSES, text: '' }));
}

function readSettings(options: LldpAgentOptions): LldpAgentSettings {
  const organizationTlvs = [...(options.organizationTlvs ?? [EVB_TLV_FORM])];
  if (organizationTlvs.length > MAX_ORGANIZATION_TLVS) {
    throw new OptionError('organizationTlvs', organizationTlvs.length, `at most ${MAX_ORGANIZATION_TLVS} forms`);
  }
  return {
    ...withDefaults<keyof typeof lldpLimits>(lldpLimits, options),
    ...readFlags<keyof typeof lldpFlags>(lldpFlags, options),
    chassisId: ownStationId('chassisId', options.chassisId),
    portId: ownStationId('portId', options.portId),
    organizationTlvs,
    evictOldest: readChoices(lldpChoices, options).tooManyNeighbors === 'evictOldest',
  };
}

const newLldpAgentState = (adminStatus: LldpAdminStatus, settings: LldpAgentSettings): LldpAgentState => ({
  outputs: new Fifo(),
  counters: zeroCounters(lldpAgentCounters),
  data: newLldpAgentData(adminStatus, settings),
  neighbors: [],
  tlvs: [],
  fitting: 0,
  leftOutTold: false,
  epoch: Number.NEGATIVE_INFINITY,
  now: Number.NEGATIVE_INFINITY,
  tick: 0,
  tooManyUntil: 0,
  tooManyTold: false,
});

/** @throws OptionError for an option out of its range */
export function newLldpAgent(options: LldpAgentOptions, state: LldpAgentState | undefined): LldpAgentShell {
  const settings = readSettings(options);
  const adminStatus = readAdminStatus(options.adminStatus);
  return {
    settings,
    state: state ?? newLldpAgentState(adminStatus, settings),
    scratch: {
      cursor: createLldpduCursor(),
      census: newTlvCensus(),
      effects: [],
      known: undefined,
      noRoom: false,
      dueTick: 0,
      owed: false,
    },
  };
}

/** As many outputs wait as may wait. */
export const isFull = ({ settings, state }: LldpAgentShell): boolean =>
  state.outputs.size >= settings.maxPendingOutputs;
