// A station or a bridge that runs: it prints events and takes commands until a signal, a command or the end of the input stops
// it. At the end it always sends a shutdown LLDPDU.

import { formatMac } from '../../core/mac.js';
import type { EvbRole } from '../../core/role.js';
import type { EvbPortOptions } from '../../evb/options/port-options.js';

import { formatUtc, timeOfMicroseconds } from '../capture-time.js';
import type { CliIo } from '../io.js';
import { type CaptureFile, captureTap, tapped } from './capture-file.js';
import { createTeller, readCommands } from './commands/read.js';
import type { ProgramEnd } from './end.js';
import type { EndParts } from './end-parts.js';
import type { ProgramEvent } from './events/event.js';
import { createEventWriter } from './events/writer.js';
import type { OpenTransport, ProgramHost } from './host.js';
import type { ProgramOptions } from './options.js';
import { formatUdpEnd, type UdpLink } from './udp-link.js';

export interface Program {
  readonly io: CliIo;
  readonly host: ProgramHost;
  readonly options: ProgramOptions;
  readonly role: EvbRole;
  readonly ports: readonly EvbPortOptions[];
  readonly links: Readonly<Record<string, UdpLink>>;
  readonly transports: Readonly<Record<string, OpenTransport>>;
  readonly capture: CaptureFile | undefined;
  readonly create: (parts: EndParts) => ProgramEnd;
}

function startedEvent({ role, ports, links }: Program, begin: number): ProgramEvent {
  const all = ports.map(({ name, mac }) => {
    const { local, remote } = links[name] as UdpLink;
    return { port: name, mac: formatMac(mac), local: formatUdpEnd(local), remote: formatUdpEnd(remote) };
  });
  const text = all.map(({ port, mac, local, remote }) => `${port} ${mac}, ${local} to ${remote}`);
  return {
    event: 'started',
    members: { role, ports: all },
    text: [`${role} since ${formatUtc(timeOfMicroseconds(begin))}`, ...text],
  };
}

/** Stops a program; the first reason counts. */
function createStopping(): { readonly stop: (reason: string) => void; readonly reason: Promise<string> } {
  let stop: (reason: string) => void = () => {};
  const reason = new Promise<string>((resolve) => {
    stop = resolve;
  });
  return { stop, reason };
}

/**
 * Runs until it is stopped.
 *
 * @throws the error of the output
 */
export async function runProgram(program: Program): Promise<void> {
  const { io, host, options, capture } = program;
  const { scheduler } = host;
  const start = scheduler.now();
  const begin = host.epoch();
  const elapsed = (): number => scheduler.now() - start;
  const { stop, reason } = createStopping();
  let failure: Error | undefined;
  const writer = createEventWriter(io.stdout, options.json, begin, (error) => {
    failure = error;
    stop('output closed');
  });
  const { tell, answerFirst } = createTeller((event) => writer.put(event, elapsed()));
  const tap = capture && captureTap(capture, () => begin + elapsed(), tell);
  const transports = Object.fromEntries(
    Object.entries(program.transports).map(([name, one]) => [name, tap === undefined ? one : tapped(one, tap)]),
  );
  tell(startedEvent(program, begin));
  const end = program.create({
    scheduler,
    transports,
    hashSeed: host.hashSeed(),
    initialSequence: () => host.initialSequence(),
    tell,
    stop,
  });
  const offSignal = host.onStopSignal(stop);

  let isOver = false;
  const commands = { run: end.run, tell, answerFirst, room: writer.room, isOver: () => isOver };
  readCommands(io, commands).then(
    () => {
      if (options.exitOnEof) stop('end of input');
    },
    (error: Error) => {
      failure = error;
      stop('failure');
    },
  );

  const why = await reason;
  isOver = true;
  tell({ event: 'stopping', members: { reason: why }, text: `stopping: ${why}` });
  if (options.deAssociateOnExit) {
    await new Promise<void>((resolve) => {
      const timer = scheduler.at(scheduler.now() + options.exitWait, resolve);
      end.release(() => {
        timer.cancel();
        resolve();
      });
    });
  }
  end.close();
  offSignal();
  // A slow reader gets the last event, and the number of lost events.
  await writer.flush();
  tell({ event: 'stopped', members: { reason: why }, text: 'stopped' });
  await writer.flush();
  if (failure !== undefined) throw failure;
}
