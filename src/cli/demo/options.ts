// Options of `evb demo`: numbers in ranges; the ranges of the EVB TLV are those of `evbLimits`.

import { keepsLimit, type Limits, limitText } from '../../core/limits.js';
import { evbLimits } from '../../lldp-evb/limits.js';
import { CDCP_MAX_PAIRS } from '../../s-channel/wire/cdcp-tlv.js';
import { parseInteger } from '../../text/phrase.js';
import type { OptionValues } from '../command-line.js';
import { BadOption, numberOption, optionsOrReason } from '../number-option.js';

/** What an end proposes. */
export interface DemoProposal {
  readonly r: number;
  readonly rte: number;
  readonly rwd: number;
  readonly rka: number;
}

export interface DemoOptions {
  readonly station: DemoProposal;
  readonly bridge: DemoProposal;
  /** Per cent. */
  readonly loss: number;
  readonly seed: number;
  /** VSIs on each S-channel. */
  readonly vsis: number;
  /** S-channels, the default one among them. */
  readonly channels: number;
  /** Of the link, in milliseconds. */
  readonly latency: number;
}

const demoLimits = {
  loss: { min: 0, max: 100, default: 0, unit: '%', text: 'of the frames are lost' },
  seed: { min: 0, max: 4_294_967_295, default: 1, unit: '', text: 'which frames are lost' },
  vsis: { min: 1, max: 100, default: 1, unit: 'VSIs', text: 'VSIs on each S-channel' },
  channels: { min: 1, max: CDCP_MAX_PAIRS, default: 1, unit: 'S-channels', text: 'S-channels' },
  latency: { min: 1, max: 1000, default: 1, unit: 'ms', text: 'from one end to the other' },
} as const satisfies Limits<string>;

const EXPONENTS = ['r', 'rte', 'rwd', 'rka'] as const;
const NUMBERS = ['loss', 'seed', 'vsis', 'channels', 'latency'] as const;

/** Names of the options whose value is a number. */
export const DEMO_NUMBERS: readonly string[] = [...EXPONENTS, ...NUMBERS];

function numbersOf(name: (typeof EXPONENTS)[number], text: unknown): readonly [number, number] {
  const limit = evbLimits[name];
  if (typeof text !== 'string') return [limit.default, limit.default];
  const [station, bridge = station, ...more] = text.split(',').map(parseInteger);
  if (more.length > 0 || !keepsLimit(limit, station) || !keepsLimit(limit, bridge)) {
    throw new BadOption(
      `--${name}: expected ${limitText(limit)}, or two as '${limit.min},${limit.max}', got '${text}'`,
    );
  }
  return [station, bridge];
}

function numberOf(name: (typeof NUMBERS)[number], text: unknown): number {
  const limit = demoLimits[name];
  return typeof text === 'string' ? numberOption(name, limit, text) : limit.default;
}

function optionsOf(values: OptionValues): DemoOptions {
  const [r, rte, rwd, rka] = [
    numbersOf('r', values.r),
    numbersOf('rte', values.rte),
    numbersOf('rwd', values.rwd),
    numbersOf('rka', values.rka),
  ];
  return {
    station: { r: r[0], rte: rte[0], rwd: rwd[0], rka: rka[0] },
    bridge: { r: r[1], rte: rte[1], rwd: rwd[1], rka: rka[1] },
    loss: numberOf('loss', values.loss),
    seed: numberOf('seed', values.seed),
    vsis: numberOf('vsis', values.vsis),
    channels: numberOf('channels', values.channels),
    latency: numberOf('latency', values.latency),
  };
}

/** The options of a command line, or what is wrong with the first bad one. */
export const parseDemoOptions = (values: OptionValues): ReturnType<typeof optionsOrReason<DemoOptions>> =>
  optionsOrReason(() => optionsOf(values));
