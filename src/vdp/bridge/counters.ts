// The counters of the bridge of VDP, clause 41 and IEEE8021-EVB-MIB. They survive port down and never decrease.

export interface VdpBridgeCounters {
  /** ULPDUs discarded as a whole: V1 to V4. */
  rxUlpduDiscarded: number;
  /** TLVs without a response: too short (A1, V8), responses themselves (A2), of an unknown type (V7). */
  rxTlvIgnored: number;
  /** De-Associates of VSIs that are not held. */
  rxUnknownVsi: number;
  /** Commands of VSIs that are not held while EVB is lost, and ULPDUs before it was agreed. */
  rxEvbNotReady: number;
  /** ULPDUs refused because too many outputs or responses wait. */
  rxBusy: number;
  /** Keep-alives answered; not among `commandsSucceeded`. */
  keepAlivesAnswered: number;
  /** Expiries of resourceWaitDelay and toutKeepAlive. */
  timeouts: number;
  /** Answers of the VSI manager that came late or twice, and changed nothing. */
  resultsDropped: number;
  /** Responses with error 0 to commands of all VSIs, those that have ended included; as the next two. */
  commandsSucceeded: number;
  /** Responses with another error. */
  commandsFailed: number;
  /** Responses with Keep. */
  commandReverts: number;
}

export const newVdpBridgeCounters = (): VdpBridgeCounters => ({
  rxUlpduDiscarded: 0,
  rxTlvIgnored: 0,
  rxUnknownVsi: 0,
  rxEvbNotReady: 0,
  rxBusy: 0,
  keepAlivesAnswered: 0,
  timeouts: 0,
  resultsDropped: 0,
  commandsSucceeded: 0,
  commandsFailed: 0,
  commandReverts: 0,
});
