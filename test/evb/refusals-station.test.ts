// Everything a host can do wrong: a typed refusal that names the field and what would be right. Nothing has changed then.

import { describe, expect, test } from 'vitest';
import { EvbBridge, type EvbBridgeOptions } from '../../src/evb/bridge.js';
import type { EvbPortOptions } from '../../src/evb/options/port-options.js';
import { EvbStation, type EvbStationInput, type EvbStationOptions } from '../../src/evb/station.js';
import type { VdpStationRefusalCode, VsiCommand } from '../../src/vdp/index.js';
import { association, command, KEY, otherKey, vids } from '../vdp/station/rig.js';
import { vid } from '../vdp/wire/tlvs.js';
import {
  ackFrame,
  BRIDGE_MAC,
  drain,
  EVB_BRIDGE,
  lldpFrame,
  onePort,
  readyStation,
  SECOND,
  STATION_MAC,
  STATION_PORT,
  says,
  vdpFrame,
} from './rig.js';

type Refused = readonly [code: string, field: string, expected: string];

const port = STATION_PORT;
const NAME = 'the name of a port';
const SCID = 'the SCID of an S-channel of this port';

/** A port of the station whose link is down, and one whose EVB is not agreed. */
const MORE_PORTS = [
  onePort('down', STATION_MAC + 1),
  onePort('alone', STATION_MAC + 2),
  onePort('host', STATION_MAC + 3, { lldp: { by: 'host' } }),
];

/** A station with one associated VSI, one VSI of room left, and ports in other states. */
function liveStation(): EvbStation {
  const ports = [onePort(port, STATION_MAC), ...MORE_PORTS];
  const station = readyStation({ ports, maxPorts: 5, vdp: { maxVsis: 2, maxFilterEntries: 3 } });
  station.handle({ kind: 'link', port: 'alone', up: true }, 0);
  station.handle({ kind: 'command', port, vsi: command() }, 0);
  station.handle({ kind: 'frame', port, frame: ackFrame(BRIDGE_MAC, 1) }, 0);
  station.handle({ kind: 'frame', port, frame: vdpFrame(BRIDGE_MAC, 1, association(3, '40')) }, 0);
  expect(says(drain(station))).toContain('done associate');
  return station;
}

const asked = (more: Partial<VsiCommand>): EvbStationInput => ({
  kind: 'command',
  port,
  vsi: command({ ...otherKey(2), ...more }),
});
const added = (more: object): EvbStationInput => ({
  kind: 'addPort',
  port: { ...onePort('eth9', STATION_MAC + 9), ...more } as EvbPortOptions,
});
const filter = (format: number, entry: object): Partial<VsiCommand> => ({
  filterInfo: { format, entries: [{ ...vid(100), ...entry }] } as VsiCommand['filterInfo'],
});
const configured = (evb: object): EvbStationInput => ({ kind: 'configure', port, evb });

