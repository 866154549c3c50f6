// What TxTLV makes due at the bridge: at most one TLV per VSI, a newer one in the place of the one still waiting, packed
// when ECP asks. Answers to VSIs that are not held wait in the same order.

import type { Deadlines } from '../../core/deadlines.js';
import { putRange } from '../../core/octets.js';
import { SlotList } from '../../core/slot-list.js';
import { commandOctets, commandVsi, type KeptCommand } from '../command.js';
import { type PackSource, pack } from '../packing.js';
import type { AssociationType } from '../wire/association.js';
import { errorType, isResponse, STATUS_HARD, STATUS_KEEP } from '../wire/status.js';
import { turnCommand } from './command.js';
import type { VdpBridgeCounters } from './counters.js';
import type { VdpBridgeOutput } from './output.js';
import { type BridgeVsi, isHeld, type VdpBridgeTable } from './vsi.js';

type Rejected = Extract<VdpBridgeOutput, { readonly kind: 'rejected' }>;

export class VdpBridgeAnswers {
  readonly #list = new SlotList();
  readonly #table: VdpBridgeTable;
  readonly #deadlines: Deadlines;
  readonly #counters: VdpBridgeCounters;
  readonly #most: number;
  readonly #source: PackSource<undefined>;
  /** When toutKeepAlive of what is packed now is over. */
  #expiry = 0;

  constructor(table: VdpBridgeTable, deadlines: Deadlines, counters: VdpBridgeCounters, most: number) {
    this.#table = table;
    this.#deadlines = deadlines;
    this.#counters = counters;
    this.#most = most;
    const answerOf = (slot: number) => (table.at(slot) as BridgeVsi).answer as KeptCommand;
    this.#source = {
      managerOf: (_, slot) => answerOf(slot).managerId,
      octetsOf: (_, slot) => commandOctets(answerOf(slot)),
      put: (_, slot, out, at) => this.#put(slot, answerOf(slot), out, at),
    };
  }

  /** Answers that wait. */
  get size(): number {
    return this.#list.size;
  }

  /** Makes a TLV due. `restarts`: toutKeepAlive is started again when it is packed. */
  push(slot: number, record: BridgeVsi, answer: KeptCommand, restarts: boolean): void {
    record.answer = answer;
    record.answerRestarts = restarts;
    this.#list.push(slot);
  }

  /**
   * Makes what is sent of a TLV due: the same octets with another type and status. Where it answers a command of type
   * `command` it is counted; where it tells an error, what the host is to hear of it is given back.
   */
  respond(
    slot: number,
    record: BridgeVsi,
    tlv: KeptCommand,
    type: number,
    status: number,
    command: number,
    restarts: boolean,
  ): Rejected | undefined {
    turnCommand(tlv, type, status);
    this.push(slot, record, tlv, restarts);
    return isResponse(status) ? this.#count(record, status, command as AssociationType, tlv) : undefined;
  }

  #count(record: BridgeVsi, status: number, command: AssociationType, tlv: KeptCommand): Rejected | undefined {
    const error = errorType(status);
    record.status = status;
    if (error === 0) {
      record.commandsSucceeded++;
      this.#counters.commandsSucceeded++;
      return undefined;
    }
    record.commandsFailed++;
    this.#counters.commandsFailed++;
    const keep = (status & STATUS_KEEP) !== 0;
    if (keep) {
      record.commandReverts++;
      this.#counters.commandReverts++;
    }
    return { kind: 'rejected', vsi: commandVsi(tlv), command, error, keep, hard: (status & STATUS_HARD) !== 0 };
  }

  /** Withdraws the answer of a slot. */
  withdraw(slot: number, record: BridgeVsi): void {
    record.answer = undefined;
    this.#list.delete(slot);
  }

  /** Packs what waits into the ULPDU at `at`; returns the offset behind it, `at` where nothing fits. */
  pack(out: Uint8Array, at: number, limit: number, expiry: number): number {
    this.#expiry = expiry;
    return pack(undefined, this.#source, this.#list, out, at, limit, this.#most);
  }

  #put(slot: number, tlv: KeptCommand, out: Uint8Array, at: number): number {
    const record = this.#table.at(slot) as BridgeVsi;
    const end = putRange(out, at, tlv.octets, tlv.at, tlv.at + commandOctets(tlv));
    record.answer = undefined;
    if (!isHeld(record)) this.#table.delete(slot);
    else if (record.answerRestarts && record.state === 'WAIT_STATION_CMD') this.#deadlines.set(slot, this.#expiry);
    return end;
  }
}
