// The receive machine through the entity: the traces of the reference, and its transition table, row by row.

import { expect, test } from 'vitest';
import { drain, type Rig, rig, rigUp } from './rig.js';

const P = 'c0ffee';
const countersOf = ({ entity }: Rig) => entity.status().counters;

/** A rig with a ULP of subtype 1 that is busy or not, as one says. */
function withUlp(): { self: Rig; ulp: { busy: boolean } } {
  const ulp = { busy: false };
  const self = rigUp({
    ulps: [{ subtype: 1, canTake: () => !ulp.busy, take: () => {}, hasUlpdu: () => false, pull: (_out, at) => at }],
    pushSubtypes: [2],
  });
  return { self, ulp };
}

test('ecp RX1, ecp R1, ecp A5: the first request is acknowledged, then delivered', () => {
  const self = rig();
  self.portUp();
  expect(self.receive(`1001 1224 ${P}`)).toEqual(['ack 14011224', `indication 1 ${P}`]);
  expect(self.entity.status()).toMatchObject({
    receiveState: 'sendACK',
    lastSeq: 0x1224,
    counters: { rxFrameCount: 1, txAckCount: 1, txFrameCount: 0, rxDuplicate: 0 },
  });
});

test('ecp RX2, ecp R2: the same twice more is acknowledged, and not delivered', () => {
  const self = rigUp();
  self.receive(`1001 1224 ${P}`);
  expect(self.receive(`1001 1224 ${P}`)).toEqual(['ack 14011224']);
  expect(self.receive(`1001 1224 ${P}`)).toEqual(['ack 14011224']);
  expect(countersOf(self)).toMatchObject({ rxFrameCount: 3, rxDuplicate: 2, txAckCount: 3 });
});

test('ecp RX3, ecp R3: three numbers, three ACKs, three indications', () => {
  const self = rigUp();
  expect(['1224', '1225', '1226'].map((sequence) => self.receive(`1001 ${sequence} ${P}`))).toEqual([
    ['ack 14011224', `indication 1 ${P}`],
    ['ack 14011225', `indication 1 ${P}`],
    ['ack 14011226', `indication 1 ${P}`],
  ]);
});

test('ecp RX4: another version is no request, and touches nothing', () => {
  const self = rigUp();
  self.receive(`1001 1224 ${P}`);
  expect(self.receive(`f001 1225 ${P}`)).toEqual([]);
  expect(countersOf(self)).toMatchObject({ rxUnknownVersion: 1, rxFrameCount: 1 });
  expect(self.entity.status().lastSeq).toBe(0x1224);
  expect(self.receive(`1001 1227 ${P}`)).toEqual(['ack 14011227', `indication 1 ${P}`]);
});

test('ecp RX5, ecp A6: a subtype without a ULP is not acknowledged', () => {
  const self = rigUp();
  expect(self.receive(`100f 1224 ${P}`)).toEqual([]);
  expect(self.receive(`1000 1224 ${P}`)).toEqual([]);
  expect(self.receive('140f 1224')).toEqual([]);
  expect(countersOf(self)).toMatchObject({ rxUnknownSubtype: 3, rxFrameCount: 0, rxAckCount: 0 });
});

test('ecp D5: PE-CSP without a user is not acknowledged', () => {
  expect(rigUp({ pushSubtypes: [1] }).receive('1002 0001')).toEqual([]);
});

test('ecp RX6: there is no order of numbers, and only the last one is a duplicate', () => {
  const self = rigUp();
  expect(self.receive('1001 000f 01')).toEqual(['ack 1401000f', 'indication 1 01']);
  expect(self.receive('1001 0005 02')).toEqual(['ack 14010005', 'indication 1 02']);
  expect(self.receive('1001 0005 02')).toEqual(['ack 14010005']);
  expect(self.receive('1001 000f 01')).toEqual(['ack 1401000f', 'indication 1 01']);
});

test.each([0, 0xffff, 1])('ecp RX7, ecp A2: %i is as good a first number as others', (sequence) => {
  const digits = sequence.toString(16).padStart(4, '0');
  expect(rigUp().receive(`1001 ${digits} ${P}`)).toEqual([`ack 1401${digits}`, `indication 1 ${P}`]);
});

test('ecp RX8, ecp R0: port down forgets the last number', () => {
  const self = rigUp();
  expect(self.receive('1001 0007 01')).toEqual(['ack 14010007', 'indication 1 01']);
  self.portDown();
  expect(self.entity.status()).toMatchObject({ receiveState: 'receiveWait' });
  expect(self.entity.status()).not.toHaveProperty('lastSeq');
  self.portUp();
  expect(self.receive('1001 0007 01')).toEqual(['ack 14010007', 'indication 1 01']);
});

test('ecp RX9: operations 2 and 3 are nothing', () => {
  const self = rigUp();
  expect(self.receive('1801 0001')).toEqual([]);
  expect(self.receive('1c01 0001')).toEqual([]);
  expect(countersOf(self)).toMatchObject({ rxUnknownOp: 2, rxFrameCount: 0, rxAckCount: 0 });
});

