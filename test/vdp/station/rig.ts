// A station, with a bridge at the other end of its port that a test plays by hand: ULPDUs are digits, time is a number, and
// ECP takes what is due when the test says so.

import { readIdentifier } from '../../../src/core/identifier.js';
import type {
  VdpParameters,
  VdpStationInput,
  VdpStationOptions,
  VdpStationOutput,
  VdpStationRefusal,
  VsiCommand,
} from '../../../src/vdp/index.js';
import { VdpStation } from '../../../src/vdp/index.js';
import { hex, toHex } from '../../support/hex.js';
import { identifier, MANAGER, managerId, tlv, UUID, vid } from '../wire/tlvs.js';

export const PARAMETERS: VdpParameters = { r: 3, rte: 14, rwd: 20, rka: 20 };
export const RESP_WAIT_DELAY = 17_448_960;
export const REINIT_KEEP_ALIVE = 10_485_760;

/** The VSI of the rig. */
export const KEY = { vsiidFormat: 5, vsiid: identifier(UUID) };

/** A VSIID of format 4 (local). */
export const otherKey = (i: number) => ({ vsiidFormat: 4, vsiid: { w0: 0, w1: 0, w2: 0, w3: i } });

/** Associate with VID 100; `more` replaces members. */
export const command = (more: Partial<VsiCommand> = {}): VsiCommand => ({
  ...KEY,
  command: 'associate',
  managerId,
  typeId: 1,
  typeVersion: 0,
  filterInfo: { format: 1, entries: [vid(100)] },
  ...more,
});

/** Format 1 with these VIDs. */
export const vids = (...all: number[]): VsiCommand['filterInfo'] => ({ format: 1, entries: all.map(vid) });

/** The digits of a ULPDU of the usual manager. */
export const ulpdu = (...tlvs: string[]): string => toHex(hex(`${MANAGER} ${tlvs.join(' ')}`));

/** An association TLV of the VSI of the rig; `rest` is what follows the VSIID, or one VID. */
export function association(type: number, status: string, rest: number | string = 100): string {
  const info = typeof rest === 'number' ? `01 0001 ${rest.toString(16).padStart(4, '0')}` : rest;
  return tlv(type, `${status} 000001 00 05 ${UUID} ${info}`);
}

export interface Rig {
  readonly station: VdpStation;
  now: number;
  /** Gives an input, which must not be refused. */
  in(input: VdpStationInput): void;
  refused(input: VdpStationInput): VdpStationRefusal | undefined;
  /** Gives a command, which must not be refused. */
  command(more?: Partial<VsiCommand>): void;
  /** The bridge sends TLVs, in one ULPDU of the usual manager. */
  rx(...tlvs: string[]): void;
  /** Time goes on by so many microseconds, with a timeout at each deadline; ECP takes nothing. */
  wait(time: number): void;
  /** Waits until the next deadline; returns how long that was, in microseconds. */
  next(): number;
  /** All ULPDUs that are due, as digits. */
  tx(): string[];
  /** All outputs that wait. */
  told(): VdpStationOutput[];
  /** The same in short, as `failed timeout`, without `online` and `changed`. */
  says(): string[];
}

