// EVB lost and found while the link is up, lldp-evb 7 and vdp 7: both columns, `keep` and `release`.

import { describe, expect, test } from 'vitest';
import { EvbBridge } from '../../src/evb/bridge.js';
import type { EvbPortOptions } from '../../src/evb/options/port-options.js';
import { association, otherKey } from '../vdp/station/rig.js';
import {
  BRIDGE_MAC,
  BRIDGE_PORT,
  channelOf,
  drain,
  EVB_BRIDGE,
  EVB_STATION,
  frameText,
  lldpFrame,
  onePort,
  Pair,
  readyBridge,
  readyStation,
  SECOND,
  STATION_MAC,
  STATION_PORT,
  says,
  told,
  vdpFrame,
} from './rig.js';

type Evb = NonNullable<EvbPortOptions['evb']>;

const withEvb = (evb: Evb = {}, bridgeEvb: Evb = evb): Pair =>
  new Pair({
    station: { ports: [onePort(STATION_PORT, STATION_MAC, { evb })] },
    bridge: { ports: [onePort(BRIDGE_PORT, BRIDGE_MAC, { evb: bridgeEvb })] },
  }).start();

/** A pair with one associated VSI. */
function associated(evb: Evb = {}, bridgeEvb: Evb = evb): Pair {
  const pair = withEvb(evb, bridgeEvb);
  pair.command();
  pair.run(SECOND);
  return pair;
}

/** The bridge withdraws its EVB TLV, so that both ends lose EVB. */
function lose(pair: Pair): number {
  const since = pair.log.length;
  pair.tellBridge({ kind: 'configure', port: BRIDGE_PORT, evb: { txEnable: false } });
  pair.run(2 * SECOND);
  return since;
}

function find(pair: Pair): number {
  const since = pair.log.length;
  pair.tellBridge({ kind: 'configure', port: BRIDGE_PORT, evb: { txEnable: true } });
  pair.run(3 * SECOND);
  return since;
}

const isLldp = (frame: Uint8Array): boolean => frameText(frame).startsWith('LLDP');

