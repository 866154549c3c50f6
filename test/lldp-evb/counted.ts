// What LLDP agents count, as tests write it.

import type { LldpAgentCounters } from '../../src/lldp-evb/index.js';
import type { Driver } from './agent/agents.js';

export const NONE: LldpAgentCounters = {
  statsFramesOutTotal: 0,
  statsFramesInTotal: 0,
  statsFramesInErrorsTotal: 0,
  statsFramesDiscardedTotal: 0,
  statsTLVsDiscardedTotal: 0,
  statsTLVsUnrecognizedTotal: 0,
  statsAgeoutsTotal: 0,
  lldpduLengthErrors: 0,
  orgTlvsUnknown: 0,
};

/** What reception has counted. */
export const counted = ({ agent }: Driver): LldpAgentCounters => ({
  ...agent.status().counters,
  statsFramesOutTotal: 0,
});

export const ONE: LldpAgentCounters = { ...NONE, statsFramesInTotal: 1 };
export const SKIPPED: Partial<LldpAgentCounters> = { statsTLVsDiscardedTotal: 1, statsFramesInErrorsTotal: 1 };
export const DROPPED: Partial<LldpAgentCounters> = { statsFramesDiscardedTotal: 1, statsFramesInErrorsTotal: 1 };
