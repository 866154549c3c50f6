// The law of the tables: whatever stands for a number, switch or name of any table is judged the same by the schemas and
// by the constructors, with the same path and in the same words. A new row is covered by itself, a new table has to be
// given its place here.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  type ConfigResult,
  parseBridgeConfig,
  parseStationConfig,
  parseVsi,
  parseVsiTypes,
} from '../../src/config/index.js';
import { parseMac } from '../../src/core/mac.js';
import { ecpLimits } from '../../src/ecp/limits.js';
import { EvbBridge } from '../../src/evb/bridge.js';
import {
  evbEcpLimits,
  evbPortCdcpFlags,
  evbPortChoices,
  evbPortFlags,
  evbPortLldpChoices,
  evbSystemLimits,
} from '../../src/evb/options/limits.js';
import { EvbStation } from '../../src/evb/station.js';
import { evbChoices, evbFlags, evbLimits, lldpChoices, lldpFlags, lldpLimits } from '../../src/lldp-evb/limits.js';
import { cdcpFlags, cdcpLimits } from '../../src/s-channel/limits.js';
import { vdpBridgeFlags, vdpBridgeLimits } from '../../src/vdp/bridge/limits.js';
import { type StaticVsiManager, staticVsiManager } from '../../src/vdp/manager/static.js';
import type { VsiType } from '../../src/vdp/manager/vsi-type.js';
import { vdpStationFlags, vdpStationLimits } from '../../src/vdp/station/limits.js';
import { VdpStation } from '../../src/vdp/station/station.js';
import {
  filterEntryRanges,
  organizationRanges,
  vsiChoices,
  vsiRanges,
  vsiTypeRanges,
} from '../../src/vdp/vsi-limits.js';
import { parseManagerId } from '../../src/vdp/wire/identity.js';
import { sourcesBelow } from '../architecture/sources.js';
import { oneVsi, withMember } from './configs.js';

const port = { name: 'eth0', mac: '02-00-00-00-00-01', cdcp: {} };
const base = { ports: [port] };
/** What the constructors have for it. */
const options = { ports: [{ ...port, mac: parseMac(port.mac) }] };

interface Verdict {
  readonly ok: boolean;
  readonly field?: string;
  readonly expected?: string;
}

const schemaVerdict = (result: ConfigResult<unknown>): Verdict => {
  if (result.ok) return { ok: true };
  const [error] = result.errors;
  return { ok: false, field: error?.field as string, expected: error?.expected as string };
};

function constructorVerdict(make: () => unknown): Verdict {
  try {
    make();
    return { ok: true };
  } catch (error) {
    const { code, field, expected } = error as { code: string; field: string; expected: string };
    if (code !== 'dot1qbgOption') throw error;
    return { ok: false, field, expected };
  }
}

interface Role {
  readonly parse: (json: unknown) => ConfigResult<unknown>;
  readonly make: (given: unknown) => unknown;
}

const station: Role = { parse: parseStationConfig, make: (given) => new EvbStation(given as never) };
const bridge: Role = { parse: parseBridgeConfig, make: (given) => new EvbBridge(given as never) };

type Row = { readonly min: number; readonly max: number } | { readonly names: readonly string[] } | object;

interface Place {
  readonly table: string;
  readonly rows: Readonly<Record<string, Row>>;
  readonly at: string;
  readonly roles: readonly Role[];
  /** Rows that no file has. */
  readonly not?: readonly string[];
}

const both = [station, bridge];
const PLACES: readonly Place[] = [
  { table: 'evbSystemLimits', rows: evbSystemLimits, at: '', roles: both },
  { table: 'evbEcpLimits', rows: evbEcpLimits, at: 'ecp.', roles: both },
  { table: 'evbPortFlags', rows: evbPortFlags, at: 'ports[0].', roles: both },
  { table: 'evbPortChoices', rows: evbPortChoices, at: 'ports[0].', roles: both },
  { table: 'evbPortCdcpFlags', rows: evbPortCdcpFlags, at: 'ports[0].cdcp.', roles: both },
  { table: 'cdcpLimits', rows: cdcpLimits, at: 'ports[0].cdcp.', roles: both },
  { table: 'cdcpFlags', rows: cdcpFlags, at: 'ports[0].cdcp.', roles: both },
  {
    table: 'ecpLimits',
    rows: ecpLimits,
    at: 'ports[0].',
    roles: both,
    // R and RTE are agreed on by EVB; the others are not a host's.
    not: ['r', 'rte', 'rest', 'maxUlpduOctets', 'maxPendingOutputs'],
  },
  { table: 'evbPortLldpChoices', rows: evbPortLldpChoices, at: 'ports[0].lldp.', roles: both },
  { table: 'lldpLimits', rows: lldpLimits, at: 'ports[0].lldp.', roles: both, not: ['maxPendingOutputs'] },
  { table: 'lldpFlags', rows: lldpFlags, at: 'ports[0].lldp.', roles: both },
  { table: 'lldpChoices', rows: lldpChoices, at: 'ports[0].lldp.', roles: both },
  { table: 'evbLimits', rows: evbLimits, at: 'ports[0].evb.', roles: both },
  { table: 'evbFlags', rows: evbFlags, at: 'ports[0].evb.', roles: both },
  { table: 'evbChoices', rows: evbChoices, at: 'ports[0].evb.', roles: both },
  { table: 'vdpStationLimits', rows: vdpStationLimits, at: 'vdp.', roles: [station] },
  { table: 'vdpStationFlags', rows: vdpStationFlags, at: 'vdp.', roles: [station] },
  { table: 'vdpBridgeLimits', rows: vdpBridgeLimits, at: 'vdp.', roles: [bridge] },
  { table: 'vdpBridgeFlags', rows: vdpBridgeFlags, at: 'vdp.', roles: [bridge] },
];

