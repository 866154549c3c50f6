// What a station or a bridge tells its data plane: all that changes how frames are forwarded.

import type { EvbBridgeOutput } from './bridge.js';
import type { EvbStationOutput } from './station.js';

/** The kinds of these outputs, at both ends. The list is here and nowhere else. */
const KINDS = {
  channelUp: true,
  channelDown: true,
  online: true,
  changed: true,
  offline: true,
  reflectiveRelay: true,
} as const;

/** A change for the forwarding of frames: an S-channel, a VSI with its filter, or reflective relay. */
export type DataPlaneChange = Extract<EvbStationOutput | EvbBridgeOutput, { readonly kind: keyof typeof KINDS }>;

/** Whether an output is for the data plane. */
export const isDataPlaneChange = (output: EvbStationOutput | EvbBridgeOutput): output is DataPlaneChange =>
  Object.hasOwn(KINDS, output.kind);