const stationRows: readonly (readonly [string, EvbStationInput, Refused])[] = [
  ['link of no port', { kind: 'link', port: 'eth7', up: true }, ['unknownPort', 'port', NAME]],
  ['frame of no port', { kind: 'frame', port: 'eth7', frame: new Uint8Array(60) }, ['unknownPort', 'port', NAME]],
  ['enable of no port', { kind: 'enable', port: 'eth7', enabled: false }, ['unknownPort', 'port', NAME]],
  ['removePort of no port', { kind: 'removePort', port: 'eth7' }, ['unknownPort', 'port', NAME]],
  ['configure of no port', { kind: 'configure', port: 'eth7', evb: {} }, ['unknownPort', 'port', NAME]],
  ['lldpNeighbors of no port', { kind: 'lldpNeighbors', port: 'eth7', neighbors: [] }, ['unknownPort', 'port', NAME]],
  ['command of no port', { kind: 'command', port: 'eth7', vsi: command() }, ['unknownPort', 'port', NAME]],
  ['reannounce of no port', { kind: 'reannounce', port: 'eth7' }, ['unknownPort', 'port', NAME]],
  ['command of no channel', { kind: 'command', port, scid: 2, vsi: command() }, ['unknownChannel', 'scid', SCID]],
  ['configure of no channel', { kind: 'configure', port, scid: 0, evb: {} }, ['unknownChannel', 'scid', SCID]],
  [
    'lldpNeighbors where the library speaks LLDP',
    { kind: 'lldpNeighbors', port, neighbors: [] },
    ['lldpByLibrary', 'port', "a port with lldp.by 'host'"],
  ],

  ['a port of the same name', added({ name: port }), ['portExists', 'port.name', 'a name that no other port has']],
  ['a port without a name', added({ name: '' }), ['badOption', 'port.name', 'a text of 1..255 octets']],
  ['a name of 256 octets', added({ name: 'é'.repeat(128) }), ['badOption', 'port.name', 'a text of 1..255 octets']],
  [
    'a group MAC address',
    added({ mac: 0x0180_c200_0000 }),
    ['badOption', 'port.mac', 'an individual MAC address, 48-bit number'],
  ],
  ['MAC address 0', added({ mac: 0 }), ['badOption', 'port.mac', 'an individual MAC address, 48-bit number']],
  [
    'a MAC address of 49 bits',
    added({ mac: 2 ** 48 }),
    ['badOption', 'port.mac', 'an individual MAC address, 48-bit number'],
  ],
  ['enabled that is no flag', added({ enabled: 1 }), ['badOption', 'port.enabled', 'true or false']],
  ['a proposal out of range', added({ evb: { rte: 32 } }), ['badOption', 'port.evb.rte', 'an integer 0..31']],
  [
    'a clamp below the proposal',
    added({ evb: { rka: 20, maxRka: 19 } }),
    ['badOption', 'port.evb.maxRka', 'no less than rka, 20'],
  ],
  ['an option that is no flag', added({ evb: { gid: 'yes' } }), ['badOption', 'port.evb.gid', 'true or false']],
  [
    'an option that is none of its names',
    added({ evb: { onEvbLoss: 'forget' } }),
    ['badOption', 'port.evb.onEvbLoss', 'keep or end'],
  ],
  [
    'an interval out of range',
    added({ lldp: { msgTxInterval: 0 } }),
    ['badOption', 'port.lldp.msgTxInterval', 'an integer 1..32768'],
  ],
  ['LLDP by nobody', added({ lldp: { by: 'daemon' } }), ['badOption', 'port.lldp.by', 'library or host']],
  [
    'a TLV to send that is mandatory',
    added({ lldp: { tlvs: [{ kind: 'raw', type: 3, value: new Uint8Array(2) }] } }),
    ['badOption', 'port.lldp.tlvs[0]', 'a TLV of type 4..127 with a value of 0..511 octets'],
  ],
  [
    'a TLV to send that is too long',
    added({ lldp: { tlvs: [{ kind: 'raw', type: 5, value: new Uint8Array(512) }] } }),
    ['badOption', 'port.lldp.tlvs[0]', 'a TLV of type 4..127 with a value of 0..511 octets'],
  ],
  [
    'a chassis ID without octets',
    added({ lldp: { chassisId: { subtype: 7, id: new Uint8Array(0) } } }),
    ['badOption', 'port.lldp.chassisId.id', 'a Uint8Array of 1..255 octets'],
  ],
  [
    'a sequence number out of range',
    added({ initialSequence: 65_536 }),
    ['badOption', 'port.initialSequence', 'an integer 0..65535'],
  ],
  ['configure out of range', configured({ r: 8 }), ['badConfig', 'evb.r', 'an integer 0..7']],
  ['configure with another role', configured({ role: 'bridge' }), ['badConfig', 'evb.role', 'station']],
  [
    'configure with no name of an option',
    configured({ peerSelection: 'both' }),
    ['badConfig', 'evb.peerSelection', 'disable or newest'],
  ],

  [
    'a command while the link is down',
    { kind: 'command', port: 'down', vsi: command() },
    ['portDown', '', 'a port that is up'],
  ],
  [
    'a command before EVB is agreed',
    { kind: 'command', port: 'alone', vsi: command() },
    ['evbNotReady', '', 'EVB agreed with the bridge'],
  ],
  [
    'a De-Associate before EVB is agreed',
    { kind: 'deAssociate', port: 'alone', vsi: KEY },
    ['evbNotReady', '', 'EVB agreed with the bridge'],
  ],
  [
    'GroupIDs that are not agreed',
    asked(filter(3, { groupId: 7 })),
    ['groupIdNotAgreed', 'vsi.filterInfo.format', 'no GroupIDs: the two sides have not agreed on them'],
  ],
  [
    'no filter entry',
    asked({ filterInfo: vids() }),
    ['invalidFilter', 'vsi.filterInfo.entries', 'at least one filter entry'],
  ],
  [
    'VID 4095',
    asked({ filterInfo: vids(100, 4095) }),
    ['invalidFilter', 'vsi.filterInfo.entries[1].vid', 'VID 0..4094'],
  ],
  [
    'VID 4096',
    asked({ filterInfo: vids(4096) }),
    ['invalidFilter', 'vsi.filterInfo.entries[0].vid', 'an integer 0..4095'],
  ],
  [
    'a null VID beside another',
    asked({ filterInfo: vids(0, 5) }),
    ['invalidFilter', 'vsi.filterInfo.entries[0].vid', 'VID 0 in filter info format 1 only as the only entry'],
  ],
  [
    'a group MAC address in a filter',
    asked(filter(2, { mac: 0x0150_0000_0001 })),
    ['invalidFilter', 'vsi.filterInfo.entries[0].mac', 'an individual MAC address'],
  ],
  [
    'PCP without PS',
    asked(filter(1, { pcp: 3 })),
    ['invalidFilter', 'vsi.filterInfo.entries[0].pcp', 'PCP 0 where ps is false'],
  ],
  ['filter info format 5', asked(filter(5, {})), ['invalidFilter', 'vsi.filterInfo.format', 'an integer 1..4']],
  [
    'more entries than the option allows',
    asked({ filterInfo: vids(1, 2, 3, 4) }),
    ['tooManyEntries', 'vsi.filterInfo.entries', 'at most 3 entries: take several VSIIDs for more'],
  ],
  ['VSIID format 0', asked({ vsiidFormat: 0 }), ['invalidVsiid', 'vsi.vsiidFormat', 'VSIID format 1..5']],
  [
    'a VSIID of other words',
    asked({ vsiid: { w0: 0, w1: 0, w2: 0, w3: 2 ** 31 } }),
    ['invalidVsiid', 'vsi.vsiid', 'four signed'],
  ],
  ['a VTID of 25 bits', asked({ typeId: 2 ** 24 }), ['invalidValue', 'vsi.typeId', 'an integer 0..16777215']],
  ['a type version of 9 bits', asked({ typeVersion: 256 }), ['invalidValue', 'vsi.typeVersion', 'an integer 0..255']],
  [
    'an OUI of 25 bits',
    asked({ organizations: [{ oui: 2 ** 24, data: new Uint8Array(1) }] }),
    ['invalidOrganization', 'vsi.organizations[0].oui', 'an integer 0..16777215'],
  ],
  [
    'organizational data of 509 octets',
    asked({ organizations: [{ oui: 1, data: new Uint8Array(509) }] }),
    ['invalidOrganization', 'vsi.organizations[0].data', ''],
  ],
  [
    'more organizational TLVs than fit',
    asked({ organizations: [1, 2, 3].map((oui) => ({ oui, data: new Uint8Array(508) })) }),
    ['invalidOrganization', 'vsi.organizations', ''],
  ],
  [
    'a step down',
    { kind: 'command', port, vsi: command({ command: 'preAssociate' }) },
    ['stepDownNotAllowed', 'vsi.command', 'associate or deAssociate for an associated VSI'],
  ],
  [
    'hints of an unknown VSI',
    { kind: 'hints', port, vsi: otherKey(5), suspended: true },
    ['unknownVsi', 'vsi', 'a VSI of this station'],
  ],
  [
    'remove of an unknown VSI',
    { kind: 'remove', port, vsi: otherKey(5) },
    ['unknownVsi', 'vsi', 'a VSI of this station'],
  ],
  [
    'a De-Associate of VSIID format 9',
    { kind: 'deAssociate', port, vsi: { ...KEY, vsiidFormat: 9 } },
    ['invalidVsiid', 'vsi.vsiidFormat', 'VSIID format 1..5'],
  ],
];