/** Tables of what no host configures: the shells check what others tell them. */
const NOT_CONFIGURED = ['ecpPushLimits', 'vdpParameterLimits', 'evbNegotiationLimits', 'cdcpNegotiationLimits'];
/** Tables of ranges of VSIs and VSI types: further down. */
const OF_VSIS = ['vsiRanges', 'vsiChoices', 'organizationRanges', 'filterEntryRanges', 'vsiTypeRanges'];

const ODD = [null, true, false, '', '3', {}, [], 0.5, Number.NaN];

/** What to try for a row: the edges, one beyond them, and what is of another kind. */
function valuesFor(row: Row): readonly unknown[] {
  if ('min' in row) return [row.min, row.max, row.min - 1, row.max + 1, row.min + 0.5, ...ODD];
  return 'names' in row ? [...row.names, row.names[0]?.toUpperCase(), ...ODD] : ODD;
}

/** Programs have options of their own. */
const isLibrary = ({ path }: { readonly path: string }): boolean => !/^src\/(cli|testing|node)\//.test(path);

test('every table of the library has its place here', () => {
  const found = sourcesBelow('src')
    .filter(isLibrary)
    .flatMap(({ path }) =>
      [...readFileSync(path, 'utf8').matchAll(/^export const (\w+(?:Limits|Flags|Choices|Ranges))\b/gm)].map(
        ([, name]) => name,
      ),
    );
  expect(found.sort()).toEqual([...PLACES.map(({ table }) => table), ...NOT_CONFIGURED, ...OF_VSIS].sort());
});

describe.each(PLACES)('$table', ({ rows, at, roles, not = [] }) => {
  test.each(Object.entries(rows).filter(([name]) => !not.includes(name)))('%s', (name, row) => {
    for (const { parse, make } of roles) {
      for (const value of valuesFor(row)) {
        const path = `${at}${name}`;
        const verdict = schemaVerdict(parse(withMember(base, path, value)));
        expect(verdict, `${path} = ${JSON.stringify(value)}`).toEqual(
          constructorVerdict(() => make(withMember(options, path, value))),
        );
      }
    }
  });

  test.each(not)('%s is in no file', (name) => {
    for (const { parse } of roles) {
      const verdict = schemaVerdict(parse(withMember(base, `${at}${name}`, 1)));
      expect(verdict).toMatchObject({
        ok: false,
        field: `${at}${name}`,
        expected: expect.stringMatching(/^no such member/),
      });
    }
  });

  test('what is not given has its default', () => {
    for (const { parse } of roles) {
      const result = parse(base) as { readonly ok: true; readonly value: unknown };
      const holder = at
        .split(/[.[\]]+/)
        .filter((step) => step !== '')
        .reduce((value, step) => (value as Record<string, unknown>)[step], result.value) as Record<string, unknown>;
      for (const [name, row] of Object.entries(rows)) {
        // What a peer's habits set, and what is drawn at random, stays open.
        const open = ['initialSequence', 'oneTlvPerEcpdu', 'rest', 'acceptNullVidInResponse', ...not].includes(name);
        const preset = 'names' in row ? row.names[0] : (row as { default: unknown }).default;
        expect(holder[name], name).toBe(open ? undefined : preset);
      }
    }
  });
});

