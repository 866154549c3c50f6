// What the VSIs of one station-facing bridge port (SBP) share, clause 41.5: their records, timers, answers, the outputs of
// the port and its numbers.

import { Deadlines } from '../../core/deadlines.js';
import { Fifo } from '../../core/fifo.js';
import { createVdpUlpduCursor, type VdpUlpduCursor } from '../wire/cursor.js';
import type { FilterFormats } from '../wire/layout.js';
import { newVdpBridgeCounters, type VdpBridgeCounters } from './counters.js';
import type { VdpBridgeLimits } from './limits.js';
import type { VdpBridgeOutput } from './output.js';
import { VdpBridgeAnswers } from './pull.js';
import { VdpBridgeTable } from './vsi.js';

export interface BridgeState {
  readonly limits: VdpBridgeLimits;
  /** Filter info formats beyond 1 to 4. */
  readonly formats: FilterFormats | undefined;
  /** For commands that are read. */
  readonly reader: VdpUlpduCursor;
  readonly table: VdpBridgeTable;
  /** waitWhile by slot. */
  readonly deadlines: Deadlines;
  readonly counters: VdpBridgeCounters;
  readonly answers: VdpBridgeAnswers;
  readonly outputs: Fifo<VdpBridgeOutput>;
  /** Queries made so far, and those of whoever was there before. */
  serial: number;
  readonly firstSerial: number;
  /** Microseconds, as the next two. */
  now: number;
  resourceWaitDelay: number;
  toutKeepAlive: number;
}

/**
 * @param most TLVs in a ULPDU at most
 * @param serial queries made before
 */
export function newBridgePort(
  limits: VdpBridgeLimits,
  hashSeed: number,
  most: number,
  formats: FilterFormats | undefined,
  serial: number,
): BridgeState {
  const table = new VdpBridgeTable(hashSeed);
  const deadlines = new Deadlines();
  const counters = newVdpBridgeCounters();
  return {
    limits,
    formats,
    reader: createVdpUlpduCursor(formats),
    table,
    deadlines,
    counters,
    answers: new VdpBridgeAnswers(table, deadlines, counters, most),
    outputs: new Fifo(),
    serial,
    firstSerial: serial,
    now: Number.NEGATIVE_INFINITY,
    resourceWaitDelay: 0,
    toutKeepAlive: 0,
  };
}

/** The id of a query is a serial number times this, plus the slot of its VSI, so that the answer finds it. */
const SLOTS = 2 ** 22;

export const nextQuery = (port: BridgeState, slot: number): number => ++port.serial * SLOTS + slot;
/** Small, where the id is not: slots that come this way would make numbers of another kind of all that goes by slot. */
export const slotOfQuery = (id: number): number => (id % SLOTS) | 0;

/** Whether an id was given out to a query. */
export const wasAsked = (port: BridgeState, id: number): boolean =>
  Number.isSafeInteger(id) && id >= SLOTS * (port.firstSerial + 1) && Math.floor(id / SLOTS) <= port.serial;
