// The traces of CDCP: the state before, what happens, the list and the outputs after. Outputs are compared in their order,
// but for warnings, which the traces put now before and now behind the channels: here they come first.

import { expect, test } from 'vitest';
import { decodeFrame } from '../../../src/frame/index.js';
import { findCdcpTlv, type RawTlv } from '../../../src/s-channel/index.js';
import { hex } from '../../support/hex.js';
import { pairsText } from '../../support/pairs.js';
import { End, peer, tlv, traceBridge, traceStation } from './ends.js';

type Trace = [
  title: string,
  before: () => End,
  event: (end: End) => string[],
  list: string,
  outputs: string[],
  schState: 'Running' | 'NotRunning',
];

/** A frame's CDCP TLV, as a receiver finds it. */
function tlvOf(octets: string) {
  const frame = decodeFrame(hex(octets));
  if (!frame.ok || frame.value.kind !== 'lldp') throw new Error('no LLDP frame');
  const raw = frame.value.lldp.tlvs.map(
    (one): RawTlv => ({ kind: 'raw', type: 127, value: 'value' in one ? one.value : new Uint8Array(0) }),
  );
  return findCdcpTlv(raw);
}

const C8 =
  '0180c200000302005e10000188cc02070402005e1000010405056574683006020079fe0c0080c20e8800000400100100000000000000000000000000';

const after =
  (start: () => End, ...events: ((end: End) => unknown)[]) =>
  (): End => {
    const end = start();
    for (const event of events) event(end);
    return end;
  };
const hear =
  (role: 'bridge' | 'station', list: string, more = {}) =>
  (end: End) =>
    end.hear(tlv(role, list, more));

test.each(traceTable())('%s', (_title, before, event, list, outputs, schState) => {
  const end = before();
  expect(event(end)).toEqual(outputs);
  expect(end.list).toBe(list);
  expect(end.schState).toBe(schState);
  const { portEnabled } = end.negotiation.status();
  const sent = end.negotiation.state.txTlv?.pairs;
  expect(sent && pairsText(sent)).toBe(portEnabled ? list : undefined);
});

