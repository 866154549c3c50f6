// When and how a station packs ULPDUs, clause 41.1 and 41.5: ECP asks, what is due fills one ULPDU, and the wait for a
// response starts then.

import { describe, expect, test } from 'vitest';
import { formatVsiid, makeFilterInfo, type VdpParameters, type VsiCommand } from '../../../src/vdp/index.js';
import { toHex } from '../../support/hex.js';
import { identifier, vid } from '../wire/tlvs.js';
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
  rig,
  stateOf,
  ulpdu,
  vids,
  vsiidsOf,
} from './rig.js';

const mac = 0x525400aabbcc;
const otherManager = identifier('00000000000000000000ffffc000020b');

describe('how many TLVs fit', () => {
  test.each<[VsiCommand['filterInfo'], number]>([
    [{ format: 1, entries: [vid(1)] }, 50],
    [{ format: 2, entries: [{ ...vid(1), mac }] }, 42],
    [{ format: 3, entries: [{ ...vid(1), groupId: 1 }] }, 44],
    [{ format: 4, entries: [{ ...vid(1), groupId: 1, mac }] }, 37],
  ])('commands and keep-alives of $0.format: %#', (filterInfo, most) => {
    const it = rig();
    for (let i = 0; i < most + 1; i++) it.command({ ...otherKey(i), filterInfo });
    const commands = it.tx();
    expect(commands.map((one) => vsiidsOf(one).length)).toEqual([most, 1]);
    for (const sent of commands) answer(it, sent);
    it.next();
    expect(it.tx().map((one) => vsiidsOf(one).length)).toEqual([most, 1]);
  });

  test.each([
    [1, 243, 2],
    [2, 60, 8],
    [3, 81, 6],
    [4, 40, 12],
  ] as const)('the most entries of format %i, %i, fit one TLV and one ULPDU', (format, most, octets) => {
    const entry = Array.from({ length: most }, (_, i) => ({
      ...(format >= 3 && { groupId: 1 }),
      ...(format % 2 === 0 && { mac }),
      ...vid(i + 1),
    }));
    const it = rig();
    it.command({ filterInfo: makeFilterInfo(format, entry) });
    const [sent] = it.tx();
    expect((sent as string).length / 2).toBe(18 + 27 + most * octets);
  });

  test('a longer TLV does not keep shorter ones behind it waiting', () => {
    const it = rig();
    const long = (i: number) => ({ ...otherKey(i), filterInfo: vids(...Array.from({ length: 243 }, (_, v) => v + 1)) });
    for (const i of [1, 2, 3]) it.command(long(i));
    it.command(otherKey(4));
    expect(it.tx().map(vsiidsOf)).toEqual([[1, 2, 4], [3]]);
  });

  test('what does not fit waits on', () => {
    const it = rig();
    it.command();
    const out = new Uint8Array(46);
    expect(it.station.pull(out, 0, 46, it.now)).toBe(0);
    expect(stateOf(it)).toBe('STATION_PROCESSING');
    expect(it.station.nextDeadline()).toBeUndefined();
    expect(it.station.pull(new Uint8Array(47), 0, 47, it.now)).toBe(47);
    expect(it.next()).toBe(RESP_WAIT_DELAY);
  });

  test('nor does a keep-alive that does not fit lose its time', () => {
    const it = associated();
    it.next();
    expect(it.station.pull(new Uint8Array(46), 0, 46, it.now)).toBe(0);
    expect(it.station.pull(new Uint8Array(30), 0, 30, it.now)).toBe(0);
    expect(stateOf(it)).toBe('WAIT_SYSCMD');
    expect(it.station.nextDeadline()).toBe(it.now);
  });
});

