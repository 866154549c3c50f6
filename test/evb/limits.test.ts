// Limits: reaching one is an answer to the peer, a refusal to the host, or a frame that is dropped without an ACK and
// counted; never growth. When there is room again all goes on.

import { describe, expect, test } from 'vitest';
import { EvbBridge, type EvbBridgeOptions } from '../../src/evb/bridge.js';
import { EvbStation } from '../../src/evb/station.js';
import { association, command, otherKey } from '../vdp/station/rig.js';
import {
  ackFrame,
  BRIDGE_MAC,
  BRIDGE_PORT,
  channelOf,
  drain,
  EVB_BRIDGE,
  EVB_STATION,
  lldpFrame,
  onePort,
  Pair,
  readyBridge,
  readyStation,
  SECOND,
  STATION_MAC,
  STATION_PORT,
  says,
  vdpFrame,
} from './rig.js';

const port = BRIDGE_PORT;
const vsiid = (i: number): string => i.toString(16).padStart(32, '0');
/** A command of VSI `i` with these VIDs. */
function tlv(type: number, i: number, ...vids: number[]): string {
  const entries = vids.map((vid) => vid.toString(16).padStart(4, '0')).join('');
  const value = `00000001 00 04 ${vsiid(i)} 01 ${vids.length.toString(16).padStart(4, '0')} ${entries}`.replace(
    /\s/g,
    '',
  );
  return `${(type * 512 + value.length / 2).toString(16).padStart(4, '0')}${value}`;
}

/** A bridge whose VSI manager says yes at once, fed requests with numbers that go on. */
class Fed {
  readonly bridge: EvbBridge;
  sequence = 0;
  constructor(options: EvbBridgeOptions) {
    this.bridge = readyBridge(options);
  }
  give(...tlvs: string[]): string[] {
    this.bridge.handle({ kind: 'frame', port, frame: vdpFrame(STATION_MAC, ++this.sequence, ...tlvs) }, SECOND);
    const said: string[] = [];
    for (let output = this.bridge.poll(); output !== undefined; output = this.bridge.poll()) {
      if (output.kind !== 'frame' || !says([output])[0]?.startsWith('LLDP')) said.push(...says([output]));
      if (output.kind === 'query')
        this.bridge.handle({ kind: 'answer', port, id: output.id, answer: { ok: true } }, SECOND);
      const sent = /^VDP (\d+)/.exec(says([output])[0] ?? '')?.[1];
      if (sent !== undefined)
        this.bridge.handle({ kind: 'frame', port, frame: ackFrame(STATION_MAC, Number(sent)) }, SECOND);
    }
    return said.filter((text) => /VDP|rejected/.test(text));
  }
}

