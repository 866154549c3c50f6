// What a channel waits for, by the names of its timers.

import { describe, expect, test } from 'vitest';
import { BRIDGE_PORT, channelOf, Pair, SECOND, STATION_PORT } from './rig.js';

const timers = (due: readonly { readonly timer: string }[]): string[] => due.map(({ timer }) => timer);

describe('the timers of a channel', () => {
  test('nothing runs before the first input', () => {
    const { station } = new Pair();
    expect(channelOf(station).due).toEqual([]);
    expect(station.nextDeadline()).toBeUndefined();
  });

  test('the next one comes first, and is the deadline of the station', () => {
    const pair = new Pair({ answer: () => undefined }).start();
    const names = new Set<string>();
    pair.passes.bridge = () => false;
    pair.command();
    for (let i = 0; i < 40; i++) {
      for (const { due, next } of [
        { due: channelOf(pair.station).due, next: pair.station.nextDeadline() },
        { due: channelOf(pair.bridge).due, next: pair.bridge.nextDeadline() },
      ]) {
        expect(due[0]?.timeLeft).toBe((next ?? Number.NaN) - pair.now);
        for (const timer of timers(due)) names.add(timer);
      }
      if (i === 20) pair.passes.bridge = () => true;
      pair.run(SECOND / 4);
      // The read-out is that of the latest input.
      pair.station.handle({ kind: 'timeout' }, pair.now);
      pair.bridge.handle({ kind: 'timeout' }, pair.now);
    }
    expect([...names].sort()).toEqual(['ecp.ackTimer', 'lldp.txTTR', 'vdp.waitWhile']);
  });

  test('a command on its way waits for its ACK and for its response, with an openlldp peer for the rest', () => {
    const pair = new Pair({ station: { ports: [{ name: STATION_PORT, mac: 2 }], peer: 'openlldp' } }).start();
    pair.command();
    expect(channelOf(pair.station).due.slice(0, 2)).toEqual([
      { timer: 'ecp.ackTimer', timeLeft: 163_840 },
      { timer: 'vdp.waitWhile', timeLeft: 17_448_960 },
    ]);
    pair.run(1000);
    expect(timers(channelOf(pair.station).due)).toContain('ecp.rest');
    expect(pair.bridge.vsis({ port: BRIDGE_PORT })).toHaveLength(1);
  });
});