/** A station whose EVB is agreed. */
export function rig(options: VdpStationOptions = {}, parameters: VdpParameters = PARAMETERS): Rig {
  const station = new VdpStation(options);
  const made: Rig = {
    station,
    now: 1_000_000,
    in(input) {
      const refusal = station.handle(input, made.now);
      if (refusal !== undefined) throw new Error(`refused: ${refusal.code} ${refusal.field}`);
    },
    refused: (input) => station.handle(input, made.now),
    command: (more) => made.in({ kind: 'command', vsi: command(more) }),
    rx(...tlvs) {
      const bytes = hex(ulpdu(...tlvs));
      made.in({ kind: 'ulpdu', bytes, at: 0, end: bytes.length });
    },
    wait(time) {
      const until = made.now + time;
      for (;;) {
        const next = station.nextDeadline(true);
        if (next === undefined || next > until) break;
        made.now = Math.max(made.now, next);
        made.in({ kind: 'timeout' });
        if ((station.nextDeadline(true) ?? until + 1) <= made.now)
          throw new Error('a deadline that a timeout does not move');
      }
      made.now = until;
    },
    next() {
      const at = station.nextDeadline();
      if (at === undefined) throw new Error('no timer runs');
      const time = at - made.now;
      made.now = at;
      made.in({ kind: 'timeout' });
      return time;
    },
    tx() {
      const sent: string[] = [];
      const out = new Uint8Array(1500);
      while (station.hasUlpdu(made.now)) {
        const end = station.pull(out, 4, 1496, made.now);
        if (end === 4) throw new Error('nothing, though there should be a ULPDU');
        sent.push(toHex(out.subarray(4, end)));
      }
      return sent;
    },
    told() {
      const told: VdpStationOutput[] = [];
      for (let one = station.poll(); one !== undefined; one = station.poll()) told.push(one);
      return told;
    },
    says: () =>
      made
        .told()
        .filter(({ kind }) => kind !== 'online' && kind !== 'changed')
        .map(sayOutput),
  };
  made.in({ kind: 'evb', state: 'ready', parameters, groupIdAgreed: true });
  return made;
}

/** An output in short. */
export function sayOutput(output: VdpStationOutput): string {
  switch (output.kind) {
    case 'done': {
      const entries = output.filterInfo.entries.map(({ vid: v, ps, pcp }) => (ps ? `${v}/${pcp}` : `${v}`));
      return `done ${output.command} ${entries.join(' ')}`.trim();
    }
    case 'failed':
    case 'offline': {
      const error = output.error === undefined ? '' : ` error ${output.error}${output.hard ? ' hard' : ''}`;
      const keep = output.kind === 'failed' && output.keep ? ' keep' : '';
      return `${output.kind} ${output.reason}${error}${keep}`;
    }
    case 'online':
    case 'changed':
      return `${output.kind} ${output.vsiState}`;
    case 'congested':
      return `congested ${output.longestWait}`;
    case 'organization':
      return `organization ${output.tlvs.map(({ oui, data }) => `${oui.toString(16)} ${toHex(data)}`).join(', ')}`;
  }
}

/** The VSIIDs of a ULPDU's association TLVs, by their last word. */
export function vsiidsOf(digits: string): number[] {
  const bytes = hex(digits);
  const found: number[] = [];
  for (let at = 18; at < bytes.length; ) {
    const type = (bytes[at] as number) >>> 1;
    if (type <= 4) found.push(readIdentifier(bytes, at + 8).w3);
    at += 2 + ((((bytes[at] as number) & 1) << 8) | (bytes[at + 1] as number));
  }
  return found;
}

/** The VSI is associated with VID 100, its keep-alive timer has just started, and no output waits. */
export function associated(options: VdpStationOptions = {}, more: Partial<VsiCommand> = {}): Rig {
  const made = rig(options);
  made.command(more);
  made.tx();
  made.rx(association(3, '40'));
  made.told();
  return made;
}

/** The same, and its first keep-alive has just been sent. */
export function keepingAlive(options: VdpStationOptions = {}): Rig {
  const made = associated(options);
  made.next();
  made.tx();
  return made;
}

/** The VSI's machine state; `undefined` where the station does not know it. */
export const stateOf = ({ station }: Rig): string | undefined => station.vsi(KEY)?.state;

/** The bridge returns a ULPDU with success in each TLV, and supplies nothing. */
export function answer(it: Rig, digits: string): void {
  const bytes = hex(digits);
  for (let at = 18; at < bytes.length; ) {
    bytes[at + 2] = 0x40;
    at += 2 + ((((bytes[at] as number) & 1) << 8) | (bytes[at + 1] as number));
  }
  it.in({ kind: 'ulpdu', bytes, at: 0, end: bytes.length });
}

/** Associates many VSIs, each `apart` microseconds after the one before. */
export function many(it: Rig, count: number, apart = 0, more: (i: number) => Partial<VsiCommand> = () => ({})): void {
  for (let i = 0; i < count; i++) {
    it.command({ ...otherKey(i), ...more(i) });
    if (apart > 0 || i === count - 1) for (const sent of it.tx()) answer(it, sent);
    if (apart > 0) it.now += apart;
  }
  it.told();
}
