// Options of `evb station` and `evb bridge`. What they say of the station or bridge itself is put over its configuration as
// JSON, so that one check stands behind both.

import { PORT_MAC_TEXT } from '../../config/port-schema.js';
import type { Limits } from '../../core/limits.js';
import { parseMac } from '../../core/mac.js';
import { isPortMac } from '../../evb/port-options.js';
import { evbLimits } from '../../lldp-evb/limits.js';
import { type CommandLine, HELP_OPTION, type OptionConfigs } from '../command-line.js';
import { STANDARD } from '../io.js';
import { BadOption, numberOption, optionsOrReason } from '../number-option.js';
import { type NamedUdpLink, parseUdpLink, UDP_TEXT } from './udp-link.js';

const EXPONENTS = ['r', 'rte', 'rwd', 'rka'] as const;

const liveLimits = {
  'exit-wait': { min: 0, max: 3600, default: 5, unit: 's', text: 'that the answers of a release at the end may take' },
} as const satisfies Limits<string>;

/** Of both roles. */
export const LIVE_OPTIONS: OptionConfigs = {
  ...HELP_OPTION,
  config: { type: 'string' },
  udp: { type: 'string', multiple: true },
  mac: { type: 'string' },
  ...Object.fromEntries(EXPONENTS.map((name) => [name, { type: 'string' as const }])),
  'reflective-relay': { type: 'boolean' },
  groups: { type: 'boolean' },
  peer: { type: 'string' },
  json: { type: 'boolean' },
  pcap: { type: 'string' },
  'de-associate-on-exit': { type: 'boolean' },
  'exit-wait': { type: 'string' },
  'exit-on-eof': { type: 'boolean' },
};

export interface LiveOptions {
  /** The file of the configuration. */
  readonly config: string | undefined;
  readonly links: readonly NamedUdpLink[];
  readonly mac: string | undefined;
  /** What is said of `evb` of each port, but reflective relay. */
  readonly evb: Readonly<Record<string, unknown>>;
  readonly reflectiveRelay: boolean;
  readonly peer: string | undefined;
  readonly json: boolean;
  readonly pcap: string | undefined;
  readonly deAssociateOnExit: boolean;
  /** Microseconds. */
  readonly exitWait: number;
  readonly exitOnEof: boolean;
}

type Values = (CommandLine & { ok: true })['values'];

const textOf = (value: Values[string]): string | undefined => (typeof value === 'string' ? value : undefined);

/** The texts of an option that may be given more than once. */
export const textsOf = (value: Values[string]): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

function linkOf(text: string): NamedUdpLink {
  const link = parseUdpLink(text);
  if (link === undefined) throw new BadOption(`--udp: expected ${UDP_TEXT}, got '${text}'`);
  return link;
}

/** @throws BadOption for a text that is none */
function wordOf(name: string, value: Values[string], expected: string, isOne: (text: string) => boolean) {
  const text = textOf(value);
  if (text !== undefined && !isOne(text)) throw new BadOption(`--${name}: expected ${expected}, got '${text}'`);
  return text;
}

function exponents(values: Values): Readonly<Record<string, number>> {
  const given = EXPONENTS.flatMap((name) => {
    const text = textOf(values[name]);
    return text === undefined ? [] : [[name, numberOption(name, evbLimits[name], text)] as const];
  });
  return Object.fromEntries(given);
}

function optionsOf(values: Values): LiveOptions {
  const pcap = textOf(values.pcap);
  if (pcap === STANDARD) throw new BadOption("--pcap: expected a file, got '-': standard output has the events");
  const wait = textOf(values['exit-wait']);
  const name = 'exit-wait';
  return {
    config: textOf(values.config),
    links: textsOf(values.udp).map(linkOf),
    mac: wordOf('mac', values.mac, PORT_MAC_TEXT, (text) => isPortMac(parseMac(text))),
    evb: { ...exponents(values), ...(values.groups === true && { gid: true }) },
    reflectiveRelay: values['reflective-relay'] === true,
    peer: wordOf('peer', values.peer, 'openlldp', (text) => text === 'openlldp'),
    json: values.json === true,
    pcap,
    deAssociateOnExit: values['de-associate-on-exit'] === true,
    exitWait: (wait === undefined ? liveLimits[name].default : numberOption(name, liveLimits[name], wait)) * 1_000_000,
    exitOnEof: values['exit-on-eof'] === true,
  };
}

/** The options of a command line, or the first that is wrong. */
export const parseLiveOptions = (values: Values): ReturnType<typeof optionsOrReason<LiveOptions>> =>
  optionsOrReason(() => optionsOf(values));
