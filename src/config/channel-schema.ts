// S-channels of a port in JSON: CDCP, and manual S-channels.

import * as z from 'zod/mini';
import { keepsLimit } from '../core/limits.js';
import type { PortCdcpOptions } from '../evb/options/channel-options.js';
import { evbPortCdcpFlags } from '../evb/options/limits.js';
import { poolFaults, wantFaults } from '../s-channel/cdcp/config.js';
import type { SvidRange } from '../s-channel/cdcp/svid-pool.js';
import { cdcpFlags, cdcpLimits, SCID_RANGE, SVID_POOL_RANGE, SVID_RANGE } from '../s-channel/limits.js';
import { addSChannel, newSVlanComponent } from '../s-channel/relay/s-vlan-component.js';
import type { SChannelPair } from '../s-channel/wire/cdcp-tlv.js';
import { issueAt } from './config-error.js';
import {
  anyway,
  faultyMembers,
  flagsShape,
  listSchema,
  MOST_ISSUES,
  numbersShape,
  rangeSchema,
} from './option-schema.js';
import { objectSchema, testedSchema } from './value-schema.js';

const poolSchema: z.ZodMiniType<readonly SvidRange[]> = listSchema(
  objectSchema({ low: rangeSchema(SVID_POOL_RANGE), high: rangeSchema(SVID_POOL_RANGE) }),
);

/** A value that is not a list has its issue already. */
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const cdcpOptionsSchema: z.ZodMiniType<PortCdcpOptions> = objectSchema({
  ...flagsShape<keyof typeof evbPortCdcpFlags>(evbPortCdcpFlags),
  ...numbersShape<keyof typeof cdcpLimits>(cdcpLimits),
  ...flagsShape<keyof typeof cdcpFlags>(cdcpFlags),
  // The check of an SCID depends on `maxScid` and on the SCIDs before it.
  wants: z._default(listSchema(testedSchema<number>('', () => true)), () => []),
  pool: z._default(poolSchema, () => [{ low: SVID_POOL_RANGE.min, high: SVID_POOL_RANGE.max }]),
}).check(
  anyway(({ value, issues }) => {
    const { wants, pool, maxScid }: Partial<PortCdcpOptions> = value ?? {};
    const most = keepsLimit(cdcpLimits.maxScid, maxScid) ? maxScid : cdcpLimits.maxScid.max;
    for (const { at, expected } of wantFaults(listOf(wants), most).slice(0, MOST_ISSUES)) {
      issues.push(issueAt(['wants', ...at], expected));
    }
    const faulty = faultyMembers(issues, ['pool']);
    for (const { at, expected } of poolFaults(listOf(pool))) {
      if (!faulty.has(at[0] as number)) issues.push(issueAt(['pool', ...at], expected));
    }
  }),
);

const pairListSchema: z.ZodMiniType<readonly SChannelPair[]> = listSchema(
  objectSchema({ scid: rangeSchema(SCID_RANGE), svid: rangeSchema(SVID_RANGE) }),
);

export const manualChannelsSchema: z.ZodMiniType<readonly SChannelPair[]> = pairListSchema.check(
  anyway(({ value, issues }) => {
    const faulty = faultyMembers(issues, []);
    const component = newSVlanComponent();
    for (const [i, pair] of listOf(value).entries()) {
      if (faulty.has(i)) continue;
      const refusal = addSChannel(component, pair as SChannelPair);
      if (refusal === undefined) continue;
      issues.push(issueAt(refusal.field === '' ? [i] : [i, refusal.field], refusal.expected));
      if (refusal.code === 'tooManySChannels' || issues.length > MOST_ISSUES) break;
    }
  }),
);
