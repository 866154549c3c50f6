// Special situations of CDCP, and why a channel is missing.

import { describe, expect, test } from 'vitest';
import {
  CdcpNegotiation,
  type CdcpNegotiationInput,
  type CdcpNegotiationOutput,
  type CdcpPeer,
  type CdcpTlv,
} from '../../../src/s-channel/index.js';
import { End, peer, tlv, traceBridge, traceStation } from './ends.js';

const granted = (): End => {
  const end = traceStation();
  end.hear(tlv('bridge', '1/1 2/100 3/101'));
  return end;
};
const serving = (): End => {
  const end = traceBridge();
  end.hear(tlv('station', '1/1 2/0 3/0'));
  return end;
};
const DOWN = ['Down 2/100', 'Down 3/101'];

test.each<[title: string, happens: (end: End) => string[]]>([
  ['s-channel 5.1: the neighbour ages out', (end) => end.lose()],
  ['s-channel 5.1: it goes on without a CDCP TLV', (end) => end.hear(undefined)],
])('%s: all channels end at either end, and are asked for again', (_title, happens) => {
  for (const [end, list] of [
    [granted(), '1/1 2/0 3/0'],
    [serving(), '1/1'],
  ] as const) {
    expect(happens(end)).toEqual([...DOWN, 'localChange']);
    expect(end.list).toBe(list);
  }
});

test('s-channel 5.1: the port goes down: nothing is sent', () => {
  for (const end of [granted(), serving()]) {
    expect(end.port(false)).toEqual(DOWN);
    expect(end.negotiation.state.txTlv).toBeUndefined();
    expect(end.lose()).toEqual([]);
    expect(end.port(true)).toEqual(['localChange']);
  }
});

test('s-channel 5.1: CDCP is switched off: the TLV is withdrawn', () => {
  for (const end of [granted(), serving()]) {
    expect(end.give({ kind: 'adminEnable', enabled: false })).toEqual([...DOWN, 'localChange none']);
  }
});

test('s-channel 5.2: two stations have the default channel alone', () => {
  const [a, b] = [traceStation(), traceStation()];
  a.hear(b.negotiation.state.txTlv);
  b.hear(a.negotiation.state.txTlv);
  expect([a.schState, b.schState]).toEqual(['NotRunning', 'NotRunning']);
  expect(a.missing).toEqual(['2 sameRole', '3 sameRole']);
});

test('s-channel 5.3: the bridge has no S-VLAN component', () => {
  const end = traceStation();
  expect(end.hear(tlv('bridge', '1/1', { sComp: false, chnCap: 1 }))).toEqual([]);
  expect(end.missing).toEqual(['2 peerSComp', '3 peerSComp']);
});

test('s-channel 5.3: this end has none: it asks for nothing, and assigns nothing', () => {
  const station = traceStation({ sComp: false });
  expect(station.list).toBe('1/1');
  expect(station.missing).toEqual(['2 ownSComp', '3 ownSComp']);
  const bridge = traceBridge({ sComp: false });
  expect(bridge.hear(tlv('station', '1/1 2/0'))).toEqual([]);
  expect(bridge.list).toBe('1/1');
  expect(bridge.missing).toEqual(['2 ownSComp']);
});

test('s-channel 5.4: the peer does not speak CDCP', () => {
  const end = traceStation();
  expect(end.hear(undefined)).toEqual([]);
  expect(end.schState).toBe('NotRunning');
  expect(end.missing).toEqual(['2 noPeer', '3 noPeer']);
});

test('s-channel 5.5: the pool is too small, and grows', () => {
  const bridge = traceBridge({ pool: [{ low: 100, high: 100 }] });
  const station = traceStation();
  expect(bridge.hear(station.negotiation.state.txTlv)).toEqual(['noSvid 3', 'Up 2/100', 'localChange']);
  expect(station.hear(bridge.negotiation.state.txTlv)).toEqual(['Up 2/100', 'localChange']);
  expect([station.list, bridge.list]).toEqual(['1/1 2/100 3/0', '1/1 2/100']);
  expect([station.missing, bridge.missing]).toEqual([['3 notGranted'], ['3 noSvid']]);
  // The station's confirmation assigns anew, and what is still missing is not told again.
  expect(bridge.hear(station.negotiation.state.txTlv)).toEqual([]);
  expect(bridge.configure({ pool: [{ low: 100, high: 101 }] })).toEqual(['Up 3/101', 'localChange']);
  expect(station.hear(bridge.negotiation.state.txTlv)).toEqual(['Up 3/101', 'localChange']);
  expect([station.missing, bridge.missing]).toEqual([[], []]);
});

