// The procedures of the CDCP machine on their own (4.2 to 4.5), and the rows of its table.

import { describe, expect, test } from 'vitest';
import { settle } from '../../../src/core/machine.js';
import { type CdcpData, newCdcpData } from '../../../src/s-channel/cdcp/data.js';
import { cdcpMachine } from '../../../src/s-channel/cdcp/machine.js';
import { rxSVIDConfig, setSVIDRequest, svidPoolOf, txSVIDConfig } from '../../../src/s-channel/index.js';
import { channelChanges, samePairs } from '../../../src/s-channel/pair-list.js';
import { pairs, pairsText } from '../../support/pairs.js';
import { traceBridge } from './ends.js';

describe('SetSVIDRequest', () => {
  test.each([
    ['s-channel 4.2: in the order of preference, SVIDs of old', '1/1 3/0 5/0', '1/1 2/100 3/101', 9, '1/1 3/101 5/0'],
    ['s-channel 4.2: what is not wanted is not asked for', '1/1', '1/1 2/100', 9, '1/1'],
    ['s-channel 4.2: (1,1) is first, wanted or not', '3/0 2/0', '1/1', 9, '1/1 3/0 2/0'],
    ['s-channel 4.2: (1,1) wanted late', '3/0 1/0 2/0', '1/1', 9, '1/1 3/0 2/0'],
    ['s-channel 4.2: at most OperChnCap pairs', '1/1 2/0 3/0 4/0', '1/1 4/7', 3, '1/1 2/0 3/0'],
    ['s-channel 4.2: wants are sanitized', '0/0 2/0 2/0 4095/0 3/0', '1/1', 9, '1/1 2/0 3/0'],
    ['s-channel 4.2: the bridge alone assigns', '1/1 2/9', '1/1', 9, '1/1 2/0'],
  ])('%s', (_title, wants, oper, chnCap, list) => {
    expect(pairsText(setSVIDRequest(pairs(wants), pairs(oper), chnCap))).toBe(list);
  });

  test('s-channel 4.2: of a bridge nothing changes', () => {
    const end = traceBridge();
    end.hear({ role: 'station', sComp: true, chnCap: 9, pairs: pairs('1/1 2/0') });
    expect(end.configure({ wants: [7] })).toEqual([]);
    expect(end.list).toBe('1/1 2/100');
  });
});

describe('RxSVIDConfig', () => {
  test.each([
    ['s-channel 4.3/1: an SVID where none was', '1/1 2/0', '1/1 2/100', '1/1 2/100'],
    ['s-channel 4.3/2: the same SVID', '1/1 2/100', '1/1 2/100', '1/1 2/100'],
    ['s-channel 4.3/3: another SVID', '1/1 2/100', '1/1 2/101', '1/1 2/101'],
    ['s-channel 4.3/4: no entry', '1/1 2/100', '1/1', '1/1 2/0'],
    ['s-channel 4.3/4: an entry without SVID', '1/1 2/100', '1/1 2/0', '1/1 2/0'],
    ['what only the bridge lists', '1/1 2/0', '1/1 3/101', '1/1 2/0'],
  ])('%s', (_title, oper, remote, list) => {
    expect(pairsText(rxSVIDConfig(pairs(oper), pairs(remote)))).toBe(list);
  });
});

