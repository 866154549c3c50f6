// A VDP ULPDU in JSON. The text of a VSIID is read by the VSIID Format beside it.

import * as z from 'zod/mini';
import { FLAG_TEXT } from '../core/choices.js';
import type { Identifier } from '../core/identifier.js';
import type { FrameVdpTlv } from '../frame/frame.js';
import { layoutFault } from '../vdp/vsi-limits.js';
import { type FilterInfo, makeFilterInfo, type RegisteredEntry } from '../vdp/wire/filter-info.js';
import { parseVsiid } from '../vdp/wire/identity.js';
import { type EntryLayout, VSIID_IPV4, VSIID_IPV6, VSIID_MAC, VSIID_UUID } from '../vdp/wire/layout.js';
import { type VdpErrorCode, vdpRules } from '../vdp/wire/rules.js';
import type { VdpUlpdu } from '../vdp/wire/ulpdu.js';
import { issueAt } from './config-error.js';
import { anyway } from './option-schema.js';
import {
  arraySchema,
  booleanSchema,
  kindOf,
  macSchema,
  managerIdSchema,
  markSchema,
  numberSchema,
  objectSchema,
  octetsSchema,
  oneOf,
  stringSchema,
} from './value-schema.js';

const VSIID_TEXTS: Readonly<Record<number, string>> = {
  [VSIID_IPV4]: 'an IPv4 address or ',
  [VSIID_IPV6]: 'an IPv6 address or ',
  [VSIID_MAC]: 'a MAC address or ',
  [VSIID_UUID]: 'a UUID or ',
};

/** What a VSIID looks like by its format, in words. */
export const vsiidText = (vsiidFormat: number): string => `${VSIID_TEXTS[vsiidFormat] ?? ''}32 hexadecimal digits`;

interface WithVsiidText {
  readonly vsiidFormat: number;
  readonly vsiid: string;
}

/** Puts the VSIID in the place of its text. */
const withVsiid = <T extends WithVsiidText>() =>
  z.transform((tlv: T, context): Omit<T, 'vsiid'> & { readonly vsiid: Identifier } => {
    const { vsiidFormat, vsiid: input } = tlv;
    const vsiid = parseVsiid(vsiidFormat, input);
    if (vsiid !== undefined) return { ...tlv, vsiid };
    context.issues.push({ code: 'custom', message: vsiidText(vsiidFormat), input, path: ['vsiid'] });
    return z.NEVER;
  });

const layoutSchema: z.ZodMiniType<EntryLayout> = objectSchema({
  octets: numberSchema,
  groupId: z.exactOptional(numberSchema),
  mac: z.exactOptional(numberSchema),
  vid: z.exactOptional(numberSchema),
}).check(({ value, issues }) => {
  const fault = layoutFault(value);
  if (fault !== undefined) issues.push(issueAt([fault[0]], fault[1]));
});

/** An entry of any format; `groupId`, `mac` and `octets` are the encoder's to ask for. */
const entrySchema: z.ZodMiniType<RegisteredEntry> = objectSchema({
  groupId: z.exactOptional(numberSchema),
  mac: z.exactOptional(macSchema),
  ps: z.exactOptional(booleanSchema),
  pcp: z.exactOptional(numberSchema),
  vid: z.exactOptional(numberSchema),
  octets: z.exactOptional(octetsSchema),
});

interface FilterInfoMembers {
  readonly layout?: EntryLayout;
  readonly entries: readonly RegisteredEntry[];
  readonly withoutCount?: true;
}

/** The entries of a format without a layout beside it have a VID field. */
const entriesCheck = anyway<FilterInfoMembers>(({ value, issues }) => {
  if (!Array.isArray(value?.entries) || value.layout !== undefined) return;
  if (value.withoutCount && value.entries.length > 0) issues.push(issueAt(['entries'], 'no entry beside withoutCount'));
  for (const [i, entry] of (value.entries as readonly RegisteredEntry[]).entries()) {
    if (typeof entry !== 'object' || entry === null) continue;
    for (const name of ['ps', 'pcp', 'vid'] as const) {
      if (entry[name] !== undefined) continue;
      issues.push(issueAt(['entries', i, name], name === 'ps' ? FLAG_TEXT : 'a number'));
    }
  }
});

// Any number as a format, for a De-Associate without entries keeps the one it came with. Which members go with which
// format is the encoder's to say.
const filterInfoSchema: z.ZodMiniType<FilterInfo> = z.pipe(
  objectSchema({
    format: numberSchema,
    layout: z.exactOptional(layoutSchema),
    entries: arraySchema(entrySchema),
    withoutCount: markSchema,
  }).check(entriesCheck),
  z.transform(
    ({ format, layout, entries, withoutCount }): FilterInfo =>
      withoutCount ? { format, entries: [], withoutCount } : makeFilterInfo(format, entries, layout),
  ),
);

const associationSchema = objectSchema({
  kind: z.literal('association'),
  type: oneOf(1, 2, 3, 4),
  status: numberSchema,
  typeId: numberSchema,
  typeVersion: numberSchema,
  vsiidFormat: numberSchema,
  vsiid: stringSchema,
  filterInfo: filterInfoSchema,
});

const VALUE_TEXT = 'a number, or hexadecimal digits, two an octet';

const isVdpCode = (code: unknown): code is VdpErrorCode => typeof code === 'string' && Object.hasOwn(vdpRules, code);

const tlvSchema = kindOf([
  z.pipe(associationSchema, withVsiid()),
  objectSchema({ kind: z.literal('organization'), oui: numberSchema, data: octetsSchema }),
  objectSchema({
    kind: z.literal('organizationValues'),
    oui: numberSchema,
    subtype: numberSchema,
    values: z.record(z.string(), z.union([numberSchema, octetsSchema], { error: VALUE_TEXT }), { error: 'an object' }),
  }),
  objectSchema({ kind: z.literal('unknown'), type: numberSchema, value: octetsSchema }),
  objectSchema({
    kind: z.literal('rejected'),
    type: numberSchema,
    value: octetsSchema,
    code: z.custom<VdpErrorCode>(isVdpCode, { error: 'the code of a rule of VDP, as vdpFilterInfoFormat' }),
  }),
]);

export const vdpSchema: z.ZodMiniType<VdpUlpdu<FrameVdpTlv>> = objectSchema({
  managerId: managerIdSchema,
  tlvs: arraySchema(tlvSchema),
});
