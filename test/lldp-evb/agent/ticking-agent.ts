// An LLDP agent as the standard has it: every second all timers are counted down by one, and the machines run. Slow and
// plain, to hold the real one to. It shares the tables, and nothing that has to do with time or with octets.

import {
  type LldpAgentData,
  type LldpEffect,
  newLldpAgentData,
  runReceive,
  runTransmit,
  runTransmitTimer,
} from '../../../src/lldp-evb/agent/data.js';
import { decodeLldpdu, type LldpAgentInput, type LldpAgentOptions, type LldpTlv } from '../../../src/lldp-evb/index.js';
import { toHex } from '../../support/hex.js';

interface Neighbor {
  readonly name: string;
  tlv: string;
  rxInfoTTL: number;
  gone: boolean;
}

export type TickingOptions = Required<
  Pick<
    LldpAgentOptions,
    | 'msgTxInterval'
    | 'msgTxHold'
    | 'msgFastTx'
    | 'txFastInit'
    | 'txCreditMax'
    | 'reinitDelay'
    | 'maxNeighbors'
    | 'tooManyNeighbors'
  >
>;

const tlvText = (tlvs: readonly LldpTlv[]): string => tlvs.map(({ value }) => toHex(value)).join(' ');

export class TickingAgent {
  readonly outputs: string[] = [];
  readonly data: LldpAgentData;
  neighbors: Neighbor[] = [];
  statsAgeoutsTotal = 0;
  private tooManyNeighborsTimer = 0;
  private tooManyTold = false;
  private tlv = '';
  private frame = { name: '', ttl: 0, tlv: '' };

  constructor(private readonly options: TickingOptions) {
    const { msgTxInterval = 0, msgFastTx = 0, txFastInit = 0, txCreditMax = 0, reinitDelay = 0 } = options;
    const times = { msgTxInterval, msgFastTx, txFastInit, txCreditMax, reinitDelay };
    this.data = newLldpAgentData('enabledRxTx', times);
  }

  /** Steps 1 to 5 of a second. */
  tick(): void {
    const d = this.data;
    if (d.txTTR > 0) d.txTTR--;
    if (d.txShutdownWhile > 0) d.txShutdownWhile--;
    d.txTick = true;
    runTransmitTimer(d);
    this.run(runTransmit);
    for (const neighbor of this.neighbors) {
      neighbor.rxInfoTTL--;
      if (neighbor.rxInfoTTL === 0) d.rxInfoAge = true;
    }
    if (this.tooManyNeighborsTimer > 0 && --this.tooManyNeighborsTimer === 0) this.tellTooMany(false);
    this.run(runReceive);
  }

  event(input: LldpAgentInput): void {
    const d = this.data;
    if (input.kind === 'portEnabled') {
      if (d.portEnabled && !input.enabled) {
        for (const neighbor of this.neighbors) {
          neighbor.gone = true;
          this.outputs.push(`neighborRemoved ${neighbor.name} portDown`);
        }
      }
      d.portEnabled = input.enabled;
    } else if (input.kind === 'adminStatus') {
      d.adminStatus = input.adminStatus;
    } else if (input.kind === 'localTlvs') {
      const tlv = tlvText(input.tlvs);
      if (tlv === this.tlv) return;
      this.tlv = tlv;
      d.localChange = true;
    } else if (input.kind === 'lldpdu') {
      if (!d.portEnabled || d.adminStatus === 'disabled' || d.adminStatus === 'enabledTxOnly') return;
      this.look(input.bytes);
    }
    this.run(runReceive);
    runTransmitTimer(d);
    this.run(runTransmit);
  }

  private run(machine: (data: LldpAgentData, effects: LldpEffect[]) => void): void {
    const effects: LldpEffect[] = [];
    machine(this.data, effects);
    for (const effect of effects) this.apply(effect);
  }

  private look(bytes: Uint8Array): void {
    const d = this.data;
    const result = decodeLldpdu(bytes);
    d.rcvFrame = true;
    d.frameBad = !result.ok;
    d.frameTTL = 0;
    d.frameChanges = false;
    d.frameNew = false;
    if (!result.ok) return;
    const { chassisId, ttl, tlvs } = result.value;
    this.frame = { name: String.fromCharCode(...chassisId.id), ttl, tlv: tlvText(tlvs) };
    const known = this.known();
    const stored = known !== undefined || !this.isFull() || this.options.tooManyNeighbors === 'evictOldest';
    d.frameTTL = ttl;
    d.frameChanges = ttl > 0 && stored && known?.tlv !== this.frame.tlv;
    d.frameNew = ttl > 0 && stored && known === undefined;
  }

  private known(): Neighbor | undefined {
    return this.neighbors.find(({ name }) => name === this.frame.name);
  }

  private isFull(): boolean {
    return this.neighbors.length >= (this.options.maxNeighbors ?? 0);
  }

  private tellTooMany(on: boolean): void {
    this.data.tooManyNeighbors = on;
    if (on !== this.tooManyTold) this.outputs.push(`tooManyNeighbors ${on}`);
    this.tooManyTold = on;
  }

  private remove(doomed: readonly Neighbor[], reason: string): void {
    this.neighbors = this.neighbors.filter((neighbor) => !doomed.includes(neighbor));
    for (const { name, gone } of doomed) if (!gone) this.outputs.push(`neighborRemoved ${name} ${reason}`);
  }

  private apply(effect: LldpEffect): void {
    const { name, ttl, tlv } = this.frame;
    const known = this.known();
    if (effect === 'mibConstrInfoLLDPDU') {
      const txTTL = Math.min(65535, (this.options.msgTxInterval ?? 0) * (this.options.msgTxHold ?? 0) + 1);
      this.outputs.push(this.tlv === '' ? `F ${txTTL}` : `F ${txTTL} ${this.tlv}`);
    } else if (effect === 'mibConstrShutdownLLDPDU') {
      this.outputs.push('S');
    } else if (effect === 'rxInitializeLLDP') {
      this.remove(this.neighbors, 'adminDown');
      this.tooManyNeighborsTimer = 0;
      this.tellTooMany(false);
    } else if (effect === 'rxProcessFrame') {
      if (this.data.frameBad || ttl === 0) return;
      if (known !== undefined) {
        known.rxInfoTTL = ttl;
      } else if (this.isFull()) {
        const oldest = this.options.tooManyNeighbors === 'evictOldest' ? this.neighbors.slice(0, 1) : [];
        this.tooManyNeighborsTimer = Math.max(this.tooManyNeighborsTimer, oldest[0]?.rxInfoTTL ?? ttl);
        this.tellTooMany(true);
        this.remove(oldest, 'evicted');
      }
    } else if (effect === 'mibDeleteObjects:shutdown') {
      if (known !== undefined) this.remove([known], 'shutdown');
    } else if (effect === 'mibDeleteObjects:ageout') {
      const aged = this.neighbors.filter(({ rxInfoTTL }) => rxInfoTTL === 0);
      this.statsAgeoutsTotal += aged.length;
      this.remove(aged, 'ageout');
    } else if (known !== undefined) {
      known.tlv = tlv;
      this.outputs.push(`neighborUpdated ${name} ${ttl}`);
    } else {
      this.neighbors.push({ name, tlv, rxInfoTTL: ttl, gone: false });
      this.outputs.push(`neighborAdded ${name} ${ttl}`);
    }
  }
}