describe('TxSVIDConfig', () => {
  const assign = (oper: string, remote: string, pool: [number, number][], chnCap = 167, honourProposed = true) => {
    const ranges = svidPoolOf(pool.map(([low, high]) => ({ low, high })));
    const { pairs: pair, noSvid } = txSVIDConfig(pairs(oper), pairs(remote), ranges, chnCap, honourProposed);
    return [pairsText(pair), ...noSvid];
  };

  test.each<[title: string, result: unknown[], list: unknown[]]>([
    ['s-channel 4.4: the lowest first', assign('1/1', '1/1 9/0 2/0', [[100, 199]]), ['1/1 9/100 2/101']],
    ['s-channel 4.4: what is assigned stays', assign('1/1 2/150', '1/1 3/0 2/0', [[150, 151]]), ['1/1 3/151 2/150']],
    ['s-channel 4.4: an SVID that left the pool is replaced', assign('1/1 2/7', '1/1 2/7', [[9, 9]]), ['1/1 2/9']],
    ['s-channel 4.4: or the channel goes', assign('1/1 2/7', '1/1 2/7', []), ['1/1', 2]],
    ['s-channel 4.4: what the station no longer lists goes', assign('1/1 2/7', '1/1', [[7, 9]]), ['1/1']],
    ['s-channel 4.4: its SVID is free at once', assign('1/1 2/7', '1/1 3/0', [[7, 7]]), ['1/1 3/7']],
    ['s-channel 4.4: a proposal that is free', assign('1/1', '1/1 2/9 3/0', [[7, 9]]), ['1/1 2/9 3/7']],
    ['s-channel 4.4: one that is used', assign('1/1 3/9', '1/1 2/9 3/9', [[7, 9]]), ['1/1 2/7 3/9']],
    ['s-channel 4.4: one outside the pool', assign('1/1', '1/1 2/50', [[7, 9]]), ['1/1 2/7']],
    [
      's-channel 4.4: none is honoured where the option says so',
      assign('1/1', '1/1 2/9 3/0', [[7, 9]], 167, false),
      ['1/1 2/7 3/8'],
    ],
    ['s-channel 4.4: none behind the capacity', assign('1/1', '1/1 2/0 3/0', [[7, 9]], 2), ['1/1 2/7']],
    [
      's-channel 4.4: who has none left, and who is served from a gap',
      assign('1/1 4/12', '1/1 2/0 3/0 4/0 5/0 6/0', [
        [10, 10],
        [12, 13],
      ]),
      ['1/1 2/10 3/13 4/12', 5, 6],
    ],
    [
      's-channel 4.4: a proposal behind the lowest free one does not hide it',
      assign('1/1', '1/1 2/0 3/12 4/0 5/0', [[10, 12]]),
      ['1/1 2/10 3/12 4/11', 5],
    ],
  ])('%s', (_title, result, list) => {
    expect(result).toEqual(list);
  });
});

describe('channel output', () => {
  test.each([
    ['s-channel 4.5: what ends, then what appears', '1/1 2/7 3/8', '1/1 4/7 3/9', '2/7 3/8', '4/7 3/9'],
    ['s-channel 4.5: without SVID there is no channel', '1/1 2/0', '1/1 3/0', '', ''],
    ['s-channel 4.5: nothing of the default channel', '1/1', '', '', ''],
    ['s-channel 4.5: another order is no change', '1/1 2/7 3/8', '1/1 3/8 2/7', '', ''],
  ])('%s', (_title, before, after, down, up) => {
    const changes = channelChanges(pairs(before), pairs(after));
    expect([pairsText(changes.down), pairsText(changes.up)]).toEqual([down, up]);
  });

  test('lists are compared with their order and their SVIDs', () => {
    expect(samePairs(pairs('1/1 2/7 3/8'), pairs('1/1 2/7 3/8'))).toBe(true);
    expect(samePairs(pairs('1/1 2/7 3/8'), pairs('1/1 3/8 2/7'))).toBe(false);
    expect(samePairs(pairs('1/1 2/7'), pairs('1/1 2/8'))).toBe(false);
    expect(samePairs(pairs('1/1 2/7'), pairs('1/1'))).toBe(false);
  });
});

describe('pools', () => {
  test('ranges that overlap or touch are one', () => {
    const range = (low: number, high: number) => ({ low, high });
    expect(svidPoolOf([range(9, 12), range(2, 3), range(4, 5), range(10, 11)])).toEqual([range(2, 5), range(9, 12)]);
    expect(svidPoolOf([])).toEqual([]);
  });
});