describe("onEvbLoss 'keep'", () => {
  test('VSIs live on by their keep-alives, with the values agreed last', () => {
    const pair = associated({ rka: 17 }, { rka: 19 });
    const since = lose(pair);
    expect(pair.news('station', since)).toEqual(['peerDown noEvbTlv', 'oper 3 14 20 17']);
    expect(pair.news('bridge', since)).toEqual(['peerDown disabled']);
    const later = pair.log.length;
    pair.run(120 * SECOND);
    expect(pair.news('station', later)).toEqual([]);
    expect(pair.news('bridge', later)).toEqual([]);
    const keepAlives = pair.frames('station', later).filter((text) => text.startsWith('VDP'));
    // 10 us * 2^19 is 5.24288 s.
    expect(keepAlives.length).toBe(23);
    expect(channelOf(pair.station).vdp).toMatchObject({ evb: 'lost', parameters: { rka: 19 } });
    expect(channelOf(pair.bridge).vdp).toMatchObject({ evb: 'lost', parameters: { rka: 19 }, vsis: 1 });
    expect(channelOf(pair.station).evb).toMatchObject({ oper: { rka: 17 }, values: { rka: 19 }, evbReady: false });
    expect(channelOf(pair.station).ecp.portEnabled).toBe(true);
  });

  test('commands wait, a De-Associate passes; what waited goes out when EVB is agreed again', () => {
    const pair = associated();
    const lost = lose(pair);
    pair.command({ ...otherKey(2) });
    pair.command({ typeId: 2 });
    pair.run(5 * SECOND);
    expect(pair.frames('station', lost).filter((text) => text.startsWith('VDP'))).toEqual([]);
    expect(pair.station.vsis({ port: STATION_PORT })).toMatchObject([
      { vsiState: 'ASSOC', nextCmd: { typeId: 2 } },
      { vsiState: 'DEASSOC', nextCmd: { command: 'associate' } },
    ]);
    const found = find(pair);
    expect(pair.news('station', found)).toEqual([
      'peerUp',
      'changed ASSOC',
      'done associate',
      'online ASSOC',
      'done associate',
    ]);
    expect(pair.news('bridge', found)).toEqual([
      'peerUp',
      'query',
      'query',
      'changed ASSOC',
      'release',
      'online ASSOC',
    ]);
    lose(pair);
    const since = pair.log.length;
    pair.tell({ kind: 'deAssociate', port: STATION_PORT, vsi: otherKey(2) });
    pair.run(SECOND);
    expect(pair.frames('station', since)[0]).toMatch(/^VDP \d+: 4\/00$/);
    expect(pair.news('station', since)).toEqual(['offline deAssociated', 'done deAssociate']);
    expect(pair.news('bridge', since)).toEqual(['offline deAssociated', 'release', 'deleted deAssociated']);
  });

  test('the bridge acknowledges and ignores commands of unknown VSIs, counts them, and answers a De-Associate', () => {
    const bridge = readyBridge();
    const take = (frame: Uint8Array) => {
      bridge.handle({ kind: 'frame', port: BRIDGE_PORT, frame }, SECOND);
      return says(drain(bridge)).filter((text) => !text.startsWith('LLDP') && !text.startsWith('neighbor'));
    };
    expect(take(lldpFrame(STATION_MAC, undefined))).toEqual(['peerDown noEvbTlv']);
    expect(take(vdpFrame(STATION_MAC, 1, association(3, '00')))).toEqual(['ACK 1']);
    expect(channelOf(bridge).vdp.counters).toMatchObject({ rxEvbNotReady: 1, rxUnknownVsi: 0 });
    expect(bridge.vsis({ port: BRIDGE_PORT })).toEqual([]);
    expect(take(vdpFrame(STATION_MAC, 2, association(4, '00')))).toEqual(['ACK 2', 'VDP 1: 4/40']);
    // Agreed again, the same command is taken.
    expect(take(lldpFrame(STATION_MAC, EVB_STATION))).toEqual(['peerUp']);
    expect(take(vdpFrame(STATION_MAC, 3, association(3, '00')))).toEqual(['ACK 3', 'query']);
  });

  test('the bridge lets a VSI expire during the loss, and says so to the station', () => {
    const pair = associated({ rka: 17, rte: 10 });
    lose(pair);
    const since = pair.log.length;
    pair.passes.bridge = isLldp;
    pair.run(10 * SECOND);
    expect(pair.news('bridge', since)).toContain('offline keepAliveExpired');
    expect(pair.news('station', since)).toContain('offline byBridge');
  });

  test('ecp A3: agreed again, a request with the number of the last one is new; without a loss it is a repetition', () => {
    const bridge = readyBridge();
    const take = (frame: Uint8Array) => {
      bridge.handle({ kind: 'frame', port: BRIDGE_PORT, frame }, SECOND);
      return says(drain(bridge)).filter((text) => text.startsWith('ACK') || text.startsWith('VDP'));
    };
    const command = vdpFrame(STATION_MAC, 7, association(4, '00'));
    expect(take(command)).toEqual(['ACK 7', 'VDP 1: 4/40']);
    expect(take(command)).toEqual(['ACK 7']);
    take(lldpFrame(STATION_MAC, undefined));
    expect(take(command)).toEqual(['ACK 7']);
    take(lldpFrame(STATION_MAC, EVB_STATION));
    expect(channelOf(bridge).ecp.receiveState).toBe('receiveWait');
    expect(take(command)[0]).toBe('ACK 7');
    expect(channelOf(bridge).ecp.counters).toMatchObject({ rxDuplicate: 2 });
    expect(channelOf(bridge).vdp.counters).toMatchObject({ rxUnknownVsi: 2 });
  });

  test('ecp A3: a peer that has forgotten this end has started over, and its request is new', () => {
    const bridge = readyBridge();
    const take = (frame: Uint8Array) => {
      bridge.handle({ kind: 'frame', port: BRIDGE_PORT, frame }, SECOND);
      return says(drain(bridge)).filter((text) => text.startsWith('ACK') || text.startsWith('VDP'));
    };
    const hears = (rrstat: number) => take(lldpFrame(STATION_MAC, { ...EVB_STATION, rrstat }));
    const command = vdpFrame(STATION_MAC, 7, association(4, '00'));
    hears(1);
    expect(take(command)).toEqual(['ACK 7', 'VDP 1: 4/40']);
    hears(0);
    expect(take(command)).toEqual(['ACK 7']);
    hears(3);
    expect(channelOf(bridge).evb.evbReady).toBe(true);
    expect(take(command)[0]).toBe('ACK 7');
    hears(3);
    hears(0);
    expect(take(command)).toEqual(['ACK 7']);
    expect(channelOf(bridge).ecp.counters).toMatchObject({ rxDuplicate: 2 });

    const station = readyStation();
    const echoes = (sgid: boolean) =>
      station.handle(
        { kind: 'frame', port: STATION_PORT, frame: lldpFrame(BRIDGE_MAC, { ...EVB_BRIDGE, sgid }) },
        SECOND,
      );
    const withdrawal = {
      kind: 'frame',
      port: STATION_PORT,
      frame: vdpFrame(BRIDGE_MAC, 7, association(4, '00')),
    } as const;
    echoes(true);
    station.handle(withdrawal, SECOND);
    station.handle(withdrawal, SECOND);
    echoes(false);
    station.handle(withdrawal, SECOND);
    expect(channelOf(station).ecp.counters).toMatchObject({ rxFrameCount: 3, rxDuplicate: 1 });
  });

  test('ecp A3: by hand (manual), without any peer, it is the same', () => {
    const ports = [onePort(BRIDGE_PORT, BRIDGE_MAC, { evb: { manual: true } })];
    const bridge = new EvbBridge({ ports });
    bridge.handle({ kind: 'link', port: BRIDGE_PORT, up: true }, 0);
    drain(bridge);
    const take = () => {
      const frame = vdpFrame(STATION_MAC, 7, association(4, '00'));
      bridge.handle({ kind: 'frame', port: BRIDGE_PORT, frame }, SECOND);
      return says(drain(bridge)).filter((text) => text.startsWith('ACK') || text.startsWith('VDP'));
    };
    expect(take()).toEqual(['ACK 7', 'VDP 1: 4/40']);
    bridge.handle({ kind: 'configure', port: BRIDGE_PORT, evb: { txEnable: false } }, SECOND);
    expect(channelOf(bridge).vdp.evb).toBe('lost');
    expect(take()).toEqual(['ACK 7']);
    bridge.handle({ kind: 'configure', port: BRIDGE_PORT, evb: { txEnable: true } }, SECOND);
    expect(channelOf(bridge).vdp.evb).toBe('ready');
    expect(channelOf(bridge).ecp.receiveState).toBe('receiveWait');
    expect(take()).toEqual(['ACK 7']);
    expect(channelOf(bridge).ecp.counters.rxDuplicate).toBe(1);
  });

  test('lldp-evb 7.1: ageing out is a loss, too: relay off, and the last agreed values stay', () => {
    const pair = new Pair({
      station: { ports: [onePort(STATION_PORT, STATION_MAC, { evb: { rrReq: true } })] },
      bridge: { ports: [onePort(BRIDGE_PORT, BRIDGE_MAC, { evb: { rrCap: true, rwd: 22 } })] },
    }).start();
    pair.command();
    pair.run(SECOND);
    const since = pair.log.length;
    pair.passes.station = (frame) => !isLldp(frame);
    pair.passes.bridge = (frame) => !isLldp(frame);
    pair.run(125 * SECOND);
    expect(pair.news('station', since)).toEqual(['peerDown ageout', 'reflectiveRelay off', 'oper 3 14 20 20']);
    expect(pair.news('bridge', since)).toEqual(['peerDown ageout', 'reflectiveRelay off']);
    expect(channelOf(pair.station).evb.values.rwd).toBe(22);
    expect(pair.station.vsis({ port: STATION_PORT })).toMatchObject([{ vsiState: 'ASSOC' }]);
  });

  test('lldp-evb 7.1: a shutdown LLDPDU is a loss at once', () => {
    const station = readyStation();
    station.handle({ kind: 'frame', port: STATION_PORT, frame: lldpFrame(BRIDGE_MAC, undefined, 0) }, 1);
    expect(told(station)).toEqual(['peerDown shutdown']);
    expect(channelOf(station)).toMatchObject({ vdp: { evb: 'lost' }, evb: { peerState: 'none' } });
  });

  test('lldp-evb 7.7: a peer without an EVB TLV, or with that of the own role, is none', () => {
    const station = readyStation({}, { evbMode: 2 });
    expect(channelOf(station).evb).toMatchObject({ peerState: 'modeMismatch', evbReady: false });
    station.handle({ kind: 'frame', port: STATION_PORT, frame: lldpFrame(BRIDGE_MAC, undefined) }, 1);
    expect(channelOf(station)).toMatchObject({
      vdp: { evb: 'down' },
      evb: { peerState: 'none' },
      ecp: { portEnabled: false },
    });
  });
});

