// The Ethernet header in JSON.

import type * as z from 'zod/mini';
import type { EthernetHeader, VlanTag } from '../core/ethernet.js';
import { arraySchema, booleanSchema, macSchema, numberSchema, objectSchema } from './value-schema.js';

const vlanTagSchema: z.ZodMiniType<VlanTag> = objectSchema({
  tpid: numberSchema,
  pcp: numberSchema,
  dei: booleanSchema,
  vid: numberSchema,
});

export const ethernetSchema: z.ZodMiniType<EthernetHeader> = objectSchema({
  destination: macSchema,
  source: macSchema,
  tags: arraySchema(vlanTagSchema),
  etherType: numberSchema,
});
