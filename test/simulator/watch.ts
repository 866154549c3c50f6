// Watches a station and a bridge of a world while it runs, and tells which invariant of the scenarios is broken, at the step that
// broke it. It looks at frames, inputs, outputs and read-outs; it copies nothing of the machines.
//
// I4 to I6 (what ECP delivers upward) and I16 (S-channels) cannot be seen from here. The laws of ECP check I4 to I6,
// channels-rig.ts checks I16.

import type { EvbBridgeInput, EvbBridgeOutput } from '../../src/evb/bridge.js';
import type { EvbStationInput, EvbStationOutput } from '../../src/evb/station.js';
import type { BridgeHost } from '../../src/host/bridge-host.js';
import type { Observer } from '../../src/host/interfaces.js';
import type { StationHost } from '../../src/host/station-host.js';
import { type AssociationTlv, decodeFrame, type Frame, type VsiKey } from '../../src/index.js';
import type { FilterInfo, VdpStationVsi } from '../../src/vdp/index.js';
import { errorType, formatVsiid, isResponse } from '../../src/vdp/index.js';
import { toHex } from '../support/hex.js';

type Input = EvbStationInput | EvbBridgeInput;
type Output = EvbStationOutput | EvbBridgeOutput;

export function law(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

/** The same of a read-out. */
export const statusName = ({ vsi: { vsiidFormat, vsiid } }: Pick<VdpStationVsi, 'vsi'>): string =>
  `${vsiidFormat}/${vsiid}`;
export const vsiName = ({ vsiidFormat, vsiid }: VsiKey): string => `${vsiidFormat}/${formatVsiid(vsiidFormat, vsiid)}`;

const decoded = (frame: Uint8Array): Frame | undefined => {
  const result = decodeFrame(frame);
  return result.ok ? result.value : undefined;
};

const associations = (frame: Frame | undefined): AssociationTlv[] =>
  frame?.kind === 'vdp' ? frame.vdp.tlvs.filter((tlv): tlv is AssociationTlv => tlv.kind === 'association') : [];

/** Whether a filter is the wanted one, with null VIDs and open PCPs filled in. */
function fills(asked: FilterInfo, given: FilterInfo): boolean {
  if (asked.format !== given.format || asked.entries.length !== given.entries.length) return false;
  return asked.entries.every((one, i) => {
    const other = given.entries[i];
    if (other === undefined || one.mac !== other.mac || one.groupId !== other.groupId) return false;
    return (one.vid === 0 || one.vid === other.vid) && (!one.ps || (other.ps && one.pcp === other.pcp));
  });
}

/** A request on its way. */
interface Outstanding {
  readonly octets: string;
  readonly sequence: number;
  copies: number;
  /** The request is acknowledged, given up, or ended by a port that went down. */
  isOver: boolean;
}

/** ECP on the wire, which both roles have. */
class EcpWatch {
  readonly #name: string;
  readonly #retries: () => number;
  #outstanding: Outstanding | undefined;
  /** The request in the last input, until its ACK has gone out. */
  #toAcknowledge: string | undefined;
  #outputs = 0;
  lastFrame: Frame | undefined;

  constructor(name: string, retries: () => number) {
    this.#name = name;
    this.#retries = retries;
  }

  input(input: Input): void {
    this.#outputs = 0;
    this.#toAcknowledge = undefined;
    this.lastFrame = undefined;
    if (input.kind === 'link' || input.kind === 'enable') this.#end();
    if (input.kind !== 'frame') return;
    this.lastFrame = decoded(input.frame);
    // Octets are compared: ECP also acknowledges a ULPDU that VDP cannot read.
    const ecpdu = toHex(input.frame.subarray(12, 18));
    if (/^894014/.test(ecpdu) && Number.parseInt(ecpdu.slice(8), 16) === this.#outstanding?.sequence) this.#end();
    if (/^894010/.test(ecpdu)) this.#toAcknowledge = ecpdu.slice(4);
  }

  output(output: Output, vsis: number): void {
    law(++this.#outputs <= 16 + 6 * vsis, `I19: ${this.#name} tells ${this.#outputs} outputs for one input`);
    if (output.kind === 'ecpFailed' || output.kind === 'peerDown') this.#end();
    if (output.kind !== 'frame') return;
    const octets = toHex(output.frame);
    const frame = decoded(output.frame);
    law(frame !== undefined, `I7: ${this.#name} sends ${octets}`);
    if (frame.kind === 'ecpAck') {
      const request = octets.slice(28, 36).replace(/^14/, '10');
      law(request === this.#toAcknowledge, `I3: ${this.#name} acknowledges ${request}, not ${this.#toAcknowledge}`);
      this.#toAcknowledge = undefined;
    } else if (frame.kind === 'vdp') {
      this.#request(octets, frame.ecp.sequence);
    }
  }

  #request(octets: string, sequence: number): void {
    const before = this.#outstanding;
    if (before === undefined || before.isOver || before.sequence !== sequence) {
      law(before?.isOver !== false, `I1: ${this.#name} sends ${sequence} while ${before?.sequence} is outstanding`);
      this.#outstanding = { octets, sequence, copies: 1, isOver: false };
      return;
    }
    law(octets === before.octets, `I2: ${this.#name} sends another copy of ${sequence}`);
    law(++before.copies <= 1 + this.#retries(), `I2: ${this.#name} sends ${before.copies} copies of ${sequence}`);
  }

  #end(): void {
    if (this.#outstanding !== undefined) this.#outstanding.isOver = true;
  }
}

export class StationWatch implements Observer<EvbStationInput, EvbStationOutput> {
  host: StationHost | undefined;
  readonly associated = new Set<string>();
  readonly failures: string[] = [];
  readonly #ecp = new EcpWatch('the station', () => this.#channel()?.ecp.operMaxRetries ?? 7);
  readonly #wanted = new Map<string, FilterInfo>();
  #isTouched = false;

  input(input: EvbStationInput): void {
    this.#isTouched = true;
    this.#ecp.input(input);
    if (input.kind === 'command') this.#wanted.set(vsiName(input.vsi), input.vsi.filterInfo);
  }

  output(output: EvbStationOutput): void {
    this.#ecp.output(output, this.#wanted.size);
    if (output.kind === 'done') this.#done(output);
    if (output.kind === 'offline') this.associated.delete(vsiName(output.vsi));
    if (output.kind === 'failed') this.failures.push(`${vsiName(output.vsi)} ${output.command} ${output.reason}`);
  }

  vsis(): ReturnType<StationHost['station']['vsis']> {
    return this.host?.port('eth0').vsis() ?? [];
  }

  /** Checks after every step with an input. */
  check(): void {
    if (!this.#isTouched) return;
    this.#isTouched = false;
    const vsis = this.vsis();
    const channel = this.#channel();
    law(vsis.length <= 64, `I13: ${vsis.length} VSIs at the station`);
    law((channel?.vdp.due ?? 0) <= vsis.length, 'I21: more TLVs wait at the station than there are VSIs');
    for (const vsi of vsis) {
      const name = statusName(vsi);
      const isOn = vsi.vsiState === 'ASSOC';
      law(!isOn || this.associated.has(name), `I8: ${name} is ASSOC, and no response said so`);
      const waits = vsi.state !== 'INIT' || vsi.nextCmd !== undefined;
      const isTimed = vsi.waitWhile !== undefined || (channel?.vdp.due ?? 0) > 0 || channel?.vdp.evb !== 'ready';
      law(waits && isTimed, `I11: ${name} in ${vsi.state} waits for nothing`);
    }
    for (const name of this.associated) {
      law(
        vsis.some((vsi) => statusName(vsi) === name && vsi.operCmd !== undefined),
        `I8: ${name} was told to be associated, and is not`,
      );
    }
  }

  #channel() {
    return this.host?.status().ports[0]?.channels[0];
  }

  #done({ vsi, command, filterInfo }: Extract<EvbStationOutput, { readonly kind: 'done' }>): void {
    const name = vsiName(vsi);
    if (command === 'deAssociate') {
      this.associated.delete(name);
      return;
    }
    const type = { preAssociate: 1, preAssociateRr: 2, associate: 3 }[command];
    const answer = associations(this.#ecp.lastFrame).find(
      (tlv) => tlv.type === type && vsiName(tlv) === name && isResponse(tlv.status) && errorType(tlv.status) === 0,
    );
    law(answer !== undefined, `I8: ${command} of ${name} is done, and no response says so`);
    law(fills(answer.filterInfo, filterInfo), `I8: ${name} has another filter than the response`);
    const wanted = this.#wanted.get(name);
    law(wanted !== undefined, `I14: the station acts for ${name}, which it was not given`);
    for (const { vid = 0, ps, pcp } of filterInfo.entries) {
      law(vid >= 1 && vid <= 4094 && (ps || pcp === 0), `I15: VID ${vid}, PCP ${pcp} for ${name}`);
    }
    if (command === 'associate') this.associated.add(name);
    else this.associated.delete(name);
  }
}

/** The grants that the bridge has not given back. */
export interface GrantCount {
  readonly size: number;
}

export class BridgeWatch implements Observer<EvbBridgeInput, EvbBridgeOutput> {
  host: BridgeHost | undefined;
  readonly online = new Set<string>();
  readonly removed: { readonly name: string; readonly reason: string; readonly at: number }[] = [];
  readonly #grants: GrantCount;
  readonly #ecp = new EcpWatch('the bridge', () => this.#channel()?.ecp.operMaxRetries ?? 7);
  /** All TLVs that the station has sent, without type and status. */
  readonly #received = new Set<string>();
  /** The VSIs of queries, by id. */
  readonly #queries = new Map<number, string>();
  readonly #granted = new Set<string>();
  #counters: Readonly<Record<string, number>> = {};
  #isTouched = false;
  /** EVB was off once: LLDPDUs were not counted then. */
  #wasDisabled = false;

  constructor(grants: GrantCount) {
    this.#grants = grants;
  }

  input(input: EvbBridgeInput, _now: number, refusal: unknown): void {
    this.#isTouched = true;
    this.#ecp.input(input);
    for (const tlv of associations(this.#ecp.lastFrame)) this.#received.add(this.#identityOf(tlv));
    if (input.kind === 'answer' && input.answer.ok && refusal === undefined) {
      this.#granted.add(this.#queries.get(input.id) ?? '');
    }
  }

  output(output: EvbBridgeOutput, now: number): void {
    this.#ecp.output(output, this.#received.size);
    switch (output.kind) {
      case 'query':
        this.#queries.set(output.id, vsiName(output.vsi));
        break;
      case 'online':
      case 'changed': {
        const name = vsiName(output.vsi);
        law(this.#granted.has(name), `I9: ${name} is ${output.kind}, and nobody granted it`);
        law(output.kind === 'changed' || !this.online.has(name), `I9: ${name} comes online twice`);
        this.online.add(name);
        break;
      }
      case 'offline':
        law(this.online.delete(vsiName(output.vsi)), `I9: ${vsiName(output.vsi)} goes offline and was not online`);
        this.removed.push({ name: vsiName(output.vsi), reason: output.reason, at: now });
        break;
      case 'frame':
        for (const tlv of associations(decoded(output.frame))) this.#answer(tlv);
        break;
      default:
    }
  }

  vsis(): ReturnType<BridgeHost['bridge']['vsis']> {
    return this.host?.port('ge1').vsis() ?? [];
  }

  /** Checks after every step with an input. */
  check(now: number): void {
    if (!this.#isTouched) return;
    this.#isTouched = false;
    const vsis = this.vsis();
    const port = this.host?.status().ports[0];
    const channel = port?.channels[0];
    const online = vsis.filter(({ vsiState }) => vsiState !== 'DEASSOC');
    law(vsis.length <= 64, `I13: ${vsis.length} VSIs at the bridge`);
    law(online.length === this.online.size, `I9: ${online.length} VSIs held, ${this.online.size} told to be online`);
    law(this.#grants.size === online.length, `I12: ${this.#grants.size} grants for ${online.length} VSIs`);
    law((channel?.vdp.pendingOutputs ?? 0) === 0, 'I13: outputs are left over');
    law((channel?.vdp.waitingResponses ?? 0) <= vsis.length + 64, 'I21: more answers wait than there are VSIs');
    const next = this.host?.bridge.nextDeadline();
    for (const vsi of vsis) {
      const name = statusName(vsi);
      law(this.#queries.size > 0 && next !== undefined, `I10: ${name} is held, and no timer runs`);
      law(vsi.waitWhile > 0 || next <= now, `I10: ${name} is held, and its timer does not run`);
    }
    this.#count(port);
  }

  #channel() {
    return this.host?.status().ports[0]?.channels[0];
  }

  #count(port: ReturnType<BridgeHost['status']>['ports'][0] | undefined): void {
    const counters: Readonly<Record<string, number>> = {
      ...port?.channels[0]?.ecp.counters,
      ...port?.channels[0]?.vdp.counters,
    };
    for (const [name, value] of Object.entries(counters)) {
      law(value >= (this.#counters[name] ?? 0), `I20: ${name} decreases`);
    }
    this.#counters = counters;
    if (port === undefined) return;
    const { rxFrames, rxMalformed, rxOwnSource, rxSourceRefused, rxOther, rxLinkDown, rxBusy } = port.counters;
    const { rxUnknownSvid = 0, rxInvalidVid = 0 } = port.counters;
    const misplaced = rxUnknownSvid + rxInvalidVid;
    const taken = rxFrames - rxMalformed - rxOwnSource - rxSourceRefused - rxOther - misplaced - rxLinkDown - rxBusy;
    const { ecp, lldp } = port.channels[0] ?? {};
    const c = ecp?.counters;
    const ecpdus =
      (c?.rxFrameCount ?? 0) +
      (c?.rxAckCount ?? 0) +
      (c?.rxMalformed ?? 0) +
      (c?.rxUnknownVersion ?? 0) +
      (c?.rxUnknownOp ?? 0) +
      (c?.rxUnknownSubtype ?? 0) +
      (c?.rxPortDisabled ?? 0);
    const lldpdus = lldp?.counters.statsFramesInTotal ?? 0;
    this.#wasDisabled ||= !port.enabled;
    const isBalanced = this.#wasDisabled ? taken >= ecpdus + lldpdus : taken === ecpdus + lldpdus;
    law(isBalanced, `I20: ${taken} frames taken, ${ecpdus} ECPDUs and ${lldpdus} LLDPDUs counted`);
  }

  #identityOf(tlv: AssociationTlv): string {
    const { typeId, typeVersion, filterInfo } = tlv;
    return [vsiName(tlv), typeId, typeVersion, filterInfo.format, filterInfo.entries.length].join(' ');
  }

  #answer(tlv: AssociationTlv): void {
    law(this.#received.has(this.#identityOf(tlv)), `I14: the bridge answers ${this.#identityOf(tlv)}, never received`);
    if (!isResponse(tlv.status) || errorType(tlv.status) !== 0 || tlv.type === 4) return;
    for (const { vid = 0, ps, pcp } of tlv.filterInfo.entries) {
      law(vid >= 1 && vid <= 4094 && (ps || pcp === 0), `I15: VID ${vid}, PCP ${pcp} in an answer`);
    }
  }
}