describe("onEvbLoss 'end'", () => {
  const release = { onEvbLoss: 'end' as const };

  test('all VSIs end with the reason evbLost, nothing is sent, ECP is off; EVB agreed again begins anew', () => {
    const pair = associated(release);
    const since = lose(pair);
    expect(pair.news('station', since)).toEqual(['peerDown noEvbTlv', 'offline evbLost']);
    expect(pair.news('bridge', since)).toEqual(['peerDown disabled', 'offline evbLost', 'release', 'deleted evbLost']);
    expect(
      [...pair.frames('station', since), ...pair.frames('bridge', since)].filter((text) => /VDP|ACK/.test(text)),
    ).toEqual([]);
    expect(channelOf(pair.station)).toMatchObject({ ecp: { portEnabled: false }, vdp: { evb: 'down', vsis: 0 } });
    expect(channelOf(pair.bridge)).toMatchObject({ ecp: { portEnabled: false }, vdp: { evb: 'down', vsis: 0 } });
    expect(() => pair.command()).toThrow('evbNotReady');
    const found = find(pair);
    pair.command();
    pair.run(SECOND);
    expect(pair.news('station', found)).toEqual(['peerUp', 'online ASSOC', 'done associate']);
  });

  test('a command that runs fails with the reason, one that waits for EVB with it', () => {
    const pair = associated(release);
    pair.passes.bridge = isLldp;
    pair.command({ ...otherKey(3) });
    pair.command({ ...otherKey(3), typeId: 9 });
    const since = lose(pair);
    expect(pair.news('station', since)).toEqual([
      'peerDown noEvbTlv',
      'offline evbLost',
      'failed associate evbLost',
      'failed associate evbLost',
    ]);
  });

  test('the values fall back to the own ones', () => {
    const pair = associated({ ...release, rka: 17 }, { ...release, rka: 19 });
    lose(pair);
    expect(channelOf(pair.station).evb.values.rka).toBe(17);
    expect(channelOf(pair.station).ecp).toMatchObject({ operAckTimerInitExp: 14 });
  });
});