describe('what a station asks for', () => {
  test('VSIs of a port: error type 2, and room again after a De-Associate', () => {
    const fed = new Fed({ vdp: { maxVsis: 2 } });
    fed.give(tlv(3, 1, 100));
    fed.give(tlv(3, 2, 100));
    expect(fed.give(tlv(3, 3, 100))).toEqual(['rejected 2', 'VDP 3: 4/42']);
    // Those that are there go on.
    expect(fed.give(tlv(3, 1, 100))).toEqual(['VDP 4: 3/40']);
    fed.give(tlv(4, 2, 100));
    expect(fed.give(tlv(3, 3, 100))).toEqual(['VDP 6: 3/40']);
    expect(fed.bridge.vsis({ port })).toHaveLength(2);
  });

  test('filter entries of a VSI, and of all VSIs: error type 2; an association that would grow keeps what it has', () => {
    const fed = new Fed({ vdp: { maxFilterEntriesPerVsi: 3, maxFilterEntries: 7 } });
    expect(fed.give(tlv(3, 1, 1, 2, 3, 4))).toEqual(['rejected 2', 'VDP 1: 4/42']);
    expect(fed.give(tlv(3, 1, 1, 2, 3))).toEqual(['VDP 2: 3/40']);
    expect(fed.give(tlv(3, 2, 1, 2))).toEqual(['VDP 3: 3/40']);
    expect(fed.give(tlv(3, 3, 1, 2, 3))).toEqual(['rejected 2', 'VDP 4: 4/42']);
    expect(fed.give(tlv(3, 2, 5, 6, 7))).toEqual(['rejected 2 keep', 'VDP 5: 3/62']);
    expect(channelOf(fed.bridge).vdp).toMatchObject({ vsis: 2, filterEntries: 5 });
    fed.give(tlv(4, 1, 1));
    expect(fed.give(tlv(3, 3, 1, 2, 3))).toEqual(['VDP 7: 3/40']);
  });

  test('answers that wait while ECP is busy: no more are taken than the limit, the peer hears no ACK and asks again', () => {
    const bridge = readyBridge({ vdp: { maxLooseResponses: 3 } });
    const give = (sequence: number) => {
      bridge.handle({ kind: 'frame', port, frame: vdpFrame(STATION_MAC, sequence, tlv(4, sequence, 100)) }, SECOND);
      return says(drain(bridge)).filter((text) => !text.startsWith('LLDP'));
    };
    expect(give(1)).toEqual(['ACK 1', 'VDP 1: 4/40']);
    for (const i of [2, 3, 4]) expect(give(i)).toEqual([`ACK ${i}`]);
    for (const i of [5, 6, 7, 5, 6, 7]) expect(give(i)).toEqual([]);
    expect(channelOf(bridge)).toMatchObject({ ecp: { counters: { rxBusy: 6 } }, vdp: { waitingResponses: 3 } });
    bridge.handle({ kind: 'frame', port, frame: ackFrame(STATION_MAC, 1) }, SECOND);
    expect(says(drain(bridge))).toEqual(['VDP 2: 4/40 4/40 4/40']);
    expect(give(5)).toEqual(['ACK 5']);
  });

  test('neighbours: those beyond the limit are left out and counted, the peer stays', () => {
    const bridge = readyBridge({ ports: [onePort(port, BRIDGE_MAC, { lldp: { maxNeighbors: 3 } })] });
    for (let i = 1; i <= 50; i++)
      bridge.handle({ kind: 'frame', port, frame: lldpFrame(STATION_MAC + i, undefined) }, i);
    const { lldp, evb } = channelOf(bridge);
    expect(lldp?.neighbors).toHaveLength(3);
    expect(lldp?.counters.statsFramesDiscardedTotal).toBe(48);
    expect(says(drain(bridge)).filter((text) => text === 'tooManyNeighbors')).toHaveLength(1);
    expect(evb.peerState).toBe('ok');
  });

  test('TLVs of a neighbour: those beyond the limit are left out and counted, the EVB TLV behind them, too', () => {
    const bridge = readyBridge({ ports: [onePort(port, BRIDGE_MAC, { lldp: { maxTlvs: 2 } })] });
    const frame = lldpFrame(STATION_MAC, EVB_STATION);
    const mandatory = 14 + 9 + 9 + 4;
    const names = [1, 2, 3].flatMap((i) => [0xc8, 1, i]);
    const longer = Uint8Array.from([...frame.subarray(0, mandatory), ...names, ...frame.subarray(mandatory)]);
    bridge.handle({ kind: 'frame', port, frame: longer }, 1);
    const { lldp, evb } = channelOf(bridge);
    expect(lldp?.neighbors).toMatchObject([{ tlvsBeyondLimit: 2, tlvs: [{ type: 100 }, { type: 100 }] }]);
    expect(lldp?.counters).toMatchObject({ statsTLVsUnrecognizedTotal: 3, statsTLVsDiscardedTotal: 2 });
    expect(evb.peerState).toBe('none');
  });
});

