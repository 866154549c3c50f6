// Outputs that wait for poll: what they lend stays as it is, and there is a bound to them.

import { expect, test } from 'vitest';
import { EcpEntity, type EcpInput, EMPTY_ULPDU } from '../../src/ecp/index.js';
import { hex, toHex } from '../support/hex.js';
import { type End, type EndInput, type EndOutput, newEnd } from './end.js';
import { drain, rigUp } from './rig.js';

const request = (subtype: number, ulpdu: string): EndInput => ({ kind: 'request', subtype, ulpdu: hex(ulpdu) });
const ecpdu = (digits: string): EcpInput => {
  const bytes = hex(digits);
  return { kind: 'ecpdu', bytes, at: 0, end: bytes.length };
};
const up: EcpInput = { kind: 'portEnabled', enabled: true };
const down: EcpInput = { kind: 'portEnabled', enabled: false };

function entityUp(maxPendingOutputs?: number): End {
  const entity = newEnd({ pushSubtypes: [1], maxPendingOutputs });
  entity.handle(up, 0);
  return entity;
}

/** A user with nothing to say. */
const idle = { canTake: () => true, take: () => {}, hasUlpdu: () => false, pull: (_out: Uint8Array, at: number) => at };

const octetsOf = (output: EndOutput | undefined): Uint8Array => {
  if (output?.kind !== 'ecpdu') throw new Error(`no ECPDU: ${output?.kind}`);
  return output.octets;
};

test('ECPDUs of the same and of other lengths wait together, each with its own octets', () => {
  const entity = entityUp();
  const ulpdus = ['aa', 'bb', 'cccc', 'dd'];
  ulpdus.forEach((ulpdu, i) => {
    entity.handle(request(1, ulpdu), 0);
    entity.handle(ecpdu(`1401 000${i + 1}`.replace(' ', '')), 0);
  });
  expect(drain(entity)).toEqual(ulpdus.flatMap((ulpdu, i) => [`send 1001000${i + 1}${ulpdu}`, 'txDone 1']));
});

test('a retransmission that waits keeps its octets, when the next ECPDU is built', () => {
  const entity = entityUp();
  entity.handle(request(1, 'aa'), 0);
  entity.poll();
  entity.handle({ kind: 'timeout' }, entity.nextDeadline() ?? 0);
  entity.handle(request(1, 'bb'), 0);
  entity.handle(ecpdu('14010001'), 0);
  expect(drain(entity)).toEqual(['send 10010001aa', 'txDone 1', 'send 10010002bb']);
});

test('octets polled are valid until the next handle, in which the same memory is used again', () => {
  const entity = entityUp();
  entity.handle(request(1, 'aa'), 0);
  entity.handle(request(1, 'bb'), 0);
  const first = octetsOf(entity.poll());
  expect(toHex(first)).toBe('10010001aa');
  entity.handle(ecpdu('14010001'), 0);
  expect(entity.poll()).toEqual({ kind: 'txDone', subtype: 1 });
  const second = octetsOf(entity.poll());
  expect(toHex(second)).toBe('10010002bb');
  expect(second).toBe(first);
});

test('once nothing waits any more, the memory is used again', () => {
  const entity = entityUp();
  for (const ulpdu of ['aa', 'bb', 'cc', 'dd']) entity.handle(request(1, ulpdu), 0);
  entity.handle(ecpdu('14010001'), 0);
  expect(drain(entity)).toEqual(['send 10010001aa', 'txDone 1', 'send 10010002bb']);
  const sent = [2, 3].map((sequence) => {
    entity.handle(ecpdu(`1401000${sequence}`), 0);
    entity.poll();
    return octetsOf(entity.poll());
  });
  expect(sent[0]).toBe(sent[1]);
  expect(toHex(sent[0] as Uint8Array)).toBe('10010004dd');
});

test('a frame that comes while an ECPDU is polled leaves it as it is: the one in flight is not written to', () => {
  const entity = entityUp();
  entity.handle(request(1, 'aa'), 0);
  const sent = octetsOf(entity.poll());
  entity.handle(request(1, 'bb'), 0);
  entity.handle(ecpdu('1001000711'), 0);
  entity.handle({ kind: 'ulpReady' }, 0);
  expect(toHex(sent)).toBe('10010001aa');
});

test('ACKs wait together, each with its own octets', () => {
  const entity = entityUp();
  for (const sequence of ['0001', '0001', '0002', '0003']) entity.handle(ecpdu(`1001${sequence}`), 0);
  expect(drain(entity).filter((word) => word.startsWith('ack'))).toEqual([
    'ack 14010001',
    'ack 14010001',
    'ack 14010002',
    'ack 14010003',
  ]);
});

test('an ACK that was polled lends its memory to a later one, never to one that waits', () => {
  const entity = entityUp();
  entity.handle(ecpdu('10010001'), 0);
  const first = octetsOf(entity.poll());
  expect(entity.poll()?.kind).toBe('indication');
  entity.handle(ecpdu('10010002'), 0);
  entity.handle(ecpdu('10010002'), 0);
  const waiting = [entity.poll(), entity.poll(), entity.poll()];
  expect(waiting.map((output) => output?.kind)).toEqual(['ecpdu', 'indication', 'ecpdu']);
  expect(octetsOf(waiting[0])).toBe(first);
  expect(octetsOf(waiting[2])).not.toBe(first);
  expect(toHex(octetsOf(waiting[0]))).toBe('14010002');
});

