// A station and a bridge on one link, in virtual time: inputs at instants, frames that arrive a little later, and outputs
// as short texts. Each end may stand alone, too.

import { EvbBridge, type EvbBridgeInput, type EvbBridgeOptions, type EvbBridgeOutput } from '../../src/evb/bridge.js';
import {
  EvbStation,
  type EvbStationInput,
  type EvbStationOptions,
  type EvbStationOutput,
} from '../../src/evb/station.js';
import { decodeFrame, encodeFrame } from '../../src/frame/index.js';
import { type EvbTlv, encodeEvbTlv } from '../../src/lldp-evb/wire/evb-tlv.js';
import { untag } from '../../src/s-channel/index.js';
import type { VsiAnswer, VsiCommand, VsiQuery } from '../../src/vdp/index.js';
import { evbTlv } from '../support/evb.js';
import { hex, toHex } from '../support/hex.js';
import { pairsText } from '../support/pairs.js';
import { command, ulpdu } from '../vdp/station/rig.js';

export const SECOND = 1_000_000;
export const STATION_PORT = 'eth0';
export const BRIDGE_PORT = 'ge1';
export const STATION_MAC = 0x0200_0000_5a01;
export const BRIDGE_MAC = 0x0200_0000_5b01;
/** Microseconds that a frame takes. */
export const LATENCY = 100;

export type Output = EvbStationOutput | EvbBridgeOutput;

/** What a station and a bridge have in common, as the rig drives them. */
export interface Endpoint<Input> {
  handle(
    input: Input,
    now: number,
  ): { readonly code: string; readonly field: string; readonly expected: string } | undefined;
  poll(): Output | undefined;
  nextDeadline(): number | undefined;
}

/** All that waits. */
export function drain(endpoint: { poll(): Output | undefined }): Output[] {
  const outputs: Output[] = [];
  for (let output = endpoint.poll(); output !== undefined; output = endpoint.poll()) outputs.push(output);
  return outputs;
}

export const framesOf = (outputs: readonly Output[]): Uint8Array[] =>
  outputs.flatMap((output) => (output.kind === 'frame' ? [output.frame] : []));

const statusText = (status: number): string => status.toString(16).padStart(2, '0');

function untagged(frame: Uint8Array): Uint8Array {
  const result = untag(frame);
  if (!result.ok) throw new Error(result.reason);
  return result.frame;
}

/** A frame in short: `LLDP 121 060f6e9414`, `ACK 1`, `VDP 1: 3/00 4/00`. */
export function frameText(frame: Uint8Array): string {
  const decoded = decodeFrame(frame);
  if (!decoded.ok) return `bad ${toHex(frame)}`;
  const { value } = decoded;
  const [tag] = value.ethernet.tags;
  if (tag !== undefined) return `[${tag.vid}] ${frameText(untagged(frame))}`;
  switch (value.kind) {
    case 'lldp': {
      const said = value.lldp.tlvs.flatMap((one) => {
        if (one.kind === 'evb') return [toHex(encodeEvbTlv(one.evb)).slice(8)];
        return one.kind === 'cdcp' ? [`${one.cdcp.role} ${pairsText(one.cdcp.pairs)}`] : [];
      });
      return ['LLDP', value.lldp.ttl, ...said].join(' ');
    }
    case 'ecpAck':
      return `ACK ${value.ecp.sequence}`;
    case 'vdp': {
      const tlvs = value.vdp.tlvs.map((one) => {
        if (one.kind === 'association') return `${one.type}/${statusText(one.status)}`;
        return one.kind === 'rejected' ? `${one.type}/${statusText(one.value[0] ?? 0)}` : one.kind;
      });
      return `VDP ${value.ecp.sequence}: ${tlvs.join(' ')}`;
    }
    default:
      return value.kind;
  }
}

/** An output in short. */
export function say(output: Output): string {
  switch (output.kind) {
    case 'frame':
      return frameText(output.frame);
    case 'done':
      return `done ${output.command}`;
    case 'failed':
      return ['failed', output.command, output.reason, ...(output.error === undefined ? [] : [output.error])].join(' ');
    case 'offline':
    case 'deleted':
      return `${output.kind} ${output.reason}`;
    case 'peerDown':
      return `peerDown ${output.reason}`;
    case 'neighborRemoved':
      return `neighborRemoved ${output.reason}`;
    case 'online':
    case 'changed':
      return `${output.kind} ${output.vsiState}`;
    case 'reflectiveRelay':
      return `reflectiveRelay ${output.on ? 'on' : 'off'}`;
    case 'rejected':
      return `rejected ${output.error}${output.keep ? ' keep' : ''}${output.hard ? ' hard' : ''}`;
    case 'channelUp':
      return `channelUp ${output.scid}/${output.svid}`;
    case 'channelDown':
      return `channelDown ${output.scid}/${output.svid} ${output.reason}`;
    case 'channelMissing':
      return `missing ${output.scid} ${output.missing}`;
    case 'cdcpRunning':
      return `cdcpRunning ${output.on}`;
    case 'operChanged': {
      const { r, rte, rwd, rka, gid } = output.after;
      return `oper ${r} ${rte} ${rwd} ${rka}${gid ? ' gid' : ''}`;
    }
    default:
      return output.kind;
  }
}