describe('a host that does not poll', () => {
  const MOST = 20;

  /** A bridge that has as many outputs waiting as it may. */
  function full(): { bridge: EvbBridge; sequence: number } {
    const bridge = readyBridge({ maxPendingOutputs: MOST });
    let sequence = 0;
    while (bridge.status().ports[0]?.counters.rxBusy === 0) {
      bridge.handle({ kind: 'frame', port, frame: vdpFrame(STATION_MAC, ++sequence, tlv(3, sequence, 100)) }, SECOND);
    }
    return { bridge, sequence };
  }

  test('frames are dropped without an ACK and counted, requests of the host refused; polled, all goes on', () => {
    const { bridge, sequence } = full();
    for (let i = 0; i < 1000; i++)
      bridge.handle({ kind: 'frame', port, frame: vdpFrame(STATION_MAC, sequence + i, tlv(3, i, 100)) }, SECOND);
    expect(bridge.status().ports[0]?.counters).toMatchObject({ rxFrames: sequence + 1001, rxBusy: 1001 });
    const busy = { code: 'busy', field: '', expected: `fewer than ${MOST} outputs that wait for poll` };
    expect(bridge.handle({ kind: 'answer', port, id: 1, answer: { ok: true } }, SECOND)).toEqual(busy);
    expect(bridge.handle({ kind: 'withdraw', port, vsi: otherKey(1) }, SECOND)).toEqual(busy);
    expect(bridge.handle({ kind: 'withdrawAll', reason: 'policy' }, SECOND)).toEqual(busy);
    expect(bridge.handle({ kind: 'configure', port, evb: { rka: 30 } }, SECOND)).toEqual(busy);
    const outputs = drain(bridge);
    expect(outputs.length).toBeLessThan(MOST + 4);
    const vsis = bridge.vsis({ port }).length;
    // The request that was dropped comes again, and is new.
    bridge.handle({ kind: 'frame', port, frame: vdpFrame(STATION_MAC, sequence, tlv(3, sequence, 100)) }, SECOND);
    expect(says(drain(bridge))).toEqual([`ACK ${sequence}`, 'query']);
    expect(bridge.vsis({ port })).toHaveLength(vsis + 1);
  });

  test('timers wait, and are made up for', () => {
    const { bridge } = full();
    const vsis = bridge.vsis({ port }).length;
    for (let i = 1; i < 100; i++) bridge.handle({ kind: 'timeout' }, i * 60 * SECOND);
    expect(bridge.vsis({ port })).toHaveLength(vsis);
    expect(bridge.nextDeadline()).toBeLessThan(99 * 60 * SECOND);
    expect(drain(bridge).length).toBeLessThan(MOST + 4);
    for (let i = 0; i < 20; i++) {
      bridge.handle({ kind: 'timeout' }, 99 * 60 * SECOND);
      drain(bridge);
    }
    expect(bridge.vsis({ port })).toEqual([]);
    expect(bridge.nextDeadline()).toBeGreaterThan(99 * 60 * SECOND);
  });

  test('a link that flaps, EVB that is switched, ports that come and go: down is taken, up is refused', () => {
    const { bridge } = full();
    const codes = new Set<string | undefined>();
    for (let i = 0; i < 1000; i++) {
      codes.add(bridge.handle({ kind: 'link', port, up: false }, SECOND)?.code);
      codes.add(bridge.handle({ kind: 'link', port, up: true }, SECOND)?.code);
      codes.add(bridge.handle({ kind: 'enable', port, enabled: false }, SECOND)?.code);
      codes.add(bridge.handle({ kind: 'enable', port, enabled: true }, SECOND)?.code);
      const name = `more${i}`;
      bridge.handle({ kind: 'addPort', port: onePort(name, BRIDGE_MAC + 1) }, SECOND);
      codes.add(bridge.handle({ kind: 'link', port: name, up: true }, SECOND)?.code);
      bridge.handle({ kind: 'removePort', port: name }, SECOND);
    }
    expect(codes).toEqual(new Set([undefined, 'busy']));
    expect(bridge.status().ports).toMatchObject([{ linkUp: false, enabled: false }]);
    // What was waiting, and what the end of the VSIs tells, once.
    expect(drain(bridge).length).toBeLessThan(5 * MOST);
    expect(bridge.handle({ kind: 'link', port, up: true }, SECOND)).toBeUndefined();
    expect(bridge.handle({ kind: 'enable', port, enabled: true }, SECOND)).toBeUndefined();
    bridge.handle({ kind: 'timeout' }, 10 * SECOND);
    bridge.handle({ kind: 'frame', port, frame: lldpFrame(STATION_MAC, EVB_STATION) }, 10 * SECOND);
    expect(says(drain(bridge))).toContain('peerUp');
  });

  test('what is asked of all ports is done at all of them, or refused at all', () => {
    const ports = ['a', 'b', 'c'].map((name, i) => onePort(name, BRIDGE_MAC + i));
    const bridge = new EvbBridge({ ports, maxPendingOutputs: 4 });
    for (const { name } of ports) {
      bridge.handle({ kind: 'link', port: name, up: true }, 0);
      bridge.handle({ kind: 'frame', port: name, frame: lldpFrame(STATION_MAC, EVB_STATION) }, 0);
      drain(bridge);
      bridge.handle({ kind: 'frame', port: name, frame: vdpFrame(STATION_MAC, 1, tlv(3, 1, 100)) }, 0);
      const query = drain(bridge).find(({ kind }) => kind === 'query') as { id: number };
      bridge.handle({ kind: 'answer', port: name, id: query.id, answer: { ok: true } }, 0);
      drain(bridge);
    }
    const live = () => ports.map(({ name }) => bridge.vsis({ port: name }).length);
    expect(live()).toEqual([1, 1, 1]);
    expect(bridge.handle({ kind: 'withdrawAll', reason: 'policy' }, 0)).toBeUndefined();
    expect(live()).toEqual([0, 0, 0]);
    expect(bridge.handle({ kind: 'withdrawAll', reason: 'policy' }, 0)?.code).toBe('busy');
    expect(says(drain(bridge)).filter((text) => text === 'offline policy')).toHaveLength(3);
  });

  test('a station: commands are refused, keep-alives wait; polled, all goes on', () => {
    const station = readyStation({ maxPendingOutputs: MOST });
    let refusals = 0;
    for (let i = 0; i < 100; i++) {
      const refusal = station.handle(
        { kind: 'command', port: STATION_PORT, vsi: command({ ...otherKey(1), typeId: i }) },
        0,
      );
      if (refusal !== undefined) refusals++;
      if (refusal !== undefined) expect(refusal.code).toBe('busy');
    }
    expect(refusals).toBe(100 - 1 - MOST);
    for (let i = 0; i < 100; i++)
      station.handle({ kind: 'frame', port: STATION_PORT, frame: lldpFrame(BRIDGE_MAC + i, EVB_BRIDGE) }, 0);
    expect(station.status().ports[0]?.counters.rxBusy).toBe(100);
    expect(drain(station)).toHaveLength(MOST);
    expect(
      station.handle({ kind: 'command', port: STATION_PORT, vsi: command({ ...otherKey(1), typeId: 7 }) }, 0),
    ).toBeUndefined();
  });
});

