// Ranges and defaults of what a host may configure of CDCP (42.4) and of an S-VLAN component.

import type { Flags } from '../core/choices.js';
import type { Limits, Range } from '../core/limits.js';
import { CDCP_MAX_PAIRS } from './wire/cdcp-tlv.js';

export const cdcpLimits = {
  chnCap: {
    min: 1,
    max: CDCP_MAX_PAIRS,
    default: CDCP_MAX_PAIRS,
    unit: 'S-channels',
    text: 'S-channels that this end supports, the default one included',
  },
  maxScid: {
    min: 1,
    max: 4094,
    default: CDCP_MAX_PAIRS,
    unit: '',
    text: 'station: greatest SCID that may be wanted; products take 1..167',
  },
} as const satisfies Limits<string>;

export const cdcpFlags = {
  sComp: { default: true, text: 'there is an S-VLAN component; without it the default S-channel is the only one' },
  honourProposed: {
    default: true,
    text: 'bridge: an SVID that the station proposes is assigned where it is free, so that channels outlive a restart',
  },
} as const satisfies Flags<string>;

export const cdcpNegotiationLimits = {
  maxPendingOutputs: {
    min: 1,
    max: 1_048_576,
    default: 4096,
    unit: 'outputs',
    text: 'outputs that wait for poll before configurations and neighbours are refused',
  },
} as const satisfies Limits<string>;

/** The SVIDs that a bridge may assign. */
export const SVID_POOL_RANGE: Range = { min: 2, max: 4094, unit: '', text: 'an SVID of the pool' };

/** The identifiers of an S-channel of an S-VLAN component. */
export const SCID_RANGE: Range = { min: 1, max: 4094, unit: '', text: 'identifier of an S-channel' };
export const SVID_RANGE: Range = { min: 1, max: 4094, unit: '', text: 'S-VLAN ID of an S-channel' };
