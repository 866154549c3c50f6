// The service to the ULPs, section 2 of the reference: refusals, queues, whose turn it is; and sequence numbers,
// section 3.

import { describe, expect, test } from 'vitest';
import { u16 } from '../../src/core/octets.js';
import { EcpEntity, type EcpUlp, EMPTY_ULPDU, OptionError } from '../../src/ecp/index.js';
import { hex, toHex } from '../support/hex.js';
import { type EndOptions, newEnd } from './end.js';
import { drain, rig, rigUp, T } from './rig.js';

/** A ULP with a list of ULPDUs, which notes how it is asked. */
function listUlp(subtype: number, ...ulpdus: string[]) {
  const asked: { at: number; limit: number; now: number }[] = [];
  const ulp: EcpUlp = {
    subtype,
    canTake: () => true,
    take: () => {},
    hasUlpdu: () => ulpdus.length > 0,
    pull: (out, at, limit, now) => {
      asked.push({ at, limit, now });
      const ulpdu = hex(ulpdus.shift() ?? '');
      out.set(ulpdu, at);
      return at + ulpdu.length;
    },
  };
  return { ulp, asked, ulpdus };
}

test('refused at once, nothing queued, no txFailed: port down, too long', () => {
  const self = rig({ maxUlpduOctets: 3, pushSubtypes: [1], ulps: [listUlp(2).ulp] });
  expect(self.request(1, 'aa')).toBe('portDown');
  self.portUp();
  expect(self.request(1, '01020304')).toBe('tooLong');
  expect(self.entity.status()).toMatchObject({ waiting: 0, pendingOutputs: 0, transmitState: 'waitForRequest' });
  expect(self.request(1, '010203')).toEqual(['send 10010001010203']);
});

test('a refusal says what is wrong', () => {
  const { entity } = rigUp({ maxUlpduOctets: 3 });
  const refusal = entity.handle({ kind: 'request', subtype: 1, ulpdu: new Uint8Array(4) }, 0);
  expect(refusal).toEqual({ code: 'tooLong', field: 'ulpdu', expected: 'at most 3 octets' });
  expect(entity.handle({ kind: 'parameters', r: 8, rte: 0 }, 0)).toEqual({
    code: 'outOfRange',
    field: 'r',
    expected: 'an integer 0..7',
  });
});

test('the transmit limit is 1492 octets by default, and 1496 at most', () => {
  expect(rigUp().request(1, '00'.repeat(1493))).toBe('tooLong');
  expect(rigUp().request(1, '00'.repeat(1492))).toHaveLength(1);
  expect(rigUp({ maxUlpduOctets: 1496 }).request(1, '00'.repeat(1496))).toHaveLength(1);
});

test('the queue of a subtype is full with maxQueue waiting; another subtype has its own', () => {
  const self = rigUp({ maxQueue: 2 });
  expect(['a1', 'a2', 'a3'].map((ulpdu) => self.request(1, ulpdu))).toEqual([['send 10010001a1'], [], []]);
  expect(self.request(1, 'a4')).toBe('queueFull');
  expect(self.request(2, 'b1')).toEqual([]);
  expect(self.portDown()).toEqual([...Array(3).fill('txFailed 1 portDown'), 'txFailed 2 portDown']);
});

test('an empty ULPDU is legal', () => {
  const self = rigUp();
  expect(self.request(1, '')).toEqual(['send 10010001']);
  expect(self.request(1, '')).toEqual([]);
  expect(self.receive('1401 0001')).toEqual(['txDone 1', 'send 10010002']);
});

test('parameters and initialSequence out of range are refused, and change nothing', () => {
  const self = rig();
  for (const [r, rte] of [
    [8, 14],
    [-1, 14],
    [3, 32],
    [3, 1.5],
    [Number.NaN, 0],
  ] as const) {
    expect(self.on({ kind: 'parameters', r, rte })).toBe('outOfRange');
  }
  for (const initialSequence of [-1, 65536, 0.5]) expect(self.portUp(initialSequence)).toBe('outOfRange');
  expect(self.entity.status()).toMatchObject({ operMaxRetries: 3, operAckTimerInitExp: 14, portEnabled: false });
});

test.each<[string, EndOptions]>([
  ['initialSequence', { initialSequence: 65536 }],
  ['r', { r: 8 }],
  ['rte', { rte: 32 }],
  ['maxUlpduOctets', { maxUlpduOctets: 1497 }],
  ['maxQueue', { maxQueue: 0, pushSubtypes: [1] }],
  ['maxPendingOutputs', { maxPendingOutputs: 0 }],
  ['rest', { rest: -1 }],
  ['ulps[1].subtype', { ulps: [listUlp(1).ulp], pushSubtypes: [1] }],
  ...[0, 1024, -1, 1.5, Number.NaN].map((subtype): [string, EndOptions] => [
    'ulps[0].subtype',
    { pushSubtypes: [subtype] },
  ]),
])('the option %s out of its range', (field, options) => {
  const make = () => newEnd(options);
  expect(make).toThrow(OptionError);
  expect(make).toThrow(`${field}: expected`);
});

