// A whole frame in JSON, as `frameToJson` makes it. The output of the schema is the value.

import * as z from 'zod/mini';
import type { EcpHeader } from '../ecp/ecpdu.js';
import type { Frame } from '../frame/frame.js';
import { ethernetSchema } from './ethernet-schema.js';
import { lldpSchema } from './lldp-schema.js';
import { kindOf, numberSchema, objectSchema, octetsSchema } from './value-schema.js';
import { vdpSchema } from './vdp-schema.js';

const ecpSchema: z.ZodMiniType<EcpHeader> = objectSchema({
  version: numberSchema,
  operation: numberSchema,
  subtype: numberSchema,
  sequence: numberSchema,
});

const ethernet = ethernetSchema;
const ecp = ecpSchema;
const trailer = z.exactOptional(octetsSchema);

export const frameSchema: z.ZodMiniType<Frame> = kindOf([
  objectSchema({ kind: z.literal('lldp'), ethernet, lldp: lldpSchema, trailer }),
  objectSchema({ kind: z.literal('vdp'), ethernet, ecp, vdp: vdpSchema, trailer }),
  objectSchema({ kind: z.literal('ecp'), ethernet, ecp, ulpdu: octetsSchema, trailer }),
  objectSchema({ kind: z.literal('ecpAck'), ethernet, ecp, trailer }),
  objectSchema({ kind: z.literal('other'), ethernet, payload: octetsSchema, trailer }),
]);
