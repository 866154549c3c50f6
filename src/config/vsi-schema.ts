// A VSI in JSON: what the host of a station wants of it. Filter info is as in the JSON of a frame, but what the entries say
// need not be said again: `format`, which follows from their members, and `ps`, which is true where there is a `pcp`.

import * as z from 'zod/mini';
import { listed } from '../core/choices.js';
import { type Identifier, ZERO_IDENTIFIER } from '../core/identifier.js';
import { keepsLimit } from '../core/limits.js';
import { type CheckContext, commandTlv, faultOf, refuseCommand } from '../vdp/station/check.js';
import type { VsiCommand } from '../vdp/station/io.js';
import { vdpStationLimits } from '../vdp/station/limits.js';
import { filterEntryRanges, organizationRanges, vsiChoices, vsiRanges } from '../vdp/vsi-limits.js';
import { type FilterEntry, type FilterInfo, layoutOf, makeFilterInfo } from '../vdp/wire/filter-info.js';
import { parseVsiid, VSIID_FORMATS, type VsiKey } from '../vdp/wire/identity.js';
import {
  FILTER_GROUP_MAC_VID,
  FILTER_GROUP_VID,
  FILTER_MAC_VID,
  FILTER_VID,
  type FilterInfoFormat,
} from '../vdp/wire/layout.js';
import type { OrganizationData } from '../vdp/wire/organization.js';
import { issueAt, pathOf } from './config-error.js';
import { anyway, choicesShape, faultyMembers, listSchema, rangeSchema } from './option-schema.js';
import {
  booleanSchema,
  MAC_TEXT,
  macSchema,
  managerIdSchema,
  objectSchema,
  octetsSchema,
  oneOf,
  stringSchema,
  testedSchema,
} from './value-schema.js';
import { vsiidText } from './vdp-schema.js';

const FORMAT_NUMBERS = Object.values(VSIID_FORMATS);

function vsiidFormatOf(value: unknown): number | undefined {
  if (typeof value === 'string') return Object.hasOwn(VSIID_FORMATS, value) ? VSIID_FORMATS[value] : undefined;
  return FORMAT_NUMBERS.find((format) => format === value);
}

const vsiidFormatSchema: z.ZodMiniType<number> = z.pipe(
  testedSchema<unknown>(
    `${listed(Object.keys(VSIID_FORMATS), 'or')}, or their numbers 1..5`,
    (value) => vsiidFormatOf(value) !== undefined,
  ),
  z.transform((value: unknown) => vsiidFormatOf(value) as number),
);

const entrySchema: z.ZodMiniType<FilterEntry> = z.pipe(
  objectSchema({
    groupId: z.exactOptional(rangeSchema(filterEntryRanges.groupId)),
    mac: z.exactOptional(macSchema),
    ps: z.exactOptional(booleanSchema),
    pcp: z.exactOptional(rangeSchema(filterEntryRanges.pcp)),
    vid: rangeSchema(filterEntryRanges.vid),
  }),
  z.transform(
    ({ ps, pcp, vid, ...rest }): FilterEntry => ({ ...rest, ps: ps ?? pcp !== undefined, pcp: pcp ?? 0, vid }),
  ),
);

/** The format whose entries have the members that some of these have; `entries` may be anything. */
function formatOf(entries: unknown): FilterInfoFormat {
  const has = (name: string): boolean =>
    Array.isArray(entries) && entries.some((one) => typeof one === 'object' && one !== null && name in one);
  if (has('groupId')) return has('mac') ? FILTER_GROUP_MAC_VID : FILTER_GROUP_VID;
  return has('mac') ? FILTER_MAC_VID : FILTER_VID;
}

/** What is wrong with an entry in the filter info around it. */
function entryFaults(info: FilterInfo, entry: FilterEntry): (readonly [member: string, expected: string])[] {
  const { format } = info;
  const { groupId, mac } = layoutOf(info);
  const members = [
    ['groupId', groupId !== undefined, 'a GroupID, as other entries or the format have'],
    ['mac', mac !== undefined, MAC_TEXT],
  ] as const;
  const misplaced = members
    .filter(([member, wanted]) => (entry[member] !== undefined) !== wanted)
    .map(
      ([member, wanted, text]) => [member, wanted ? text : `no such member in filter info format ${format}`] as const,
    );
  const fault = faultOf(info, entry);
  return fault === undefined ? misplaced : [...misplaced, fault];
}

