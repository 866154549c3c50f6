// `evb station` and `evb bridge`: from the command line to a program that runs.

import type { EvbPortOptions } from '../../evb/port-options.js';
import { parseCommandLine } from '../command-line.js';
import { type CliIo, complain, reasonOf, STATUS, type Status } from '../io.js';
import { optionsOrReason } from '../number-option.js';
import { help, isHelp, usage } from '../usage.js';
import { type CaptureFile, openCaptureFile } from './capture-file.js';
import { linksOf, liveConfig } from './live-config.js';
import type { LiveHost, OpenTransport } from './live-host.js';
import { LIVE_OPTIONS, parseLiveOptions } from './live-options.js';
import { runLive } from './live-program.js';
import type { LiveRole } from './live-role.js';
import { formatUdpEnd, type UdpLink } from './udp-link.js';

type Transports = Readonly<Record<string, OpenTransport>>;

const close = (transports: Transports): Promise<unknown> =>
  Promise.all(Object.values(transports).map((transport) => transport.close()));

/** Opens all, or none. */
async function openTransports(
  host: LiveHost,
  links: Readonly<Record<string, UdpLink>>,
): Promise<{ readonly ok: true; readonly transports: Transports } | { readonly ok: false; readonly reason: string }> {
  const transports: Record<string, OpenTransport> = {};
  for (const [name, link] of Object.entries(links)) {
    try {
      transports[name] = await host.openTransport(link);
    } catch (error) {
      await close(transports);
      const text = `${formatUdpEnd(link.local)}-${formatUdpEnd(link.remote)}`;
      return { ok: false, reason: `--udp ${name}=${text}: ${reasonOf(error)}` };
    }
  }
  return { ok: true, transports };
}

async function fail(io: CliIo, ...reasons: readonly string[]): Promise<Status> {
  for (const reason of reasons) await complain(io, reason);
  return STATUS.unusable;
}

export async function liveCommand<Config extends { readonly ports: readonly EvbPortOptions[] }>(
  role: LiveRole<Config>,
  io: CliIo,
  argv: readonly string[],
): Promise<Status> {
  const line = parseCommandLine(argv, { ...LIVE_OPTIONS, ...role.options });
  if (!line.ok) return usage(io, role.name, line.reason);
  const { values, operands } = line;
  if (values.help === true || isHelp(operands)) return help(io, role.name);
  if (operands.length > 0) return usage(io, role.name, `no operand is wanted, got '${operands[0]}'`);
  const parsed = parseLiveOptions(values);
  if (!parsed.ok) return usage(io, role.name, parsed.reason);
  const { options } = parsed;
  const own = optionsOrReason(() => role.read(values));
  if (!own.ok) return usage(io, role.name, own.reason);
  const configured = liveConfig(role, options, own.options.members);
  if (!configured.ok) return fail(io, ...configured.reasons);
  const { config } = configured;
  const linked = linksOf(config.ports, options);
  if (!linked.ok) return usage(io, role.name, linked.reason);
  const host = io.live();
  const opened = await openTransports(host, linked.links);
  if (!opened.ok) return fail(io, opened.reason);
  const { transports } = opened;
  let capture: CaptureFile | undefined;
  try {
    capture = options.pcap === undefined ? undefined : openCaptureFile(options.pcap);
  } catch (error) {
    await close(transports);
    return fail(io, `${options.pcap}: ${reasonOf(error)}`);
  }
  try {
    await runLive({
      io,
      host,
      options,
      role: role.name,
      ports: config.ports,
      links: linked.links,
      transports,
      capture,
      create: (parts) => own.options.create(config, parts),
    });
  } finally {
    capture?.close();
    await close(transports);
  }
  return STATUS.ok;
}