test('s-channel 5.5: what is missing is told again to a station that comes again', () => {
  const bridge = traceBridge({ pool: [{ low: 100, high: 100 }] });
  const asks = tlv('station', '1/1 2/0 3/0');
  expect(bridge.hear(asks)).toEqual(['noSvid 3', 'Up 2/100', 'localChange']);
  bridge.lose();
  expect(bridge.hear(asks)).toEqual(['noSvid 3', 'Up 2/100', 'localChange']);
});

test('s-channel 4.1/2: what is wanted now and was granted before is up at once', () => {
  const station = traceStation();
  station.hear(tlv('bridge', '1/1 2/100 3/101 9/109'));
  expect(station.configure({ wants: [2, 3, 9] })).toEqual(['Up 9/109', 'localChange']);
});

test('a list without pairs from a station that is new', () => {
  const bridge = traceBridge();
  expect(bridge.hear(tlv('station', ''))).toEqual(['warning D7']);
  expect(bridge.schState).toBe('Running');
});

test('neighbours of a port that is down count from when it is up, as they were told', () => {
  const end = new End({ role: 'station', wants: [2] });
  const peers = [peer(tlv('bridge', '1/1 2/100'))];
  const two = [...peers, peer(tlv('bridge', '1/1'), 'M')];
  expect(end.give({ kind: 'peers', peers: two })).toEqual([]);
  expect(end.negotiation.status()).toMatchObject({ multiplePeers: false });
  expect(end.port(true)).toEqual(['multiplePeers true', 'localChange']);
  end.port(false);
  expect(end.give({ kind: 'peers', peers })).toEqual([]);
  expect(end.negotiation.status()).not.toHaveProperty('remote');
  peers.pop();
  expect(end.port(true)).toEqual(['Up 2/100', 'localChange']);
});

test('without a pool all SVIDs are in it', () => {
  const bridge = new End({ role: 'bridge' });
  bridge.port(true);
  bridge.hear(tlv('station', '1/1 2/0 3/4094'));
  expect(bridge.list).toBe('1/1 2/2 3/4094');
});

test('a list of wants that its owner changes later', () => {
  const wants = [2];
  const end = traceStation({ wants });
  wants[0] = 4095;
  expect(end.configure({ chnCap: 9 })).toEqual(['localChange']);
  expect(end.list).toBe('1/1 2/0');
});

test('s-channel 5.6: an SVID in use falls out of the pool, and there is no other', () => {
  const bridge = serving();
  expect(bridge.configure({ pool: [{ low: 101, high: 101 }] })).toEqual(['noSvid 2', 'Down 2/100', 'localChange']);
  expect(bridge.list).toBe('1/1 3/101');
});

test('s-channel 5.7: over capacity: the end of the list is left out', () => {
  const bridge = traceBridge({ chnCap: 2 });
  bridge.hear(tlv('station', '1/1 5/0 2/0'));
  expect(bridge.list).toBe('1/1 5/100');
  expect(bridge.missing).toEqual(['2 ownCapacity']);
});

test('s-channel 5.8: AdminRole changes: everything starts over', () => {
  const end = granted();
  expect(end.configure({ role: 'bridge', pool: [] })).toEqual([...DOWN, 'localChange']);
  expect(end.schState).toBe('NotRunning');
  expect(end.negotiation.state.txTlv).toMatchObject({ role: 'bridge' });
  expect(end.hear(tlv('station', '1/1 2/0'))).toEqual(['noSvid 2']);
});

test('s-channel 5.9: AdminChnCap below the number of pairs', () => {
  const station = granted();
  expect(station.configure({ chnCap: 2 })).toEqual(['Down 3/101', 'localChange']);
  expect(station.missing).toEqual(['3 ownCapacity']);
  expect(station.configure({ chnCap: 1 })).toEqual(['Down 2/100', 'localChange']);
  const bridge = serving();
  expect(bridge.configure({ chnCap: 2 })).toEqual(['Down 3/101', 'localChange']);
});

test('s-channel 5.11: a bridge that was restarted and lists nothing: the channels end and are asked for again', () => {
  const station = granted();
  expect(station.hear(tlv('bridge', '1/1'))).toEqual([...DOWN, 'localChange']);
  expect(station.list).toBe('1/1 2/0 3/0');
});

