// Configurations: what a file says is what the constructors get; everything that is wrong is told, where and what would be
// right; nothing throws.

import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ConfigResult,
  formatConfigError,
  parseBridgeConfig,
  parseStationConfig,
  parseVsi,
  parseVsiKey,
  parseVsiTypes,
} from '../../src/config/index.js';
import { ZERO_IDENTIFIER } from '../../src/core/identifier.js';
import { parseHex } from '../../src/core/octets.js';
import { EvbBridge } from '../../src/evb/bridge.js';
import { EvbStation } from '../../src/evb/station.js';
import { staticVsiManager } from '../../src/vdp/manager/static.js';
import { parseManagerId, parseVsiid } from '../../src/vdp/wire/identity.js';
import { fullBridge, fullStation, membersOf, oneVsi, withMember } from './configs.js';

function parsed<T>(result: ConfigResult<T>): T {
  if (!result.ok) throw new Error(result.errors.map(formatConfigError).join('\n'));
  return result.value;
}

const linesOf = (result: ConfigResult<unknown>): string[] => (result.ok ? [] : result.errors.map(formatConfigError));

const port = { name: 'eth0', mac: '02-00-00-00-00-01' };

describe('what a file says', () => {
  test('a station: texts become numbers and octets', () => {
    const value = parsed(parseStationConfig(fullStation));
    expect(value).toMatchObject({ maxPorts: 8, maxPendingOutputs: 100, minFrameSize: 0, peer: 'openlldp' });
    const [first, second] = value.ports;
    expect(first).toMatchObject({
      name: 'eth0',
      mac: 0x020000000001,
      enabled: false,
      initialSequence: 7,
      evb: { r: 2, rte: 9, maxR: 5, maxRte: 31, gid: true, onEvbLoss: 'end', advertise: 'proposal' },
    });
    expect(first?.lldp).toMatchObject({
      by: 'host',
      chassisId: { subtype: 4, id: parseHex('020000000001') },
      portId: { subtype: 5, id: parseHex('65746830') },
      tlvs: [{ kind: 'raw', type: 5, value: parseHex('6869') }],
      msgTxInterval: 5,
      msgTxHold: 4,
      strictLength: false,
      tooManyNeighbors: 'evictOldest',
    });
    expect(second).toMatchObject({ name: 'eth1', mac: 0x020000000002, enabled: true, evb: { r: 3 } });
    expect(second?.lldp).toMatchObject({ by: 'library', tlvs: [] });
    expect(Object.keys(second?.lldp ?? {})).not.toContain('chassisId');
  });

  test('the VSIs of a station', () => {
    expect(parsed(parseStationConfig(fullStation)).vsis).toEqual([
      {
        port: 'eth0',
        scid: 2,
        command: 'preAssociate',
        managerId: parseManagerId('192.0.2.10'),
        typeId: 66051,
        typeVersion: 1,
        vsiidFormat: 5,
        vsiid: parseVsiid(5, 'a1412857-60f7-4ce1-e95a-2164943f53aa'),
        filterInfo: { format: 2, entries: [{ mac: 0x525400aabbcc, ps: false, pcp: 0, vid: 100 }] },
        organizations: [{ oui: 0x123456, data: parseHex('abcd') }],
      },
      {
        port: 'eth1',
        scid: 1,
        command: 'associate',
        managerId: ZERO_IDENTIFIER,
        typeId: 1,
        typeVersion: 0,
        vsiidFormat: 4,
        vsiid: { w0: 0, w1: 0, w2: 0, w3: 42 },
        filterInfo: { format: 3, entries: [{ groupId: 9, ps: true, pcp: 5, vid: 0 }] },
        suspended: true,
        migrating: false,
      },
    ]);
  });

  test('a bridge with its VSI types', () => {
    const value = parsed(parseBridgeConfig(fullBridge));
    expect(value).toMatchObject({
      maxPorts: 1,
      vdp: { maxFilterEntries: 10, maxVsis: 16_384, oneTlvPerEcpdu: true },
      defaultManagerId: parseManagerId('192.0.2.10'),
    });
    expect(value.ports[0]?.evb).toMatchObject({ rrCap: true, rrForce: 'on' });
    expect(value.vsiTypes).toEqual([
      { ...fullBridge.vsiTypes[0], managerId: parseManagerId('192.0.2.10'), allowedMacs: [0x525400aabbcc] },
      { ...fullBridge.vsiTypes[1], managerId: parseManagerId('2001:db8::10') },
    ]);
    expect(parsed(parseVsiTypes(fullBridge.vsiTypes))).toEqual(value.vsiTypes);
  });

  test('nothing: all defaults', () => {
    expect(parsed(parseStationConfig({}))).toMatchObject({ ports: [], vsis: [], maxPorts: 4094 });
    expect(parsed(parseBridgeConfig({}))).toMatchObject({
      ports: [],
      vsiTypes: [],
      defaultManagerId: ZERO_IDENTIFIER,
    });
  });

  test.each([
    ['ipv4', 1, '192.0.2.1'],
    ['ipv6', 2, '2001:db8::1'],
    ['mac', 3, '52:54:00:aa:bb:cc'],
    ['local', 4, '000102030405060708090a0b0c0d0e0f'],
    ['uuid', 5, 'A1412857-60f7-4ce1-e95a-2164943f53aa'],
  ])('a VSIID of format %s, or %i', (name, number, vsiid) => {
    const value = parsed(parseVsi({ ...oneVsi, vsiidFormat: name, vsiid }));
    expect(value).toMatchObject({ vsiidFormat: number, vsiid: parseVsiid(number, vsiid) });
    expect(parsed(parseVsi({ ...oneVsi, vsiidFormat: number, vsiid }))).toEqual(value);
  });

  test.each([
    [{ vid: 1 }, 1, { ps: false, pcp: 0, vid: 1 }],
    [{ vid: 1, pcp: 0 }, 1, { ps: true, pcp: 0, vid: 1 }],
    [{ vid: 1, ps: false, pcp: 0 }, 1, { ps: false, pcp: 0, vid: 1 }],
    [{ vid: 1, mac: '02-00-00-00-00-01' }, 2, { mac: 0x020000000001, ps: false, pcp: 0, vid: 1 }],
    [{ vid: 1, groupId: 5, ps: true }, 3, { groupId: 5, ps: true, pcp: 0, vid: 1 }],
    [
      { vid: 1, groupId: 5, mac: '02-00-00-00-00-01' },
      4,
      { groupId: 5, mac: 0x020000000001, ps: false, pcp: 0, vid: 1 },
    ],
  ])('filter entry %j has format %i', (entry, format, full) => {
    const filterInfo = { format, entries: [full] };
    expect(parsed(parseVsi({ ...oneVsi, filterInfo: { entries: [entry] } })).filterInfo).toEqual(filterInfo);
    expect(parsed(parseVsi({ ...oneVsi, filterInfo: { format, entries: [entry] } })).filterInfo).toEqual(filterInfo);
  });

  test('the habits of a peer are not undone by defaults', () => {
    const { vdp, ecp } = parsed(parseStationConfig({ peer: 'openlldp' }));
    expect(Object.keys(vdp ?? {})).not.toContain('oneTlvPerEcpdu');
    expect(ecp).toEqual({});
    expect(Object.keys(vdp ?? {})).not.toContain('acceptNullVidInResponse');
    expect(Object.keys(parsed(parseBridgeConfig({ peer: 'openlldp' })).vdp ?? {})).not.toContain('oneTlvPerEcpdu');
    expect(parsed(parseStationConfig({ vdp: { oneTlvPerEcpdu: false } })).vdp).toMatchObject({
      oneTlvPerEcpdu: false,
    });
  });

  test('two results share nothing that can change', () => {
    const a = parsed(parseStationConfig({}));
    const b = parsed(parseStationConfig({}));
    expect(a.ports).not.toBe(b.ports);
    expect(a.vsis).not.toBe(b.vsis);
  });
});

