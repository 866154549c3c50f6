// The transmit machine through the entity: the traces of the reference, and its transition table, row by row.

import { expect, test } from 'vitest';
import { drain, type Rig, rig, rigUp, T } from './rig.js';

const A = 'aa0a';
const B = 'bb';

/** TX1: R = 3, RTE = 14; A is on its way with sequence number 1. */
function tx1(): Rig {
  const self = rig({ r: 3, rte: 14 });
  expect(self.portUp()).toEqual([]);
  expect(self.request(1, A)).toEqual([`send 10010001${A}`]);
  return self;
}

const countersOf = ({ entity }: Rig) => entity.status().counters;

test('ecp TX1: the first request goes out at once, and the timer runs', () => {
  expect(tx1().left()).toBe(163_840);
});

test('ecp TX2: its ACK ends it, and nothing more is sent', () => {
  const self = tx1();
  expect(self.receive('1401 0001')).toEqual(['txDone 1']);
  expect(self.left()).toBeUndefined();
});

test('ecp TX3, ecp T9, ecp D1: a request that waits goes out with the ACK of the one before', () => {
  const self = tx1();
  self.now += 1000;
  expect(self.request(1, B)).toEqual([]);
  expect(self.entity.status().waiting).toBe(1);
  self.now += 1000;
  expect(self.receive('1401 0001')).toEqual(['txDone 1', `send 10010002${B}`]);
  expect(self.left()).toBe(T);
});

test('ecp TX4: without an ACK the same octets go out again', () => {
  const self = tx1();
  expect(self.expire()).toEqual([`send 10010001${A}`]);
  expect(self.left()).toBe(T);
  expect(countersOf(self)).toMatchObject({ txRetryCount: 1, txFrameCount: 2 });
});

test('ecp TX5: the ACK of the last transmission counts, too', () => {
  const self = tx1();
  for (let i = 0; i < 3; i++) expect(self.expire()).toEqual([`send 10010001${A}`]);
  expect(self.receive('1401 0001')).toEqual(['txDone 1']);
  expect(countersOf(self)).toMatchObject({ txFailures: 0, txFrameCount: 4 });
});

test('ecp TX6, ecp A1, ecp D2: 1 + R transmissions, T apart, and T after the last one it has failed', () => {
  const self = tx1();
  const start = self.now;
  const events: [number, unknown][] = [];
  while (self.left() !== undefined) {
    const words = self.expire();
    events.push([self.now - start, words]);
  }
  expect(events).toEqual([
    [T, [`send 10010001${A}`]],
    [2 * T, [`send 10010001${A}`]],
    [3 * T, [`send 10010001${A}`]],
    [4 * T, ['txFailed 1 noAck']],
  ]);
  expect(countersOf(self)).toMatchObject({ txFailures: 1, txFrameCount: 4, txRetryCount: 3 });
  expect(self.request(1, B)).toEqual([`send 10010002${B}`]);
});

test('ecp TX7, ecp T4: an ACK of another number is counted, and the timer keeps running', () => {
  const self = tx1();
  self.now += 1000;
  expect(self.receive('1401 0002')).toEqual([]);
  expect(self.left()).toBe(T - 1000);
  expect(self.entity.status()).toMatchObject({ retries: 1, counters: { rxAckMismatch: 1, rxAckCount: 1 } });
});

test('ecp TX8, ecp T8: an ACK that nobody waits for is ignored', () => {
  const self = tx1();
  self.receive('1401 0001');
  expect(self.receive('1401 0001')).toEqual([]);
  expect(self.entity.status()).toMatchObject({
    transmitState: 'waitForRequest',
    counters: { rxAckMismatch: 1, rxAckCount: 2 },
  });
  expect(self.request(1, B)).toEqual([`send 10010002${B}`]);
});