test('a ULP is pulled when the port comes up, and writes behind the header', () => {
  const { ulp, asked } = listUlp(1, 'a1b2');
  const self = rig({ ulps: [ulp], pushSubtypes: [] });
  expect(asked).toEqual([]);
  expect(self.portUp()).toEqual(['send 10010001a1b2']);
  expect(asked).toEqual([{ at: 4, limit: 1496, now: self.now }]);
});

test('a ULP is pulled on ulpReady, but not while an ECPDU is on its way or the port is down', () => {
  const { ulp, ulpdus } = listUlp(1);
  const self = rig({ ulps: [ulp], pushSubtypes: [] });
  ulpdus.push('a1', 'a2', 'a3');
  expect(self.on({ kind: 'ulpReady' })).toEqual([]);
  expect(self.portUp()).toEqual(['send 10010001a1']);
  expect(self.on({ kind: 'ulpReady' })).toEqual([]);
  expect(ulpdus).toEqual(['a2', 'a3']);
  expect(self.receive('1401 0001')).toEqual(['txDone 1', 'send 10010002a2']);
  expect(self.portDown()).toEqual(['txFailed 1 portDown']);
  expect(ulpdus).toEqual(['a3']);
});

test('a ULP that comes to have something is pulled on ulpReady', () => {
  const { ulp, ulpdus } = listUlp(1);
  const self = rigUp({ ulps: [ulp], pushSubtypes: [] });
  expect(self.on({ kind: 'ulpReady' })).toEqual([]);
  ulpdus.push('a1');
  expect(self.on({ kind: 'ulpReady' })).toEqual(['send 10010001a1']);
});

describe('a peer that needs a rest', () => {
  const resting = (...ulpdus: string[]) => {
    const { ulp, ulpdus: left } = listUlp(1, ...ulpdus);
    return { self: rigUp({ rest: 500, ulps: [ulp], pushSubtypes: [2] }), left };
  };

  test('nothing new is sent before it ends, from any user', () => {
    const { self, left } = resting('a1', 'a2');
    expect(self.receive('1401 0001')).toEqual(['txDone 1']);
    expect(self.entity.isBusy()).toBe(true);
    expect(self.left()).toBe(500);
    expect(self.request(2, 'b1')).toEqual([]);
    expect(self.on({ kind: 'ulpReady' })).toEqual([]);
    self.now += 499;
    expect(self.timeout()).toEqual([]);
    expect(left).toEqual(['a2']);
    expect(self.expire()).toEqual(['send 10020002b1']);
    expect(self.left()).toBe(T);
    expect(self.receive('1402 0002')).toEqual(['txDone 2']);
    expect(self.expire()).toEqual(['send 10010003a2']);
  });

  test('it is of acknowledged ECPDUs: what was given up has had its time', () => {
    const { self } = resting('a1', 'a2');
    for (let i = 0; i < 3; i++) expect(self.expire()).toEqual(['send 10010001a1']);
    expect(self.expire()).toEqual(['txFailed 1 noAck', 'send 10010002a2']);
  });

  test('the port ends it, and nothing is left to do where nothing waits', () => {
    const { self } = resting('a1');
    self.receive('1401 0001');
    self.portDown();
    expect(self.left()).toBeUndefined();
    self.portUp();
    expect(self.request(2, 'b1')).toEqual(['send 10020003b1']);
    expect(self.receive('1402 0003')).toEqual(['txDone 2']);
    expect(self.expire()).toEqual([]);
    expect(self.entity.isBusy()).toBe(false);
    expect(self.left()).toBeUndefined();
  });
});

test('round robin: nobody waits longer than one ECPDU of each other', () => {
  const first = listUlp(1, 'a1', 'a2', 'a3');
  const second = listUlp(2, 'b1', 'b2');
  const self = rig({ ulps: [first.ulp, second.ulp], pushSubtypes: [3] });
  const order = [self.portUp()];
  self.request(3, 'c1');
  self.request(3, 'c2');
  self.request(3, 'c3');
  for (let sequence = 1; sequence <= 7; sequence++) {
    const subtype = [1, 2, 3, 1, 2, 3, 1][sequence - 1];
    order.push(self.receive(`140${subtype} 000${sequence}`));
  }
  expect(order.flat().filter((word) => word.startsWith('send'))).toEqual([
    'send 10010001a1',
    'send 10020002b1',
    'send 10030003c1',
    'send 10010004a2',
    'send 10020005b2',
    'send 10030006c2',
    'send 10010007a3',
    'send 10030008c3',
  ]);
});

test('round robin goes on behind a ULP that gave up its ECPDU', () => {
  const first = listUlp(1, 'a1', 'a2');
  const self = rigUp({ r: 0, ulps: [first.ulp], pushSubtypes: [2] });
  self.request(2, 'b1');
  expect(self.expire()).toEqual(['txFailed 1 noAck', 'send 10020002b1']);
});

