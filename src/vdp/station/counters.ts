// The counters of the station of VDP, clause 41. Port down keeps them, and they never decrease.

import type { CounterTable } from '../../core/counters.js';

export const vdpStationCounters = {
  rxUlpduDiscarded: { text: 'ULPDUs discarded as a whole (V1 to V4)' },
  rxTlvIgnored: { text: 'TLVs ignored: of a reserved type, or association TLVs that a station must not take' },
  rxUnexpected: { text: 'responses that no command waited for' },
  rxUnknownVsi: { text: 'responses about VSIs that the station does not have' },
  rxEvbNotReady: { text: 'ULPDUs that came before EVB was agreed' },
  keepAlivesSent: { text: 'keep-alives sent' },
  keepAlivesAnswered: { text: 'keep-alives that the bridge answered' },
  timeouts: { text: 'commands and keep-alives without a response within respWaitDelay' },
} as const satisfies CounterTable;

export type VdpStationCounters = Record<keyof typeof vdpStationCounters, number>;
