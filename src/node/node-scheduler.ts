// Time by the monotonic clock of Node, in microseconds since the process began.
//
// Node's timers count whole milliseconds, fire up to one too early, and take 2^31 ms and more for 1 ms. So a deadline is a
// chain of timers here. Always: nothing runs before the clock has reached its instant, nor inside `at`.

import type { Scheduler, Timer } from '../host/interfaces.js';

export interface NodeSchedulerOptions {
  /** True: timers that wait do not keep the process alive. Default false. */
  readonly unref?: boolean | undefined;
}

const MAX_TIMEOUT = 2 ** 31 - 1;

export class NodeScheduler implements Scheduler {
  readonly #unref: boolean;

  constructor({ unref = false }: NodeSchedulerOptions = {}) {
    this.#unref = unref;
  }

  /** Whole microseconds since the process started. */
  now(): number {
    return Math.floor(performance.now() * 1000);
  }

  /** An exception of `run` is an uncaught exception of the process. */
  at(when: number, run: () => void): Timer {
    let timer: NodeJS.Timeout;
    const arm = (): void => {
      const milliseconds = Math.ceil((when - this.now()) / 1000);
      timer = setTimeout(fire, Math.min(Math.max(milliseconds, 1), MAX_TIMEOUT));
      if (this.#unref) timer.unref();
    };
    const fire = (): void => {
      if (this.now() < when) arm();
      else run();
    };
    arm();
    return { cancel: () => clearTimeout(timer) };
  }
}
