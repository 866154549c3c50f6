// The VSI manager in memory: its checks in their order, the values that it supplies, its counts, options that it refuses.

import { describe, expect, test } from 'vitest';
import {
  type FilterEntry,
  type FilterInfoFormat,
  makeFilterInfo,
  OptionError,
  parseManagerId,
  staticVsiManager,
  type VsiQuery,
  type VsiType,
  ZERO_IDENTIFIER,
} from '../../../src/vdp/index.js';
import { BridgeBench, commandOf, vsiOf } from '../bridge/bench.js';
import { managerId, vid } from '../wire/tlvs.js';

const TYPE: VsiType = {
  managerId,
  typeId: 1,
  typeVersion: 0,
  allowedVids: [
    [10, 19],
    [100, 100],
  ],
};

const queryOf = (format: FilterInfoFormat, entry: readonly FilterEntry[], more: Partial<VsiQuery> = {}): VsiQuery => ({
  id: 1,
  vsi: vsiOf(1),
  command: 'associate',
  managerId,
  typeId: 1,
  typeVersion: 0,
  filterInfo: makeFilterInfo(format, entry),
  suspended: false,
  migrating: false,
  ...more,
});

const MAC = 0x525400aabbcc;
const mac = (value: number, address = MAC): FilterEntry => ({ mac: address, ...vid(value) });
const group = (groupId: number, value: number): FilterEntry => ({ groupId, ...vid(value) });
const pcp = (value: number, of: number): FilterEntry => ({ ps: true, pcp: of, vid: value });

const OTHER_MANAGER = parseManagerId('192.0.2.11') ?? ZERO_IDENTIFIER;
const refused = (error: number) => ({ ok: false, error });

describe('refusals, in the order of their checks', () => {
  const type: VsiType = {
    ...TYPE,
    maxFilters: 1,
    maxInstances: 0,
    allowedMacs: [MAC],
    allowedPriorities: [0, 3],
    groupVids: [
      [7, 10],
      [9, 200],
    ],
  };
  const roomy = { ...type, maxFilters: 9, maxInstances: 9 };
  test.each<[title: string, VsiType, VsiQuery, error: number]>([
    ['manager unknown', type, queryOf(1, [vid(20)], { managerId: OTHER_MANAGER, typeId: 2 }), 3],
    ['no manager named, no default', type, queryOf(1, [vid(10)], { managerId: ZERO_IDENTIFIER }), 3],
    ['type unknown', type, queryOf(1, [vid(20)], { typeId: 2 }), 4],
    ['version unknown', type, queryOf(1, [vid(20)], { typeVersion: 1 }), 4],
    [
      'a filter info format that it cannot read',
      type,
      queryOf(1, [], { filterInfo: { format: 9, layout: { octets: 1 }, entries: [{ octets: Uint8Array.of(1) }] } }),
      4,
    ],
    ['too many entries', { ...type, maxInstances: 1 }, queryOf(1, [vid(20), vid(20)]), 2],
    ['too many VSIs', type, queryOf(1, [vid(20)]), 2],
    ['VID not allowed', roomy, queryOf(1, [vid(20)]), 5],
    ['VID not allowed in the second entry', roomy, queryOf(1, [vid(10), vid(99)]), 5],
    ['MAC address not allowed', roomy, queryOf(2, [mac(10, MAC + 1)]), 5],
    ['PCP not allowed', roomy, queryOf(1, [pcp(10, 2)]), 5],
    ['GroupID unknown', roomy, queryOf(3, [group(8, 0)]), 5],
    ['GroupID unknown, with a VID', roomy, queryOf(3, [group(8, 10)]), 5],
    ['GroupID with another VID', roomy, queryOf(3, [group(7, 11)]), 5],
    ['GroupID whose VID is not allowed', roomy, queryOf(3, [group(9, 0)]), 5],
    ['GroupID in a type that has none', TYPE, queryOf(3, [group(7, 10)]), 5],
  ])('%s', (_title, known, query, error) => {
    const manager = staticVsiManager([known]);
    expect(manager.answer(query)).toEqual(refused(error));
    expect(manager.instances(query)).toBe(0);
  });
});

describe('grants', () => {
  const type: VsiType = { ...TYPE, groupVids: [[7, 11]], allowedMacs: [MAC], allowedPriorities: [3] };
  test.each<[title: string, FilterInfoFormat, asked: FilterEntry[], got: FilterEntry[], Partial<VsiType>?]>([
    ['VIDs as they are', 1, [vid(19), vid(100)], [vid(19), vid(100)]],
    ['a null VID', 1, [vid(0)], [vid(10)]],
    ['null VIDs with MAC addresses', 2, [mac(0), mac(12)], [mac(10), mac(12)]],
    ['a null VID with a GroupID', 3, [group(7, 0)], [group(7, 11)]],
    ['a GroupID with its VID', 3, [group(7, 11)], [group(7, 11)]],
    ['a GroupID with a MAC address', 4, [{ ...group(7, 0), mac: MAC }], [{ ...group(7, 11), mac: MAC }]],
    ['a PCP', 1, [pcp(10, 3)], [pcp(10, 3)], { defaultPriority: 5 }],
    ['the default PCP', 1, [vid(0)], [pcp(10, 5)], { defaultPriority: 5 }],
    ['the default PCP 0', 1, [vid(10)], [pcp(10, 0)], { defaultPriority: 0 }],
  ])('%s', (_title, format, asked, got, more = {}) => {
    const manager = staticVsiManager([{ ...type, ...more }]);
    expect(manager.answer(queryOf(format, asked))).toEqual({ ok: true, filterInfo: { format, entries: got } });
  });

  test('the default manager stands for none', () => {
    const manager = staticVsiManager([TYPE], { defaultManagerId: managerId });
    const query = queryOf(1, [vid(10)], { managerId: ZERO_IDENTIFIER });
    expect(manager.answer(query)).toMatchObject({ ok: true });
    expect(manager.instances(queryOf(1, []))).toBe(1);
  });

  test('types are found with what the host put beside them', () => {
    const types = [
      { ...TYPE, rate: 1000 },
      { ...TYPE, typeVersion: 1, rate: 2000 },
    ];
    const manager = staticVsiManager(types);
    expect(manager.find({ managerId, typeId: 1, typeVersion: 1 })?.rate).toBe(2000);
    expect(manager.find({ managerId, typeId: 1, typeVersion: 2 })).toBeUndefined();
  });
});

