// `evb station` and `evb bridge`: from the command line to a program that runs.

import type { EvbPortOptions } from '../../evb/options/port-options.js';
import { parseCommandLine } from '../command-line.js';
import { type CliIo, complain, reasonOf, STATUS, type Status } from '../io.js';
import { optionsOrReason } from '../number-option.js';
import { help, isHelp, usage } from '../usage.js';
import { type CaptureFile, openCaptureFile } from './capture-file.js';
import { linksOf, programConfig } from './config.js';
import type { ProgramEnd } from './end.js';
import type { EndParts } from './end-parts.js';
import type { OpenTransport, ProgramHost } from './host.js';
import { PROGRAM_OPTIONS, parseProgramOptions } from './options.js';
import { type Program, runProgram } from './program.js';
import type { ProgramRole } from './role.js';
import { formatUdpEnd, type UdpLink } from './udp-link.js';
import { Unusable } from './unusable.js';

type Transports = Readonly<Record<string, OpenTransport>>;

const close = (transports: Iterable<OpenTransport>): Promise<unknown> =>
  Promise.all([...transports].map((transport) => transport.close()));

/** Opens all transports, or none of them. @throws Unusable */
async function openTransports(host: ProgramHost, links: Readonly<Record<string, UdpLink>>): Promise<Transports> {
  const transports = new Map<string, OpenTransport>();
  for (const [name, link] of Object.entries(links)) {
    try {
      transports.set(name, await host.openTransport(link));
    } catch (error) {
      await close(transports.values());
      const text = `${formatUdpEnd(link.local)}-${formatUdpEnd(link.remote)}`;
      throw new Unusable(`--udp ${name}=${text}`, [reasonOf(error)]);
    }
  }
  return Object.fromEntries(transports);
}

/** Prints the reasons of an `Unusable`. Throws any other error. */
async function failUnusable(io: CliIo, error: unknown): Promise<Status> {
  if (!(error instanceof Unusable)) throw error;
  for (const reason of error.reasons) await complain(io, reason);
  return STATUS.unusable;
}

export async function programCommand<Config extends { readonly ports: readonly EvbPortOptions[] }>(
  role: ProgramRole<Config>,
  io: CliIo,
  argv: readonly string[],
): Promise<Status> {
  const line = parseCommandLine(argv, { ...PROGRAM_OPTIONS, ...role.options });
  if (!line.ok) return usage(io, role.name, line.reason);
  const { values, operands } = line;
  if (values.help === true || isHelp(operands)) return help(io, role.name);
  if (operands.length > 0) return usage(io, role.name, `no operand is wanted, got '${operands[0]}'`);
  const parsed = parseProgramOptions(values);
  if (!parsed.ok) return usage(io, role.name, parsed.reason);
  try {
    const own = optionsOrReason(() => role.read(values));
    if (!own.ok) return usage(io, role.name, own.reason);
    const config = programConfig(role, parsed.options, own.options.over);
    const linked = linksOf(config.ports, parsed.options);
    if (!linked.ok) return usage(io, role.name, linked.reason);
    const create = (parts: EndParts): ProgramEnd => own.options.create(config, parts);
    await begin({ io, options: parsed.options, role: role.name, ports: config.ports, links: linked.links, create });
    return STATUS.ok;
  } catch (error) {
    return failUnusable(io, error);
  }
}

/** Opens the transports and the capture of a program, runs it, and closes them. */
async function begin(program: Omit<Program, 'host' | 'transports' | 'capture'>): Promise<void> {
  const { io, links, options } = program;
  const host = io.host();
  const transports = await openTransports(host, links);
  try {
    const capture = options.pcap === undefined ? undefined : openCapture(options.pcap);
    try {
      await runProgram({ ...program, host, transports, capture });
    } finally {
      capture?.close();
    }
  } finally {
    await close(Object.values(transports));
  }
}

/** @throws Unusable */
function openCapture(file: string): CaptureFile {
  try {
    return openCaptureFile(file);
  } catch (error) {
    throw new Unusable(file, [reasonOf(error)]);
  }
}