test('with too many outputs waiting, requests of the peer get no ACK and ACKs are dropped', () => {
  const entity = entityUp(1);
  entity.handle(request(1, 'aa'), 0);
  entity.handle(ecpdu('1001000711'), 0);
  entity.handle(ecpdu('14010001'), 0);
  expect(entity.status()).toMatchObject({
    receiveState: 'receiveWait',
    pendingOutputs: 1,
    counters: { rxBusy: 2, rxFrameCount: 1, rxAckCount: 1, rxAckMismatch: 0 },
  });
  expect(drain(entity)).toEqual(['send 10010001aa']);
  entity.handle(ecpdu('14010001'), 0);
  expect(drain(entity)).toEqual(['txDone 1']);
  entity.handle(ecpdu('1001000711'), 0);
  expect(drain(entity)).toEqual(['ack 14010007', 'indication 1 11']);
});

test('with too many outputs waiting, port up is refused, port down is not', () => {
  const entity = entityUp(1);
  entity.handle(request(1, 'aa'), 0);
  expect(entity.handle(down, 0)).toBeUndefined();
  expect(entity.handle(up, 0)).toEqual({
    code: 'busy',
    field: '',
    expected: 'fewer than 1 outputs that wait for poll',
  });
  expect(entity.status().portEnabled).toBe(false);
  expect(drain(entity)).toEqual(['send 10010001aa', 'txFailed 1 portDown']);
  expect(entity.handle(up, 0)).toBeUndefined();
});

test('with too many outputs waiting, a timer waits, too', () => {
  const entity = entityUp(1);
  entity.handle(request(1, 'aa'), 0);
  const deadline = entity.nextDeadline() ?? 0;
  entity.handle({ kind: 'timeout' }, deadline + 5);
  expect(entity.nextDeadline()).toBe(deadline);
  expect(drain(entity)).toEqual(['send 10010001aa']);
  entity.handle({ kind: 'timeout' }, deadline + 5);
  expect(drain(entity)).toEqual(['send 10010001aa']);
  expect(entity.nextDeadline()).toBe(2 * deadline + 5);
});

test('an ULP that always has something cannot outrun the bound', () => {
  const pull = (out: Uint8Array, at: number): number => out.fill(1, at, at + 1) && at + 1;
  const self = rigUp({
    pushSubtypes: [],
    ulps: [{ subtype: 1, canTake: () => true, take: () => {}, hasUlpdu: () => true, pull }],
    maxPendingOutputs: 8,
  });
  for (let i = 0; i < 100; i++) {
    const { sequence } = self.entity.status();
    self.entity.handle(ecpdu(`1401${sequence.toString(16).padStart(4, '0')}`), self.now);
    self.entity.handle({ kind: 'ulpReady' }, self.now);
    self.now += 1_000_000;
    self.entity.handle({ kind: 'timeout' }, self.now);
  }
  expect(self.entity.status().pendingOutputs).toBeLessThanOrEqual(9);
});

test('an ECPDU that waits keeps its octets when the entity moves, and so does the one on its way', () => {
  const entity = entityUp();
  entity.handle(request(1, 'aa'), 0);
  entity.handle(ecpdu('10010007'), 0);
  entity.renew();
  entity.handle(ecpdu('14010001'), 0);
  entity.handle(request(1, 'bb'), 0);
  entity.renew();
  expect(drain(entity)).toEqual(['send 10010001aa', 'ack 14010007', 'indication 1', 'txDone 1', 'send 10010002bb']);
  entity.renew();
  entity.handle({ kind: 'timeout' }, entity.nextDeadline() ?? 0);
  expect(drain(entity)).toEqual(['send 10010002bb']);
});

test('an ECPDU that is given up is an output, too, with its subtype', () => {
  const entity = new EcpEntity({
    r: 0,
    ulps: [{ ...idle, subtype: 7, hasUlpdu: () => true, pull: () => EMPTY_ULPDU }],
  });
  entity.handle(up, 0);
  expect(entity.poll()?.kind).toBe('ecpdu');
  entity.handle({ kind: 'timeout' }, entity.nextDeadline() ?? 0);
  expect(entity.poll()).toEqual({ kind: 'ecpFailed', subtype: 7 });
});

test('the status tells the time left of each timer', () => {
  const entity = new EcpEntity({
    rest: 500,
    ulps: [{ ...idle, subtype: 1, hasUlpdu: () => true, pull: () => EMPTY_ULPDU }],
  });
  expect(entity.status().timers).toEqual({});
  entity.handle(up, 100);
  expect(entity.status().timers).toEqual({ ackTimer: 163_840 });
  entity.handle({ kind: 'timeout' }, 101);
  expect(entity.status().timers).toEqual({ ackTimer: 163_839 });
  entity.handle(ecpdu('14010001'), 200);
  expect(entity.status().timers).toEqual({ rest: 500 });
});
