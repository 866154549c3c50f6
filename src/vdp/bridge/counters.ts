// The counters of the bridge of VDP, clause 41. Port down keeps them, and they never decrease. The objects of
// ieee8021BridgeEvbVSIDBTable count for one VSI, and `vsis()` has those numbers; these counters sum up all VSIs, also
// those that have ended.

import type { CounterTable } from '../../core/counters.js';

export const vdpBridgeCounters = {
  rxUlpduDiscarded: { text: 'ULPDUs discarded as a whole (V1 to V4)' },
  rxTlvIgnored: { text: 'TLVs without a response: too short (A1, V8), responses (A2), or of an unknown type (V7)' },
  rxUnknownVsi: { text: 'De-Associates of VSIs that the bridge does not hold' },
  rxEvbNotReady: {
    text: 'ULPDUs that came before EVB was agreed, and commands for VSIs that the bridge does not hold while EVB is lost',
  },
  rxBusy: { text: 'ULPDUs refused: too many outputs or responses waited' },
  keepAlivesAnswered: { text: 'keep-alives answered; commandsSucceeded does not include them' },
  timeouts: { text: 'expiries of resourceWaitDelay and toutKeepAlive' },
  resultsDropped: { text: 'answers of the VSI manager that came late or twice, and changed nothing' },
  commandsSucceeded: {
    text: 'responses with error 0 to commands',
    mib: 'ieee8021BridgeEvbVDPCommandsSucceeded',
  },
  commandsFailed: { text: 'responses with another error to commands', mib: 'ieee8021BridgeEvbVDPCommandsFailed' },
  commandReverts: { text: 'those of commandsFailed with Keep', mib: 'ieee8021BridgeEvbVDPCommandReverts' },
} as const satisfies CounterTable;

export type VdpBridgeCounters = Record<keyof typeof vdpBridgeCounters, number>;
