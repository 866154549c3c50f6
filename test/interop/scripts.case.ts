// The scripts leave nothing behind, whatever happens between them.

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test, vi } from 'vitest';
import { DAEMON, DOWN, UP } from './scripts.js';

const name = `${inject('interopRun')}-scripts`;
const folder = join(process.env.TMPDIR ?? tmpdir(), 'dot1qbg-interop', name);

const namespaces = (): string[] => readdirSync('/run/netns');

/** What the name of a lab is found in: its namespaces, its processes, its mounts, its files. */
function remains(): string[] {
  const pids = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid));
  const lines = pids.flatMap((pid) => {
    try {
      return [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')];
    } catch {
      return [];
    }
  });
  return [
    ...namespaces().filter((one) => one === `evb-${name}`),
    ...lines.filter((line) => line.includes(name) && !line.includes('tail --pid')),
    ...readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .filter((line) => line.includes(name)),
    ...(existsSync(folder) ? [folder] : []),
  ];
}

test('after up, a daemon and down nothing is left', async () => {
  execFileSync(UP, [name]);
  expect(namespaces()).toContain(`evb-${name}`);
  const { error } = spawnSync('sh', [
    '-c',
    '"$0" "$1" bridge evbrrcap=true </dev/null >/dev/null 2>&1 &',
    DAEMON,
    name,
  ]);
  expect(error).toBeUndefined();
  const tool = ['netns', 'exec', `evb-${name}`, 'lldptool', '-t', '-i', 'evb0', '-g', 'ncb', '-V', 'evb'];
  await vi.waitFor(() => expect(execFileSync('ip', tool, { encoding: 'utf8' })).toContain('mode:bridge'), 20_000);
  expect(remains().length).toBeGreaterThan(2);
  execFileSync(DOWN, [name]);
  expect(remains()).toEqual([]);
});

test('an up that fails takes down what it has made', () => {
  const { status } = spawnSync(UP, [name, '5002', '5001', 'no-such-namespace']);
  expect(status).not.toBe(0);
  expect(remains()).toEqual([]);
});

test('down is content with nothing', () => {
  execFileSync(DOWN, [name]);
  expect(remains()).toEqual([]);
});