function traceTable(): Trace[] {
  const down = () => new End({ role: 'station', chnCap: 4, wants: [2, 3] });
  const S1 = () => traceStation();
  const S2 = after(S1, hear('bridge', '1/1'));
  const S3 = after(S2, hear('bridge', '1/1 2/100 3/101'));
  const S7 = after(S3, (end) => end.configure({ wants: [3, 5] }));
  const bridgeDown = () => new End({ role: 'bridge', pool: [{ low: 100, high: 199 }] });
  const B1 = () => traceBridge();
  const B2 = after(B1, hear('station', '1/1 2/0 3/0'));
  const B3 = after(B2, hear('station', '1/1 2/100 3/101'));
  const smallPool = after(() => traceBridge({ pool: [{ low: 100, high: 101 }] }), hear('station', '1/1 2/0 3/0'));
  const B5 = after(smallPool, hear('station', '1/1 2/100 3/101 4/0'));
  return [
    ['s-channel S1: the station asks', down, (e) => e.port(true), '1/1 2/0 3/0', ['localChange'], 'NotRunning'],
    ['s-channel S2: the bridge has nothing yet', S1, hear('bridge', '1/1'), '1/1 2/0 3/0', [], 'Running'],
    [
      's-channel S3: the bridge grants',
      S2,
      hear('bridge', '1/1 2/100 3/101'),
      '1/1 2/100 3/101',
      ['Up 2/100', 'Up 3/101', 'localChange'],
      'Running',
    ],
    ['s-channel S4: the same again', S3, hear('bridge', '1/1 2/100 3/101'), '1/1 2/100 3/101', [], 'Running'],
    [
      's-channel S5: the bridge takes one back',
      S3,
      hear('bridge', '1/1 2/100'),
      '1/1 2/100 3/0',
      ['Down 3/101', 'localChange'],
      'Running',
    ],
    [
      's-channel S6: the bridge changes an SVID',
      S3,
      hear('bridge', '1/1 2/150 3/101'),
      '1/1 2/150 3/101',
      ['Down 2/100', 'Up 2/150', 'localChange'],
      'Running',
    ],
    [
      's-channel S7: other channels are wanted',
      S3,
      (e) => e.configure({ wants: [3, 5] }),
      '1/1 3/101 5/0',
      ['Down 2/100', 'localChange'],
      'Running',
    ],
    [
      's-channel S8: the bridge grants the new one',
      S7,
      hear('bridge', '1/1 3/101 5/100'),
      '1/1 3/101 5/100',
      ['Up 5/100', 'localChange'],
      'Running',
    ],
    [
      's-channel S9: the bridge ages out',
      S3,
      (e) => e.lose(),
      '1/1 2/0 3/0',
      ['Down 2/100', 'Down 3/101', 'localChange'],
      'NotRunning',
    ],
    [
      's-channel S10, s-channel D14: the neighbour is a station, too',
      S3,
      hear('station', '1/1'),
      '1/1 2/0 3/0',
      ['Down 2/100', 'Down 3/101', 'localChange'],
      'NotRunning',
    ],
    [
      's-channel S11: one SVID for two channels',
      S2,
      hear('bridge', '1/1 2/100 3/100'),
      '1/1 2/100 3/0',
      ['warning D12', 'Up 2/100', 'localChange'],
      'Running',
    ],
    [
      's-channel S12: SVIDs that are none',
      S2,
      hear('bridge', '1/1 2/4095 3/1'),
      '1/1 2/0 3/0',
      ['warning D11', 'warning D10'],
      'Running',
    ],
    [
      's-channel S13: the bridge leaves out the default channel',
      S2,
      hear('bridge', '2/100 3/101'),
      '1/1 2/100 3/101',
      ['warning D7', 'Up 2/100', 'Up 3/101', 'localChange'],
      'Running',
    ],
    [
      's-channel S14: AdminChnCap is lowered',
      S3,
      (e) => e.configure({ chnCap: 2 }),
      '1/1 2/100',
      ['Down 3/101', 'localChange'],
      'Running',
    ],
    ['s-channel S15: the port goes down', S3, (e) => e.port(false), '1/1', ['Down 2/100', 'Down 3/101'], 'NotRunning'],
    [
      's-channel S16: a channel that only the bridge lists',
      S3,
      hear('bridge', '1/1 2/100 3/101 9/109'),
      '1/1 2/100 3/101',
      [],
      'Running',
    ],
    ['s-channel B1: the port comes up', bridgeDown, (e) => e.port(true), '1/1', ['localChange'], 'NotRunning'],
    [
      's-channel B2: the station asks',
      B1,
      hear('station', '1/1 2/0 3/0'),
      '1/1 2/100 3/101',
      ['Up 2/100', 'Up 3/101', 'localChange'],
      'Running',
    ],
    ['s-channel B3: the station confirms', B2, hear('station', '1/1 2/100 3/101'), '1/1 2/100 3/101', [], 'Running'],
    [
      's-channel B4: the station drops one and asks for another',
      B3,
      hear('station', '1/1 3/101 5/0'),
      '1/1 3/101 5/100',
      ['Down 2/100', 'Up 5/100', 'localChange'],
      'Running',
    ],
    [
      's-channel B5: the pool is too small',
      smallPool,
      hear('station', '1/1 2/100 3/101 4/0'),
      '1/1 2/100 3/101',
      ['noSvid 4'],
      'Running',
    ],
    [
      's-channel B6: the pool grows',
      B5,
      (e) => e.configure({ pool: [{ low: 100, high: 110 }] }),
      '1/1 2/100 3/101 4/102',
      ['Up 4/102', 'localChange'],
      'Running',
    ],
    [
      's-channel B7: an SVID falls out of the pool',
      B2,
      (e) => e.configure({ pool: [{ low: 101, high: 110 }] }),
      '1/1 2/102 3/101',
      ['Down 2/100', 'Up 2/102', 'localChange'],
      'Running',
    ],
    [
      's-channel B8: the station can have no more',
      B1,
      hear('station', '1/1 2/0 3/0', { chnCap: 2 }),
      '1/1 2/100',
      ['Up 2/100', 'localChange'],
      'Running',
    ],
    [
      's-channel B9: the bridge can have the default channel alone',
      () => traceBridge({ chnCap: 1 }),
      hear('station', '1/1 2/0'),
      '1/1',
      [],
      'Running',
    ],
    [
      's-channel B10: the station has no S-VLAN component',
      B1,
      hear('station', '1/1 2/0', { sComp: false }),
      '1/1',
      [],
      'Running',
    ],
    [
      's-channel B11: the bridge was restarted',
      B1,
      hear('station', '1/1 2/150 3/160'),
      '1/1 2/150 3/160',
      ['Up 2/150', 'Up 3/160', 'localChange'],
      'Running',
    ],
    [
      's-channel B12: a proposal outside the pool',
      B1,
      hear('station', '1/1 2/50 3/0'),
      '1/1 2/100 3/101',
      ['Up 2/100', 'Up 3/101', 'localChange'],
      'Running',
    ],
    [
      's-channel B13: the SVID of the bridge counts',
      B2,
      hear('station', '1/1 2/177 3/101'),
      '1/1 2/100 3/101',
      [],
      'Running',
    ],
    [
      's-channel B14: a hostile list',
      B1,
      hear('station', '1/1 0/0 2/0 2/7 9/4095 200/0', { chnCap: 8 }),
      '1/1 2/100 9/101 200/102',
      ['warning D5', 'warning D6', 'warning D11', 'Up 2/100', 'Up 9/101', 'Up 200/102', 'localChange'],
      'Running',
    ],
    [
      's-channel B15: the station ages out',
      B2,
      (e) => e.lose(),
      '1/1',
      ['Down 2/100', 'Down 3/101', 'localChange'],
      'NotRunning',
    ],
    [
      's-channel B16: the neighbour is a bridge, too',
      B2,
      hear('bridge', '1/1'),
      '1/1',
      ['Down 2/100', 'Down 3/101', 'localChange'],
      'NotRunning',
    ],
    [
      's-channel B17: a list without pairs',
      B2,
      hear('station', ''),
      '1/1',
      ['warning D7', 'Down 2/100', 'Down 3/101', 'localChange'],
      'Running',
    ],
    ['s-channel B18: a TLV of length 12', B1, (e) => e.hear(tlvOf(C8).cdcp), '1/1', [], 'NotRunning'],
    [
      's-channel B19: a TLV of length 12 in place of a good one',
      B2,
      (e) => e.hear(tlvOf(C8).cdcp),
      '1/1',
      ['Down 2/100', 'Down 3/101', 'localChange'],
      'NotRunning',
    ],
  ];
}

test('the TLV of length 12 is skipped for its length', () => {
  expect(tlvOf(C8)).toEqual({ cdcp: undefined, rejected: ['cdcpPairLength'], notes: [] });
});

test('two neighbours with a CDCP TLV count as none, and one of them without it as one', () => {
  const end = traceStation();
  end.hear(tlv('bridge', '1/1 2/100 3/101'));
  const two = [peer(tlv('bridge', '1/1 2/100 3/101')), peer(tlv('bridge', '1/1'), 'M')];
  expect(end.give({ kind: 'peers', peers: two })).toEqual([
    'multiplePeers true',
    'Down 2/100',
    'Down 3/101',
    'localChange',
  ]);
  expect(end.give({ kind: 'peers', peers: two })).toEqual([]);
  expect(end.give({ kind: 'peers', peers: [peer(tlv('bridge', '1/1 2/7')), peer(undefined, 'M')] })).toEqual([
    'multiplePeers false',
    'Up 2/7',
    'localChange',
  ]);
});