describe('what ECP and the other end do, vdp 7', () => {
  test('ECP gives up on a command: nothing but a report, the VSI ends by respWaitDelay', () => {
    const pair = new Pair().start();
    pair.passes.bridge = isLldp;
    const since = pair.log.length;
    pair.command();
    pair.run(5 * SECOND);
    expect(pair.news('station', since)).toEqual(['ecpFailed']);
    expect(pair.frames('station', since).filter((text) => text.startsWith('VDP'))).toEqual(
      Array(4).fill('VDP 1: 3/00'),
    );
    pair.run(13 * SECOND);
    expect(pair.news('station', since)).toEqual(['ecpFailed', 'failed associate timeout']);
  });

  test('ECP gives up on a response: the station times out, asks again, and is answered as by a keep-alive', () => {
    const pair = withEvb({ rwd: 16 });
    const since = pair.log.length;
    pair.passes.station = (frame) => !frameText(frame).startsWith('VDP');
    pair.command();
    pair.run(3 * SECOND);
    expect(pair.news('bridge', since)).toEqual(['query', 'online ASSOC', 'ecpFailed']);
    expect(pair.news('station', since)).toEqual(['failed associate timeout']);
    pair.passes.station = () => true;
    const later = pair.log.length;
    pair.command();
    pair.run(SECOND);
    expect(pair.news('station', later)).toEqual(['online ASSOC', 'done associate']);
    expect(pair.news('bridge', later)).toEqual([]);
  });

  test('ECP gives up on keep-alives: the station ends by respWaitDelay, the bridge by toutKeepAlive', () => {
    const pair = associated();
    const since = pair.log.length;
    pair.passes.bridge = isLldp;
    pair.run(30 * SECOND);
    expect(pair.news('station', since).filter((text) => text !== 'ecpFailed')).toEqual(['offline byBridge']);
    expect(pair.news('bridge', since).filter((text) => text !== 'ecpFailed')).toEqual([
      'offline keepAliveExpired',
      'release',
      'deleted keepAliveExpired',
    ]);
    const both = associated();
    const later = both.log.length;
    both.passes.bridge = isLldp;
    both.passes.station = isLldp;
    both.run(30 * SECOND);
    expect(both.news('station', later).filter((text) => text !== 'ecpFailed')).toEqual(['offline keepAliveExpired']);
  });

  test('the station restarts and asks the same: it looks like a keep-alive', () => {
    const bridge = readyBridge();
    const take = (frame: Uint8Array) => {
      bridge.handle({ kind: 'frame', port: BRIDGE_PORT, frame }, SECOND);
      return drain(bridge);
    };
    const query = take(vdpFrame(STATION_MAC, 1, association(3, '00'))).find(({ kind }) => kind === 'query');
    bridge.handle(
      { kind: 'answer', port: BRIDGE_PORT, id: (query as { id: number }).id, answer: { ok: true } },
      SECOND,
    );
    expect(says(drain(bridge))).toEqual(['online ASSOC', 'VDP 1: 3/40']);
    bridge.handle({ kind: 'link', port: BRIDGE_PORT, up: true }, SECOND);
    expect(says(take(vdpFrame(STATION_MAC, 2, association(3, '00'))))).toEqual(['ACK 2']);
    expect(channelOf(bridge).vdp).toMatchObject({ waitingResponses: 1, counters: { keepAlivesAnswered: 1 } });
  });

  test('the bridge restarts: a keep-alive is a new command there, and keeps the VSI alive', () => {
    const pair = associated({ rrReq: true, rrCap: true });
    const since = pair.log.length;
    // The bridge alone forgets: its link falls and comes back unseen by the station.
    pair.bridgeLink(false);
    pair.bridgeLink(true);
    pair.run(15 * SECOND);
    expect(pair.news('station', since)).toEqual(['reflectiveRelay off', 'reflectiveRelay on']);
    expect(pair.news('bridge', since).filter((text) => !text.startsWith('reflective'))).toEqual([
      'peerDown portDown',
      'offline portDown',
      'release',
      'deleted portDown',
      'peerUp',
      'query',
      'online ASSOC',
    ]);
  });

  test('EVB never agreed: the station refuses, the bridge neither acknowledges nor takes', () => {
    const bridge = readyBridge({}, { evbMode: 0 });
    bridge.handle({ kind: 'frame', port: BRIDGE_PORT, frame: vdpFrame(STATION_MAC, 1, association(3, '00')) }, 5);
    expect(drain(bridge)).toEqual([]);
    expect(channelOf(bridge).ecp.counters.rxPortDisabled).toBe(1);
    const station = readyStation({}, EVB_BRIDGE);
    expect(channelOf(station).ecp.portEnabled).toBe(true);
  });
});
