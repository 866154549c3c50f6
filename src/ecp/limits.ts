// Ranges and defaults of what a host may configure on an ECP entity and on a user with a queue, clause 43.

import type { Limit, Limits } from '../core/limits.js';
import { ULPDU_MAX_OCTETS } from './ecpdu.js';

const maxUlpduOctets = {
  min: 1,
  max: ULPDU_MAX_OCTETS,
  default: 1492,
  unit: 'octets',
  text: 'greatest ULPDU sent; the default leaves room for an end of TLVs and a tag',
} as const satisfies Limit;

const maxPendingOutputs = {
  min: 1,
  max: 1_048_576,
  default: 4096,
  unit: 'outputs',
  text: 'outputs that wait for poll before frames are dropped and requests refused',
} as const satisfies Limit;

export const ecpLimits = {
  initialSequence: {
    min: 0,
    max: 65535,
    default: 0,
    unit: '',
    text: 'sequence number before the first: the first ECPDU carries the next, never 0',
  },
  r: { min: 0, max: 7, default: 3, unit: '', text: 'maxRetries: retransmissions of an ECPDU' },
  rte: { min: 0, max: 31, default: 14, unit: '', text: 'exponent of ackTimerInit, 10 us * 2^RTE' },
  rest: {
    min: 0,
    max: 10_000_000,
    default: 0,
    unit: 'us',
    text: 'rest from an acknowledgement to the next ECPDU, for a peer that loses an ECPDU that comes sooner',
  },
  maxUlpduOctets,
  maxPendingOutputs,
} as const satisfies Limits<string>;

export const ecpPushLimits = {
  maxUlpduOctets,
  maxQueue: { min: 1, max: 1_048_576, default: 1024, unit: 'ULPDUs', text: 'ULPDUs of a user that wait' },
  maxPendingOutputs,
} as const satisfies Limits<string>;