describe('sizes', () => {
  test('what VDP may take from its host fits what ECP sends', () => {
    const organization = [
      { oui: 1, data: new Uint8Array(508) },
      { oui: 1, data: new Uint8Array(508) },
      { oui: 1, data: new Uint8Array(406) },
    ];
    const station = readyStation({ vdp: { maxUlpduOctets: 1496 } });
    expect(
      station.handle({ kind: 'command', port: STATION_PORT, vsi: command({ organizations: organization }) }, 1),
    ).toBeUndefined();
    const frame = drain(station).find(({ kind }) => kind === 'frame');
    expect(frame).toMatchObject({ kind: 'frame' });
    expect((frame as { frame: Uint8Array }).frame).toHaveLength(14 + 4 + 1484);
    expect(
      readyStation().handle(
        { kind: 'command', port: STATION_PORT, vsi: command({ organizations: [...organization, ...organization] }) },
        1,
      )?.code,
    ).toBe('invalidOrganization');
  });

  test('a lower limit of VDP holds for what is packed, too', () => {
    const pair = new Pair({
      station: { ports: [onePort(STATION_PORT, STATION_MAC)], vdp: { maxUlpduOctets: 531 } },
    }).start();
    for (let i = 0; i < 60; i++) pair.command(otherKey(i));
    pair.run(5 * SECOND);
    const lengths = pair.log.flatMap(({ from, output }) =>
      from === 'station' && output.kind === 'frame' ? [output.frame.length] : [],
    );
    expect(Math.max(...lengths)).toBeLessThanOrEqual(14 + 4 + 531);
    expect(pair.station.vsis({ port: STATION_PORT }).filter(({ vsiState }) => vsiState === 'ASSOC')).toHaveLength(60);
  });

  test.each([
    [0, 18],
    [60, 60],
    [64, 64],
  ])('ecp D7: minFrameSize %i: an ACK of %i octets', (minFrameSize, octets) => {
    const station = readyStation({ minFrameSize });
    station.handle({ kind: 'frame', port: STATION_PORT, frame: vdpFrame(BRIDGE_MAC, 1, association(4, '00')) }, 1);
    expect(drain(station)).toMatchObject([{ kind: 'frame', frame: { length: octets } }]);
  });
});

