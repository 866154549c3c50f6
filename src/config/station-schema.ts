// An EVB station in JSON, with the VSIs that it asks for.

import * as z from 'zod/mini';
import { formatIdentifierHex } from '../core/identifier.js';
import { keepsLimit } from '../core/limits.js';
import type { EvbPortOptions } from '../evb/options/port-options.js';
import { type ChannelPlace, DEFAULT_SCID } from '../evb/place.js';
import type { EvbStationOptions } from '../evb/station.js';
import { SCID_RANGE } from '../s-channel/limits.js';
import type { VsiCommand } from '../vdp/station/io.js';
import { vdpStationFlags, vdpStationLimits } from '../vdp/station/limits.js';
import { issueAt } from './config-error.js';
import { anyway, faultyMembers, flagsShape, listSchema, numbersShape, rangeSchema, without } from './option-schema.js';
import { portFaults, portNames, systemShape } from './port-schema.js';
import { booleanSchema, objectSchema, oneOf, stringSchema } from './value-schema.js';
import { vsiFault, vsiidCheck, vsiShape, withVsiid } from './vsi-schema.js';

/** A VSI, and its S-channel. */
export type ConfiguredVsi = VsiCommand & ChannelPlace;

/** The options of `new EvbStation`, and the VSIs for its `command` inputs. */
export interface EvbStationConfig extends EvbStationOptions {
  readonly ports: readonly EvbPortOptions[];
  readonly vsis: readonly ConfiguredVsi[];
}

const configuredVsiSchema: z.ZodMiniType<ConfiguredVsi> = z.pipe(
  objectSchema({
    port: stringSchema,
    scid: z._default(rangeSchema(SCID_RANGE), () => DEFAULT_SCID),
    ...vsiShape,
  }).check(vsiidCheck()),
  z.transform(withVsiid),
);

type VdpNumbers = Record<keyof typeof vdpStationLimits, number>;

/** The numbers of VDP; a missing or wrong number has the default. */
function vdpNumbers(vdp: unknown): VdpNumbers {
  const numbers: Partial<VdpNumbers> = {};
  for (const name of Object.keys(vdpStationLimits) as (keyof VdpNumbers)[]) {
    const limit = vdpStationLimits[name];
    const value = (vdp as Partial<VdpNumbers> | null | undefined)?.[name];
    numbers[name] = keepsLimit(limit, value) ? value : limit.default;
  }
  return numbers as VdpNumbers;
}

const SCID_TEXT = 'the SCID of an S-channel that the port wants, or has by hand';

/** The S-channels that each port may have, by the name of the port; without ports that have errors there. */
function scidsByPort(ports: unknown): ReadonlyMap<unknown, ReadonlySet<number>> {
  const list = Array.isArray(ports) ? (ports as readonly (Partial<EvbPortOptions> | null)[]) : [];
  const readable = list.filter((port) => Array.isArray(port?.cdcp?.wants ?? []) && Array.isArray(port?.channels ?? []));
  return new Map(
    readable.map((port) => [
      port?.name,
      new Set([DEFAULT_SCID, ...(port?.cdcp?.wants ?? []), ...(port?.channels ?? []).map((pair) => pair?.scid)]),
    ]),
  );
}

/** Errors of VSIs in their station; without VSIs that have errors of their own. */
function vsiFaults({ value, issues }: z.core.ParsePayload<EvbStationConfig>): z.core.$ZodRawIssue[] {
  const { ports, vsis, vdp }: Partial<EvbStationConfig> = value ?? {};
  const faulty = faultyMembers(issues, ['vsis']);
  // Ports are known only where their list is a list and was checked to its end.
  const portsAreKnown = !faultyMembers(issues, ['ports']).has(undefined);
  const limits = vdpNumbers(vdp);
  const names = new Set(portNames(ports));
  const scids = scidsByPort(ports);
  const known = new Set<string>();
  const counts = new Map<string, number>();
  const faults: z.core.$ZodRawIssue[] = [];
  for (const [i, vsi] of Array.isArray(vsis) ? (vsis as readonly ConfiguredVsi[]).entries() : []) {
    if (faulty.has(i)) continue;
    const { port, scid, vsiidFormat, vsiid } = vsi;
    const place = JSON.stringify([port, scid]);
    const key = JSON.stringify([place, vsiidFormat, formatIdentifierHex(vsiid)]);
    const count = (counts.get(place) ?? 0) + 1;
    counts.set(place, count);
    if (portsAreKnown && !names.has(port)) faults.push(issueAt(['vsis', i, 'port'], 'the name of a port'));
    if (scids.get(port)?.has(scid) === false) faults.push(issueAt(['vsis', i, 'scid'], SCID_TEXT));
    if (known.has(key)) faults.push(issueAt(['vsis', i, 'vsiid'], 'a VSI that is not among the others of this port'));
    if (count === limits.maxVsis + 1) faults.push(issueAt(['vsis', i], `at most ${limits.maxVsis} VSIs at a time`));
    known.add(key);
    const fault = vsiFault(vsi, limits);
    if (fault !== undefined) faults.push(issueAt(['vsis', i, ...fault[0]], fault[1]));
  }
  return faults;
}

export const stationSchema: z.ZodMiniType<EvbStationConfig> = objectSchema({
  ...systemShape,
  vdp: z.prefault(
    objectSchema({
      ...numbersShape<keyof typeof vdpStationLimits>(vdpStationLimits),
      ...flagsShape(without(vdpStationFlags, 'oneTlvPerEcpdu', 'acceptNullVidInResponse')),
      // No defaults here: they would replace the values of `peer`.
      oneTlvPerEcpdu: z.exactOptional(booleanSchema),
      acceptNullVidInResponse: z.exactOptional(booleanSchema),
    }),
    {},
  ),
  peer: z.exactOptional(oneOf('openlldp')),
  vsis: z._default(listSchema(configuredVsiSchema), () => []),
}).check(
  anyway((payload) => {
    const faults = [...portFaults(payload.value), ...vsiFaults(payload)];
    for (const fault of faults) payload.issues.push(fault);
  }),
);
