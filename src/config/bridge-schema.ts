// An EVB bridge in JSON, with the VSI type database of a VSI manager in memory.

import * as z from 'zod/mini';
import { type Identifier, ZERO_IDENTIFIER } from '../core/identifier.js';
import type { EvbBridgeOptions } from '../evb/bridge.js';
import type { EvbPortOptions } from '../evb/options/port-options.js';
import { vdpBridgeLimits } from '../vdp/bridge/limits.js';
import type { VsiType } from '../vdp/manager/vsi-type.js';
import { anyway, faultyMembers, numbersShape } from './option-schema.js';
import { portFaults, systemShape } from './port-schema.js';
import { booleanSchema, managerIdSchema, objectSchema, oneOf } from './value-schema.js';
import { vsiTypeFaults, vsiTypesSchema } from './vsi-type-schema.js';

/** The options of `new EvbBridge`, and the types and options of `staticVsiManager`. */
export interface EvbBridgeConfig extends EvbBridgeOptions {
  readonly ports: readonly EvbPortOptions[];
  readonly vsiTypes: readonly VsiType[];
  /** The manager to ask where the station names none; all zero: no manager. Default all zero. */
  readonly defaultManagerId: Identifier;
}

export const bridgeSchema: z.ZodMiniType<EvbBridgeConfig> = objectSchema({
  ...systemShape,
  vdp: z.prefault(
    objectSchema({
      ...numbersShape<keyof typeof vdpBridgeLimits>(vdpBridgeLimits),
      // No defaults here: they would replace the values of `peer`.
      oneTlvPerEcpdu: z.exactOptional(booleanSchema),
    }),
    {},
  ),
  peer: z.exactOptional(oneOf('openlldp')),
  vsiTypes: z._default(vsiTypesSchema, () => []),
  defaultManagerId: z._default(managerIdSchema, () => ZERO_IDENTIFIER),
}).check(
  anyway(({ value, issues }) => {
    const typeFaults = vsiTypeFaults(value?.vsiTypes, faultyMembers(issues, ['vsiTypes']), ['vsiTypes']);
    for (const fault of [...portFaults(value), ...typeFaults]) issues.push(fault);
  }),
);