test.each([3, 1497, Number.NaN])('a ULP whose pull answers %d is told so', (end) => {
  const { entity } = rig({ pushSubtypes: [], ulps: [{ ...listUlp(1, 'a1').ulp, pull: () => end }] });
  expect(() => entity.handle({ kind: 'portEnabled', enabled: true }, 0)).toThrow(RangeError);
  expect(entity.status()).toMatchObject({ transmitState: 'waitForRequest', counters: { txFrameCount: 0 } });
});

test.each([
  [undefined, 1],
  [0, 1],
  [41, 42],
  [65534, 65535],
  [65535, 1],
])('ecp A2: with initialSequence %s the first ECPDU carries %i', (initialSequence, first) => {
  const digits = first.toString(16).padStart(4, '0');
  expect(rigUp({ initialSequence }).request(1, '')).toEqual([`send 1001${digits}`]);
  const self = rig();
  self.portUp(initialSequence);
  expect(self.request(1, '')).toEqual([`send 1001${digits}`]);
});

test('the host may give a new initialSequence with each port up, and only there', () => {
  const self = rigUp();
  expect(self.request(1, '')).toEqual(['send 10010001']);
  self.portUp(500);
  self.portDown();
  expect(self.portUp()).toEqual([]);
  expect(self.entity.status().sequence).toBe(2);
  self.on({ kind: 'portEnabled', enabled: false, initialSequence: 700 });
  self.portUp();
  expect(self.entity.status().sequence).toBe(3);
  self.portDown();
  self.portUp(0x1000);
  expect(self.request(1, '')).toEqual(['send 10011001']);
});

test('numbers go up by one for each new ECPDU, after a failed one too, and not for a retransmission', () => {
  const self = rigUp({ r: 1 });
  const sent: string[] = [];
  const note = (words: string[] | string) => {
    for (const word of words) if (word.startsWith('send')) sent.push(word.slice(9, 13));
  };
  for (let i = 0; i < 3; i++) note(self.request(1, ''));
  while (self.left() !== undefined) note(self.expire());
  expect(sent).toEqual(['0001', '0001', '0002', '0002', '0003', '0003']);
});

test('all 65535 numbers in a row, each once, never 0', () => {
  const entity = new EcpEntity({ ulps: [{ ...listUlp(1).ulp, hasUlpdu: () => true, pull: () => EMPTY_ULPDU }] });
  entity.handle({ kind: 'portEnabled', enabled: true }, 0);
  const ack = hex('14010000');
  const sent: number[] = [];
  for (let i = 0; i < 65_536; i++) {
    const output = entity.poll();
    if (output?.kind !== 'ecpdu') break;
    ack.set(output.octets.subarray(2, 4), 2);
    sent.push(u16(ack, 2));
    entity.handle({ kind: 'ecpdu', bytes: ack, at: 0, end: 4 }, 0);
  }
  expect(sent).toEqual(Array.from({ length: 65_536 }, (_, i) => (i % 65_535) + 1));
});

test('an accepted ULPDU ends once: done, given up, port down', () => {
  const self = rigUp({ r: 0 });
  self.request(1, 'aa');
  self.request(1, 'bb');
  self.request(1, 'cc');
  const words = [self.receive('1401 0001'), self.expire(), self.portDown(), self.portUp()].flat();
  expect(words.filter((word) => word.startsWith('tx'))).toEqual([
    'txDone 1',
    'txFailed 1 noAck',
    'txFailed 1 portDown',
  ]);
});

test('section 7: the counters of an exchange, and they survive port down', () => {
  const self = rigUp({ r: 1, rte: 16 });
  self.request(1, 'aa');
  self.expire();
  self.expire();
  self.receive('1001 0001 01');
  self.receive('1001 0001 01');
  self.receive('1401 0001');
  self.portDown();
  self.receive('1001 0002');
  expect(self.entity.status()).toEqual({
    portEnabled: false,
    transmitState: 'initTransmit',
    receiveState: 'receiveWait',
    sequence: 2,
    retries: 0,
    operMaxRetries: 1,
    operAckTimerInitExp: 16,
    timers: {},
    waiting: 0,
    pendingOutputs: 0,
    counters: {
      txFrameCount: 2,
      txRetryCount: 1,
      txFailures: 1,
      txAckCount: 2,
      rxFrameCount: 2,
      rxAckCount: 1,
      rxAckMismatch: 1,
      rxDuplicate: 1,
      rxBusy: 0,
      rxMalformed: 0,
      rxUnknownVersion: 0,
      rxUnknownOp: 0,
      rxUnknownSubtype: 0,
      rxPortDisabled: 1,
    },
  });
  expect(JSON.parse(JSON.stringify(self.entity.status()))).toEqual(self.entity.status());
});

test('two entities share nothing', () => {
  const one = rigUp();
  const other = rigUp();
  one.request(1, 'aa');
  expect(other.request(1, 'bb')).toEqual(['send 10010001bb']);
  one.now += T;
  expect(one.timeout()).toEqual(['send 10010001aa']);
  expect(drain(other.entity)).toEqual([]);
  expect(toHex(hex('aa'))).toBe('aa');
});