test('s-channel 5.11: one that hears the station first keeps all SVIDs', () => {
  const station = granted();
  const bridge = traceBridge();
  bridge.hear(station.negotiation.state.txTlv);
  expect(bridge.list).toBe('1/1 2/100 3/101');
  expect(station.hear(bridge.negotiation.state.txTlv)).toEqual([]);
  const strict = traceBridge({ honourProposed: false, pool: [{ low: 101, high: 199 }] });
  strict.hear(station.negotiation.state.txTlv);
  expect(strict.list).toBe('1/1 2/101 3/102');
});

test('s-channel 5.12: a station that was restarted learns the same SVIDs', () => {
  const bridge = serving();
  const station = traceStation();
  expect(bridge.hear(station.negotiation.state.txTlv)).toEqual([]);
  expect(station.hear(bridge.negotiation.state.txTlv)).toEqual(['Up 2/100', 'Up 3/101', 'localChange']);
});

test('another neighbour in the place of the first one: its channels are others', () => {
  const bridge = serving();
  expect(bridge.hear(tlv('station', '1/1 2/0'), 'M')).toEqual([...DOWN, 'localChange', 'Up 2/100', 'localChange']);
});

type Input = CdcpNegotiationInput;
const config = (change: Extract<Input, { kind: 'config' }>['config']): Input => ({ kind: 'config', config: change });
const peers = (...all: CdcpPeer[]): Input => ({ kind: 'peers', peers: all });

test.each<[reason: string, end: () => End, input: Input]>([
  ['portDown', granted, { kind: 'portEnabled', enabled: false }],
  ['portDown', serving, { kind: 'portEnabled', enabled: false }],
  ['disabled', granted, { kind: 'adminEnable', enabled: false }],
  ['disabled', serving, { kind: 'adminEnable', enabled: false }],
  ['noPeer', granted, peers()],
  ['noPeer', serving, peers(peer(undefined))],
  ['multiplePeers', granted, peers(peer(tlv('bridge', '1/1')), peer(tlv('bridge', '1/1'), 'M'))],
  ['multiplePeers', serving, peers(peer(tlv('station', '1/1')), peer(tlv('station', '1/1'), 'M'))],
  ['otherPeer', granted, peers(peer(tlv('bridge', '1/1 2/100 3/101'), 'M'))],
  ['otherPeer', serving, peers(peer(tlv('station', '1/1'), 'M'))],
  ['sameRole', granted, peers(peer(tlv('station', '1/1')))],
  ['sameRole', serving, config({ role: 'station' })],
  ['peerSComp', serving, peers(peer(tlv('station', '1/1', { sComp: false })))],
  ['ownCapacity', granted, config({ chnCap: 1 })],
  ['ownCapacity', serving, config({ chnCap: 1 })],
  ['peerCapacity', serving, peers(peer(tlv('station', '1/1 2/100 3/101', { chnCap: 1 })))],
  ['notGranted', granted, peers(peer(tlv('bridge', '1/1')))],
  ['noSvid', serving, config({ pool: [] })],
  ['notWanted', granted, config({ wants: [] })],
  ['notWanted', serving, peers(peer(tlv('station', '1/1')))],
  ['replaced', granted, peers(peer(tlv('bridge', '1/1 2/102 3/103')))],
  ['replaced', serving, config({ pool: [{ low: 102, high: 199 }] })],
])('a channel ends since %s', (reason, end, input) => {
  const { negotiation } = end();
  negotiation.handle(input);
  const down: CdcpNegotiationOutput[] = [];
  for (let output = negotiation.poll(); output !== undefined; output = negotiation.poll()) {
    if (output.kind === 'channelDown') down.push(output);
  }
  expect(down).toEqual([
    { kind: 'channelDown', scid: 2, svid: 100, reason },
    { kind: 'channelDown', scid: 3, svid: 101, reason },
  ]);
});

