// `evb station` or `evb bridge` in a lab: commands to its standard input, events of its standard output, frames of its
// capture.

import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, vi } from 'vitest';
import type { EvbTlv } from '../../src/lldp-evb/index.js';
import { formatMac } from '../../src/vdp/index.js';
import { type Lab, OUR_END, THEIR_END } from './lab.js';
import type { LldpadSettings, Role } from './lldpad.js';
import { framesOf, type SeenFrame } from './wire.js';

/** A line of its output. */
export interface ProgramEvent {
  readonly event: string;
  readonly [member: string]: unknown;
}

/** The row of `show evb`. */
export interface ShownEvb {
  readonly ready: boolean;
  readonly r: number;
  readonly rte: number;
  readonly rwd: number;
  readonly rka: number;
  readonly groups: boolean;
  readonly reflectiveRelay: 'on' | 'off' | 'unknown';
  readonly local?: EvbTlv;
  readonly remote?: EvbTlv;
}

export interface EvbProgram {
  /** All so far. */
  readonly events: readonly ProgramEvent[];
  /** Waits for an event with these members, among those from `from` on. */
  readonly event: (name: string, members?: object, from?: number) => Promise<ProgramEvent>;
  /** Gives a command; answers its result. Throws where it is refused. */
  readonly command: <Result = unknown>(line: string) => Promise<Result>;
  readonly evb: () => Promise<ShownEvb>;
  /** All frames so far. */
  readonly frames: () => SeenFrame[];
  /** The file of them. */
  readonly capture: string;
  readonly stop: (signal?: 'SIGTERM' | 'SIGKILL') => Promise<void>;
}

export interface ProgramSettings extends LldpadSettings {
  /** Further words of the command line. */
  readonly args?: readonly string[];
  /** Address of the port. */
  readonly mac?: number;
  /** UDP ports. */
  readonly ends?: readonly [local: number, remote: number];
}

const PROGRAM = resolve('dist/cli/evb.js');
/** Address of our end. */
export const OUR_MAC = 0x02_00_00_00_0a_01;
const PATIENCE = 45_000;

let count = 0;

/** Starts a program; it lives as long as the lab at most. */
export function startProgram(lab: Lab, role: Role, settings: ProgramSettings = {}): EvbProgram {
  const { gid = true, rr = true, r = 3, rte = 14, rwd = 18, rka = 18 } = settings;
  const { args = ['--peer', 'openlldp'], ends = [OUR_END, THEIR_END], mac = OUR_MAC } = settings;
  const capture = join(lab.folder, `${role}-${count++}.pcap`);
  const child = lab.spawn(process.execPath, [
    ...[PROGRAM, role, '--udp', ends.join(':'), '--mac', formatMac(mac), '--json', '--pcap', capture],
    ...['--r', `${r}`, '--rte', `${rte}`, '--rwd', `${rwd}`, '--rka', `${rka}`],
    ...[...(gid ? ['--groups'] : []), ...(rr ? ['--reflective-relay'] : []), ...args],
  ]);
  const { stdin, stdout, stderr } = child;
  if (stdin === null || stdout === null || stderr === null) throw new Error('no pipes');
  // A line that comes too late has no answer, which is told below.
  stdin.on('error', () => {});
  const events: ProgramEvent[] = [];
  createInterface({ input: stdout }).on('line', (line) => events.push(JSON.parse(line) as ProgramEvent));
  let complaint = '';
  stderr.on('data', (text: Buffer) => {
    complaint += text;
  });
  const exited = once(child, 'exit');
  let commands = 0;

  const event: EvbProgram['event'] = (name, members = {}, from = 0) =>
    vi.waitFor(
      () => {
        const found = events.slice(from).find((one) => {
          if (one.event !== name) return false;
          try {
            expect(one).toMatchObject(members);
            return true;
          } catch {
            return false;
          }
        });
        if (found !== undefined) return found;
        const told = events.slice(from).map((one) => JSON.stringify(one));
        throw new Error(`no ${name} ${JSON.stringify(members)} among\n${told.join('\n')}\n${complaint}`);
      },
      { timeout: PATIENCE, interval: 50 },
    );
  const command = async <Result>(line: string): Promise<Result> => {
    const number = ++commands;
    stdin.write(`${line}\n`);
    const { ok, message, result } = await event('command', { number });
    if (ok !== true) throw new Error(`${line}: ${message}`);
    return result as Result;
  };
  return {
    events,
    event,
    command,
    evb: async () => {
      const [row] = await command<readonly ShownEvb[]>('show evb');
      if (row === undefined) throw new Error('no port');
      return row;
    },
    frames: () => framesOf(capture),
    capture,
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      await exited;
    },
  };
}
