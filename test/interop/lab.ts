// A case's own network: a namespace with the interface of a daemon, whose frames are UDP datagrams for a program of ours.

import { execFile, type SpawnOptions, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { DOWN, UP } from './scripts.js';

const execute = promisify(execFile);

/** UDP port of the interface's end, and of the other end. */
export const THEIR_END = 5002;
export const OUR_END = 5001;

export interface Lab {
  /** As the scripts want it. */
  readonly name: string;
  /** Files of the case. */
  readonly folder: string;
  /** A program in the namespace, to its end: what it writes, and its status. */
  readonly run: (
    program: string,
    args: readonly string[],
  ) => Promise<{ readonly out: string; readonly status: number }>;
  /** A program in the namespace that goes on. */
  readonly spawn: (program: string, args: readonly string[], options?: SpawnOptions) => ReturnType<typeof spawn>;
}

let count = 0;
/** Who takes down what is left of this process. */
const parent = process.ppid;

const folderOf = (name: string): string => join(process.env.TMPDIR ?? tmpdir(), 'dot1qbg-interop', name);

function labNamed(name: string): Lab {
  const inside = (program: string, args: readonly string[]) => ['netns', 'exec', `evb-${name}`, program, ...args];
  return {
    name,
    folder: folderOf(name),
    run: async (program, args) => {
      try {
        const { stdout } = await execute('ip', inside(program, args), { timeout: 60_000 });
        return { out: stdout, status: 0 };
      } catch (error) {
        const { stdout = '', stderr = '', code } = error as { stdout?: string; stderr?: string; code?: number };
        return { out: `${stdout}${stderr}`, status: typeof code === 'number' ? code : -1 };
      }
    },
    spawn: (program, args, options = {}) => spawn('ip', inside(program, args), options),
  };
}

/** Makes a namespace; where `wire` is given its datagrams are in that one. */
export async function openLab(local = THEIR_END, remote = OUR_END, wire?: Lab): Promise<Lab> {
  if (process.ppid !== parent) throw new Error('the run has ended');
  const lab = labNamed(`${inject('interopRun')}-${process.env.VITEST_POOL_ID ?? 0}-${count++}`);
  mkdirSync(lab.folder, { recursive: true });
  await execute(UP, [lab.name, String(local), String(remote), ...(wire ? [wire.name] : [])]);
  return lab;
}

export async function closeLab({ name }: Lab): Promise<void> {
  await execute(DOWN, [name]);
}
