// The parameters of libvirt's `<virtualport type='802.1Qbg'>`, as a VSI. The parameters come from XML, so a number may be a text,
// decimal or hexadecimal with `0x`. The result equals that of openlldp: the manager ID of draft 0.2, one octet, becomes the first
// of sixteen octets, the others are zero, and the filter has the format MAC/VID.

import * as z from 'zod/mini';
import type { Identifier } from '../core/identifier.js';
import { parseUuid } from '../core/identifier.js';
import { keepsLimit, limitText, type Range } from '../core/limits.js';
import type { VsiCommand } from '../vdp/station/io.js';
import { filterEntryRanges, vsiRanges } from '../vdp/vsi-limits.js';
import { FILTER_MAC_VID, VSIID_UUID } from '../vdp/wire/layout.js';
import { portMacSchema } from './port-schema.js';
import { objectSchema, testedSchema, textSchema } from './value-schema.js';

const managerIdRange: Range = { min: 0, max: 255, unit: '', text: 'manager ID of draft 0.2' };

/** A leading zero is refused, since it could mean an octal number. */
const numberOf = (value: unknown): unknown =>
  typeof value === 'string' && /^(0|[1-9]\d*|0x[0-9a-f]+)$/i.test(value) ? Number(value) : value;

const numberOrTextSchema = (range: Range): z.ZodMiniType<number> =>
  z.pipe(
    testedSchema<unknown>(limitText(range), (value) => keepsLimit(range, numberOf(value))),
    z.transform((value: unknown) => numberOf(value) as number),
  );

const managerIdOf = (managerid: number): Identifier => ({ w0: managerid << 24, w1: 0, w2: 0, w3: 0 });

export const virtualPortSchema: z.ZodMiniType<VsiCommand> = z.pipe(
  objectSchema({
    parameters: objectSchema({
      managerid: numberOrTextSchema(managerIdRange),
      typeid: numberOrTextSchema(vsiRanges.typeId),
      typeidversion: numberOrTextSchema(vsiRanges.typeVersion),
      instanceid: textSchema('a UUID', parseUuid),
    }),
    guest: objectSchema({
      mac: portMacSchema,
      vlan: z._default(numberOrTextSchema(filterEntryRanges.vid), 0),
    }),
  }),
  z.transform(
    ({ parameters: { managerid, typeid, typeidversion, instanceid }, guest: { mac, vlan } }): VsiCommand => ({
      command: 'associate',
      managerId: managerIdOf(managerid),
      typeId: typeid,
      typeVersion: typeidversion,
      vsiidFormat: VSIID_UUID,
      vsiid: instanceid,
      filterInfo: { format: FILTER_MAC_VID, entries: [{ mac, ps: false, pcp: 0, vid: vlan }] },
    }),
  ),
);
