// The counters of an ECP entity, clause 43 and IEEE8021-EVB-MIB. Port down keeps them, and they never decrease.
//
// Always: ECPDUs given = rxFrameCount + rxAckCount + rxMalformed + rxUnknownVersion + rxUnknownOp + rxUnknownSubtype
// + rxPortDisabled; the other counters of the receive side count a part of these a second time.

import type { CounterTable } from '../core/counters.js';

export const ecpCounters = {
  txFrameCount: {
    text: 'request ECPDUs transmitted, retransmissions included',
    mib: 'ieee8021BridgeEvbEcpTxFrameCount',
  },
  txRetryCount: { text: 'retransmissions', mib: 'ieee8021BridgeEvbEcpTxRetryCount' },
  txFailures: { text: 'ECPDUs given up after 1 + R transmissions', mib: 'ieee8021BridgeEvbEcpTxFailures' },
  txAckCount: { text: 'acknowledgements sent' },
  rxFrameCount: {
    text: 'valid request ECPDUs, with duplicates and with those dropped as rxBusy',
    mib: 'ieee8021BridgeEvbEcpRxFrameCount',
  },
  rxAckCount: { text: 'valid acknowledgements, with those of rxAckMismatch' },
  rxAckMismatch: { text: 'acknowledgements without an outstanding ECPDU of their number and subtype' },
  rxDuplicate: { text: 'requests with the number of the request before: acknowledged, not delivered' },
  rxBusy: { text: 'valid ECPDUs dropped: the user could not take them, or too many outputs waited for poll' },
  rxMalformed: { text: 'ECPDUs shorter than 4 or longer than 1500 octets' },
  rxUnknownVersion: { text: 'ECPDUs of a version other than 1' },
  rxUnknownOp: { text: 'ECPDUs with operation 2 or 3' },
  rxUnknownSubtype: { text: 'ECPDUs of a subtype without a user' },
  rxPortDisabled: { text: 'ECPDUs that came while portEnabled was FALSE' },
} as const satisfies CounterTable;

export type EcpCounters = Record<keyof typeof ecpCounters, number>;
