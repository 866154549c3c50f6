// A port of an EVB station or bridge in JSON.

import * as z from 'zod/mini';
import { keepsLimit } from '../core/limits.js';
import { parseMac } from '../core/mac.js';
import { ecpLimits } from '../ecp/limits.js';
import {
  evbEcpLimits,
  evbPortChoices,
  evbPortFlags,
  evbPortLldpChoices,
  evbSystemLimits,
} from '../evb/options/limits.js';
import {
  type EvbPortOptions,
  isPortMac,
  LLDP_TLV_TEXT,
  PORT_NAME_TEXT,
  type PortLldpOptions,
  portNameOctets,
} from '../evb/options/port-options.js';
import { isLocalTlv, STATION_ID_OCTETS, STATION_ID_SUBTYPE } from '../lldp-evb/agent/local-tlvs.js';
import { evbChoices, evbFlags, evbLimits, lldpChoices, lldpFlags, lldpLimits } from '../lldp-evb/limits.js';
import { clampFaults, type EvbConfigOptions } from '../lldp-evb/negotiation/config.js';
import type { LldpTlv, RawLldpTlv, StationId } from '../lldp-evb/wire/lldpdu.js';
import { cdcpOptionsSchema, manualChannelsSchema } from './channel-schema.js';
import { issueAt } from './config-error.js';
import {
  anyway,
  choicesShape,
  faultyMembers,
  flagsShape,
  listSchema,
  numbersShape,
  rangeSchema,
  without,
} from './option-schema.js';
import { numberSchema, objectSchema, octetsSchema, testedSchema, textSchema } from './value-schema.js';

const portNameSchema: z.ZodMiniType<string> = testedSchema(
  PORT_NAME_TEXT,
  (name) => portNameOctets(name) !== undefined,
);

export const PORT_MAC_TEXT = 'an individual MAC address, as 02-00-00-00-00-01';

export const portMacSchema: z.ZodMiniType<number> = textSchema(PORT_MAC_TEXT, (text) => {
  const mac = parseMac(text);
  return isPortMac(mac) ? mac : undefined;
});

const stationIdSchema: z.ZodMiniType<StationId> = objectSchema({
  subtype: rangeSchema(STATION_ID_SUBTYPE),
  id: octetsSchema.check(
    z.refine(({ length }) => keepsLimit(STATION_ID_OCTETS, length), {
      error: `${STATION_ID_OCTETS.min}..${STATION_ID_OCTETS.max} octets in hexadecimal digits`,
    }),
  ),
});

const tlvSchema: z.ZodMiniType<LldpTlv> = z.pipe(
  objectSchema({ type: numberSchema, value: octetsSchema }),
  z.transform((tlv, { issues }): RawLldpTlv => {
    const raw: RawLldpTlv = { kind: 'raw', ...tlv };
    if (!isLocalTlv(raw)) issues.push(issueAt([], LLDP_TLV_TEXT));
    return raw;
  }),
);

const lldpSchema: z.ZodMiniType<PortLldpOptions> = objectSchema({
  ...choicesShape(evbPortLldpChoices),
  chassisId: z.exactOptional(stationIdSchema),
  portId: z.exactOptional(stationIdSchema),
  tlvs: z._default(listSchema(tlvSchema), () => []),
  // The port takes the outputs of the agent at once, so that they never wait.
  ...numbersShape(without(lldpLimits, 'maxPendingOutputs')),
  ...flagsShape(lldpFlags),
  ...choicesShape(lldpChoices),
});

type EvbNumbers = Record<keyof typeof evbLimits, number>;

const evbSchema: z.ZodMiniType<Omit<EvbConfigOptions, 'role'>> = objectSchema({
  ...numbersShape<keyof typeof evbLimits>(evbLimits),
  ...flagsShape<keyof typeof evbFlags>(evbFlags),
  ...choicesShape(evbChoices),
}).check(
  anyway(({ value, issues }) => {
    const numbers: EvbNumbers = { ...value };
    for (const name of faultyMembers(issues, []) as Set<keyof EvbNumbers>) numbers[name] = Number.NaN;
    for (const { field, expected } of clampFaults(numbers)) issues.push(issueAt([field], expected));
  }),
);

const portSchema: z.ZodMiniType<EvbPortOptions> = objectSchema({
  name: portNameSchema,
  mac: portMacSchema,
  ...flagsShape(evbPortFlags),
  ...choicesShape(evbPortChoices),
  // No default: a program draws a random value.
  initialSequence: z.exactOptional(rangeSchema(ecpLimits.initialSequence)),
  lldp: z.prefault(lldpSchema, {}),
  evb: z.prefault(evbSchema, {}),
  // Without these members the port has only the default S-channel.
  cdcp: z.exactOptional(cdcpOptionsSchema),
  channels: z.exactOptional(manualChannelsSchema),
});

/** The members of a station and of a bridge. */
export const systemShape = {
  ports: z._default(listSchema(portSchema), () => []),
  ...numbersShape<keyof typeof evbSystemLimits>(evbSystemLimits),
  // Without a default, which would undo what `peer` says.
  ecp: z.prefault(objectSchema({ rest: z.exactOptional(rangeSchema(evbEcpLimits.rest)) }), {}),
};

/** The names of the ports, also of ports with errors. */
export const portNames = (ports: unknown): readonly unknown[] =>
  Array.isArray(ports) ? ports.map((port: Partial<EvbPortOptions> | null | undefined) => port?.name) : [];

/** Errors between ports; `system` may be anything. */
export function portFaults(system: unknown): z.core.$ZodRawIssue[] {
  const { ports, maxPorts } = (system ?? {}) as Readonly<Record<string, unknown>>;
  const names = portNames(ports);
  const known = new Set<unknown>();
  const faults: z.core.$ZodRawIssue[] = [];
  for (const [i, name] of names.entries()) {
    if (name === undefined) continue;
    if (known.has(name)) faults.push(issueAt(['ports', i, 'name'], 'a name that no other port has'));
    known.add(name);
  }
  if (keepsLimit(evbSystemLimits.maxPorts, maxPorts) && names.length > maxPorts) {
    faults.push(issueAt(['ports', maxPorts], `at most ${maxPorts} ports`));
  }
  return faults;
}