describe('the order', () => {
  test('commands as they came, then keep-alives by their deadlines', () => {
    const it = rig();
    many(it, 3, 1000);
    it.wait(REINIT_KEEP_ALIVE);
    it.command({ ...otherKey(11) });
    it.command({ ...otherKey(10) });
    expect(it.tx().map(vsiidsOf)).toEqual([[11, 10, 0, 1, 2]]);
  });

  test('keep-alives that are nearly due go along, within a sixteenth of reinitKeepAlive', () => {
    const it = rig();
    const sixteenth = REINIT_KEEP_ALIVE / 16;
    for (const [i, apart] of [
      [1, sixteenth],
      [2, 1],
      [3, 0],
    ] as const) {
      it.command(otherKey(i));
      for (const sent of it.tx()) answer(it, sent);
      it.now += apart;
    }
    it.next();
    expect(it.tx().map(vsiidsOf)).toEqual([[1, 2]]);
    expect(it.station.nextDeadline()).toBe(it.now + sixteenth + 1);
  });

  test('nearly due is not due', () => {
    const it = associated();
    it.wait(REINIT_KEEP_ALIVE - 1);
    expect(it.station.hasUlpdu(it.now)).toBe(false);
    expect(it.station.pull(new Uint8Array(1492), 0, 1492, it.now)).toBe(0);
    expect(stateOf(it)).toBe('WAIT_SYSCMD');
    it.command(otherKey(2));
    expect(it.tx().map((one) => vsiidsOf(one).length)).toEqual([2]);
  });

  test('VSIs of different managers go in different ULPDUs', () => {
    const it = rig();
    const managers = (i: number) => (i % 2 === 0 ? {} : { managerId: otherManager });
    for (let i = 0; i < 4; i++) it.command({ ...otherKey(i), ...managers(i) });
    const sent = it.tx();
    expect(sent.map(vsiidsOf)).toEqual([
      [0, 2],
      [1, 3],
    ]);
    expect(sent.map((one) => one.slice(34, 36))).toEqual(['0a', '0b']);
    for (const one of sent) answer(it, one);
    it.next();
    it.command({ ...otherKey(5), managerId: otherManager });
    expect(it.tx().map((one) => vsiidsOf(one).sort())).toEqual([
      [1, 3, 5],
      [0, 2],
    ]);
    expect(
      it.station
        .vsis()
        .map(({ state }) => state)
        .filter((state) => state === 'TRANSMIT_KEEPALIVE'),
    ).toHaveLength(4);
  });

  test('packing looks past a bounded number of keep-alives of another manager', () => {
    const it = rig();
    many(it, 300, 1, (i) => (i === 299 ? { managerId: otherManager } : {}));
    it.wait(REINIT_KEEP_ALIVE);
    it.command({ ...otherKey(400), managerId: otherManager });
    expect(vsiidsOf(it.tx()[0] as string)).toEqual([400]);
    const near = rig();
    many(near, 200, 1, (i) => (i === 199 ? { managerId: otherManager } : {}));
    near.wait(REINIT_KEEP_ALIVE);
    near.command({ ...otherKey(400), managerId: otherManager });
    const sent = near.tx();
    expect(vsiidsOf(sent[0] as string)).toEqual([400, 199]);
    expect(sent.flatMap(vsiidsOf).length).toBe(201);
  });

  test('oneTlvPerEcpdu: one command or keep-alive each, and none before its time', () => {
    const it = rig({ oneTlvPerEcpdu: true });
    many(it, 2, 1000);
    it.next();
    it.command(otherKey(9));
    it.command(otherKey(8));
    expect(it.tx().map(vsiidsOf)).toEqual([[9], [8], [0]]);
    it.next();
    expect(it.tx().map(vsiidsOf)).toEqual([[1]]);
    const together = rig({ oneTlvPerEcpdu: true });
    many(together, 2);
    together.in({ kind: 'reannounce' });
    expect(together.tx().map((one) => vsiidsOf(one).length)).toEqual([1, 1]);
  });
});

