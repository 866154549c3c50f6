// An LLDP agent: the three machines of 802.1AB for one port and one destination address. Who gives it LLDPDUs has looked
// at the address.
//
// What the standard ticks each second is computed: tick n is n seconds behind the first call of `handle`, whose instant
// is the epoch, and ticks at which nothing happens are skipped. Ticks that are handled late send one LLDPDU together.
//
// On purpose different: neighbours count as gone at once when the port goes down. They stay until their time is over or
// the port is back, since the standard's counters say so, and nothing more is told of them.

import { Fifo } from '../../core/fifo.js';
import { type Refusal, refuse } from '../../core/refusal.js';
import { encodeLldpdu, type LldpTlv } from '../wire/lldpdu.js';
import { LLDP_ADMIN_STATUSES, receives } from './admin-status.js';
import {
  type LldpAgentData,
  type LldpEffect,
  newLldpAgentData,
  runReceive,
  runTransmit,
  runTransmitTimer,
  secondsToTransmission,
  skipTransmission,
  tickTransmission,
} from './data.js';
import {
  type LldpAgentCounters,
  type LldpAgentInput,
  type LldpAgentOptions,
  type LldpAgentOutput,
  type LldpAgentRefusal,
  type NeighborRemovedReason,
  newLldpAgentCounters,
} from './io.js';
import { copyTlvs, countFitting, isLocalTlv, sameTlvs } from './local-tlvs.js';
import { readNeighbor } from './neighbor.js';
import { examineLldpdu, type NeighborEntry, newReception, type Reception } from './receive.js';
import { type AgentSettings, readAgentOptions } from './state.js';
import { describeAgent, type LldpAgentStatus } from './status.js';

/** Microseconds. */
const SECOND = 1_000_000;
const MAX_TTL = 65535;

export class LldpAgent {
  readonly #limits: AgentSettings['limits'];
  readonly #ids: AgentSettings['ids'];
  readonly #reception: Reception;
  readonly #data: LldpAgentData;
  readonly #counters: LldpAgentCounters = newLldpAgentCounters();
  readonly #outputs = new Fifo<LldpAgentOutput>();
  /** In the order of their appearance. */
  #entries: NeighborEntry[] = [];
  #tlvs: readonly LldpTlv[] = [];
  /** How many of the TLVs have room. */
  #fitting = 0;
  #leftOutTold = false;
  #epoch: number | undefined;
  /** The last tick that was handled, and the one that is due. */
  #tick = 0;
  #dueTick = 0;
  /** An LLDPDU of a tick that is handled late has still to go out. */
  #owed = false;
  /** Tick at which tooManyNeighborsTimer comes to 0. */
  #tooManyUntil = 0;
  #tooManyTold = false;

  /** @throws OptionError for an option out of its range */
  constructor(options: LldpAgentOptions) {
    const { limits, ids, adminStatus, reception } = readAgentOptions(options);
    this.#limits = limits;
    this.#ids = ids;
    this.#reception = newReception(reception);
    this.#data = newLldpAgentData(adminStatus, limits);
  }