describe('time', () => {
  test('that goes back stands still', () => {
    const station = readyStation();
    station.handle({ kind: 'timeout' }, 5 * SECOND);
    station.handle({ kind: 'command', port: STATION_PORT, vsi: command() }, 5 * SECOND);
    station.handle({ kind: 'frame', port: STATION_PORT, frame: ackFrame(BRIDGE_MAC, 1) }, 2 * SECOND);
    drain(station);
    const deadline = station.nextDeadline();
    station.handle({ kind: 'timeout' }, -1_000_000 * SECOND);
    station.handle({ kind: 'frame', port: STATION_PORT, frame: vdpFrame(BRIDGE_MAC, 1, association(3, '40')) }, SECOND);
    expect(says(drain(station))).toEqual(['ACK 1', 'online ASSOC', 'done associate']);
    expect(station.vsis({ port: STATION_PORT })[0]?.waitWhile).toBe(10_485_760);
    expect(deadline).toBeGreaterThan(5 * SECOND);
  });

  test('what was due by the latest instant seen is done by a timeout of any instant', () => {
    const station = readyStation();
    station.handle({ kind: 'frame', port: STATION_PORT, frame: new Uint8Array(60) }, 5 * SECOND);
    expect(drain(station)).toEqual([]);
    station.handle({ kind: 'timeout' }, 1);
    expect(says(drain(station))).toEqual(['LLDP 121 00006e9414']);
    expect(station.nextDeadline()).toBeGreaterThan(5 * SECOND);
  });

  test('of any scale will do, below zero, too', () => {
    const zero = -(2 ** 40);
    const station = new EvbStation({ ports: [onePort(STATION_PORT, STATION_MAC)] });
    station.handle({ kind: 'link', port: STATION_PORT, up: true }, zero);
    station.handle({ kind: 'frame', port: STATION_PORT, frame: lldpFrame(BRIDGE_MAC, EVB_BRIDGE) }, zero);
    station.handle({ kind: 'command', port: STATION_PORT, vsi: command() }, zero);
    expect(station.vsis({ port: STATION_PORT })[0]?.waitWhile).toBe(17_448_960);
  });

  test('a keep-alive that is due while ECP is busy is no deadline in the past: the ack timer is next', () => {
    const station = readyStation({ vdp: { oneTlvPerEcpdu: true } });
    station.handle({ kind: 'timeout' }, 5 * SECOND);
    station.handle({ kind: 'command', port: STATION_PORT, vsi: command() }, 5 * SECOND);
    station.handle({ kind: 'frame', port: STATION_PORT, frame: ackFrame(BRIDGE_MAC, 1) }, 5 * SECOND);
    station.handle(
      { kind: 'frame', port: STATION_PORT, frame: vdpFrame(BRIDGE_MAC, 1, association(3, '40')) },
      5 * SECOND,
    );
    const due = 5 * SECOND + 10_485_760;
    station.handle({ kind: 'timeout' }, due - 1);
    station.handle({ kind: 'command', port: STATION_PORT, vsi: command(otherKey(1)) }, due - 1);
    drain(station);
    station.handle({ kind: 'timeout' }, due + 1);
    expect(drain(station)).toEqual([]);
    expect(station.nextDeadline()).toBe(due - 1 + 163_840);
    station.handle({ kind: 'frame', port: STATION_PORT, frame: ackFrame(BRIDGE_MAC, 2) }, due + 2);
    expect(says(drain(station))).toEqual(['VDP 3: 3/00']);
  });

  test('a spurious timeout does nothing, at any number', () => {
    const pair = new Pair().start();
    pair.command();
    pair.run(SECOND);
    const spurious = () => {
      pair.station.handle({ kind: 'timeout' }, pair.now);
      pair.bridge.handle({ kind: 'timeout' }, pair.now);
    };
    // Times left are those at the latest input.
    spurious();
    const before = JSON.stringify([pair.station.status(), pair.bridge.status()]);
    for (let i = 0; i < 100; i++) spurious();
    expect(drain(pair.station)).toEqual([]);
    expect(drain(pair.bridge)).toEqual([]);
    expect(JSON.stringify([pair.station.status(), pair.bridge.status()])).toBe(before);
  });
});