test('ecp TX9, ecp T0: port down fails what is on its way, and numbers go on', () => {
  const self = tx1();
  expect(self.portDown()).toEqual(['txFailed 1 portDown']);
  expect(self.left()).toBeUndefined();
  expect(self.entity.status()).toMatchObject({ transmitState: 'initTransmit', counters: { txFailures: 0 } });
  expect(self.portUp()).toEqual([]);
  expect(self.request(1, B)).toEqual([`send 10010002${B}`]);
});

test('ecp TX10: after 65535 comes 1', () => {
  const self = rig({ initialSequence: 65534 });
  self.portUp();
  expect(self.request(1, A)).toEqual([`send 1001ffff${A}`]);
  expect(self.receive('1401 ffff')).toEqual(['txDone 1']);
  expect(self.request(1, B)).toEqual([`send 10010001${B}`]);
});

test('ecp TX11: with R = 0 there is one transmission', () => {
  const self = rigUp({ r: 0 });
  expect(self.request(1, A)).toEqual([`send 10010001${A}`]);
  expect(self.expire()).toEqual(['txFailed 1 noAck']);
});

test('ecp TX12: an ACK of version 2 is none', () => {
  const self = tx1();
  expect(self.receive('2401 0001')).toEqual([]);
  expect(self.left()).toBe(T);
  expect(countersOf(self)).toMatchObject({ rxUnknownVersion: 1, rxAckCount: 0, rxAckMismatch: 0 });
});

test('ecp T0, ecp D8: port down fails all that waits, those of a subtype in their order', () => {
  const self = tx1();
  self.request(2, B);
  self.request(1, B);
  expect(self.portDown()).toEqual(['txFailed 1 portDown', 'txFailed 1 portDown', 'txFailed 2 portDown']);
  expect(self.entity.status().waiting).toBe(0);
  expect(self.portDown()).toEqual([]);
  expect(self.portUp()).toEqual([]);
});

test('ecp T1, ecp T2: with the port up, the machine waits for a request, and sends it', () => {
  const self = rig();
  expect(self.entity.status().transmitState).toBe('initTransmit');
  self.portUp();
  expect(self.entity.status().transmitState).toBe('waitForRequest');
  self.request(1, A);
  expect(self.entity.status().transmitState).toBe('transmitECPDU');
});

test('ecp T3, ecp D3: no timer of an acknowledged ECPDU outlives it', () => {
  const self = tx1();
  self.now += T - 1;
  self.receive('1401 0001');
  expect(self.request(1, B)).toEqual([`send 10010002${B}`]);
  self.now += 1;
  expect(self.timeout()).toEqual([]);
  self.now += T - 2;
  expect(self.timeout()).toEqual([]);
  self.now += 1;
  expect(self.timeout()).toEqual([`send 10010002${B}`]);
});

test('ecp T4, ecp D11, ecp A9: an ACK of another subtype does not end it', () => {
  const self = tx1();
  expect(self.receive('1402 0001')).toEqual([]);
  expect(countersOf(self).rxAckMismatch).toBe(1);
  expect(self.left()).toBe(T);
});

test('ecp T5, ecp T6, ecp T7: while retries <= maxRetries again, then the next one', () => {
  const self = rigUp({ r: 1 });
  self.request(1, A);
  self.request(1, B);
  expect(self.expire()).toEqual([`send 10010001${A}`]);
  expect(self.expire()).toEqual(['txFailed 1 noAck', `send 10010002${B}`]);
  expect(self.left()).toBe(T);
});

test.each([0, 1, 2, 3, 4, 5, 6, 7])('R = %i: exactly 1 + R transmissions, octet for octet', (r) => {
  const self = rigUp({ r });
  const sent = [self.request(2, '00112233')];
  for (let words = self.expire(); words[0] !== 'txFailed 2 noAck'; words = self.expire()) sent.push(words);
  expect(sent).toEqual(Array.from({ length: 1 + r }, () => ['send 1002000100112233']));
});

