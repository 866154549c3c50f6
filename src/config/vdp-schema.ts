// A VDP ULPDU in JSON. The text of a VSIID is read by the VSIID Format beside it.

import * as z from 'zod/mini';
import type { Identifier } from '../core/identifier.js';
import type { FilterEntry } from '../vdp/wire/filter-info.js';
import { parseVsiid } from '../vdp/wire/identity.js';
import { type FilterInfoFormat, VSIID_IPV4, VSIID_IPV6, VSIID_MAC, VSIID_UUID } from '../vdp/wire/layout.js';
import { type VdpErrorCode, vdpRules } from '../vdp/wire/rules.js';
import type { VdpUlpdu } from '../vdp/wire/ulpdu.js';
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

/** The members that both kinds of association TLV have, `kind` and `filterInfo` left out. */
const associationShape = {
  type: oneOf(1, 2, 3, 4),
  status: numberSchema,
  typeId: numberSchema,
  typeVersion: numberSchema,
  vsiidFormat: numberSchema,
  vsiid: stringSchema,
};

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

const filterEntrySchema: z.ZodMiniType<FilterEntry> = objectSchema({
  groupId: z.exactOptional(numberSchema),
  mac: z.exactOptional(macSchema),
  ps: booleanSchema,
  pcp: numberSchema,
  vid: numberSchema,
});

// Any number, for a De-Associate without entries keeps the format it came with; which ones fit is the encoder's to say.
const filterFormatSchema = z.custom<FilterInfoFormat>((format) => typeof format === 'number', { error: 'a number' });

const associationSchema = objectSchema({
  kind: z.literal('association'),
  ...associationShape,
  filterInfo: objectSchema({
    format: filterFormatSchema,
    entries: arraySchema(filterEntrySchema),
    withoutCount: markSchema,
  }),
});

const opaqueAssociationSchema = objectSchema({
  kind: z.literal('opaqueAssociation'),
  ...associationShape,
  filterInfo: objectSchema({ format: numberSchema, count: numberSchema, octets: octetsSchema }),
});

const isVdpCode = (code: unknown): code is VdpErrorCode => typeof code === 'string' && Object.hasOwn(vdpRules, code);

const tlvSchema = kindOf([
  z.pipe(associationSchema, withVsiid()),
  z.pipe(opaqueAssociationSchema, withVsiid()),
  objectSchema({ kind: z.literal('organization'), oui: numberSchema, data: octetsSchema }),
  objectSchema({ kind: z.literal('unknown'), type: numberSchema, value: octetsSchema }),
  objectSchema({
    kind: z.literal('rejected'),
    type: numberSchema,
    value: octetsSchema,
    code: z.custom<VdpErrorCode>(isVdpCode, { error: 'the code of a rule of VDP, as vdpFilterInfoFormat' }),
  }),
]);

export const vdpSchema: z.ZodMiniType<VdpUlpdu> = objectSchema({
  managerId: managerIdSchema,
  tlvs: arraySchema(tlvSchema),
});
