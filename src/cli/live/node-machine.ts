// The machine, by Node.js.

import { NodeScheduler } from '../../node/node-scheduler.js';
import { randomHashSeed, randomInitialSequence } from '../../node/random.js';
import { openUdpFrameTransport } from '../../node/udp-frame-transport.js';
import type { ProgramHost } from './host.js';

/** SIGHUP comes when the terminal closes. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export function createNodeHost(): ProgramHost {
  return {
    scheduler: new NodeScheduler(),
    epoch: () => Date.now() * 1000,
    openTransport: openUdpFrameTransport,
    initialSequence: randomInitialSequence,
    hashSeed: randomHashSeed,
    onStopSignal(stop) {
      // A signal without a listener ends the process.
      const off = (): void => {
        for (const signal of SIGNALS) process.off(signal, take);
      };
      const take = (signal: string): void => {
        off();
        stop(signal);
      };
      for (const signal of SIGNALS) process.on(signal, take);
      return off;
    },
  };
}
