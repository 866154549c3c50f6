// The records of a bridge, clause 41.5.2, in slots found by VSIID and its format. A record in INIT is not held: it is there
// only as long as an answer waits for its VSI, so that a newer answer can take the place of the one still waiting.
//
// Always: `held` is the number of records not in INIT, `entries` the sum of theirs.

import { CELL_OCTETS, type Cells, cellOf, pageOf } from '../../core/cells.js';
import { ZERO_IDENTIFIER } from '../../core/identifier.js';
import type { Mutable } from '../../core/mutable.js';
import { putRange } from '../../core/octets.js';
import { commandOctets, type KeptCommand } from '../command.js';
import { addSlot, deleteSlot, newVsiTable, type VsiTable } from '../vsi-table.js';
import type { VsiKey } from '../wire/identity.js';
import type { VdpBridgeState } from './data.js';
import type { VsiState } from './output.js';

/**
 * First what a keep-alive looks at: with many VSIs it is the way to the memory that costs. So a record is the command in
 * force of its VSI, too, and its octets are in the cell of the slot, where they fit.
 */
export interface BridgeVsi extends Mutable<KeptCommand> {
  state: VdpBridgeState;
  vsiState: VsiState;
  /** This record, where a command is in force. As answered, its status too. */
  operCmd: KeptCommand | undefined;
  /** In BRIDGE_PROCESSING. */
  rxCmd: KeptCommand | undefined;
  nextCmd: KeptCommand | undefined;
  /** What TxTLV made due; its status is that to be sent. */
  answer: KeptCommand | undefined;
  /** Whether toutKeepAlive is started again when the answer is packed. */
  answerRestarts: boolean;
  managerPending: boolean;
  /** M and S of the last command. */
  hints: number;
  /** The open query, 0 where none is. */
  query: number;
  /** The query that granted operCmd, 0 where none did. */
  grant: number;
  /** Filter entries of operCmd and rxCmd. */
  entries: number;
  /** Status of the last answer to a command. */
  status: number;
  /** Microseconds. */
  createdAt: number;
  commandsSucceeded: number;
  commandsFailed: number;
  commandReverts: number;
}

type HeldRecord = BridgeVsi & { state: Exclude<VdpBridgeState, 'INIT'> };

export const isHeld = (record: BridgeVsi | undefined): record is HeldRecord =>
  record !== undefined && record.state !== 'INIT';

const NO_OCTETS = /* @__PURE__ */ new Uint8Array(0);

const newRecord = (): BridgeVsi => ({
  state: 'INIT',
  vsiState: 'DEASSOC',
  managerId: ZERO_IDENTIFIER,
  octets: NO_OCTETS,
  at: 0,
  operCmd: undefined,
  rxCmd: undefined,
  nextCmd: undefined,
  answer: undefined,
  answerRestarts: false,
  managerPending: false,
  hints: 0,
  query: 0,
  grant: 0,
  entries: 0,
  status: 0,
  createdAt: 0,
  commandsSucceeded: 0,
  commandsFailed: 0,
  commandReverts: 0,
});

export class VdpBridgeTable {
  readonly #table: VsiTable<BridgeVsi>;
  readonly #cells: Cells = [];
  /** Records that are held. */
  held = 0;
  /** Filter entries of all records. */
  entries = 0;

  constructor(hashSeed: number) {
    this.#table = newVsiTable(hashSeed);
  }

  /** Records that are not held, whose answers wait. */
  get loose(): number {
    return this.#table.index.size - this.held;
  }

  /** Slots there are, taken or not. */
  get slots(): number {
    return this.#table.vsis.length;
  }

  at(slot: number): BridgeVsi | undefined {
    return this.#table.vsis[slot];
  }

  /** The slot of a VSI, or -1. */
  find(vsiidFormat: number, w0: number, w1: number, w2: number, w3: number): number {
    return this.#table.index.find(vsiidFormat, w0, w1, w2, w3);
  }

  /** A slot with a record in INIT for a VSI that has none. */
  add(key: VsiKey): number {
    const slot = addSlot(this.#table, key);
    this.#table.vsis[slot] = newRecord();
    return slot;
  }

  /** The record of a slot is held from now on. */
  hold(record: BridgeVsi, now: number): void {
    record.createdAt = now;
    record.commandsSucceeded = 0;
    record.commandsFailed = 0;
    record.commandReverts = 0;
    this.held++;
  }

  /**
   * Puts a command in force. Its octets take the place of those of the last one, so an answer that is made of these and
   * waits has to be replaced, too.
   */
  putInForce(slot: number, record: BridgeVsi, { managerId, octets, at }: KeptCommand): KeptCommand {
    record.managerId = managerId;
    record.operCmd = record;
    record.octets = octets;
    record.at = at;
    const length = commandOctets(record);
    if (length > CELL_OCTETS) return record;
    record.octets = pageOf(this.#cells, slot);
    record.at = cellOf(slot);
    putRange(record.octets, record.at, octets, at, at + length);
    return record;
  }

  /** Its filter entries are so many now. */
  account(record: BridgeVsi, entries: number): void {
    this.entries += entries - record.entries;
    record.entries = entries;
  }

  /** The record is held no longer; it stays, in INIT. */
  drop(record: BridgeVsi): void {
    this.account(record, 0);
    record.state = 'INIT';
    record.vsiState = 'DEASSOC';
    record.operCmd = undefined;
    record.rxCmd = undefined;
    record.nextCmd = undefined;
    record.query = 0;
    record.grant = 0;
    this.held--;
  }

  /** Takes out a slot whose record is in INIT. */
  delete(slot: number): void {
    deleteSlot(this.#table, slot);
  }
}