test('ecp T8: with the port down, an ACK is counted as rxPortDisabled', () => {
  const self = rig();
  expect(self.receive('1401 0001')).toEqual([]);
  expect(countersOf(self)).toMatchObject({ rxPortDisabled: 1, rxAckMismatch: 0, rxAckCount: 0 });
});

test('ecp T10: with the port down, a request is refused', () => {
  const self = rig();
  expect(self.request(1, A)).toBe('portDown');
  expect(self.portUp()).toEqual([]);
});

test('ecp T11: a timer call without a timer, or before its time, does nothing', () => {
  const self = rig();
  expect(self.timeout()).toEqual([]);
  self.portUp();
  expect(self.timeout()).toEqual([]);
  self.request(1, A);
  self.now += T - 1;
  expect(self.timeout()).toEqual([]);
  expect(self.left()).toBe(1);
  self.now += 1;
  expect(self.timeout()).toEqual([`send 10010001${A}`]);
  expect(self.timeout()).toEqual([]);
});

test('a late timer call counts once, and the next interval is whole', () => {
  const self = tx1();
  self.now += 10 * T;
  expect(self.timeout()).toEqual([`send 10010001${A}`]);
  expect(self.left()).toBe(T);
});

test('time that goes back stands still', () => {
  const self = tx1();
  const deadline = self.entity.nextDeadline();
  self.now -= 500_000;
  self.receive('1401 0001');
  self.request(1, B);
  expect(self.entity.nextDeadline()).toBe(deadline);
});

test('an ACK at the time of the deadline is taken, while no timer call was made', () => {
  const self = tx1();
  self.now += 3 * T;
  expect(self.receive('1401 0001')).toEqual(['txDone 1']);
  expect(self.timeout()).toEqual([]);
});

test('ecp A8: what follows the header of an ACK is ignored', () => {
  expect(tx1().receive('1401 0001 1001 0007 ffff')).toEqual(['txDone 1']);
});

test('ecp D4: a request bears the subtype of its ULP', () => {
  expect(rigUp().request(2, A)).toEqual([`send 10020001${A}`]);
});

test('ecp D9: ackTimerInit of every RTE', () => {
  const lengths = Array.from({ length: 32 }, (_, rte) => {
    const self = rigUp({ rte });
    self.request(1, A);
    return self.left();
  });
  expect(lengths.map((length, rte) => (length as number) / 10 === 2 ** rte)).toEqual(Array(32).fill(true));
  expect([8, 14, 16, 20, 31].map((rte) => lengths[rte])).toEqual([2560, 163_840, 655_360, 10_485_760, 21_474_836_480]);
});

test('a change of RTE touches no timer that runs', () => {
  const self = tx1();
  expect(self.on({ kind: 'parameters', r: 3, rte: 8 })).toEqual([]);
  expect(self.left()).toBe(T);
  expect(self.expire()).toEqual([`send 10010001${A}`]);
  expect(self.left()).toBe(2560);
  expect(self.entity.status()).toMatchObject({ operMaxRetries: 3, operAckTimerInitExp: 8 });
});

test('a change of R decides at the next expiry, both ways', () => {
  const less = tx1();
  less.expire();
  less.on({ kind: 'parameters', r: 1, rte: 14 });
  expect(less.expire()).toEqual(['txFailed 1 noAck']);
  const more = rigUp({ r: 0 });
  more.request(1, A);
  more.on({ kind: 'parameters', r: 1, rte: 14 });
  expect(more.expire()).toEqual([`send 10010001${A}`]);
  expect(more.expire()).toEqual(['txFailed 1 noAck']);
});

test('the ULPDU is copied: the host may use its memory again', () => {
  const self = tx1();
  const ulpdu = Uint8Array.of(1, 2, 3);
  self.on({ kind: 'request', subtype: 1, ulpdu });
  ulpdu.fill(9);
  expect(self.receive('1401 0001')).toEqual(['txDone 1', 'send 10010002010203']);
  expect(drain(self.entity)).toEqual([]);
});
