// Anything that a host and a bridge may do to a station, as data: runs of steps for laws.

import * as fc from 'fast-check';
import { arbitraryOctets, arbitraryVdpUlpdu, mutate } from '../../../src/testing/index.js';
import {
  encodeVdpUlpdu,
  makeFilterInfo,
  type VdpStation,
  type VdpStationInput,
  type VdpStationOutput,
  type VdpStationRefusal,
  type VsiCommand,
} from '../../../src/vdp/index.js';
import { toHex } from '../../support/hex.js';
import { identifier, managerId, vid } from '../wire/tlvs.js';
import { command, otherKey, PARAMETERS } from './rig.js';

export type Step =
  | { readonly step: 'input'; readonly input: VdpStationInput }
  | { readonly step: 'pull'; readonly limit: number }
  /** The bridge responds to the last ULPDU but `back`, with a status for each TLV, and perhaps another type and VID. */
  | {
      readonly step: 'answer';
      readonly back: number;
      readonly status: readonly number[];
      readonly type?: number;
      readonly vid?: number;
    }
  | { readonly step: 'wait'; readonly time: number }
  /** To the next deadline. */
  | { readonly step: 'next' };

/** What a step led to. */
export interface Happening {
  readonly step: Step;
  readonly now: number;
  readonly input?: VdpStationInput;
  readonly refusal?: VdpStationRefusal | undefined;
  /** The ULPDU that was sent. */
  readonly sent?: string;
  readonly told: readonly VdpStationOutput[];
}

export const KEYS = [otherKey(0), otherKey(1), otherKey(2)] as const;

const key = fc.constantFrom(...KEYS);
/** The first value much more often than the others. */
const mostly = <T>(usual: T, ...rare: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constant(usual) },
    ...rare.map((one) => ({ weight: 1, arbitrary: fc.constant(one) })),
  );

const vidField = mostly(vid(100), vid(0), vid(101), { ps: true, pcp: 3, vid: 100 }, vid(4095));
const count = mostly(1, 0, 2);
const filterInfo: fc.Arbitrary<VsiCommand['filterInfo']> = fc
  .tuple(mostly(1, 3), count, vidField, vidField)
  .map(([format, entries, a, b]) =>
    makeFilterInfo(
      format,
      [a, b].slice(0, entries).map((one) => (format === 3 ? { ...one, groupId: 7 } : one)),
    ),
  );

const arbitraryCommand: fc.Arbitrary<VsiCommand> = fc
  .record({
    at: key,
    command: fc.constantFrom('preAssociate', 'preAssociateRr', 'associate', 'associate'),
    managerId: fc.constantFrom(managerId, identifier('00'.repeat(16))),
    filterInfo,
    suspended: fc.boolean(),
    migrating: fc.boolean(),
  })
  .map(({ at, ...more }) => command({ ...at, ...more }));

const bytesInput = (octets: fc.Arbitrary<Uint8Array>): fc.Arbitrary<VdpStationInput> =>
  octets.map((bytes) => ({ kind: 'ulpdu', bytes, at: 0, end: bytes.length }));

const ulpdus = arbitraryVdpUlpdu().map((ulpdu) => encodeVdpUlpdu(ulpdu));