describe('maxInstances', () => {
  const ofVsi = (vsi: number) => queryOf(1, [vid(10)], { vsi: vsiOf(vsi) });

  test('counts VSIs, not queries', () => {
    const manager = staticVsiManager([{ ...TYPE, maxInstances: 1 }]);
    expect(manager.answer(ofVsi(1))).toMatchObject({ ok: true });
    expect(manager.answer(ofVsi(1))).toMatchObject({ ok: true });
    expect(manager.answer(ofVsi(2))).toEqual(refused(2));
    manager.release(ofVsi(1));
    expect(manager.answer(ofVsi(2))).toEqual(refused(2));
    manager.release(ofVsi(1));
    expect(manager.answer(ofVsi(2))).toMatchObject({ ok: true });
    expect(manager.instances(ofVsi(1))).toBe(1);
  });

  test('releasing what was never granted does nothing', () => {
    const manager = staticVsiManager([{ ...TYPE, maxInstances: 1 }]);
    manager.answer(ofVsi(1));
    manager.release(ofVsi(2));
    manager.release(queryOf(1, [], { typeId: 9 }));
    expect(manager.instances(ofVsi(1))).toBe(1);
  });
});

test('a bridge gives back all it was granted', () => {
  const manager = staticVsiManager([{ ...TYPE, maxInstances: 2 }]);
  const bench = new BridgeBench();
  const serve = () => {
    for (let output = bench.outputs.shift(); output; output = bench.outputs.shift()) {
      if (output.kind === 'release') manager.release(output.query);
      if (output.kind !== 'query') continue;
      bench.give({ kind: 'answer', id: output.id, answer: manager.answer(output) });
    }
    return manager.instances(queryOf(1, []));
  };
  const NULL_VID = '01 0001 0000';
  bench.rx(commandOf(1, 1, '00', NULL_VID), commandOf(2, 3), commandOf(3, 3));
  expect(serve()).toBe(2);
  expect(bench.tx()).toBe(commandOf(1, 1, '40', '01 0001 000a') + commandOf(2, 3, '40') + commandOf(3, 4, '42'));
  bench.rx(commandOf(1, 3, '00', '01 0001 000a'), commandOf(2, 3, '00', '01 0001 0063'));
  expect(serve()).toBe(2);
  expect(bench.tx()).toBe(commandOf(1, 3, '40', '01 0001 000a') + commandOf(2, 3, '75', '01 0001 0063'));
  bench.rx(commandOf(2, 4));
  expect(serve()).toBe(1);
  bench.give({ kind: 'reset', reason: 'portDown' });
  expect(serve()).toBe(0);
});

describe('what it cannot be made of', () => {
  test.each<[unknown, string]>([
    [null, 'types'],
    [[null], 'types[0]'],
    [[TYPE, TYPE], 'types[1]'],
    [[{ ...TYPE, managerId: 'x' }], 'types[0].managerId'],
    [[{ ...TYPE, typeId: 0x100_0000 }], 'types[0].typeId'],
    [[{ ...TYPE, typeVersion: 256 }], 'types[0].typeVersion'],
    [[{ ...TYPE, allowedVids: undefined }], 'types[0].allowedVids'],
    [[{ ...TYPE, allowedVids: [] }], 'types[0].allowedVids'],
    [[{ ...TYPE, allowedVids: [[0, 5]] }], 'types[0].allowedVids[0][0]'],
    [[{ ...TYPE, allowedVids: [[1, 4095]] }], 'types[0].allowedVids[0][1]'],
    [[{ ...TYPE, allowedVids: [[5, 4]] }], 'types[0].allowedVids[0]'],
    [[{ ...TYPE, allowedVids: [[5]] }], 'types[0].allowedVids[0]'],
    [[{ ...TYPE, allowedPriorities: [8] }], 'types[0].allowedPriorities[0]'],
    [[{ ...TYPE, allowedPriorities: 3 }], 'types[0].allowedPriorities'],
    [[{ ...TYPE, defaultPriority: -1 }], 'types[0].defaultPriority'],
    [[{ ...TYPE, allowedMacs: [2 ** 48] }], 'types[0].allowedMacs[0]'],
    [[{ ...TYPE, groupVids: [[2 ** 32, 1]] }], 'types[0].groupVids[0][0]'],
    [[{ ...TYPE, groupVids: [[1, 0]] }], 'types[0].groupVids[0][1]'],
    [[{ ...TYPE, groupVids: [[1, 5000]] }], 'types[0].groupVids[0][1]'],
    [[{ ...TYPE, maxFilters: 1.5 }], 'types[0].maxFilters'],
    [[{ ...TYPE, maxInstances: -1 }], 'types[0].maxInstances'],
  ])('%j', (types, field) => {
    let error: unknown;
    try {
      staticVsiManager(types as readonly VsiType[]);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(OptionError);
    expect(error).toMatchObject({ field });
  });

  test('a default manager that is no identifier', () => {
    expect(() => staticVsiManager([TYPE], { defaultManagerId: {} as never })).toThrow(OptionError);
  });
});
