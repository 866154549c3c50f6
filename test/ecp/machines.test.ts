// The two tables by themselves: what a row asks for, in its order, and what no row names.

import { expect, test } from 'vitest';
import { begin, settle } from '../../src/core/machine.js';
import {
  ackTimerInit,
  type EcpTransmitEffect,
  ecpLimits,
  ecpReceiveMachine,
  ecpTransmitMachine,
} from '../../src/ecp/index.js';
import { type EcpReceiveData, newEcpReceiveData } from '../../src/ecp/receive-machine.js';
import { type EcpTransmitData, inc, newEcpTransmitData } from '../../src/ecp/transmit-machine.js';

const transmit = (data: Partial<EcpTransmitData>) =>
  settle(ecpTransmitMachine, { ...newEcpTransmitData(0, 3), portEnabled: true, ...data });
const receive = (data: Partial<EcpReceiveData>) =>
  settle(ecpReceiveMachine, { ...newEcpReceiveData(), portEnabled: true, ...data });

/** A request of sequence number 5 and subtype 1 on its way. */
const onItsWay = { state: 'transmitECPDU', requestReceived: true, sequence: 5, subtype: 1, retries: 1 } as const;

test('BEGIN leads to initTransmit, and rests there while the port is down', () => {
  const data = newEcpTransmitData(7, 3);
  const effects: EcpTransmitEffect[] = [];
  begin(ecpTransmitMachine, data, effects);
  expect(effects).toEqual(['stopAckTimer']);
  expect(data).toEqual(newEcpTransmitData(7, 3));
});

test.each<[what: string, from: Partial<EcpTransmitData>, rows: string, effects: string, to: Partial<EcpTransmitData>]>([
  ['port up', {}, 'T1', 'stopAckTimer', { state: 'waitForRequest', sequence: 1 }],
  [
    'a request',
    { state: 'waitForRequest', requestReceived: true },
    'T2',
    'transmitECPDU startAckTimer',
    { state: 'transmitECPDU', retries: 1, requestReceived: true },
  ],
  [
    'its ACK',
    { ...onItsWay, ackReceived: true, ackSequence: 5, ackSubtype: 1 },
    'T3',
    'txDone stopAckTimer',
    { state: 'waitForRequest', sequence: 6, retries: 0, requestReceived: false, ackReceived: false },
  ],
  [
    'the ACK of another',
    { ...onItsWay, ackReceived: true, ackSequence: 4, ackSubtype: 1 },
    'T4',
    'countAckMismatch',
    { ...onItsWay, ackReceived: false },
  ],
  [
    'expiry with retries == maxRetries',
    { ...onItsWay, retries: 3, ackTimerExpired: true },
    'T5',
    'transmitECPDU startAckTimer',
    { ...onItsWay, retries: 4, ackTimerExpired: false },
  ],
  [
    'expiry with retries > maxRetries',
    { ...onItsWay, retries: 4, ackTimerExpired: true },
    'T6 T7',
    'txFailed:noAck stopAckTimer',
    { state: 'waitForRequest', sequence: 6, txErrors: 1, ackTimerExpired: false },
  ],
  [
    'an ACK while waiting',
    { state: 'waitForRequest', ackReceived: true },
    'T8',
    'countAckMismatch',
    { state: 'waitForRequest', ackReceived: false, sequence: 0 },
  ],
  [
    'port down with a request on its way',
    { ...onItsWay, portEnabled: false, txErrors: 2 },
    'T0',
    'txFailed:portDown flushRequests stopAckTimer',
    { state: 'initTransmit', sequence: 5, txErrors: 0, requestReceived: false },
  ],
  [
    'port down without one',
    { state: 'waitForRequest', portEnabled: false },
    'T0',
    'flushRequests stopAckTimer',
    { state: 'initTransmit' },
  ],
])('transmit: %s', (_what, from, rows, effects, to) => {
  const settled = transmit(from);
  expect(settled.rows.join(' ')).toBe(rows);
  expect(settled.effects.join(' ')).toBe(effects);
  expect(settled.data).toMatchObject(to);
});

test.each<[what: string, from: Partial<EcpReceiveData>, rows: string, effects: string, to: Partial<EcpReceiveData>]>([
  [
    'the first request',
    { ecpduReceived: true, ecpduSequence: 7 },
    'R1 F1 R3 F2',
    'indication sendAck',
    { state: 'sendACK', lastSeq: 7, seqECPDU: 7, ecpduReceived: false },
  ],
  [
    'the first request, of number 0',
    { ecpduReceived: true, ecpduSequence: 0 },
    'R1 F1 R3 F2',
    'indication sendAck',
    { state: 'sendACK', lastSeq: 0 },
  ],
  [
    'a duplicate',
    { state: 'sendACK', lastSeq: 7, ecpduReceived: true, ecpduSequence: 7 },
    'F3 R2',
    'sendAck',
    { state: 'sendACK', lastSeq: 7, ecpduReceived: false },
  ],
  [
    'another one',
    { state: 'sendACK', lastSeq: 7, ecpduReceived: true, ecpduSequence: 3 },
    'F3 R3 F2',
    'indication sendAck',
    { state: 'sendACK', lastSeq: 3 },
  ],
  ['port down', { state: 'sendACK', lastSeq: 7, portEnabled: false }, 'R0', '', { state: 'receiveWait' }],
  ['nothing', { state: 'sendACK', lastSeq: 7 }, '', '', { state: 'sendACK', lastSeq: 7 }],
])('receive: %s', (_what, from, rows, effects, to) => {
  const settled = receive(from);
  expect(settled.rows.join(' ')).toBe(rows);
  expect(settled.effects.join(' ')).toBe(effects);
  expect(settled.data).toMatchObject(to);
});

test('inc: 1 to 65535, and on from 1', () => {
  expect([0, 1, 65534, 65535].map(inc)).toEqual([1, 2, 65535, 1]);
});

test('ackTimerInit, and the defaults', () => {
  expect([0, 8, 14, 31].map(ackTimerInit)).toEqual([10, 2560, 163_840, 21_474_836_480]);
  const defaults = Object.entries(ecpLimits).map(([name, limit]) => [name, limit.default]);
  expect(Object.fromEntries(defaults)).toEqual({
    initialSequence: 0,
    r: 3,
    rte: 14,
    maxUlpduOctets: 1492,
    rest: 0,
    maxPendingOutputs: 4096,
  });
});