  /**
   * Takes an input at `now`, in microseconds of the host's scale; the ticks that are due come first. Time that goes back
   * is taken as the last seen. Answers why an input was not taken, which then has changed nothing; LLDPDUs of the peer
   * are dropped and counted where outputs wait to their limit.
   */
  handle(input: LldpAgentInput, now: number): Refusal<LldpAgentRefusal> | undefined {
    const refusal = this.#refusal(input);
    if (refusal !== undefined) return refusal;
    this.#advance(now);
    switch (input.kind) {
      case 'portEnabled':
        if (this.#data.portEnabled && !input.enabled) this.#leavePort();
        this.#data.portEnabled = input.enabled;
        break;
      case 'adminStatus':
        this.#data.adminStatus = input.adminStatus;
        break;
      case 'localTlvs':
        if (sameTlvs(this.#tlvs, input.tlvs)) return undefined;
        this.#tlvs = copyTlvs(input.tlvs);
        this.#fitting = countFitting(this.#ids, this.#tlvs);
        this.#leftOutTold = false;
        this.#data.localChange = true;
        break;
      case 'lldpdu':
        if (!this.#accepts()) return undefined;
        examineLldpdu(this.#reception, this.#data, this.#counters, this.#entries, input);
        break;
      case 'timeout':
        return undefined;
    }
    this.#run();
    return undefined;
  }

  /** The next output, in causal order, or `undefined`. */
  poll(): LldpAgentOutput | undefined {
    return this.#outputs.shift();
  }

  /** When `handle` wants a `timeout`: the next tick at which something happens. */
  nextDeadline(): number | undefined {
    const tick = this.#nextTick();
    return this.#epoch === undefined || tick === Number.POSITIVE_INFINITY ? undefined : this.#epoch + tick * SECOND;
  }

  status(): LldpAgentStatus {
    return describeAgent(this.#data, this.#tick, this.#tooManyUntil, this.#entries, this.#counters);
  }

  #refusal(input: LldpAgentInput): Refusal<LldpAgentRefusal> | undefined {
    if (input.kind !== 'adminStatus' && input.kind !== 'localTlvs') return undefined;
    if (this.#isFull()) return refuse('busy', '', 'outputs to be taken by poll first');
    if (input.kind === 'adminStatus') {
      if (LLDP_ADMIN_STATUSES.includes(input.adminStatus)) return undefined;
      return refuse('badAdminStatus', 'adminStatus', LLDP_ADMIN_STATUSES.join(', '));
    }
    const bad = input.tlvs.findIndex((tlv) => !isLocalTlv(tlv));
    return bad < 0 ? undefined : refuse('badTlv', `tlvs[${bad}]`, 'a TLV of type 4..127 with a value of 0..511 octets');
  }

  #isFull(): boolean {
    return this.#outputs.size >= this.#limits.maxPendingOutputs;
  }

  /** Handles all ticks up to `now`. */
  #advance(now: number): void {
    this.#epoch ??= now;
    this.#dueTick = Math.max(this.#tick, Math.floor((now - this.#epoch) / SECOND));
    // The quotient may be rounded down where the instants are not whole numbers.
    if (this.#epoch + (this.#dueTick + 1) * SECOND <= now) this.#dueTick++;
    for (let next = this.#nextTick(); next <= this.#dueTick; next = this.#nextTick()) {
      this.#skipTo(next - 1);
      this.#handleTick();
    }
    this.#skipTo(this.#dueTick);
    if (this.#owed) this.#sendInfo();
  }

  /** The next tick at which something happens, or Infinity. */
  #nextTick(): number {
    let tick = this.#tick + secondsToTransmission(this.#data);
    if (this.#data.tooManyNeighbors) tick = Math.min(tick, this.#tooManyUntil);
    for (const { ageTick } of this.#entries) tick = Math.min(tick, ageTick);
    return tick;
  }

  #skipTo(tick: number): void {
    skipTransmission(this.#data, tick - this.#tick);
    this.#tick = tick;
  }

  #handleTick(): void {
    const data = this.#data;
    const effects: LldpEffect[] = [];
    this.#tick++;
    tickTransmission(data, effects);
    this.#apply(effects);
    data.rxInfoAge = this.#entries.some(({ ageTick }) => ageTick <= this.#tick);
    if (data.tooManyNeighbors && this.#tooManyUntil <= this.#tick) this.#tellTooMany(false);
    const received: LldpEffect[] = [];
    runReceive(data, received);
    this.#apply(received);
  }

  /** Runs the machines after an event. */
  #run(): void {
    const effects: LldpEffect[] = [];
    runReceive(this.#data, effects);
    runTransmitTimer(this.#data);
    runTransmit(this.#data, effects);
    this.#apply(effects);
  }

  #apply(effects: readonly LldpEffect[]): void {
    for (const effect of effects) {
      switch (effect) {
        case 'mibConstrInfoLLDPDU':
          if (this.#tick < this.#dueTick) this.#owed = true;
          else this.#sendInfo();
          break;
        case 'mibConstrShutdownLLDPDU':
          this.#outputs.push({ kind: 'lldpdu', octets: encodeLldpdu({ ...this.#ids, ttl: 0, tlvs: [] }) });
          break;
        case 'rxInitializeLLDP':
          this.#remove('adminDown', () => true);
          this.#tooManyUntil = 0;
          this.#tellTooMany(false);
          break;
        case 'rxProcessFrame':
          this.#processFrame();
          break;
        case 'mibDeleteObjects:shutdown':
          this.#remove('shutdown', (entry) => entry === this.#reception.known);
          break;
        case 'mibDeleteObjects:ageout':
          this.#counters.statsAgeoutsTotal += this.#remove('ageout', ({ ageTick }) => ageTick <= this.#tick);
          break;
        case 'mibUpdateObjects':
          this.#store();
          break;
      }
    }
  }

  /** Whether an LLDPDU is looked at (V0). */
  #accepts(): boolean {
    if (!this.#data.portEnabled || !receives(this.#data.adminStatus)) return false;
    this.#counters.statsFramesInTotal++;
    if (!this.#isFull()) return true;
    this.#counters.statsFramesDiscardedTotal++;
    return false;
  }

  #processFrame(): void {
    const { known, noRoom, options } = this.#reception;
    const { rxTTL } = this.#data;
    if (known !== undefined && rxTTL > 0) known.ageTick = this.#tick + rxTTL;
    if (!noRoom) return;
    const oldest = options.evictOldest ? this.#entries[0] : undefined;
    this.#tooManyUntil = Math.max(this.#tooManyUntil, oldest?.ageTick ?? this.#tick + rxTTL);
    this.#tellTooMany(true);
    this.#remove('evicted', (entry) => entry === oldest);
  }

  /** Stores what the LLDPDU in hand says. */
  #store(): void {
    const { cursor, known, census, options } = this.#reception;
    const neighbor = readNeighbor(cursor, options.maxTlvs, census.beyondLimit);
    if (known === undefined) this.#entries.push({ neighbor, ageTick: this.#tick + neighbor.ttl, gone: false });
    else known.neighbor = neighbor;
    this.#outputs.push({ kind: known === undefined ? 'neighborAdded' : 'neighborUpdated', neighbor });
  }

  #remove(reason: NeighborRemovedReason, isDoomed: (entry: NeighborEntry) => boolean): number {
    const doomed = this.#entries.filter(isDoomed);
    this.#entries = this.#entries.filter((entry) => !doomed.includes(entry));
    for (const { neighbor, gone } of doomed) {
      if (!gone) this.#outputs.push({ kind: 'neighborRemoved', neighbor, reason });
    }
    return doomed.length;
  }

  /** Tells that all neighbours are gone with the port. */
  #leavePort(): void {
    for (const entry of this.#entries) {
      entry.gone = true;
      this.#outputs.push({ kind: 'neighborRemoved', neighbor: entry.neighbor, reason: 'portDown' });
    }
  }

  #tellTooMany(on: boolean): void {
    this.#data.tooManyNeighbors = on;
    if (this.#tooManyTold !== on) this.#outputs.push({ kind: 'tooManyNeighbors', on });
    this.#tooManyTold = on;
  }

  #sendInfo(): void {
    this.#owed = false;
    if (this.#isFull()) return;
    const leftOut = this.#tlvs.length - this.#fitting;
    const ttl = Math.min(MAX_TTL, this.#limits.msgTxInterval * this.#limits.msgTxHold + 1);
    const tlv = this.#tlvs.slice(0, this.#fitting);
    this.#outputs.push({ kind: 'lldpdu', octets: encodeLldpdu({ ...this.#ids, ttl, tlvs: tlv }) });
    this.#counters.statsFramesOutTotal++;
    if (leftOut === 0) return;
    this.#counters.lldpduLengthErrors++;
    if (!this.#leftOutTold) this.#outputs.push({ kind: 'lldpduTooLong', leftOut });
    this.#leftOutTold = true;
  }
}