const filterInfoSchema: z.ZodMiniType<FilterInfo> = z.pipe(
  objectSchema({
    format: z.exactOptional(oneOf(FILTER_VID, FILTER_MAC_VID, FILTER_GROUP_VID, FILTER_GROUP_MAC_VID)),
    entries: listSchema(entrySchema),
  }).check(
    anyway(({ value, issues }) => {
      const entries: unknown = value?.entries;
      if (!Array.isArray(entries)) return;
      const faultyFormat = faultyMembers(issues, []).has('format');
      const format = faultyFormat ? formatOf(entries) : (value.format ?? formatOf(entries));
      const faulty = faultyMembers(issues, ['entries']);
      for (const [i, one] of (entries as readonly FilterEntry[]).entries()) {
        if (faulty.has(i)) continue;
        for (const [member, expected] of entryFaults(makeFilterInfo(format, entries), one)) {
          issues.push(issueAt(['entries', i, member], expected));
        }
      }
    }),
  ),
  z.transform(({ format, entries }) => makeFilterInfo(format ?? formatOf(entries), entries)),
);

const organizationSchema: z.ZodMiniType<OrganizationData> = objectSchema({
  oui: rangeSchema(organizationRanges.oui),
  data: octetsSchema.check(
    z.refine(({ length }) => keepsLimit(organizationRanges.octets, length), {
      error: `at most ${organizationRanges.octets.max} octets in hexadecimal digits`,
    }),
  ),
});

/** The members of a VSI; `vsiid` stays text. */
export const vsiShape = {
  ...choicesShape(vsiChoices),
  managerId: z._default(managerIdSchema, () => ZERO_IDENTIFIER),
  typeId: rangeSchema(vsiRanges.typeId),
  typeVersion: rangeSchema(vsiRanges.typeVersion),
  vsiidFormat: vsiidFormatSchema,
  vsiid: stringSchema,
  filterInfo: filterInfoSchema,
  suspended: z.exactOptional(booleanSchema),
  migrating: z.exactOptional(booleanSchema),
  organizations: z.exactOptional(listSchema(organizationSchema)),
};

interface WithVsiidText {
  readonly vsiidFormat: number;
  readonly vsiid: string;
}

/** A check of the text of the VSIID by its format. */
export const vsiidCheck = <T extends WithVsiidText>(): z.core.$ZodCheck<T> =>
  anyway<T>(({ value, issues }) => {
    const faulty = faultyMembers(issues, []);
    if (faulty.has('vsiidFormat') || typeof value?.vsiid !== 'string') return;
    if (parseVsiid(value.vsiidFormat, value.vsiid) !== undefined) return;
    issues.push(issueAt(['vsiid'], vsiidText(value.vsiidFormat)));
  });

/** The VSIID in the place of its text, which is known to be one. */
export const withVsiid = <T extends WithVsiidText>(vsi: T): Omit<T, 'vsiid'> & { readonly vsiid: Identifier } => ({
  ...vsi,
  vsiid: parseVsiid(vsi.vsiidFormat, vsi.vsiid) as Identifier,
});

/** S and M. */
export type VsiHints = Pick<VsiCommand, 'suspended' | 'migrating'>;

const { vsiidFormat, vsiid, suspended, migrating } = vsiShape;

/** The key of a VSI, and its hints. */
export const vsiKeySchema: z.ZodMiniType<VsiKey & VsiHints> = z.pipe(
  objectSchema({ vsiidFormat, vsiid, suspended, migrating }).check(vsiidCheck()),
  z.transform(withVsiid),
);

/** What a station would refuse of a VSI as it is. */
export function vsiFault(
  vsi: VsiCommand,
  limits: Omit<CheckContext, 'groupIdAgreed'>,
): readonly [path: readonly PropertyKey[], expected: string] | undefined {
  const refusal = refuseCommand(commandTlv(vsi), vsi.managerId, vsi.organizations, { ...limits, groupIdAgreed: true });
  return refusal && [pathOf(refusal.field).slice(1), refusal.expected];
}

/** One VSI, for a station with the limits that it has by default. */
export const oneVsiSchema: z.ZodMiniType<VsiCommand> = z
  .pipe(objectSchema(vsiShape).check(vsiidCheck()), z.transform(withVsiid))
  .check(({ value, issues }) => {
    const fault = vsiFault(value, {
      maxFilterEntries: vdpStationLimits.maxFilterEntries.default,
      maxUlpduOctets: vdpStationLimits.maxUlpduOctets.default,
    });
    if (fault !== undefined) issues.push(issueAt(...fault));
  });