test('ecp RX10: less than a header is nothing, and so is more than a frame holds', () => {
  const self = rigUp();
  expect(self.receive('1001 00')).toEqual([]);
  expect(self.receive('')).toEqual([]);
  expect(self.receive(`1001 0001 ${'00'.repeat(1497)}`)).toEqual([]);
  expect(countersOf(self).rxMalformed).toBe(3);
  expect(self.receive(`1001 0001 ${'00'.repeat(1496)}`)).toHaveLength(2);
});

test('an ECPDU that is said to lie outside of its frame is malformed', () => {
  const self = rigUp();
  const bytes = Uint8Array.of(0x10, 1, 0, 1);
  expect(self.on({ kind: 'ecpdu', bytes, at: 0, end: 5 })).toEqual([]);
  expect(self.on({ kind: 'ecpdu', bytes, at: -1, end: 4 })).toEqual([]);
  expect(self.on({ kind: 'ecpdu', bytes, at: 4, end: 0 })).toEqual([]);
  expect(countersOf(self)).toMatchObject({ rxMalformed: 3, txAckCount: 0 });
});

test('ecp RX11, ecp R4: a ULP that is busy gets nothing, and the peer no ACK', () => {
  const { self, ulp } = withUlp();
  ulp.busy = true;
  expect(self.receive('1001 0007 01')).toEqual([]);
  expect(self.entity.status()).toMatchObject({
    receiveState: 'receiveWait',
    counters: { rxBusy: 1, rxFrameCount: 1, txAckCount: 0 },
  });
  ulp.busy = false;
  expect(self.receive('1001 0007 01')).toEqual(['ack 14010007', 'indication 1 01']);
});

test('ecp R4: the last number stays, and another ULP of the entity is not busy', () => {
  const { self, ulp } = withUlp();
  self.receive('1001 0007 01');
  ulp.busy = true;
  expect(self.receive('1001 0008 01')).toEqual([]);
  expect(self.receive('1001 0007 01')).toEqual([]);
  expect(self.entity.status().lastSeq).toBe(7);
  expect(self.receive('1002 0008 02')).toEqual(['ack 14020008', 'indication 2 02']);
});

test('ecp R5: with the port down, whatever comes is dropped', () => {
  const self = rig();
  for (const ecpdu of ['1001 0007 01', 'f001 0007', '10', '100f 0001']) expect(self.receive(ecpdu)).toEqual([]);
  expect(countersOf(self)).toMatchObject({ rxPortDisabled: 4, rxFrameCount: 0, rxMalformed: 0, rxUnknownVersion: 0 });
});

test('ecp R6: port up, an ACK or a timer call move nothing', () => {
  const self = rigUp();
  self.receive('1001 0007 01');
  const before = self.entity.status();
  expect([self.portUp(), self.timeout(), self.receive('1401 0007')]).toEqual([[], [], []]);
  const { receiveState, lastSeq } = self.entity.status();
  expect([receiveState, lastSeq]).toEqual([before.receiveState, 7]);
});

test('ecp R0, ecp A3: another neighbour resets the receive machine alone', () => {
  const self = rigUp();
  self.receive('1001 0007 01');
  self.request(1, 'aa');
  expect(self.on({ kind: 'neighbourChanged' })).toEqual([]);
  expect(self.entity.status()).toMatchObject({ receiveState: 'receiveWait', transmitState: 'transmitECPDU' });
  expect(self.receive('1001 0007 01')).toEqual(['ack 14010007', 'indication 1 01']);
  expect(self.receive('1401 0001')).toEqual(['txDone 1']);
});

test('the padding of the frame is a part of the indication, and an empty ULPDU is one, too', () => {
  const self = rigUp();
  expect(self.receive(`1001 0001 ${P} ${'00'.repeat(39)}`)[1]).toBe(`indication 1 ${P}${'00'.repeat(39)}`);
  expect(self.receive('1001 0002')).toEqual(['ack 14010002', 'indication 1']);
});

test('a ULP that takes is given the ULPDU within the frame, once, with its ACK among the outputs by then', () => {
  const taken: unknown[] = [];
  const ulp = {
    subtype: 1,
    canTake: () => true,
    take: (bytes: Uint8Array, at: number, end: number, now: number): void => {
      taken.push({ bytes, at, end, now, waiting: entity.status().pendingOutputs });
    },
    hasUlpdu: () => false,
    pull: (_out: Uint8Array, at: number): number => at,
  };
  const { entity } = rigUp({ ulps: [ulp], pushSubtypes: [2] });
  const bytes = Uint8Array.of(9, 9, 0x10, 1, 0, 1, 7, 9);
  entity.handle({ kind: 'ecpdu', bytes, at: 2, end: 7 }, 5_000_000);
  entity.handle({ kind: 'ecpdu', bytes, at: 2, end: 7 }, 5_000_000);
  expect(taken).toEqual([{ bytes, at: 6, end: 7, now: 5_000_000, waiting: 1 }]);
  expect(drain(entity)).toEqual(['ack 14010001', 'indication 1 07', 'ack 14010001']);
});
