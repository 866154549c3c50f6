// Real timers: the tests check order and lower bounds only. Waits longer than a test use the fake timers of Vitest.

import { execFileSync } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { build } from 'esbuild';
import { describe, expect, test, vi } from 'vitest';
import { NodeScheduler } from '../../src/node/index.js';

describe('on real timers', () => {
  test('the clock counts whole microseconds and does not go back', async () => {
    const scheduler = new NodeScheduler();
    let last = scheduler.now();
    const first = last;
    for (let i = 0; i < 1000; i++) {
      const now = scheduler.now();
      expect(Number.isInteger(now) && now >= last).toBe(true);
      last = now;
    }
    await setTimeout(5);
    // Node's timers may fire a millisecond early.
    expect(scheduler.now() - first).toBeGreaterThanOrEqual(4000);
  });

  test('nothing runs before its instant, and the earlier before the later', async () => {
    const scheduler = new NodeScheduler();
    const start = scheduler.now();
    const ran: number[] = [];
    const all = [30_500, 100, 10_001, 20_999, 1].map(
      (delay) =>
        new Promise<void>((resolve) => {
          scheduler.at(start + delay, () => {
            expect(scheduler.now()).toBeGreaterThanOrEqual(start + delay);
            ran.push(delay);
            resolve();
          });
        }),
    );
    await Promise.all(all);
    expect(ran.filter((delay) => delay > 1000)).toEqual([10_001, 20_999, 30_500]);
  });

  test('what is due already runs soon, and never inside at', async () => {
    const scheduler = new NodeScheduler();
    const ran: string[] = [];
    await new Promise<void>((resolve) => {
      scheduler.at(-1, () => {
        ran.push('run');
        resolve();
      });
      ran.push('at returned');
    });
    expect(ran).toEqual(['at returned', 'run']);
  });

  test('what is cancelled does not run; cancelling what has run does nothing', async () => {
    const scheduler = new NodeScheduler();
    const ran: number[] = [];
    const start = scheduler.now();
    const cancelled = scheduler.at(start + 1000, () => void ran.push(1));
    cancelled.cancel();
    cancelled.cancel();
    await new Promise<void>((resolve) => {
      const timer = scheduler.at(start + 5000, () => {
        ran.push(2);
        timer.cancel();
        resolve();
      });
    });
    expect(ran).toEqual([2]);
  });

  test('unref lets the process end', async () => {
    const { outputFiles } = await build({
      stdin: {
        contents: `import { NodeScheduler } from './src/node/node-scheduler.ts';
          const [unref] = process.argv.slice(1);
          const scheduler = new NodeScheduler({ unref: unref === 'unref' });
          scheduler.at(scheduler.now() + (unref === 'unref' ? 3e6 : 1000), () => console.log('ran'));`,
        resolveDir: process.cwd(),
      },
      bundle: true,
      write: false,
      format: 'esm',
    });
    const run = (how: string): string =>
      execFileSync(process.execPath, ['--input-type=module', '-e', outputFiles[0]?.text ?? '', how], {
        encoding: 'utf8',
      });
    expect([run('unref'), run('ref')]).toEqual(['', 'ran\n']);
  });
});

test('a deadline of 100 days is beyond what timers can count: it runs then, not before, and can be cancelled', () => {
  const days = (count: number): number => count * 86_400e3;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  try {
    const armed = vi.spyOn(globalThis, 'setTimeout');
    const scheduler = new NodeScheduler();
    const ran: number[] = [];
    const when = scheduler.now() + days(100) * 1000;
    const timers = ['runs', 'is cancelled'].map(() => scheduler.at(when, () => void ran.push(scheduler.now())));
    vi.advanceTimersByTime(1000);
    expect(armed).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(days(30));
    expect(vi.getTimerCount()).toBe(2);
    timers[1]?.cancel();
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(days(70) - 1001);
    expect(ran).toEqual([]);
    vi.advanceTimersByTime(2);
    expect(ran).toHaveLength(1);
    expect(ran[0]).toBeGreaterThanOrEqual(when);
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    // The spy first: it covers the fake timer.
    vi.restoreAllMocks();
    vi.useRealTimers();
  }
});
