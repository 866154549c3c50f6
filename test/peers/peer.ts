// Programs of others that decode the same protocols. Each is asked once a file.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writePcap } from '../../src/capture/index.js';

/** Whether a program is installed. Where it is not, says so: its tests are skipped. */
export function isInstalled(program: string): boolean {
  const installed = spawnSync(program, ['--version']).error === undefined;
  if (!installed) console.log(`${program} is not installed: what it decodes is not compared`);
  return installed;
}

/** What a program prints about frames. */
export function tell(program: string, args: readonly string[], frames: readonly Uint8Array[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'dot1qbg-'));
  try {
    const file = join(folder, 'frames.pcap');
    writeFileSync(file, writePcap(frames.map((frame) => ({ frame }))));
    const { stdout, stderr, status } = spawnSync(program, ['-r', file, '-n', ...args], {
      encoding: 'utf8',
      maxBuffer: 2 ** 27,
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    });
    if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}`);
    return stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
