// Many VSIs on one port, clause 41.5: how long TLVs wait for ECP, what the host is told of it, and whether 10,000 VSIs hold.

import { describe, expect, test } from 'vitest';
import { toutKeepAlive } from '../../../src/vdp/index.js';
import { toHex } from '../../support/hex.js';
import {
  answer,
  associated,
  association,
  KEY,
  many,
  otherKey,
  PARAMETERS,
  REINIT_KEEP_ALIVE,
  RESP_WAIT_DELAY,
  type Rig,
  rig,
  stateOf,
  ulpdu,
  vsiidsOf,
} from './rig.js';

const QUARTER = REINIT_KEEP_ALIVE / 4;

describe('long waits are told (load rule L2)', () => {
  test('above a quarter of reinitKeepAlive, once per reinitKeepAlive', () => {
    const it = rig();
    const late = (wait: number): string[] => {
      it.command(otherKey(it.station.vsis().length));
      it.now += wait;
      it.tx();
      return it.says();
    };
    expect(late(QUARTER)).toEqual([]);
    expect(late(QUARTER + 1)).toEqual([`congested ${QUARTER + 1}`]);
    expect(late(QUARTER + 3)).toEqual([]);
    expect(late(QUARTER + 2)).toEqual([]);
    expect(late(QUARTER)).toEqual([]);
    it.now += REINIT_KEEP_ALIVE;
    expect(late(0)).toEqual([]);
    expect(late(QUARTER + 1)).toEqual([`congested ${QUARTER + 3}`]);
    it.now += REINIT_KEEP_ALIVE;
    expect(late(QUARTER + 1)).toEqual([`congested ${QUARTER + 1}`]);
  });

  test('keep-alives wait from their deadline on', () => {
    const it = associated();
    it.wait(REINIT_KEEP_ALIVE + QUARTER);
    expect(it.station.status().longestWait).toBe(0);
    it.tx();
    expect(it.says()).toEqual([]);
    expect(it.station.status().longestWait).toBe(QUARTER);
    it.rx(association(3, '40'));
    it.wait(REINIT_KEEP_ALIVE + QUARTER + 1);
    it.tx();
    expect(it.says()).toEqual([`congested ${QUARTER + 1}`]);
  });

  test('what goes early has not waited', () => {
    const it = rig();
    many(it, 2, 1000);
    it.next();
    it.tx();
    expect(it.station.status().longestWait).toBe(0);
  });
});

describe('keep-alives wait for ECP (load rule L3)', () => {
  test('while ECP is busy they are no deadline, and do not time out', () => {
    const it = associated();
    const due = it.now + REINIT_KEEP_ALIVE;
    expect(it.station.nextDeadline()).toBe(due);
    expect(it.station.nextDeadline(true)).toBeUndefined();
    it.now = due + 2 * RESP_WAIT_DELAY;
    it.in({ kind: 'timeout' });
    expect(it.station.nextDeadline(true)).toBeUndefined();
    expect(it.says()).toEqual([]);
    expect(stateOf(it)).toBe('WAIT_SYSCMD');
    expect(it.tx()).toEqual([ulpdu(association(3, '00'))]);
    expect(it.station.nextDeadline(true)).toBe(it.now + RESP_WAIT_DELAY);
  });

  test('a command goes before the keep-alive that waits', () => {
    const it = associated();
    it.wait(REINIT_KEEP_ALIVE);
    it.in({ kind: 'deAssociate', vsi: KEY });
    expect(it.tx()).toEqual([ulpdu(association(4, '00'))]);
  });
});

/**
 * A station and a bridge that answers at once, over an ECP that takes `ack` microseconds for each ECPDU, until `until`.
 * `since` the bridge has heard of none. Answers the longest time in which the bridge heard nothing of a VSI.
 */
function simulate(it: Rig, vsis: number, ack: number, until: number, since = it.now): number {
  const { station } = it;
  const heard = new Float64Array(vsis).fill(since);
  const out = new Uint8Array(1492);
  let silence = 0;
  let busyUntil: number | undefined;
  let sent = '';
  while (it.now < until) {
    const idleAt = busyUntil ?? Number.POSITIVE_INFINITY;
    const deadline = station.nextDeadline(busyUntil !== undefined) ?? Number.POSITIVE_INFINITY;
    // A busy ECP leaves no deadline in the past, or the host would spin.
    expect(deadline >= it.now || busyUntil === undefined).toBe(true);
    it.now = Math.max(it.now, Math.min(idleAt, deadline));
    it.in({ kind: 'timeout' });
    if (busyUntil !== undefined && it.now >= busyUntil) {
      busyUntil = undefined;
      answer(it, sent);
    }
    if (busyUntil !== undefined || !station.hasUlpdu(it.now)) continue;
    const end = station.pull(out, 0, 1492, it.now);
    sent = toHex(out.subarray(0, end));
    busyUntil = it.now + ack;
    for (const i of vsiidsOf(sent)) {
      silence = Math.max(silence, it.now - (heard[i] as number));
      heard[i] = it.now;
    }
  }
  for (const at of heard) silence = Math.max(silence, it.now - at);
  return silence;
}

describe('10,000 VSIs', () => {
  const VSIS = 10_000;

  test('due at one instant, ACK after 1 ms: all hold', () => {
    const it = rig();
    many(it, VSIS);
    it.in({ kind: 'reannounce' });
    const silence = simulate(it, VSIS, 1000, it.now + 5 * REINIT_KEEP_ALIVE);
    expect(silence).toBeLessThan(toutKeepAlive(PARAMETERS));
    expect(it.says()).toEqual([]);
    expect(it.station.vsis().every(({ vsiState }) => vsiState === 'ASSOC')).toBe(true);
    expect(it.station.status().counters.keepAlivesSent).toBeGreaterThanOrEqual(5 * VSIS);
  });

  test('after a standstill of 6 s, too, and the host hears of it', () => {
    const it = rig();
    many(it, VSIS);
    const since = it.now;
    it.now += REINIT_KEEP_ALIVE + 6_000_000;
    const silence = simulate(it, VSIS, 1000, it.now + 3 * REINIT_KEEP_ALIVE, since);
    expect(silence).toBeLessThan(toutKeepAlive(PARAMETERS));
    expect(it.says()).toHaveLength(1);
    expect(it.station.vsis()).toHaveLength(VSIS);
  });
});
