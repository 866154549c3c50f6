// Ranges and defaults of what a host may configure on a VDP station, clause 41.

import type { Flags } from '../../core/choices.js';
import type { Limits } from '../../core/limits.js';
import { ulpduLimit } from '../vsi-limits.js';

export const vdpStationLimits = {
  maxVsis: { min: 1, max: 1_048_576, default: 16_384, unit: 'VSIs', text: 'VSIs of one station at a time' },
  maxFilterEntries: {
    min: 1,
    max: 243,
    default: 243,
    unit: 'entries',
    text: 'filter entries of one VSI; what fits a TLV (243, 60, 81, 40 for formats 1 to 4) bounds them, too',
  },
  maxUlpduOctets: ulpduLimit,
  maxPendingOutputs: {
    min: 1,
    max: 1_048_576,
    default: 4096,
    unit: 'outputs',
    text: 'outputs that wait for poll before ULPDUs are not taken and commands refused',
  },
} as const satisfies Limits<string>;

export const vdpStationFlags = {
  allowStepDown: { default: false, text: 'an associated VSI may be pre-associated again' },
  oneTlvPerEcpdu: { default: false, text: 'one association TLV per ECPDU' },
  acceptNullVidInResponse: { default: false, text: 'a success that leaves VIDs open is taken' },
} as const satisfies Flags<string>;

export type VdpStationLimits = Readonly<Record<keyof typeof vdpStationLimits, number>>;
