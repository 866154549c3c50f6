// LLDP, the EVB TLV and the CDCP TLV in JSON.

import * as z from 'zod/mini';
import type { FrameLldpTlv } from '../frame/frame.js';
import type { EvbTlv } from '../lldp-evb/wire/evb-tlv.js';
import type { Lldpdu, StationId } from '../lldp-evb/wire/lldpdu.js';
import type { CdcpTlv } from '../s-channel/wire/cdcp-tlv.js';
import {
  arraySchema,
  booleanSchema,
  kindOf,
  markSchema,
  numberSchema,
  objectSchema,
  octetsSchema,
  oneOf,
  stringSchema,
} from './value-schema.js';

const evbSchema: z.ZodMiniType<EvbTlv> = objectSchema({
  bgid: booleanSchema,
  rrcap: booleanSchema,
  rrctr: booleanSchema,
  sgid: booleanSchema,
  rrreq: booleanSchema,
  rrstat: numberSchema,
  r: numberSchema,
  rte: numberSchema,
  evbMode: numberSchema,
  rwdRol: booleanSchema,
  rwd: numberSchema,
  rkaRol: booleanSchema,
  rka: numberSchema,
  bridgeReserved: z.exactOptional(numberSchema),
  stationReserved: z.exactOptional(numberSchema),
  rkaReserved: z.exactOptional(numberSchema),
  extension: z.exactOptional(octetsSchema),
});

const cdcpSchema: z.ZodMiniType<CdcpTlv> = objectSchema({
  role: oneOf('bridge', 'station'),
  sComp: booleanSchema,
  chnCap: numberSchema,
  pairs: arraySchema(objectSchema({ scid: numberSchema, svid: numberSchema })),
  reservedHigh: z.exactOptional(numberSchema),
  reservedLow: z.exactOptional(numberSchema),
});

const tlvSchema: z.ZodMiniType<FrameLldpTlv> = kindOf([
  objectSchema({ kind: z.literal('raw'), type: numberSchema, value: octetsSchema }),
  objectSchema({ kind: z.literal('rejected'), type: numberSchema, value: octetsSchema, code: stringSchema }),
  objectSchema({ kind: z.literal('evb'), evb: evbSchema }),
  objectSchema({ kind: z.literal('cdcp'), cdcp: cdcpSchema }),
]);

const stationIdSchema: z.ZodMiniType<StationId> = objectSchema({ subtype: numberSchema, id: octetsSchema });

export const lldpSchema: z.ZodMiniType<Lldpdu<FrameLldpTlv>> = objectSchema({
  chassisId: stationIdSchema,
  portId: stationIdSchema,
  ttl: numberSchema,
  tlvs: arraySchema(tlvSchema),
  withoutEnd: markSchema,
});
