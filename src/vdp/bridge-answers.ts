// What TxTLV makes due at the bridge: at most one TLV per VSI, a newer one in the place of the one still waiting, packed
// when ECP asks. Answers to VSIs that are not held wait in the same order.

import type { Deadlines } from '../core/deadlines.js';
import { putRange } from '../core/octets.js';
import { SlotList } from '../core/slot-list.js';
import type { AssociationType } from './association-tlv.js';
import { type BridgeCommand, commandOctets, commandVsi, turnCommand } from './bridge-command.js';
import type { VdpBridgeCounters } from './bridge-counters.js';
import type { VdpBridgeOutput } from './bridge-output.js';
import { isHeld, type VdpBridgeRecord, type VdpBridgeTable } from './bridge-record.js';
import { type PackSource, pack } from './packing.js';
import { errorType, isResponse, STATUS_HARD, STATUS_KEEP } from './status.js';

type Rejected = Extract<VdpBridgeOutput, { readonly kind: 'rejected' }>;

export class VdpBridgeAnswers {
  readonly #list = new SlotList();
  readonly #table: VdpBridgeTable;
  readonly #deadlines: Deadlines;
  readonly #counters: VdpBridgeCounters;
  readonly #most: number;
  readonly #source: PackSource<BridgeCommand>;
  /** When toutKeepAlive of what is packed now is over. */
  #expiry = 0;

  constructor(table: VdpBridgeTable, deadlines: Deadlines, counters: VdpBridgeCounters, most: number) {
    this.#table = table;
    this.#deadlines = deadlines;
    this.#counters = counters;
    this.#most = most;
    this.#source = {
      tlvOf: (slot) => (table.at(slot) as VdpBridgeRecord).answer as BridgeCommand,
      octetsOf: commandOctets,
      put: (slot, tlv, out, at) => this.#put(slot, tlv, out, at),
    };
  }

  /** Answers that wait. */
  get size(): number {
    return this.#list.size;
  }

  /** Makes a TLV due. `restarts`: toutKeepAlive is started again when it is packed. */
  push(slot: number, record: VdpBridgeRecord, answer: BridgeCommand, restarts: boolean): void {
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
    record: VdpBridgeRecord,
    tlv: BridgeCommand,
    type: number,
    status: number,
    command: number,
    restarts: boolean,
  ): Rejected | undefined {
    turnCommand(tlv, type, status);
    this.push(slot, record, tlv, restarts);
    return isResponse(status) ? this.#count(record, status, command as AssociationType, tlv) : undefined;
  }

  #count(record: VdpBridgeRecord, status: number, command: AssociationType, tlv: BridgeCommand): Rejected | undefined {
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
  withdraw(slot: number, record: VdpBridgeRecord): void {
    record.answer = undefined;
    this.#list.delete(slot);
  }

  /** Packs what waits into the ULPDU at `at`; returns the offset behind it, `at` where nothing fits. */
  pack(out: Uint8Array, at: number, limit: number, expiry: number): number {
    this.#expiry = expiry;
    return pack(this.#list, this.#source, out, at, limit, this.#most);
  }

  #put(slot: number, tlv: BridgeCommand, out: Uint8Array, at: number): number {
    const record = this.#table.at(slot) as VdpBridgeRecord;
    const end = putRange(out, at, tlv.octets, tlv.at, tlv.at + commandOctets(tlv));
    record.answer = undefined;
    if (!isHeld(record)) this.#table.delete(slot);
    else if (record.answerRestarts && record.state === 'WAIT_STATION_CMD') this.#deadlines.set(slot, this.#expiry);
    return end;
  }
}