export const says = (outputs: readonly Output[]): string[] => outputs.map(say);
/** The same without frames and what LLDP tells. */
export const news = (outputs: readonly Output[]): string[] =>
  says(outputs.filter(({ kind }) => kind !== 'frame' && kind !== 'uapLldp' && !kind.startsWith('neighbor')));

/** All that waits for poll of an end alone, in short. */
export const told = (endpoint: { poll(): Output | undefined }): string[] => news(drain(endpoint));

const macHex = (mac: number): string => mac.toString(16).padStart(12, '0');
const word = (value: number): string => value.toString(16).padStart(4, '0');

/** A frame to the Nearest Customer Bridge: Ethertype and what follows, in digits. */
export const frameOf = (source: number, digits: string): Uint8Array => hex(`0180c2000000 ${macHex(source)} ${digits}`);

/** An ECP request that carries VDP TLVs of the usual manager. */
export const vdpFrame = (source: number, sequence: number, ...tlvs: string[]): Uint8Array =>
  frameOf(source, `8940 1001 ${word(sequence)} ${ulpdu(...tlvs)}`);

export const ackFrame = (source: number, sequence: number): Uint8Array =>
  frameOf(source, `8940 1401 ${word(sequence)} ${'00'.repeat(42)}`);

/** An LLDPDU of a neighbour that has this MAC address as both its names, with an EVB TLV where one is given. */
export const lldpFrame = (source: number, evb: Partial<EvbTlv> | undefined, ttl = 121): Uint8Array =>
  encodeFrame({
    kind: 'lldp',
    ethernet: { destination: 0x0180_c200_0000, source, tags: [], etherType: 0x88cc },
    lldp: {
      chassisId: { subtype: 4, id: hex(macHex(source)) },
      portId: { subtype: 3, id: hex(macHex(source)) },
      ttl,
      tlvs:
        evb === undefined || ttl === 0
          ? []
          : [{ kind: 'evb', evb: evbTlv({ r: 3, rte: 14, rwd: 20, rka: 20, ...evb }) }],
    },
  });

export const EVB_BRIDGE: Partial<EvbTlv> = { evbMode: 1 };
export const EVB_STATION: Partial<EvbTlv> = { evbMode: 2, rrstat: 3 };

/** A station alone, its link up and EVB agreed with a bridge that is played by hand; nothing waits. */
export function readyStation(options: EvbStationOptions = {}, evb: Partial<EvbTlv> = EVB_BRIDGE): EvbStation {
  const station = new EvbStation({ ports: [onePort(STATION_PORT, STATION_MAC)], ...options });
  station.handle({ kind: 'link', port: STATION_PORT, up: true }, 0);
  station.handle({ kind: 'frame', port: STATION_PORT, frame: lldpFrame(BRIDGE_MAC, evb) }, 0);
  drain(station);
  return station;
}

/** The same of a bridge. */
export function readyBridge(options: EvbBridgeOptions = {}, evb: Partial<EvbTlv> = EVB_STATION): EvbBridge {
  const bridge = new EvbBridge({ ports: [onePort(BRIDGE_PORT, BRIDGE_MAC)], ...options });
  bridge.handle({ kind: 'link', port: BRIDGE_PORT, up: true }, 0);
  bridge.handle({ kind: 'frame', port: BRIDGE_PORT, frame: lldpFrame(STATION_MAC, evb) }, 0);
  drain(bridge);
  return bridge;
}

/** The channel of a port, its first unless said otherwise. */
export function channelOf<Channel>(
  end: { status(): { readonly ports: readonly { readonly channels: readonly Channel[] }[] } },
  port = 0,
): Channel {
  const channel = end.status().ports[port]?.channels[0];
  if (channel === undefined) throw new Error(`no port ${port}`);
  return channel;
}

export interface PairOptions {
  readonly station?: EvbStationOptions;
  readonly bridge?: EvbBridgeOptions;
  /** What the VSI manager says; `undefined`: nothing. Default: yes. */
  readonly answer?: (query: VsiQuery) => VsiAnswer | undefined;
  /** Hears of an answer that the bridge did not take. */
  readonly notTaken?: (query: VsiQuery) => void;
}

interface Flight {
  readonly at: number;
  readonly to: 'station' | 'bridge';
  readonly frame: Uint8Array;
}

