// The configuration of a station or bridge: that of a file, or of one port, with what options say put over it. All of it is
// JSON until the one check at the end.

import { formatConfigError } from '../../config/config-error.js';
import type { ConfigResult } from '../../config/parse-config.js';
import type { EvbPortOptions } from '../../evb/port-options.js';
import { readJsonFile } from './json-file.js';
import type { LiveOptions } from './live-options.js';
import type { UdpLink } from './udp-link.js';

/** Names and words that the roles have of their own. */
export interface RoleConfig<Config> {
  /** Of the port that there is where no file names others. */
  readonly port: { readonly name: string; readonly mac: string };
  /** What asks for reflective relay, or grants it. */
  readonly relay: 'rrReq' | 'rrCap';
  readonly parse: (json: unknown) => ConfigResult<Config>;
}

export type Configured<Config> =
  | { readonly ok: true; readonly config: Config }
  /** One line for each thing that is wrong. */
  | { readonly ok: false; readonly reasons: readonly string[] };

type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A port with what options say of it. What is no object is left for the check to refuse. */
function withPortOptions(port: unknown, { mac, evb, reflectiveRelay }: LiveOptions, relay: string): unknown {
  if (!isObject(port)) return port;
  const before = port.evb ?? {};
  const over = { ...evb, ...(reflectiveRelay && { [relay]: true }) };
  return {
    ...port,
    ...(mac !== undefined && { mac }),
    evb: isObject(before) ? { ...before, ...over } : before,
  };
}

/**
 * @param more members that the role's own options put over those of the file
 */
export function liveConfig<Config extends { readonly ports: readonly EvbPortOptions[] }>(
  role: RoleConfig<Config>,
  options: LiveOptions,
  more: (json: Members) => Members,
): Configured<Config> {
  const file = options.config === undefined ? ({ ok: true, json: {} } as const) : readJsonFile(options.config);
  const where = options.config ?? 'options';
  const fail = (...reasons: readonly string[]): Configured<Config> => ({
    ok: false,
    reasons: reasons.map((reason) => `${where}: ${reason}`),
  });
  if (!file.ok) return fail(file.reason);
  const { json } = file;
  const name = options.links[0]?.name ?? role.port.name;
  const {
    ports = [{ ...role.port, name }],
    peer = options.peer,
    ...rest
  } = isObject(json) ? { ...json, ...(options.peer !== undefined && { peer: options.peer }) } : {};
  if (Array.isArray(ports) && ports.length === 0) return fail('ports: expected at least one port, got an array');
  if (Array.isArray(ports) && ports.length > 1 && options.mac !== undefined) {
    return fail(`--mac: expected one port, got ${ports.length}`);
  }
  const whole = {
    ...rest,
    ...(peer !== undefined && { peer }),
    ports: Array.isArray(ports) ? ports.map((port) => withPortOptions(port, options, role.relay)) : ports,
  };
  const result = role.parse(isObject(json) ? { ...whole, ...more(whole) } : json);
  if (!result.ok) return fail(...result.errors.map(formatConfigError));
  const byHost = result.value.ports.findIndex(({ lldp }) => lldp?.by === 'host');
  if (byHost >= 0)
    return fail(`ports[${byHost}].lldp.by: expected library, got "host": this program has no LLDP daemon`);
  return { ok: true, config: result.value };
}

export type Linked =
  | { readonly ok: true; readonly links: Readonly<Record<string, UdpLink>> }
  | { readonly ok: false; readonly reason: string };

/** A link for each port. */
export function linksOf(ports: readonly EvbPortOptions[], { links }: LiveOptions): Linked {
  const names = ports.map(({ name }) => name);
  const found: Record<string, UdpLink> = {};
  for (const { name = names.length === 1 ? names[0] : undefined, local, remote } of links) {
    if (name === undefined || !names.includes(name)) {
      const wanted = names.map((one) => `${one}=...`).join(' or ');
      return { ok: false, reason: `--udp: expected ${wanted}, got ${name === undefined ? 'no name' : `'${name}'`}` };
    }
    if (Object.hasOwn(found, name)) return { ok: false, reason: `--udp: expected one for ${name}, got two` };
    found[name] = { local, remote };
  }
  const without = names.find((name) => !Object.hasOwn(found, name));
  if (without === undefined) return { ok: true, links: found };
  return { ok: false, reason: `--udp: expected one for each port, got none for ${without}` };
}