describe('numbers of VSIs are judged as by a station', () => {
  const vdp = new VdpStation({ allowStepDown: true });
  const parameters = { r: 3, rte: 14, rwd: 20, rka: 20 };
  vdp.handle({ kind: 'evb', state: 'ready', parameters, groupIdAgreed: true }, 0);
  const good = parseVsi({
    ...oneVsi,
    organizations: [{ oui: 1, data: '' }],
    filterInfo: { entries: [{ groupId: 1, pcp: 1, vid: 1 }] },
  });
  if (!good.ok) throw new Error('no VSI');

  const stationVerdict = (vsi: unknown): Verdict => {
    const refusal = vdp.handle({ kind: 'command', vsi: vsi as never }, 0);
    while (vdp.poll() !== undefined);
    return refusal === undefined ? { ok: true } : { ok: false, field: refusal.field };
  };

  test.each([
    ...Object.entries(vsiRanges).map(([name, row]) => [name, row] as const),
    ['organizations[0].oui', organizationRanges.oui] as const,
    ...Object.entries(filterEntryRanges).map(([name, row]) => [`filterInfo.entries[0].${name}`, row] as const),
  ])('%s', (path, row) => {
    const json = {
      ...oneVsi,
      organizations: [{ oui: 1, data: '' }],
      filterInfo: { entries: [{ groupId: 1, pcp: 1, vid: 1 }] },
    };
    for (const value of [row.min, row.max, row.min - 1, row.max + 1, row.min + 0.5]) {
      const { ok, field } = schemaVerdict(parseVsi(withMember(json, path, value)));
      const verdict = ok ? { ok } : { ok, field };
      expect(verdict, `${path} = ${value}`).toEqual(stationVerdict(withMember(good.value, path, value)));
    }
  });

  test.each(vsiChoices.command.names)('command %s', (command) => {
    const result = parseVsi({ ...oneVsi, command });
    expect(result.ok && result.value.command).toBe(command);
    expect(result.ok && stationVerdict(result.value)).toEqual({ ok: true });
  });

  test('the octets of an organizationally defined TLV', () => {
    const { min, max } = organizationRanges.octets;
    for (const length of [min, max, max + 1]) {
      const organization = [{ oui: 1, data: '00'.repeat(length) }];
      const verdict = schemaVerdict(parseVsi({ ...oneVsi, organizations: organization }));
      const octets = [{ oui: 1, data: new Uint8Array(length) }];
      expect({ ok: verdict.ok }).toEqual({ ok: stationVerdict({ ...good.value, organizations: octets }).ok });
    }
  });
});

describe('numbers of VSI types are judged as by a VSI manager', () => {
  const json = { managerId: '192.0.2.1', typeId: 1, typeVersion: 0, allowedVids: [[1, 4094]] };
  const type = { ...json, managerId: parseManagerId(json.managerId) };
  const managerVerdict = (types: unknown): Verdict =>
    constructorVerdict((): StaticVsiManager => staticVsiManager(types as readonly VsiType[]));

  const pathsOf: Record<keyof typeof vsiTypeRanges, readonly string[]> = {
    typeId: ['typeId'],
    typeVersion: ['typeVersion'],
    groupId: ['groupVids'],
    vid: ['allowedVids'],
    pcp: ['allowedPriorities', 'defaultPriority'],
    mac: [],
    maxFilters: ['maxFilters'],
    maxInstances: ['maxInstances'],
  };
  const wrapped = (path: string, value: unknown): unknown => {
    if (path === 'groupVids') return [[value, 5]];
    if (path === 'allowedVids') return [[value, value]];
    return path === 'allowedPriorities' ? [value] : value;
  };
  const rows = Object.entries(vsiTypeRanges).flatMap(([name, row]) =>
    pathsOf[name as keyof typeof vsiTypeRanges].map((path) => [path, row] as const),
  );

  test.each(rows)('%s', (path, row) => {
    for (const value of [row.min, row.max, row.min - 1, row.max + 1, row.min + 0.5, ...ODD]) {
      const given = wrapped(path, value);
      const verdict = schemaVerdict(parseVsiTypes([{ ...json, [path]: given }]));
      expect(verdict, `${path} = ${JSON.stringify(given)}`).toEqual(managerVerdict([{ ...type, [path]: given }]));
    }
  });

  test.each([[], [[5, 4]], [[5]], [[1, 2, 3]], [5], 'x', {}, [[0, 1]]])('allowedVids %j', (...allowedVids) => {
    const given = allowedVids.length === 1 ? allowedVids[0] : allowedVids;
    for (const value of [given, allowedVids]) {
      const verdict = schemaVerdict(parseVsiTypes([{ ...json, allowedVids: value }]));
      expect(verdict).toEqual(managerVerdict([{ ...type, allowedVids: value }]));
    }
  });

  test('one type of each manager, VTID and version', () => {
    const twice = schemaVerdict(parseVsiTypes([json, { ...json, typeId: 2 }, json]));
    expect(twice).toEqual(managerVerdict([type, { ...type, typeId: 2 }, type]));
    expect(twice.field).toBe('types[2]');
    expect(schemaVerdict(parseVsiTypes({}))).toEqual(managerVerdict({}));
  });
});
