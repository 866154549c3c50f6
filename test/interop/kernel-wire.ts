// A wire through the kernel: the interface of a lab and a second one, joined by a bridge of Linux. Frames are octets at both
// ends; between them the kernel holds an S-TAG beside the frame, and puts it back.

import { once } from 'node:events';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import type { Lab } from './lab.js';

/** UDP ports of the second interface's end, and of the program at it. */
const SECOND_END = 5004;
const SECOND_PROGRAM = 5003;

/** Ends of the program at the second interface; those of the first are the lab's. */
export const SECOND_ENDS: readonly [local: number, remote: number] = [SECOND_PROGRAM, SECOND_END];

/** Forwards what is for the Nearest non-TPMR Bridge; what is for the Nearest Customer Bridge it does without STP. */
const GROUP_FORWARDING = 1 << 3;

async function ip(lab: Lab, ...args: readonly string[]): Promise<void> {
  const { out, status } = await lab.run('ip', args);
  if (status !== 0) throw new Error(`ip ${args.join(' ')}: ${out}`);
}

/** Makes the second interface, `evb1`, and joins it to `evb0`. */
export async function joinInterfaces(lab: Lab): Promise<void> {
  const datagrams = `UDP4-DATAGRAM:127.0.0.1:${SECOND_PROGRAM},bind=127.0.0.1:${SECOND_END}`;
  lab.spawn('socat', ['-b', '65536', 'TUN,tun-type=tap,tun-name=evb1,iff-no-pi', datagrams], { stdio: 'ignore' });
  await vi.waitFor(() => ip(lab, 'link', 'show', 'evb1'), { timeout: 10_000 });
  const masks = ['stp_state', '0', 'group_fwd_mask', `${GROUP_FORWARDING}`, 'mcast_snooping', '0'];
  await ip(lab, 'link', 'add', 'br0', 'type', 'bridge', ...masks);
  for (const name of ['evb0', 'evb1']) await ip(lab, 'link', 'set', name, 'master', 'br0', 'up');
  await ip(lab, 'link', 'set', 'br0', 'up');
}

export interface KernelCapture {
  readonly file: string;
  readonly stop: () => Promise<void>;
}

/** Captures what passes an interface, by tcpdump. */
export async function captureOf(lab: Lab, name: string): Promise<KernelCapture> {
  const file = join(lab.folder, `${name}.pcap`);
  const child = lab.spawn('tcpdump', ['--immediate-mode', '-U', '-Z', 'root', '-i', name, '-w', file]);
  let told = '';
  child.stderr?.on('data', (text: Buffer) => {
    told += text;
  });
  await vi.waitFor(() => expect(told).toContain('listening on'), { timeout: 10_000 });
  const exited = once(child, 'exit');
  return {
    file,
    stop: async () => {
      child.kill('SIGINT');
      await exited;
    },
  };
}

/** Fields of the frames of a capture that a filter lets through, as tshark sees them: a line a frame. */
export async function tsharkFields(lab: Lab, file: string, filter: string, ...fields: readonly string[]) {
  const args = ['-r', file, '-Y', filter, '-T', 'fields', ...fields.flatMap((field) => ['-e', field])];
  const { out, status } = await lab.run('tshark', args);
  if (status !== 0) throw new Error(out);
  return out.split('\n').filter((line) => line !== '');
}