test('which VSI, alone', () => {
  const key = { vsiidFormat: 1, vsiid: parseVsiid(1, '192.0.2.7') };
  const json = { vsiidFormat: 'ipv4', vsiid: '192.0.2.7' };
  expect(parsed(parseVsiKey(json))).toEqual(key);
  expect(parsed(parseVsiKey({ ...json, suspended: true }))).toEqual({ ...key, suspended: true });
  const wrong = { ...json, vsiid: 'x', suspended: 1, typeId: 5 };
  const result = parseVsiKey(wrong);
  expect(result.ok ? [] : result.errors.map(({ field }) => field).sort()).toEqual([
    'vsi.suspended',
    'vsi.typeId',
    'vsi.vsiid',
  ]);
});

describe('what is wrong', () => {
  const rows: readonly (readonly [parse: (json: unknown) => ConfigResult<unknown>, json: unknown, lines: string[]])[] =
    [
      [parseStationConfig, null, ['config: expected an object, got null']],
      [parseBridgeConfig, [], ['config: expected an object, got an array']],
      [parseVsi, 'x', ['vsi: expected an object, got "x"']],
      [parseVsiTypes, 5, ['types: expected an array, got 5']],
      [
        parseStationConfig,
        { maxPorts: 1, ports: [port, { ...port, name: 'eth1' }] },
        ['ports[1]: expected at most 1 ports, got an object'],
      ],
      [
        parseVsiTypes,
        [1, 2].map(() => ({ managerId: {}, typeId: 1, typeVersion: 0, allowedVids: [[1, 1]] })),
        [
          'types[0].managerId: expected an IPv4 or IPv6 address, got an object',
          'types[1].managerId: expected an IPv4 or IPv6 address, got an object',
        ],
      ],
      [parseStationConfig, { ports: {} }, ['ports: expected an array, got an object']],
      [
        parseStationConfig,
        withMember({ ports: [port] }, 'ports[0].evb.rte', 32),
        ['ports[0].evb.rte: expected an integer 0..31, got 32'],
      ],
      [
        parseStationConfig,
        withMember({ ports: [port] }, 'ports[0].evb', { rrForce: 'yes', r: 5, maxR: 4, gid: 1, maxRte: 40 }),
        [
          'ports[0].evb.maxRte: expected an integer 0..31, got 40',
          'ports[0].evb.gid: expected true or false, got 1',
          'ports[0].evb.rrForce: expected auto, on or off, got "yes"',
          'ports[0].evb.maxR: expected no less than r, 5, got 4',
        ],
      ],
      [
        parseBridgeConfig,
        {
          maxPorts: 1,
          ports: [
            { name: '', mac: '01-80-C2-00-00-0E' },
            { name: 'a', mac: '00-00-00-00-00-00' },
            { name: 'a', mac: 5, initialSequence: -1 },
          ],
        },
        [
          'ports[0].name: expected a text of 1..255 octets, got ""',
          'ports[0].mac: expected an individual MAC address, as 02-00-00-00-00-01, got "01-80-C2-00-00-0E"',
          'ports[1].mac: expected an individual MAC address, as 02-00-00-00-00-01, got "00-00-00-00-00-00"',
          'ports[2].mac: expected an individual MAC address, as 02-00-00-00-00-01, got 5',
          'ports[2].initialSequence: expected an integer 0..65535, got -1',
          'ports[2].name: expected a name that no other port has, got "a"',
          'ports[1]: expected at most 1 ports, got an object',
        ],
      ],
      [
        parseStationConfig,
        withMember({ ports: [port] }, 'ports[0].lldp', {
          by: 'us',
          chassisId: { subtype: 256, id: '' },
          tlvs: [{ type: 3, value: '' }, { type: 5, value: '0' }, {}],
          txFastInit: 9,
        }),
        [
          'ports[0].lldp.by: expected library or host, got "us"',
          'ports[0].lldp.chassisId.subtype: expected an integer 0..255, got 256',
          'ports[0].lldp.chassisId.id: expected 1..255 octets in hexadecimal digits, got ""',
          'ports[0].lldp.tlvs[0]: expected a TLV of type 4..127 with a value of 0..511 octets, got an object',
          'ports[0].lldp.tlvs[1].value: expected hexadecimal digits, two an octet, got "0"',
          'ports[0].lldp.tlvs[2].type: expected a number, got nothing',
          'ports[0].lldp.tlvs[2].value: expected hexadecimal digits, two an octet, got nothing',
          'ports[0].lldp.txFastInit: expected an integer 1..8, got 9',
        ],
      ],
      [
        parseStationConfig,
        {
          peer: 'lldpad',
          vdp: { maxVsis: 0, maxVSI: 4, onEvbLoss: 'keep' },
          ports: [port],
          vsis: [
            { ...oneVsi, port: 'eth1' },
            { ...oneVsi, port: 'eth0' },
            { ...oneVsi, port: 'eth0' },
            { ...oneVsi, vsiid: 'x' },
          ],
        },
        [
          'vdp.maxVsis: expected an integer 1..1048576, got 0',
          'vdp.maxVSI: expected no such member but maxVsis, maxFilterEntries, maxUlpduOctets, maxPendingOutputs, allowStepDown, oneTlvPerEcpdu and acceptNullVidInResponse (maxVsis?), got 4',
          'vdp.onEvbLoss: expected no such member but maxVsis, maxFilterEntries, maxUlpduOctets, maxPendingOutputs, allowStepDown, oneTlvPerEcpdu and acceptNullVidInResponse, got "keep"',
          'peer: expected "openlldp", got "lldpad"',
          'vsis[3].port: expected a text, got nothing',
          'vsis[3].vsiid: expected an IPv4 address or 32 hexadecimal digits, got "x"',
          'vsis[0].port: expected the name of a port, got "eth1"',
          'vsis[2].vsiid: expected a VSI that is not among the others of this port, got "192.0.2.1"',
        ],
      ],
      [
        parseStationConfig,
        {
          vdp: { maxVsis: 1, maxFilterEntries: 1 },
          ports: [port],
          vsis: [1, 2].map((i) => ({
            ...oneVsi,
            port: 'eth0',
            vsiid: `192.0.2.${i}`,
            filterInfo: { entries: [{ vid: 1 }, { vid: 2 }] },
          })),
        },
        [
          'vsis[0].filterInfo.entries: expected at most 1 entries: take several VSIIDs for more, got an array',
          'vsis[1]: expected at most 1 VSIs at a time, got an object',
          'vsis[1].filterInfo.entries: expected at most 1 entries: take several VSIIDs for more, got an array',
        ],
      ],
      [
        parseVsi,
        { ...oneVsi, command: 'deAssociate', managerId: 'x', typeId: 2 ** 24, typeVersion: '1', vsiidFormat: 'guid' },
        [
          'vsi.command: expected associate, preAssociate or preAssociateRr, got "deAssociate"',
          'vsi.managerId: expected an IPv4 or IPv6 address, got "x"',
          'vsi.typeId: expected an integer 0..16777215, got 16777216',
          'vsi.typeVersion: expected an integer 0..255, got "1"',
          'vsi.vsiidFormat: expected ipv4, ipv6, mac, local or uuid, or their numbers 1..5, got "guid"',
        ],
      ],
      [
        parseVsi,
        {
          ...oneVsi,
          vsiid: '1.2.3',
          filterInfo: {
            format: 2,
            entries: [
              { vid: 1 },
              { mac: '01-00-00-00-00-00', vid: 2, pcp: 3, ps: false },
              { groupId: 1, mac: 'x', vid: 4095 },
            ],
          },
        },
        [
          'vsi.filterInfo.entries[2].mac: expected a MAC address, as 01-80-C2-00-00-0E, got "x"',
          'vsi.filterInfo.entries[2].vid: expected an integer 0..4094, got 4095',
          'vsi.filterInfo.entries[0].mac: expected a MAC address, as 01-80-C2-00-00-0E, got nothing',
          'vsi.filterInfo.entries[1].pcp: expected PCP 0 where ps is false, got 3',
          'vsi.vsiid: expected an IPv4 address or 32 hexadecimal digits, got "1.2.3"',
        ],
      ],
      [
        parseVsi,
        { ...oneVsi, filterInfo: { format: 1, entries: [{ vid: 0 }, { groupId: 7, vid: 2 }] } },
        [
          'vsi.filterInfo.entries[0].vid: expected VID 0 in filter info format 1 only as the only entry, got 0',
          'vsi.filterInfo.entries[1].groupId: expected no such member in filter info format 1, got 7',
        ],
      ],
      [
        parseVsi,
        {
          ...oneVsi,
          filterInfo: {
            entries: [{ vid: 1, groupId: 5 }, { vid: 2 }, { vid: 3, groupId: 5, mac: '01-00-00-00-00-00' }],
          },
        },
        [
          'vsi.filterInfo.entries[0].mac: expected a MAC address, as 01-80-C2-00-00-0E, got nothing',
          'vsi.filterInfo.entries[1].groupId: expected a GroupID, as other entries or the format have, got nothing',
          'vsi.filterInfo.entries[1].mac: expected a MAC address, as 01-80-C2-00-00-0E, got nothing',
          'vsi.filterInfo.entries[2].mac: expected an individual MAC address, got "01-00-00-00-00-00"',
        ],
      ],
      [
        parseVsi,
        { ...oneVsi, filterInfo: { entries: [] }, organizations: [{ oui: -1, data: '00'.repeat(509) }] },
        [
          'vsi.organizations[0].oui: expected an integer 0..16777215, got -1',
          `vsi.organizations[0].data: expected at most 508 octets in hexadecimal digits, got "${'0'.repeat(39)}...`,
        ],
      ],
      [
        parseVsi,
        { ...oneVsi, filterInfo: { entries: [] } },
        ['vsi.filterInfo.entries: expected at least one filter entry, got an array'],
      ],
      [
        parseVsi,
        { ...oneVsi, organizations: [1, 2, 3].map((oui) => ({ oui, data: '00'.repeat(508) })) },
        ['vsi.organizations: expected at most 1445 octets of TLVs together, got an array'],
      ],
      [
        parseBridgeConfig,
        {
          vsiTypes: [
            fullBridge.vsiTypes[1],
            {
              ...fullBridge.vsiTypes[1],
              allowedVids: [
                [5, 4],
                [0, 4],
              ],
              nmae: 'x',
            },
            fullBridge.vsiTypes[1],
          ],
        },
        [
          'vsiTypes[1].allowedVids[0]: expected the lower VID first, got an array',
          'vsiTypes[1].allowedVids[1][0]: expected an integer 1..4094, got 0',
          'vsiTypes[1].nmae: expected no such member but managerId, typeId, typeVersion, name, allowedVids, allowedPriorities, defaultPriority, groupVids, allowedMacs, maxFilters and maxInstances, got "x"',
          'vsiTypes[2]: expected one type of each manager, VTID and version, got an object',
        ],
      ],
    ];
  test.each(rows.map(([parse, json, lines]) => ({ parse, json, lines })))('$lines.0', ({ parse, json, lines }) => {
    expect(linesOf(parse(json))).toEqual(lines);
  });

  test('an unknown member that is near a name', () => {
    const near = (name: string): string | undefined =>
      linesOf(parseStationConfig({ [name]: 1 }))[0]?.match(/\((\w+)\?\)/)?.[1];
    expect(near('port')).toBe('ports');
    expect(near('MAXPORTS')).toBe('maxPorts');
    expect(near('minFramesize')).toBe('minFrameSize');
    expect(near('zzz')).toBeUndefined();
    expect(near('p'.repeat(1000))).toBeUndefined();
  });

  test('every unknown member is an error of its own', () => {
    const result = parseStationConfig({ port: [], zzz: 5, 'a b\n': null });
    expect(result.ok ? [] : result.errors.map(({ field, value }) => [field, value])).toEqual([
      ['port', []],
      ['zzz', 5],
      ['["a b\\n"]', null],
    ]);
  });

  test('a member named __proto__', () => {
    const json = JSON.parse('{"__proto__": {"maxPorts": 1}, "ports": [{"__proto__": {"name": "x"}}]}') as unknown;
    expect(linesOf(parseStationConfig(json)).map((line) => line.replace(/:.*/, ''))).toEqual([
      'ports[0].name',
      'ports[0].mac',
      'ports[0].__proto__',
      '__proto__',
    ]);
  });

  test('numbers that JSON cannot hold', () => {
    expect(linesOf(parseStationConfig(JSON.parse('{"maxPorts": 1e999}')))).toEqual([
      'maxPorts: expected an integer 1..65535, got Infinity',
    ]);
  });

  test('very many errors are cut short', () => {
    const ports = Array.from({ length: 300_000 }, () => ({}));
    const lines = linesOf(parseStationConfig({ ports }));
    expect(lines.length).toBe(1001);
    expect(lines[1000]).toBe('ports: expected fewer than 1000 errors: the rest is not looked at, got an array');
    const vsis = [{ ...oneVsi, port: 'eth0' }];
    expect(linesOf(parseStationConfig({ ports: [...ports, port], vsis })).length).toBe(1001);
    const unknown = Object.fromEntries(ports.map((_, i) => [`maxPort${i}`, 1]));
    expect(linesOf(parseStationConfig(unknown)).length).toBe(300_000);
  });
});

