// What LLDP agents count, as tests write it.

import { zeroCounters } from '../../src/core/counters.js';
import { type LldpAgentCounters, lldpAgentCounters } from '../../src/lldp-evb/index.js';
import type { Driver } from './agent/agents.js';

export const NONE: LldpAgentCounters = zeroCounters(lldpAgentCounters);

/** What reception has counted. */
export const counted = ({ agent }: Driver): LldpAgentCounters => ({
  ...agent.status().counters,
  statsFramesOutTotal: 0,
});

export const ONE: LldpAgentCounters = { ...NONE, statsFramesInTotal: 1 };
export const SKIPPED: Partial<LldpAgentCounters> = { statsTLVsDiscardedTotal: 1, statsFramesInErrorsTotal: 1 };
export const DROPPED: Partial<LldpAgentCounters> = { statsFramesDiscardedTotal: 1, statsFramesInErrorsTotal: 1 };
