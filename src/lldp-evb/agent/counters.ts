// The counters of an LLDP agent, 802.1AB 9.2.6: they have the names of the standard, and orgTlvsUnknown is one more. Port
// down keeps them, and they never decrease.

import type { CounterTable } from '../../core/counters.js';

export const lldpAgentCounters = {
  statsFramesOutTotal: { text: 'LLDPDUs sent, shutdown LLDPDUs not included' },
  statsFramesInTotal: { text: 'LLDPDUs that came while reception was on, those with errors included' },
  statsFramesInErrorsTotal: { text: 'LLDPDUs with at least one error' },
  statsFramesDiscardedTotal: {
    text: 'LLDPDUs dropped as a whole: for an error, without room for the neighbour, or with too many outputs that wait',
  },
  statsTLVsDiscardedTotal: { text: 'TLVs skipped: they break a rule, or are above `maxTlvs`' },
  statsTLVsUnrecognizedTotal: { text: 'TLVs of types 9..126; the agent keeps them' },
  statsAgeoutsTotal: { text: 'neighbours whose rxInfoTTL came to 0' },
  lldpduLengthErrors: { text: 'LLDPDUs sent without some of the TLVs, which had no room' },
  orgTlvsUnknown: { text: 'organizationally specific TLVs of a form that is not in `organizationTlvs`' },
} as const satisfies CounterTable;

export type LldpAgentCounters = Record<keyof typeof lldpAgentCounters, number>;