export const onePort = (
  name: string,
  mac: number,
  more: Partial<NonNullable<EvbStationOptions['ports']>[number]> = {},
) => ({
  name,
  mac,
  ...more,
});

/** A station and a bridge with a port each, links down, at second 0. */
export class Pair {
  readonly station: EvbStation;
  readonly bridge: EvbBridge;
  now = 0;
  /** Which frames arrive. */
  readonly passes: Record<'station' | 'bridge', (frame: Uint8Array) => boolean> = {
    station: () => true,
    bridge: () => true,
  };
  /** All outputs so far, with their instants. */
  readonly log: { readonly at: number; readonly from: 'station' | 'bridge'; readonly output: Output }[] = [];
  #flights: Flight[] = [];
  readonly #answer: (query: VsiQuery) => VsiAnswer | undefined;
  readonly #notTaken: (query: VsiQuery) => void;

  constructor({ station = {}, bridge = {}, answer = () => ({ ok: true }), notTaken = () => {} }: PairOptions = {}) {
    this.station = new EvbStation({ ports: [onePort(STATION_PORT, STATION_MAC)], ...station });
    this.bridge = new EvbBridge({ ports: [onePort(BRIDGE_PORT, BRIDGE_MAC)], ...bridge });
    this.#answer = answer;
    this.#notTaken = notTaken;
  }

  /** An input that is not to be refused, now. */
  tell(input: EvbStationInput): void {
    this.#must(this.station.handle(input, this.now));
    this.#flush();
  }

  tellBridge(input: EvbBridgeInput): void {
    this.#must(this.bridge.handle(input, this.now));
    this.#flush();
  }

  command(more: Partial<VsiCommand> = {}): void {
    this.tell({ kind: 'command', port: STATION_PORT, vsi: command(more) });
  }

  stationLink(up: boolean): void {
    this.tell({ kind: 'link', port: STATION_PORT, up });
  }

  bridgeLink(up: boolean): void {
    this.tellBridge({ kind: 'link', port: BRIDGE_PORT, up });
  }

  /** Both links up, and EVB agreed. */
  start(): this {
    this.stationLink(true);
    this.bridgeLink(true);
    this.run(3 * SECOND);
    return this;
  }

  /** Lets so much time pass; each end is woken when it wants to be. */
  run(time: number): void {
    const until = this.now + time;
    this.#flush();
    for (let next = this.#next(); next <= until; next = this.#next()) {
      this.now = Math.max(this.now, next);
      const due = this.#flights.filter(({ at }) => at <= this.now);
      this.#flights = this.#flights.filter(({ at }) => at > this.now);
      for (const { to, frame } of due) {
        if (!this.passes[to](frame)) continue;
        if (to === 'station') this.station.handle({ kind: 'frame', port: STATION_PORT, frame }, this.now);
        else this.bridge.handle({ kind: 'frame', port: BRIDGE_PORT, frame }, this.now);
      }
      this.station.handle({ kind: 'timeout' }, this.now);
      this.bridge.handle({ kind: 'timeout' }, this.now);
      this.#flush();
    }
    this.now = until;
  }

  /** What has come since the log had so many entries, in short, frames and LLDP left out. */
  news(from: 'station' | 'bridge', since = 0): string[] {
    return news(this.log.slice(since).flatMap((entry) => (entry.from === from ? [entry.output] : [])));
  }

  frames(from: 'station' | 'bridge', since = 0): string[] {
    return this.log
      .slice(since)
      .flatMap(({ from: by, output }) => (by === from && output.kind === 'frame' ? [frameText(output.frame)] : []));
  }

  #next(): number {
    const flights = this.#flights.map(({ at }) => at);
    return Math.min(this.station.nextDeadline() ?? Infinity, this.bridge.nextDeadline() ?? Infinity, ...flights);
  }

  #must(refusal: { readonly code: string; readonly field: string } | undefined): void {
    if (refusal !== undefined) throw new Error(`refused: ${refusal.code} ${refusal.field}`);
  }

  #flush(): void {
    for (let more = true; more; ) {
      more = false;
      for (const output of drain(this.station)) {
        this.log.push({ at: this.now, from: 'station', output });
        if (output.kind === 'frame') this.#flights.push({ at: this.now + LATENCY, to: 'bridge', frame: output.frame });
      }
      for (const output of drain(this.bridge)) {
        this.log.push({ at: this.now, from: 'bridge', output });
        if (output.kind === 'frame') this.#flights.push({ at: this.now + LATENCY, to: 'station', frame: output.frame });
        if (output.kind !== 'query') continue;
        const answer = this.#answer(output);
        if (answer === undefined) continue;
        const { scid, id } = output;
        const refusal = this.bridge.handle({ kind: 'answer', port: BRIDGE_PORT, scid, id, answer }, this.now);
        if (refusal !== undefined) this.#notTaken(output);
        more = true;
      }
    }
  }
}