describe('why a channel is missing', () => {
  test.each<[missing: string, end: () => End]>([
    ['2 portDown', () => new End({ role: 'station', wants: [2] })],
    [
      '2 disabled',
      () => {
        const end = traceStation({ wants: [2] });
        end.give({ kind: 'adminEnable', enabled: false });
        return end;
      },
    ],
    ['2 ownCapacity', () => traceStation({ chnCap: 1, wants: [2] })],
    [
      '2 multiplePeers',
      () => {
        const end = traceStation({ wants: [2] });
        end.give({ kind: 'peers', peers: [peer(tlv('bridge', '1/1')), peer(tlv('bridge', '1/1'), 'M')] });
        return end;
      },
    ],
    [
      '2 peerCapacity',
      () => {
        const end = traceStation({ wants: [2] });
        end.hear(tlv('bridge', '1/1', { chnCap: 1 }));
        return end;
      },
    ],
  ])('%s', (missing, end) => {
    expect(end().missing).toEqual([missing]);
  });

  test('the read-out: in the order of preference, and JSON-safe', () => {
    const end = traceStation({ wants: [5, 1, 2] });
    end.hear(tlv('bridge', '1/1 2/100', { reservedHigh: 1 }));
    const status = end.negotiation.status();
    expect(JSON.parse(JSON.stringify(status))).toEqual(status);
    expect(status).toEqual({
      role: 'station',
      adminEnable: true,
      portEnabled: true,
      schState: 'Running',
      operChnCap: 4,
      operSVIDList: [
        { scid: 1, svid: 1 },
        { scid: 5, svid: 0 },
        { scid: 2, svid: 100 },
      ],
      remote: {
        id: 'N',
        role: 'bridge',
        sComp: true,
        chnCap: 167,
        pairs: [
          { scid: 1, svid: 1 },
          { scid: 2, svid: 100 },
        ],
      },
      multiplePeers: false,
      channels: [
        { scid: 1, svid: 1 },
        { scid: 5, svid: 0, missing: 'notGranted' },
        { scid: 2, svid: 100 },
      ],
    });
  });
});

describe('what a host gets wrong', () => {
  const range = (low: number, high: number) => ({ low, high });
  test.each<[config: object, field: string, expected: string]>([
    [{ role: 'X' }, 'role', 'station or bridge'],
    [{ chnCap: 0 }, 'chnCap', 'an integer 1..167'],
    [{ chnCap: 168 }, 'chnCap', 'an integer 1..167'],
    [{ maxScid: 4095 }, 'maxScid', 'an integer 1..4094'],
    [{ wants: [2, 168] }, 'wants[1]', 'an integer 1..167'],
    [{ wants: [0] }, 'wants[0]', 'an integer 1..167'],
    [{ wants: [200, 201], maxScid: 200 }, 'wants[1]', 'an integer 1..200'],
    [{ wants: [2, 3, 2] }, 'wants[2]', 'each SCID once'],
    [{ wants: 2 }, 'wants', 'an array'],
    [{ pool: [range(1, 9)] }, 'pool[0].low', 'an integer 2..4094'],
    [{ pool: [range(2, 9), range(9, 4095)] }, 'pool[1].high', 'an integer 2..4094'],
    [{ pool: [range(9, 8)] }, 'pool[0].high', 'no less than low, 9'],
    [{ pool: [null] }, 'pool[0]', 'an object'],
    [{ pool: [{ low: 2 }] }, 'pool[0].high', 'an integer 2..4094'],
    [{ pool: 9 }, 'pool', 'an array'],
    [{ honourProposed: 1 }, 'honourProposed', 'true or false'],
  ])('%j', (config, field, expected) => {
    const options = { role: 'station' as const, ...(config as object) };
    expect(() => new CdcpNegotiation(options)).toThrow(
      expect.objectContaining({ code: 'dot1qbgOption', field, expected }),
    );
    const end = traceStation();
    const before = end.negotiation.status();
    expect(end.negotiation.handle({ kind: 'config', config })).toEqual({
      code: 'badConfig',
      field: `config.${field}`,
      expected,
    });
    expect(end.negotiation.status()).toEqual(before);
  });

  test('an S-VLAN component does not appear later', () => {
    const change = { sComp: false } as Partial<CdcpTlv>;
    expect(traceStation().negotiation.handle({ kind: 'config', config: change })).toMatchObject({
      code: 'badConfig',
      field: 'config.sComp',
      expected: 'true',
    });
  });

  test('outputs that nobody takes', () => {
    const negotiation = new CdcpNegotiation({ role: 'station', maxPendingOutputs: 1 });
    negotiation.handle({ kind: 'adminEnable', enabled: true });
    negotiation.handle({ kind: 'portEnabled', enabled: true });
    expect(negotiation.handle({ kind: 'config', config: { wants: [2] } })).toMatchObject({ code: 'busy' });
    expect(negotiation.handle({ kind: 'peers', peers: [] })).toMatchObject({ code: 'busy' });
    expect(negotiation.handle({ kind: 'portEnabled', enabled: false })).toBeUndefined();
    expect(() => new CdcpNegotiation({ role: 'station', maxPendingOutputs: 0 })).toThrow('maxPendingOutputs');
  });
});
