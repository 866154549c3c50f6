// Options of `evb station` and `evb bridge`. Options about the station or bridge itself are put over its configuration as JSON,
// so that one check serves both.

import { PORT_MAC_TEXT } from '../../config/port-schema.js';
import type { Limits } from '../../core/limits.js';
import { parseMac } from '../../core/mac.js';
import { isPortMac } from '../../evb/options/port-options.js';
import { evbLimits } from '../../lldp-evb/limits.js';
import { cdcpLimits } from '../../s-channel/limits.js';
import type { SChannelPair } from '../../s-channel/wire/cdcp-tlv.js';
import { PAIR_TEXT, POOL_TEXT, parsePair, parsePool, parseScids, SCIDS_TEXT } from '../../text/channel-text.js';
import { HELP_OPTION, type OptionConfigs, type OptionValues } from '../command-line.js';
import { STANDARD } from '../io.js';
import { BadOption, numberOption, optionsOrReason } from '../number-option.js';
import { type NamedUdpLink, parseUdpLink, UDP_TEXT } from './udp-link.js';

const EXPONENTS = ['r', 'rte', 'rwd', 'rka'] as const;

const programLimits = {
  'exit-wait': { min: 0, max: 3600, default: 5, unit: 's', text: 'how long to wait for the responses at the end' },
} as const satisfies Limits<string>;

/** Options of both roles. */
export const PROGRAM_OPTIONS: OptionConfigs = {
  ...HELP_OPTION,
  config: { type: 'string' },
  udp: { type: 'string', multiple: true },
  mac: { type: 'string' },
  ...Object.fromEntries(EXPONENTS.map((name) => [name, { type: 'string' as const }])),
  'reflective-relay': { type: 'boolean' },
  groups: { type: 'boolean' },
  cdcp: { type: 'boolean' },
  'chn-cap': { type: 'string' },
  channel: { type: 'string', multiple: true },
  peer: { type: 'string' },
  json: { type: 'boolean' },
  pcap: { type: 'string' },
  'de-associate-on-exit': { type: 'boolean' },
  'exit-wait': { type: 'string' },
  'exit-on-eof': { type: 'boolean' },
};

export interface ProgramOptions {
  /** The file of the configuration. */
  readonly config: string | undefined;
  readonly links: readonly NamedUdpLink[];
  readonly mac: string | undefined;
  /** Members of `evb` of each port, without reflective relay. */
  readonly evb: Readonly<Record<string, unknown>>;
  readonly reflectiveRelay: boolean;
  /** Members of `cdcp` of each port; `undefined` without options about CDCP. */
  readonly cdcp: Readonly<Record<string, unknown>> | undefined;
  /** Manual S-channels of each port. */
  readonly channels: readonly SChannelPair[];
  readonly peer: string | undefined;
  readonly json: boolean;
  readonly pcap: string | undefined;
  readonly deAssociateOnExit: boolean;
  /** Microseconds. */
  readonly exitWait: number;
  readonly exitOnEof: boolean;
}

const textOf = (value: OptionValues[string]): string | undefined => (typeof value === 'string' ? value : undefined);

/** The texts of an option that may come more than once. */
export const textsOf = (value: OptionValues[string]): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

/** @throws BadOption for a text that `parse` does not take */
function parsed<T>(name: string, text: string, parse: (text: string) => T | undefined, expected: string): T {
  const value = parse(text);
  if (value === undefined) throw new BadOption(`--${name}: expected ${expected}, got '${text}'`);
  return value;
}

/** @throws BadOption for a text that `isOne` does not take */
function wordOf(name: string, value: OptionValues[string], expected: string, isOne: (text: string) => boolean) {
  const text = textOf(value);
  if (text !== undefined && !isOne(text)) throw new BadOption(`--${name}: expected ${expected}, got '${text}'`);
  return text;
}

function exponents(values: OptionValues): Readonly<Record<string, number>> {
  const given = EXPONENTS.flatMap((name) => {
    const text = textOf(values[name]);
    return text === undefined ? [] : [[name, numberOption(name, evbLimits[name], text)] as const];
  });
  return Object.fromEntries(given);
}

/** A station has `wants`, a bridge has `pool`. */
function cdcpOf(values: OptionValues): Readonly<Record<string, unknown>> | undefined {
  const [chnCap, wants, pool] = [textOf(values['chn-cap']), textOf(values.wants), textOf(values.pool)];
  const given = {
    ...(values.cdcp === true && { enabled: true }),
    ...(chnCap !== undefined && { chnCap: numberOption('chn-cap', cdcpLimits.chnCap, chnCap) }),
    ...(wants !== undefined && { wants: parsed('wants', wants, parseScids, SCIDS_TEXT) }),
    ...(pool !== undefined && { pool: parsed('pool', pool, parsePool, POOL_TEXT) }),
  };
  return Object.keys(given).length === 0 ? undefined : given;
}

function optionsOf(values: OptionValues): ProgramOptions {
  const pcap = textOf(values.pcap);
  if (pcap === STANDARD) throw new BadOption("--pcap: expected a file, got '-': standard output has the events");
  const wait = textOf(values['exit-wait']);
  const name = 'exit-wait';
  return {
    config: textOf(values.config),
    links: textsOf(values.udp).map((text) => parsed('udp', text, parseUdpLink, UDP_TEXT)),
    mac: wordOf('mac', values.mac, PORT_MAC_TEXT, (text) => isPortMac(parseMac(text))),
    evb: { ...exponents(values), ...(values.groups === true && { gid: true }) },
    reflectiveRelay: values['reflective-relay'] === true,
    cdcp: cdcpOf(values),
    channels: textsOf(values.channel).map((text) => parsed('channel', text, parsePair, PAIR_TEXT)),
    peer: wordOf('peer', values.peer, 'openlldp', (text) => text === 'openlldp'),
    json: values.json === true,
    pcap,
    deAssociateOnExit: values['de-associate-on-exit'] === true,
    exitWait:
      (wait === undefined ? programLimits[name].default : numberOption(name, programLimits[name], wait)) * 1_000_000,
    exitOnEof: values['exit-on-eof'] === true,
  };
}

/** The options of a command line, or what is wrong with the first bad one. */
export const parseProgramOptions = (values: OptionValues): ReturnType<typeof optionsOrReason<ProgramOptions>> =>
  optionsOrReason(() => optionsOf(values));