describe('the table', () => {
  const start = (more: Partial<CdcpData>): CdcpData => ({
    ...newCdcpData({
      adminRole: 'station',
      adminChnCap: 4,
      adminSVIDWants: pairs('1/1 2/0'),
      localSVIDPool: [{ low: 100, high: 199 }],
      localSComp: true,
      honourProposed: true,
    }),
    portEnabled: true,
    adminEnable: true,
    ...more,
  });
  const bridge = { role: 'bridge', sComp: true, list: pairs('1/1 2/100') } as const;
  const heard = (role: 'station' | 'bridge', list = bridge.list) => ({
    remoteRole: role,
    remoteChnCap: 4,
    remoteSComp: true,
    remoteSVIDList: list,
  });
  const idle = (more: Partial<CdcpData>) => settle(cdcpMachine, start(more)).data;
  const rows = (data: CdcpData, change: Partial<CdcpData>): string[] => [
    ...settle(cdcpMachine, { ...data, ...change }).rows,
  ];
  const running = idle(heard('bridge'));
  const assigned = idle({ adminRole: 'bridge', operRole: 'bridge', ...heard('station') });

  test('s-channel G1: port down, or CDCP off', () => {
    expect(rows(running, { portEnabled: false })).toEqual(['G1']);
    expect(rows(running, { adminEnable: false })).toEqual(['G1']);
    for (const data of [running, assigned]) {
      expect(settle(cdcpMachine, { ...data, portEnabled: false }).data).toMatchObject({
        schState: 'NotRunning',
        operSVIDList: pairs('1/1'),
        lastRemoteSVIDList: [],
        lastSVIDWants: [],
        lastLocalSVIDPool: [],
      });
    }
  });

  test('s-channel G2: AdminRole changes', () => {
    expect(rows(running, { adminRole: 'bridge' })).toEqual(['G2', '4.1/1', '4.1/5']);
    const waiting = settle(cdcpMachine, { ...running, portEnabled: false }).data;
    expect(rows(waiting, { adminRole: 'bridge' })).toEqual(['G2']);
    expect(settle(cdcpMachine, { ...waiting, adminRole: 'bridge' }).data.operRole).toBe('bridge');
  });

  test('s-channel G3: the peer is gone, or has the same role', () => {
    expect(rows(running, { remoteRole: 'none' })).toEqual(['G3', '4.1/1', '4.1/5']);
    expect(rows(running, { remoteRole: 'station' })).toEqual(['G3', '4.1/1', '4.1/5']);
    expect(rows(assigned, { remoteRole: 'bridge' })).toEqual(['G3', '4.1/1', '4.1/5']);
  });

  test('s-channel 4.1/1, s-channel 4.1/5: the port is up and CDCP is on', () => {
    expect(rows(start({ portEnabled: false }), { portEnabled: true })).toEqual(['4.1/1', '4.1/5']);
    expect(rows(start({ adminEnable: false }), { adminEnable: true })).toEqual(['4.1/1', '4.1/5']);
  });

  test('s-channel 4.1/2: other wants, or another capacity', () => {
    expect(rows(running, { adminSVIDWants: pairs('1/1 3/0') })).toEqual(['4.1/2', '4.1/5']);
    expect(rows(running, { adminChnCap: 1 })).toEqual(['4.1/2', '4.1/5']);
    expect(rows(assigned, { adminChnCap: 1 })).toEqual(['4.1/2', '4.1/5']);
    expect(rows(assigned, { adminSVIDWants: pairs('1/1 3/0') })).toEqual([]);
    const lower = settle(cdcpMachine, { ...assigned, adminChnCap: 1 }).data;
    expect(pairsText(lower.operSVIDList)).toBe('1/1');
  });

  test('s-channel 4.1/3: a bridge assigns', () => {
    const data = idle({ adminRole: 'bridge', operRole: 'bridge' });
    const again = ['4.1/3', '4.1/5'];
    expect(rows(data, heard('station'))).toEqual(again);
    expect(rows(data, heard('station', []))).toEqual(again);
    expect(rows(assigned, { localSVIDPool: [] })).toEqual(again);
    expect(rows(assigned, { remoteSVIDList: pairs('1/1 3/0') })).toEqual(again);
    expect(rows(assigned, { remoteChnCap: 1 })).toEqual(again);
    expect(rows(assigned, { remoteSComp: false })).toEqual(again);
    expect(rows(assigned, {})).toEqual([]);
  });

  test('s-channel 4.1/4: a station takes what the bridge lists', () => {
    const data = idle({});
    expect(rows(data, heard('bridge'))).toEqual(['4.1/4', '4.1/5']);
    expect(rows(running, { remoteSVIDList: pairs('1/1 2/7') })).toEqual(['4.1/4', '4.1/5']);
    expect(rows(running, { localSVIDPool: [] })).toEqual([]);
    expect(rows(running, { remoteChnCap: 1 })).toEqual([]);
  });
});