describe('a station', () => {
  test.each(stationRows)('%s', (_what, input, [code, field, expected]) => {
    const station = liveStation();
    const before = JSON.stringify(station.status());
    const refusal = station.handle(input, 0);
    expect(refusal).toMatchObject({ code, field });
    expect(refusal?.expected).toContain(expected);
    expect(refusal?.expected).not.toBe('');
    expect(drain(station)).toEqual([]);
    expect(JSON.stringify(station.status())).toBe(before);
  });

  test('each code there is has a row or a test', () => {
    const codes: Record<Exclude<VdpStationRefusalCode, 'invalidParameters'>, true> = {
      portDown: true,
      evbNotReady: true,
      groupIdNotAgreed: true,
      invalidFilter: true,
      tooManyEntries: true,
      stepDownNotAllowed: true,
      tooManyVsis: true,
      invalidVsiid: true,
      invalidValue: true,
      invalidOrganization: true,
      unknownVsi: true,
      busy: true,
    };
    const ofRows = new Set(stationRows.map(([, , [code]]) => code));
    // What the EVB TLV says is in range: `invalidParameters` cannot come. The two others have tests of their own.
    expect(Object.keys(codes).filter((code) => !ofRows.has(code))).toEqual(['tooManyVsis', 'busy']);
  });

  test('more VSIs than the option allows: refused, and those that are there stay', () => {
    const station = liveStation();
    expect(station.handle(asked({}), 0)).toBeUndefined();
    expect(station.handle(asked(otherKey(3)), 0)).toEqual({
      code: 'tooManyVsis',
      field: 'vsi',
      expected: 'at most 2 VSIs at a time',
    });
    expect(station.vsis({ port })).toHaveLength(2);
  });

  test('more ports than the option allows', () => {
    const station = liveStation();
    expect(station.handle(added({}), 0)).toBeUndefined();
    expect(station.handle(added({ name: 'eth8' }), 0)).toEqual({
      code: 'tooManyPorts',
      field: 'port',
      expected: 'at most 5 ports',
    });
    expect(station.handle({ kind: 'removePort', port: 'eth9' }, 0)).toBeUndefined();
    expect(station.handle(added({ name: 'eth8' }), 0)).toBeUndefined();
  });

  test.each<readonly [string, EvbStationOptions, string, string]>([
    ['maxPorts 0', { maxPorts: 0 }, 'maxPorts', 'an integer 1..65535'],
    ['minFrameSize 1515', { minFrameSize: 1515 }, 'minFrameSize', 'an integer 0..1514'],
    ['maxPendingOutputs 0', { maxPendingOutputs: 0 }, 'maxPendingOutputs', 'an integer 1..1048576'],
    ['an option of VDP, without any port', { vdp: { maxVsis: 0 } }, 'vdp.maxVsis', 'an integer 1..1048576'],
    [
      'a port that is wrong',
      { ports: [onePort('a', 1 << 25), onePort('b', 2 ** 25, { evb: { r: 9 } })] },
      'ports[1].evb.r',
      'an integer 0..7',
    ],
    [
      'two ports of a name',
      { ports: [onePort('a', 1 << 25), onePort('a', 1 << 26)] },
      'ports[1].name',
      'a name that no other port has',
    ],
    [
      'more ports than allowed',
      { maxPorts: 1, ports: [onePort('a', 1 << 25), onePort('b', 1 << 26)] },
      'ports[1]',
      'at most 1 ports',
    ],
  ])('constructor: %s', (_what, options, field, expected) => {
    expect(() => new EvbStation(options)).toThrow(expect.objectContaining({ code: 'dot1qbgOption', field, expected }));
    const same = options as EvbBridgeOptions;
    expect(() => new EvbBridge(same)).toThrow(expect.objectContaining({ code: 'dot1qbgOption', field, expected }));
  });
});

test('a refusal does not stop the clock or spoil what follows', () => {
  const station = readyStation();
  expect(station.handle({ kind: 'command', port: 'eth7', vsi: command() }, 5 * SECOND)?.code).toBe('unknownPort');
  station.handle({ kind: 'frame', port, frame: lldpFrame(BRIDGE_MAC, EVB_BRIDGE) }, SECOND);
  station.handle({ kind: 'command', port, vsi: command() }, SECOND);
  expect(says(drain(station)).at(-1)).toBe('VDP 1: 3/00');
});
