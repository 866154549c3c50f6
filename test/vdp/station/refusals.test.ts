// What a station refuses its host, clause 41: at once, with the field, and with nothing changed.

import { describe, expect, test } from 'vitest';
import {
  makeFilterInfo,
  VdpStation,
  type VdpStationInput,
  type VdpStationOptions,
  type VsiCommand,
} from '../../../src/vdp/index.js';
import { vid } from '../wire/tlvs.js';
import { associated, association, command, KEY, otherKey, PARAMETERS, rig, ulpdu, vids } from './rig.js';

const deAssociate: VdpStationInput = { kind: 'deAssociate', vsi: KEY };
const give = (more: Partial<VsiCommand> = {}): VdpStationInput => ({ kind: 'command', vsi: command(more) });
const ready = (groupIdAgreed: boolean): VdpStationInput => ({
  kind: 'evb',
  state: 'ready',
  parameters: PARAMETERS,
  groupIdAgreed,
});
const mac = 0x525400aabbcc;

describe('refusals', () => {
  type Filter = VsiCommand['filterInfo'];
  const refusals: readonly [
    code: string,
    field: string,
    what: string,
    more: Partial<VsiCommand>,
    options?: VdpStationOptions,
  ][] = [
    ['invalidVsiid', 'vsi.vsiidFormat', 'VSIID format 0', { vsiidFormat: 0 }],
    ['invalidVsiid', 'vsi.vsiidFormat', 'VSIID format 6', { vsiidFormat: 6 }],
    ['invalidVsiid', 'vsi.vsiid', 'a VSIID of no words', { vsiid: {} as VsiCommand['vsiid'] }],
    ['invalidFilter', 'vsi.filterInfo.entries[1].vid', 'VID 4095', { filterInfo: vids(1, 4095) }],
    ['invalidFilter', 'vsi.filterInfo.entries[1].vid', 'a null VID beside others', { filterInfo: vids(1, 0) }],
    ['invalidFilter', 'vsi.filterInfo.entries', 'no entries', { filterInfo: vids() }],
    [
      'invalidFilter',
      'vsi.filterInfo.format',
      'an unknown format',
      { filterInfo: { format: 9, entries: [] } as unknown as Filter },
    ],
    [
      'invalidFilter',
      'vsi.filterInfo.entries[0].mac',
      'a group address',
      { filterInfo: { format: 2, entries: [{ ...vid(1), mac: 0x0180c2000000 }] } },
    ],
    [
      'invalidFilter',
      'vsi.filterInfo.entries[0].mac',
      'a zero address',
      { filterInfo: { format: 4, entries: [{ ...vid(1), groupId: 1, mac: 0 }] } },
    ],
    [
      'invalidFilter',
      'vsi.filterInfo.entries[0].mac',
      'no address in format 2',
      { filterInfo: makeFilterInfo(2, [vid(1)]) },
    ],
    [
      'invalidFilter',
      'vsi.filterInfo.entries[0].pcp',
      'a PCP that is not significant',
      { filterInfo: { format: 1, entries: [{ ps: false, pcp: 3, vid: 1 }] } },
    ],
    ['invalidFilter', 'vsi.filterInfo', 'no filter info', { filterInfo: undefined as unknown as Filter }],
    [
      'tooManyEntries',
      'vsi.filterInfo.entries',
      '244 VIDs',
      { filterInfo: vids(...Array.from({ length: 244 }, (_, i) => i + 1)) },
    ],
    [
      'tooManyEntries',
      'vsi.filterInfo.entries',
      '61 of format 2',
      { filterInfo: { format: 2, entries: Array.from({ length: 61 }, () => ({ ...vid(1), mac })) } },
    ],
    [
      'tooManyEntries',
      'vsi.filterInfo.entries',
      '2, where the host wants one at most',
      { filterInfo: vids(1, 2) },
      { maxFilterEntries: 1 },
    ],
    ['invalidValue', 'vsi.typeId', 'a type ID of 25 bits', { typeId: 0x100_0000 }],
    ['invalidValue', 'vsi.typeVersion', 'a type version of 256', { typeVersion: 256 }],
    ['invalidValue', 'vsi.managerId', 'a manager ID that is none', { managerId: {} as VsiCommand['managerId'] }],
    [
      'invalidOrganization',
      'vsi.organizations[0].oui',
      'an OUI of 25 bits',
      { organizations: [{ oui: 0x100_0000, data: new Uint8Array(1) }] },
    ],
    [
      'invalidOrganization',
      'vsi.organizations[0].data',
      '509 octets',
      { organizations: [{ oui: 12, data: new Uint8Array(509) }] },
    ],
    [
      'invalidOrganization',
      'vsi.organizations',
      'more than a ULPDU holds',
      { organizations: Array.from({ length: 3 }, () => ({ oui: 12, data: new Uint8Array(508) })) },
    ],
  ];

  test.each(refusals)('%s, %s: %s', (code, field, _what, more, options) => {
    const it = rig(options);
    expect(it.refused(give(more))).toMatchObject({ code, field, expected: expect.stringMatching(/./) });
    expect(it.station.vsis()).toEqual([]);
    expect(it.tx()).toEqual([]);
    expect(it.says()).toEqual([]);
  });

  test('evbNotReady, portDown: before EVB is agreed, and after the port went down', () => {
    const station = new VdpStation();
    const codeOf = (input: VdpStationInput) => station.handle(input, 0)?.code;
    expect(codeOf(give())).toBe('portDown');
    expect(codeOf({ kind: 'evb', state: 'down' })).toBeUndefined();
    expect(codeOf(give())).toBe('evbNotReady');
    expect(codeOf(deAssociate)).toBe('evbNotReady');
    expect(codeOf(ready(false))).toBeUndefined();
    expect(codeOf(give())).toBeUndefined();
    station.handle({ kind: 'reset', reason: 'portDown' }, 0);
    expect(codeOf(give())).toBe('portDown');
    station.handle(ready(false), 0);
    station.handle({ kind: 'reset', reason: 'disabled' }, 0);
    expect(codeOf(give())).toBe('evbNotReady');
  });

  test.each([3, 4] as const)('groupIdNotAgreed: format %i', (format) => {
    const it = rig();
    it.in(ready(false));
    const entry = [{ groupId: 1, ...(format === 4 && { mac }), ps: false, pcp: 0, vid: 1 }];
    expect(it.refused(give({ filterInfo: makeFilterInfo(format, entry) }))).toMatchObject({
      code: 'groupIdNotAgreed',
      field: 'vsi.filterInfo.format',
    });
    it.in(ready(true));
    expect(it.refused(give({ filterInfo: makeFilterInfo(format, entry) }))).toBeUndefined();
  });

  test('stepDownNotAllowed: an associated VSI is not pre-associated, unless the host may', () => {
    expect(associated().refused(give({ command: 'preAssociate' }))).toMatchObject({
      code: 'stepDownNotAllowed',
      field: 'vsi.command',
    });
    expect(associated().refused(give({ command: 'preAssociateRr' }))?.code).toBe('stepDownNotAllowed');
    const it = associated({ allowStepDown: true });
    it.command({ command: 'preAssociate' });
    expect(it.tx()).toEqual([ulpdu(association(1, '00'))]);
    it.rx(association(1, '40'));
    expect(it.says()).toEqual(['done preAssociate 100']);
    expect(it.station.vsi(KEY)?.vsiState).toBe('PREASSOC');
  });

  test('stepDownNotAllowed: what counts is the command on its way', () => {
    const it = rig();
    it.command();
    expect(it.refused(give({ command: 'preAssociate' }))?.code).toBe('stepDownNotAllowed');
    const leaving = associated();
    leaving.in(deAssociate);
    expect(leaving.refused(give({ command: 'preAssociate' }))).toBeUndefined();
  });

  test('tooManyVsis: those that are over do not count', () => {
    const it = rig({ maxVsis: 2 });
    it.command(otherKey(1));
    it.command(otherKey(2));
    expect(it.refused(give(otherKey(3)))).toMatchObject({ code: 'tooManyVsis', field: 'vsi' });
    expect(it.refused({ kind: 'deAssociate', vsi: otherKey(3) })?.code).toBe('tooManyVsis');
    it.command(otherKey(2));
    for (const _both of [1, 2]) {
      it.tx();
      it.next();
    }
    it.told();
    for (const i of [3, 1]) it.command(otherKey(i));
    expect(it.refused(give(otherKey(2)))?.code).toBe('tooManyVsis');
    expect(
      it.station
        .vsis()
        .map(({ vsi }) => Number.parseInt(vsi.vsiid, 16))
        .sort(),
    ).toEqual([1, 3]);
  });

  test('unknownVsi: hints and removal of a VSI that is not there, or is over', () => {
    const it = rig();
    const codes = () => [
      it.refused({ kind: 'hints', vsi: KEY, suspended: true })?.code,
      it.refused({ kind: 'remove', vsi: KEY })?.code,
      it.refused({ kind: 'remove', vsi: { ...KEY, vsiidFormat: 9 } })?.code,
    ];
    expect(codes()).toEqual(['unknownVsi', 'unknownVsi', 'unknownVsi']);
    it.command();
    it.tx();
    it.next();
    expect(codes()).toEqual(['unknownVsi', 'unknownVsi', 'unknownVsi']);
  });

  test('busy: more outputs than may wait', () => {
    const it = associated({ maxPendingOutputs: 1 });
    expect(it.station.canTake()).toBe(true);
    it.command(otherKey(1));
    it.command(otherKey(1));
    it.command(otherKey(1));
    expect(it.station.canTake()).toBe(false);
    for (const input of [give(), deAssociate, { kind: 'remove', vsi: KEY } as const]) {
      expect(it.refused(input)).toMatchObject({ code: 'busy', field: '' });
    }
    expect(it.says()).toEqual(['failed superseded']);
    expect(it.station.canTake()).toBe(true);
    expect(it.refused(deAssociate)).toBeUndefined();
  });

  test.each(['r', 'rte', 'rwd', 'rka'] as const)('invalidParameters: %s', (name) => {
    const it = rig();
    const parameters = { ...PARAMETERS, [name]: name === 'r' ? 8 : 32 };
    expect(it.refused({ kind: 'evb', state: 'ready', parameters, groupIdAgreed: true })).toMatchObject({
      code: 'invalidParameters',
      field: `parameters.${name}`,
    });
    expect(it.station.status().parameters).toEqual(PARAMETERS);
  });

  test('an option out of its range is an error of the constructor', () => {
    for (const name of ['maxVsis', 'maxFilterEntries', 'maxUlpduOctets', 'maxPendingOutputs']) {
      expect(() => new VdpStation({ [name]: 0 })).toThrow(
        expect.objectContaining({ code: 'dot1qbgOption', field: name }),
      );
    }
  });
});
