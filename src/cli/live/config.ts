// The configuration of a station or bridge: the JSON of a file, or of one port by default. Options are put over it as JSON, so
// that one check at the end serves both.

import type { ConfigResult } from '../../config/parse-config.js';
import type { EvbPortOptions } from '../../evb/options/port-options.js';
import { checked, readJsonFile } from './json-file.js';
import type { ProgramOptions } from './options.js';
import type { UdpLink } from './udp-link.js';
import { Unusable } from './unusable.js';

/** What differs in the configurations of the two roles. */
export interface RoleConfig<Config> {
  /** The port where no file names others. */
  readonly port: { readonly name: string; readonly mac: string };
  /** The member that asks for reflective relay, or grants it. */
  readonly relay: 'rrReq' | 'rrCap';
  readonly parse: (json: unknown) => ConfigResult<Config>;
}

export type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object, or nothing, with further members. Any other value stays, for the check to refuse. */
const withMembers = (before: unknown = {}, over: Members): unknown =>
  isObject(before) ? { ...before, ...over } : before;

/** A port, with the options put over it. */
function withPortOptions(port: unknown, options: ProgramOptions, relay: string): unknown {
  if (!isObject(port)) return port;
  const { mac, evb, reflectiveRelay, cdcp, channels } = options;
  const { channels: byHand = [] } = port;
  return {
    ...port,
    ...(mac !== undefined && { mac }),
    evb: withMembers(port.evb, { ...evb, ...(reflectiveRelay && { [relay]: true }) }),
    ...(cdcp && { cdcp: withMembers(port.cdcp, cdcp) }),
    ...(channels.length > 0 && { channels: Array.isArray(byHand) ? [...byHand, ...channels] : byHand }),
  };
}

/** The JSON, with the options put over it. */
function withOptions(role: RoleConfig<unknown>, options: ProgramOptions, json: Members): Members {
  const { peer, links } = options;
  const { ports = [{ ...role.port, name: links[0]?.name ?? role.port.name }] } = json;
  return {
    ...json,
    ...(peer !== undefined && { peer }),
    ports: Array.isArray(ports) ? ports.map((port) => withPortOptions(port, options, role.relay)) : ports,
  };
}

/**
 * @param more puts the options of the role over the JSON
 * @throws Unusable
 */
export function programConfig<Config extends { readonly ports: readonly EvbPortOptions[] }>(
  role: RoleConfig<Config>,
  options: ProgramOptions,
  more: (json: Members) => Members,
): Config {
  const where = options.config ?? 'options';
  const json = options.config === undefined ? {} : readJsonFile(options.config);
  const config = checked(where, role.parse(isObject(json) ? more(withOptions(role, options, json)) : json));
  const { length } = config.ports;
  if (length === 0) throw new Unusable(where, ['ports: expected at least one port, got none']);
  if (length > 1 && options.mac !== undefined)
    throw new Unusable(where, [`ports: expected one, for --mac, got ${length}`]);
  const byHost = config.ports.findIndex(({ lldp }) => lldp?.by === 'host');
  if (byHost < 0) return config;
  throw new Unusable(where, [
    `ports[${byHost}].lldp.by: expected library, since this program has no LLDP daemon, got "host"`,
  ]);
}

export type Linked =
  | { readonly ok: true; readonly links: Readonly<Record<string, UdpLink>> }
  | { readonly ok: false; readonly reason: string };

/** Names of ports in a message at most. */
const MOST_NAMED = 4;

/** A link for each port. */
export function linksOf(ports: readonly EvbPortOptions[], { links }: ProgramOptions): Linked {
  const names = ports.map(({ name }) => name);
  const found = new Map<string, UdpLink>();
  for (const { name = names.length === 1 ? names[0] : undefined, local, remote } of links) {
    if (name === undefined || !names.includes(name)) {
      const wanted = `${names
        .slice(0, MOST_NAMED)
        .map((one) => `${one}=...`)
        .join(' or ')}${names.length > MOST_NAMED ? ' or ...' : ''}`;
      return { ok: false, reason: `--udp: expected ${wanted}, got ${name === undefined ? 'no name' : `'${name}'`}` };
    }
    if (found.has(name)) return { ok: false, reason: `--udp: expected one for ${name}, got two` };
    found.set(name, { local, remote });
  }
  const without = names.find((name) => !found.has(name));
  if (without === undefined) return { ok: true, links: Object.fromEntries(found) };
  return { ok: false, reason: `--udp: expected one for each port, got none for ${without}` };
}