describe('laws', () => {
  const parsers = [parseStationConfig, parseBridgeConfig, parseVsi, parseVsiTypes];

  test('any JSON gives a value or errors', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...parsers), (json, parse) => {
        const result = parse(json);
        if (!result.ok) expect(result.errors.map(formatConfigError).join('\n')).toContain(': expected ');
      }),
      { numRuns: 1000 },
    );
  });

  const kinds = [
    {
      json: fullStation as unknown,
      parse: (json: unknown) => parseStationConfig(json),
      make: (value: never) => new EvbStation(value),
    },
    {
      json: fullBridge as unknown,
      parse: (json: unknown) => parseBridgeConfig(json),
      make: (value: never) => {
        const config = value as { vsiTypes: never; defaultManagerId: never };
        return [new EvbBridge(value), staticVsiManager(config.vsiTypes, config)];
      },
    },
  ];

  test('what parses is accepted by the constructors, and an error leads to what was changed', () => {
    const odd = fc.oneof(
      fc.jsonValue(),
      fc.integer({ min: -1, max: 70_000 }),
      fc.constantFrom(undefined, '02-00-00-00-00-07', 'library', 'newest', true, [], {}),
    );
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.array(fc.tuple(fc.nat(), odd), { maxLength: 2 }), (kind, changes) => {
        const json = structuredClone(kind.json);
        for (const [which, value] of changes) {
          const members = membersOf(json);
          const [holder, name] = members[which % members.length] as [Record<string, unknown>, string];
          if (value === undefined && !Array.isArray(holder)) delete holder[name];
          else holder[name] = value ?? null;
        }
        const result = kind.parse(json);
        if (result.ok) kind.make(result.value as never);
        else for (const error of result.errors) expect(formatConfigError(error)).toContain(': expected ');
      }),
      { numRuns: 2000 },
    );
  });

  test('the JSON is not changed, and nothing of it is in the value', () => {
    const json = structuredClone(fullStation);
    const value = parsed(parseStationConfig(json));
    expect(json).toEqual(fullStation);
    const before = structuredClone(value);
    for (const [holder, name] of membersOf(json).reverse()) delete holder[name];
    expect(value).toEqual(before);
  });
});

test('zod is asked for as zod/mini, and by name space: the named export would keep all of it', () => {
  for (const file of readdirSync('src/config')) {
    const imports = readFileSync(`src/config/${file}`, 'utf8').match(/^import .* from 'zod.*'/gm) ?? [];
    for (const line of imports) expect(line, file).toMatch(/^import (type )?\* as z from 'zod\/mini'$/);
  }
});
