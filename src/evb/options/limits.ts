// Ranges and defaults of what a host may configure on an EVB station or bridge as a whole. The protocols have their own
// tables.

import type { Choices, Flags } from '../../core/choices.js';
import type { Limits, Range } from '../../core/limits.js';
import { ecpLimits } from '../../ecp/limits.js';

export const evbSystemLimits = {
  maxPorts: { min: 1, max: 65_535, default: 4094, unit: 'ports', text: 'ports of one station or bridge' },
  maxPendingOutputs: {
    min: 1,
    max: 1_048_576,
    default: 4096,
    unit: 'outputs',
    text: 'outputs that wait for poll before frames are dropped, requests of the host refused and timers put off',
  },
  minFrameSize: {
    min: 0,
    max: 1514,
    default: 60,
    unit: 'octets',
    text: 'frames are padded with zeros to as many, without the FCS; 0 switches padding off',
  },
} as const satisfies Limits<string>;

/** Of the ECP of every port. */
export const evbEcpLimits = { rest: ecpLimits.rest } as const satisfies Limits<string>;

/** Subtypes of ECP for users beside VDP. */
export const ULP_SUBTYPE: Range = { min: 2, max: 1023, unit: '', text: 'ECP subtype of a user beside VDP' };

/** Of a port. */
export const evbPortFlags = {
  enabled: { default: true, text: 'EVB is on' },
} as const satisfies Flags<string>;

/** Of a port. */
export const evbPortChoices = {
  tagging: {
    names: ['library', 'host'],
    text: 'who puts S-TAGs on frames and takes them off: the library, or the host, whose frames name their S-channel',
  },
} as const satisfies Choices;

/** Of the CDCP of a port. */
export const evbPortCdcpFlags = {
  enabled: { default: true, text: 'CDCP is on while EVB is' },
} as const satisfies Flags<string>;

/** Of the LLDP of a port. */
export const evbPortLldpChoices = {
  by: { names: ['library', 'host'], text: 'who speaks LLDP: an agent of the library, or a daemon of the host' },
} as const satisfies Choices;