describe('the timers', () => {
  test.each<[VdpParameters, respWaitDelay: number, reinitKeepAlive: number]>([
    [PARAMETERS, 17_448_960, 10_485_760],
    [{ r: 3, rte: 14, rwd: 18, rka: 18 }, 5_652_480, 2_621_440],
    [{ r: 3, rte: 16, rwd: 22, rka: 14 }, 69_795_840, 163_840],
    [{ r: 0, rte: 0, rwd: 0, rka: 0 }, 30, 10],
    [{ r: 7, rte: 31, rwd: 31, rka: 31 }, 515_396_075_520, 21_474_836_480],
  ])('%j', (parameters, wait, keepAlive) => {
    const it = rig({}, parameters);
    it.command();
    const [sent] = it.tx();
    expect(it.station.nextDeadline()).toBe(it.now + wait);
    answer(it, sent as string);
    expect(it.station.nextDeadline()).toBe(it.now + keepAlive);
    expect(it.station.status()).toMatchObject({ respWaitDelay: wait, reinitKeepAlive: keepAlive });
  });

  test('the wait for an answer starts when the command is packed, not when it is due', () => {
    const it = rig();
    it.command();
    expect(it.station.nextDeadline()).toBeUndefined();
    it.wait(RESP_WAIT_DELAY * 2);
    expect(stateOf(it)).toBe('STATION_PROCESSING');
    it.tx();
    expect(it.next()).toBe(RESP_WAIT_DELAY);
  });

  test('exponents agreed anew count from the next start of a timer', () => {
    const it = associated();
    const at = it.station.nextDeadline();
    it.in({ kind: 'evb', state: 'ready', parameters: { ...PARAMETERS, rka: 22 }, groupIdAgreed: true });
    expect(it.station.nextDeadline()).toBe(at);
    it.next();
    for (const sent of it.tx()) answer(it, sent);
    expect(it.next()).toBe(10 * 2 ** 22);
  });

  test('a timeout that comes too early, or for nothing, does nothing', () => {
    const it = rig();
    it.in({ kind: 'timeout' });
    it.command();
    it.tx();
    it.now += RESP_WAIT_DELAY - 1;
    it.in({ kind: 'timeout' });
    expect(it.says()).toEqual([]);
    it.now += 1;
    it.in({ kind: 'timeout' });
    expect(it.says()).toEqual(['failed timeout']);
  });

  test('time that goes back stands still', () => {
    const it = rig();
    it.station.handle({ kind: 'timeout' }, 5_000_000);
    it.now = 4_000_000;
    it.command();
    it.tx();
    expect(it.station.nextDeadline()).toBe(5_000_000 + RESP_WAIT_DELAY);
    expect(it.station.hasUlpdu(4_000_000)).toBe(false);
    it.rx(association(3, '40'));
    it.now = 5_000_000 + REINIT_KEEP_ALIVE;
    it.in({ kind: 'timeout' });
    expect(it.station.hasUlpdu(4_000_000)).toBe(true);
  });
});

test('the octets around a ULPDU are left alone', () => {
  const it = rig();
  it.command();
  const out = new Uint8Array(80).fill(0xa5);
  const end = it.station.pull(out, 4, 80, it.now);
  expect(toHex(out)).toBe(`a5a5a5a5${ulpdu(association(3, '00'))}${'a5'.repeat(80 - end)}`);
});

test('a station is a user of ECP, of subtype 1', () => {
  expect(rig().station.subtype).toBe(1);
});

test('status, vsis and vsi tell what there is, as plain data', () => {
  const it = associated();
  it.command({ suspended: true, filterInfo: vids(101) });
  it.in({ kind: 'deAssociate', vsi: KEY });
  const vsi = it.station.vsi(KEY);
  const inForce = { typeId: 1, typeVersion: 0, suspended: false, migrating: false };
  expect(vsi).toMatchObject({
    vsi: { vsiidFormat: 5, vsiid: formatVsiid(5, KEY.vsiid) },
    state: 'STATION_PROCESSING',
    vsiState: 'ASSOC',
    operCmd: { ...inForce, command: 'associate', filterInfo: vids(100) },
    pendingCmd: { ...inForce, command: 'associate', suspended: true, filterInfo: vids(101) },
    nextCmd: { ...inForce, command: 'deAssociate', filterInfo: vids(100) },
  });
  expect(vsi).not.toHaveProperty('waitWhile');
  expect(it.station.vsis()).toEqual([vsi]);
  const status = it.station.status();
  expect(status).toMatchObject({ evb: 'ready', parameters: PARAMETERS, groupIdAgreed: true, due: 1, vsis: 1 });
  expect(JSON.parse(JSON.stringify([status, vsi]))).toEqual([status, vsi]);
  it.tx();
  expect(it.station.vsi(KEY)).toMatchObject({ waitWhile: RESP_WAIT_DELAY });
  it.wait(1000);
  it.in({ kind: 'timeout' });
  expect(it.station.vsi(KEY)).toMatchObject({ waitWhile: RESP_WAIT_DELAY - 1000 });
});
