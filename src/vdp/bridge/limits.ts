// Ranges and defaults of the options of a VDP bridge. At one of the first three limits the station hears error type 2
// (insufficient resources). At one of the others the bridge takes no requests until there is room.

import type { Flags } from '../../core/choices.js';
import type { Limits } from '../../core/limits.js';
import { ulpduLimit } from '../vsi-limits.js';
import { maxFilterEntries } from '../wire/filter-info.js';

const MOST_ENTRIES = maxFilterEntries(1);

export const vdpBridgeLimits = {
  maxVsis: { min: 1, max: 1_048_576, default: 16_384, unit: 'VSIs', text: 'VSIs held at one time' },
  maxFilterEntriesPerVsi: {
    min: 1,
    max: MOST_ENTRIES,
    default: MOST_ENTRIES,
    unit: 'entries',
    text: 'filter entries of one command; the default is the most that a TLV holds',
  },
  maxFilterEntries: {
    min: 1,
    max: 16_777_216,
    default: 65_536,
    unit: 'entries',
    text: 'filter entries of all VSIs together, in force and being asked for',
  },
  maxLooseResponses: {
    min: 1,
    max: 1_048_576,
    default: 4096,
    unit: 'responses',
    text: 'responses that wait for VSIs not held before ULPDUs are no longer taken',
  },
  maxUlpduOctets: ulpduLimit,
  maxPendingOutputs: {
    min: 1,
    max: 1_048_576,
    default: 4096,
    unit: 'outputs',
    text: 'outputs that wait for poll before ULPDUs are no longer taken and requests of the host refused',
  },
} as const satisfies Limits<string>;

export type VdpBridgeLimits = Readonly<Record<keyof typeof vdpBridgeLimits, number>>;

export const vdpBridgeFlags = {
  oneTlvPerEcpdu: { default: false, text: 'one association TLV per ECPDU' },
} as const satisfies Flags<string>;
