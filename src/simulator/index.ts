// The simulator: a world of stations, bridges and faulty links in virtual time, and its journal. It needs no package.

export {
  fromJournal,
  JournalDigest,
  type JournalEntry,
  type JournalValue,
  type ReplayDifference,
  type ReplayResult,
  replayJournal,
  toJournal,
} from './journal.js';
export { type LinkFaults, NO_FAULTS } from './link-faults.js';
export { SeededRandom } from './seeded-random.js';
export { VirtualScheduler } from './virtual-scheduler.js';
export { World, type WorldFault, type WorldOptions, type WorldParts } from './world.js';
export { WorldError, type WorldErrorPlace } from './world-error.js';
export type { LinkFrame, WorldLink } from './world-link.js';
