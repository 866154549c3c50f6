// The counters of an ECP entity, clause 43 and IEEE8021-EVB-MIB. They survive port down and never decrease.
//
// Always: ECPDUs given = rxFrameCount + rxAckCount + rxMalformed + rxUnknownVersion + rxUnknownOp + rxUnknownSubtype
// + rxPortDisabled; the other counters of the receive side count some of these once more.

export interface EcpCounters {
  /** Request ECPDUs transmitted, retransmissions included. */
  txFrameCount: number;
  /** Retransmissions. */
  txRetryCount: number;
  /** ECPDUs given up after 1 + R transmissions. */
  txFailures: number;
  /** Acknowledgements sent. */
  txAckCount: number;
  /** Valid request ECPDUs, duplicates and those dropped as `rxBusy` included. */
  rxFrameCount: number;
  /** Valid acknowledgements, those that match nothing included. */
  rxAckCount: number;
  /** Acknowledgements of an ECPDU that is not outstanding, or of another subtype. */
  rxAckMismatch: number;
  /** Requests with the number of the last one: acknowledged, not delivered. */
  rxDuplicate: number;
  /** Valid ECPDUs dropped because the ULP could not take them or too many outputs waited for poll. */
  rxBusy: number;
  /** Not 4 to 1500 octets. */
  rxMalformed: number;
  /** Version other than 1. */
  rxUnknownVersion: number;
  /** Operation 2 or 3. */
  rxUnknownOp: number;
  /** No ULP of that subtype. */
  rxUnknownSubtype: number;
  /** ECPDUs that came while portEnabled was FALSE. */
  rxPortDisabled: number;
}

export const newEcpCounters = (): EcpCounters => ({
  txFrameCount: 0,
  txRetryCount: 0,
  txFailures: 0,
  txAckCount: 0,
  rxFrameCount: 0,
  rxAckCount: 0,
  rxAckMismatch: 0,
  rxDuplicate: 0,
  rxBusy: 0,
  rxMalformed: 0,
  rxUnknownVersion: 0,
  rxUnknownOp: 0,
  rxUnknownSubtype: 0,
  rxPortDisabled: 0,
});