const arbitraryInput: fc.Arbitrary<VdpStationInput> = fc.oneof(
  { weight: 12, arbitrary: arbitraryCommand.map((vsi): VdpStationInput => ({ kind: 'command', vsi })) },
  { weight: 3, arbitrary: key.map((at): VdpStationInput => ({ kind: 'deAssociate', vsi: at })) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(key, filterInfo)
      .map(([at, info]): VdpStationInput => ({ kind: 'deAssociate', vsi: { ...at, filterInfo: info } })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(key, fc.boolean())
      .map(([at, suspended]): VdpStationInput => ({ kind: 'hints', vsi: at, suspended })),
  },
  { weight: 1, arbitrary: key.map((at): VdpStationInput => ({ kind: 'remove', vsi: at })) },
  { weight: 1, arbitrary: fc.constant<VdpStationInput>({ kind: 'reannounce' }) },
  { weight: 2, arbitrary: bytesInput(fc.oneof(ulpdus, mutate(ulpdus), arbitraryOctets(0, 64))) },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.constantFrom(18, 20, 22, 24), fc.boolean()).map(
      ([rka, groupIdAgreed]): VdpStationInput => ({
        kind: 'evb',
        state: 'ready',
        parameters: { ...PARAMETERS, rka },
        groupIdAgreed,
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<VdpStationInput>(
      { kind: 'evb', state: 'lost' },
      { kind: 'evb', state: 'lost' },
      { kind: 'evb', state: 'down' },
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('portDown' as const, 'disabled' as const, 'evbLost' as const)
      .map((reason): VdpStationInput => ({ kind: 'reset', reason })),
  },
  { weight: 1, arbitrary: fc.constant<VdpStationInput>({ kind: 'timeout' }) },
);

const status = mostly(0x40, 0x40, 0x00, 0x42, 0x62, 0x55, 0x70);
const answer: fc.Arbitrary<Step> = fc
  .tuple(
    mostly(0, 1, 2),
    fc.array(status, { minLength: 3, maxLength: 3 }),
    mostly(undefined, 1, 3, 4),
    mostly(undefined, 0, 100, 200, 4095),
  )
  .map(([back, all, type, v]) => ({
    step: 'answer',
    back,
    status: all,
    ...(type && { type }),
    ...(v !== undefined && { vid: v }),
  }));

/** Runs of steps; EVB is agreed at first. */
export const arbitrarySteps: fc.Arbitrary<readonly Step[]> = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: arbitraryInput.map((input): Step => ({ step: 'input', input })) },
      { weight: 5, arbitrary: fc.constantFrom(1492, 1492, 60).map((limit): Step => ({ step: 'pull', limit })) },
      { weight: 5, arbitrary: answer },
      { weight: 3, arbitrary: fc.constant<Step>({ step: 'next' }) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(0, 1000, 3_000_000, 20_000_000).map((time): Step => ({ step: 'wait', time })),
      },
    ),
    { minLength: 20, maxLength: 60, size: 'max' },
  )
  .map((steps) => [
    { step: 'input', input: { kind: 'evb', state: 'ready', parameters: PARAMETERS, groupIdAgreed: true } },
    ...steps,
  ]);

/** The octets of a response to a ULPDU. */
function answerOctets(sent: Uint8Array, { status: all, type, vid: v }: Extract<Step, { step: 'answer' }>): Uint8Array {
  const bytes = sent.slice();
  for (let at = 18, i = 0; at < bytes.length; i++) {
    const length = (((bytes[at] as number) & 1) << 8) | (bytes[at + 1] as number);
    bytes[at + 2] = all[i % all.length] as number;
    if (type !== undefined) bytes[at] = (type << 1) | ((bytes[at] as number) & 1);
    at += 2 + length;
    if (v !== undefined && length > 25) bytes.set([v >>> 8, v & 0xff], at - 2);
  }
  return bytes;
}

/** The station that goes on after a step, and by how many microseconds its clock is ahead of that of the steps. */
export type Successor = (station: VdpStation) => readonly [station: VdpStation, ahead: number];

/** Gives the steps to a station, one after the other; `look` sees what each leads to. Returns the last station. */
export function drive(
  first: VdpStation,
  steps: readonly Step[],
  look: (happening: Happening) => void,
  successor: Successor = (station) => [station, 0],
): VdpStation {
  let station = first;
  let ahead = 0;
  let now = 1_000_000;
  const frames: Uint8Array[] = [];
  for (const step of steps) {
    let input: VdpStationInput | undefined;
    let sent: string | undefined;
    switch (step.step) {
      case 'input':
        input = step.input;
        break;
      case 'wait':
        now += step.time;
        break;
      case 'next':
        now = Math.max(now, (station.nextDeadline() ?? now + ahead) - ahead);
        input = { kind: 'timeout' };
        break;
      case 'answer': {
        const frame = frames.at(-1 - step.back);
        if (frame === undefined) break;
        const bytes = answerOctets(frame, step);
        input = { kind: 'ulpdu', bytes, at: 0, end: bytes.length };
        break;
      }
      case 'pull': {
        const out = new Uint8Array(step.limit);
        const end = station.pull(out, 0, step.limit, now + ahead);
        if (end > 0) frames.push(out.slice(0, end));
        sent = toHex(out.subarray(0, end));
      }
    }
    const refusal = input && station.handle(input, now + ahead);
    const told: VdpStationOutput[] = [];
    for (let one = station.poll(); one !== undefined; one = station.poll()) told.push(one);
    look({ step, now, told, refusal, ...(input && { input }), ...(sent && { sent }) });
    [station, ahead] = successor(station);
  }
  return station;
}
