// openlldp's daemon in a lab, and what its tools say.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { EvbTlv } from '../../src/lldp-evb/index.js';
import type { Lab } from './lab.js';
import { evbTlvOf } from './lldptool-text.js';
import { DAEMON } from './scripts.js';
import { responseOf, type ToldResponse, type ToldVsi, vsisOf } from './vdptool-text.js';

export type Role = 'station' | 'bridge';

/** What a daemon proposes and wishes. */
export interface LldpadSettings {
  readonly gid?: boolean;
  /** Reflective relay: a station asks for it, a bridge is capable of it. */
  readonly rr?: boolean;
  readonly r?: number;
  readonly rte?: number;
  readonly rwd?: number;
  readonly rka?: number;
}

/** A VSI for vdptool. */
export interface VdptoolVsi {
  readonly uuid: string;
  /** `VID[-MAC][-GROUP]`, `VID--GROUP`. */
  readonly filter: readonly string[];
  readonly mode: 'preassoc' | 'preassoc-rr' | 'assoc' | 'deassoc';
  readonly mgrid2?: string;
  readonly typeid?: number;
  readonly typeidver?: number;
  readonly hints?: 'none' | 'from' | 'to';
  /** As `cisco,vm_name=...`. */
  readonly oui?: readonly string[];
}

export const MANAGER = 'manager';

export interface Lldpad {
  /** Asks it to end, so that it says goodbye, or does not ask. */
  readonly stop: (signal?: 'SIGTERM' | 'SIGKILL') => Promise<void>;
  /** It does nothing any more. */
  readonly pause: () => void;
  /** The EVB TLV that it sends. */
  readonly ownTlv: () => Promise<EvbTlv | undefined>;
  /** The one that it has heard. */
  readonly heardTlv: () => Promise<EvbTlv | undefined>;
  /** The whole of lldptool's answer. */
  readonly lldptool: (...args: readonly string[]) => Promise<string>;
  /** Gives a command, and waits for the answer to it. */
  readonly command: (vsi: VdptoolVsi) => Promise<ToldResponse>;
  readonly vsis: () => Promise<readonly ToldVsi[]>;
}

/** Starts a daemon. */
export function startLldpad(lab: Lab, role: Role, settings: LldpadSettings = {}): Lldpad {
  const { gid = true, rr = true, r = 3, rte = 14, rwd = 18, rka = 18 } = settings;
  const child: ChildProcess = spawn(
    DAEMON,
    [
      ...[lab.name, role, `${role === 'station' ? 'evbrrreq' : 'evbrrcap'}=${rr}`, `evbgpid=${gid}`],
      ...[`ecpretries=${r}`, `ecprte=${rte}`, `vdprwd=${rwd}`, `vdprka=${rka}`],
    ],
    { stdio: 'ignore' },
  );
  const lldptool = async (...args: readonly string[]): Promise<string> =>
    (await lab.run('lldptool', ['-t', '-i', 'evb0', '-g', 'ncb', ...args])).out;
  const vdptool = (args: readonly string[]) => lab.run('vdptool', ['-i', 'evb0', ...args]);
  return {
    stop: async (signal = 'SIGTERM') => {
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    },
    pause: () => {
      child.kill('SIGSTOP');
    },
    ownTlv: async () => evbTlvOf(await lldptool('-V', 'evb')),
    heardTlv: async () => evbTlvOf(await lldptool('-n')),
    lldptool,
    command: async ({ uuid, filter, mode, hints = 'none', oui = [], ...vsi }) => {
      const { mgrid2 = MANAGER, typeid = 5, typeidver = 1 } = vsi;
      const words = [
        ...[`mode=${mode}`, `mgrid2=${mgrid2}`, `typeid=${typeid}`, `typeidver=${typeidver}`, `uuid=${uuid}`],
        ...[`hints=${hints}`, ...filter.map((one) => `filter=${one}`), ...oui.map((one) => `oui=${one}`)],
      ];
      const { out } = await vdptool(['-T', '-W', '-V', mode, ...words.flatMap((word) => ['-c', word])]);
      return responseOf(out);
    },
    // It lists those of one mode at a time.
    vsis: async () => {
      const texts = await Promise.all(['preassoc', 'preassoc-rr', 'assoc'].map((mode) => vdptool(['-t', '-V', mode])));
      return texts.flatMap(({ out }) => vsisOf(out));
    },
  };
}
