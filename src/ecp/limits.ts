// Ranges and defaults of what a host may configure on an ECP entity, clause 43.

import type { Limits } from '../core/limits.js';
import { ULPDU_MAX_OCTETS } from './ecpdu.js';

export const ecpLimits: Limits<'initialSequence' | 'r' | 'rte' | 'maxUlpduOctets' | 'maxQueue' | 'maxPendingOutputs'> =
  {
    initialSequence: {
      min: 0,
      max: 65535,
      default: 0,
      unit: '',
      text: 'sequence number before the first: the first ECPDU carries the next, never 0',
    },
    r: { min: 0, max: 7, default: 3, unit: '', text: 'maxRetries: retransmissions of an ECPDU' },
    rte: { min: 0, max: 31, default: 14, unit: '', text: 'exponent of ackTimerInit, 10 us * 2^RTE' },
    maxUlpduOctets: {
      min: 1,
      max: ULPDU_MAX_OCTETS,
      default: 1492,
      unit: 'octets',
      text: 'greatest ULPDU sent; the default leaves room for an end of TLVs and a tag',
    },
    maxQueue: { min: 1, max: 1_048_576, default: 1024, unit: 'ULPDUs', text: 'ULPDUs of a pushing ULP that wait' },
    maxPendingOutputs: {
      min: 1,
      max: 1_048_576,
      default: 4096,
      unit: 'outputs',
      text: 'outputs that wait for poll before frames are dropped and requests refused',
    },
  };
