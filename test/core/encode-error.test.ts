// What encoders refuse, and how they say it.

import { expect, test } from 'vitest';
import { type Encoder, encode, encodeInto } from '../../src/core/encode.js';
import {
  checkArray,
  checkInteger,
  checkOctets,
  checkRecord,
  checkRoom,
  EncodeError,
} from '../../src/core/encode-error.js';
import { refusal } from '../support/encoding.js';

test.each<[value: unknown, printed: string]>([
  [7, '7'],
  [-0.5, '-0.5'],
  [Number.NaN, 'NaN'],
  ['a"b', '"a\\"b"'],
  [undefined, 'undefined'],
  [null, 'null'],
  [true, 'true'],
  [new Uint8Array(3), '3 octets'],
  [[1, 2], '2 members'],
  [{ a: 1 }, 'an object'],
  [12n, '12'],
  [Symbol('s'), 'Symbol(s)'],
])('the message of %o', (value, printed) => {
  const error = new EncodeError('a.b', value, 'something else');
  expect(error.message).toBe(`a.b: expected something else, got ${printed}`);
  expect(error).toMatchObject({ name: 'EncodeError', code: 'dot1qbgEncode', field: 'a.b', expected: 'something else' });
  expect(error.value).toBe(value);
  expect(error).toBeInstanceOf(Error);
});

const throwing = (field: string, value: unknown, expected: string) =>
  expect.objectContaining({ field, value, expected });

test('integers', () => {
  for (const value of [3, 4, 5]) expect(() => checkInteger('f', value, 3, 5)).not.toThrow();
  for (const value of [2, 6, 3.5, Number.NaN, Number.POSITIVE_INFINITY, '4', null, undefined, 4n, [4]]) {
    expect(() => checkInteger('f', value as number, 3, 5)).toThrow(throwing('f', value, 'an integer 3..5'));
  }
});

test('octets', () => {
  for (const length of [1, 2]) expect(() => checkOctets('f', new Uint8Array(length), 1, 2)).not.toThrow();
  expect(() => checkOctets('f', Buffer.alloc(2), 1, 2)).not.toThrow();
  for (const value of [new Uint8Array(0), new Uint8Array(3), [1], '1', null, undefined, new Uint16Array(1)]) {
    expect(() => checkOctets('f', value as Uint8Array, 1, 2)).toThrow(
      throwing('f', value, 'a Uint8Array of 1..2 octets'),
    );
  }
  expect(() => checkOctets('f', new Uint8Array(2), 6, 6)).toThrow('f: expected a Uint8Array of 6 octets, got 2 octets');
});

test('objects', () => {
  expect(() => checkRecord('f', {})).not.toThrow();
  for (const value of [null, undefined, 1, 'text', true]) {
    expect(() => checkRecord('f', value)).toThrow(throwing('f', value, 'an object'));
  }
});

test('arrays', () => {
  for (const value of [[], [1, 2]]) expect(() => checkArray('f', value, 2)).not.toThrow();
  for (const value of [[1, 2, 3], { length: 0 }, 'ab', null, undefined, new Uint8Array(1)]) {
    expect(() => checkArray('f', value as unknown[], 2)).toThrow(throwing('f', value, 'an array of at most 2 members'));
  }
});

test('room', () => {
  const out = new Uint8Array(10);
  for (const [offset, octets] of [
    [0, 10],
    [10, 0],
    [3, 7],
  ] as const) {
    expect(() => checkRoom(out, offset, octets)).not.toThrow();
  }
  for (const [offset, octets] of [
    [0, 11],
    [11, 0],
    [4, 7],
    [-1, 1],
    [0.5, 1],
    [Number.NaN, 1],
  ] as const) {
    const expected = `room for ${octets} octets at offset ${offset}`;
    expect(() => checkRoom(out, offset, octets)).toThrow(throwing('out', out, expected));
  }
  expect(() => checkRoom([] as unknown[] as never, 0, 0)).toThrow(throwing('out', [], 'room for 0 octets at offset 0'));
});

const two: Encoder<number> = {
  check: (value) => checkInteger('two', value, 0, 255),
  byteLength: () => 2,
  put(value, out, at) {
    out[at] = value;
    out[at + 1] = value;
    return at + 2;
  },
};

test('an encoder checks the value, then the room, then writes', () => {
  expect(encode(two, 7)).toStrictEqual(Uint8Array.of(7, 7));
  const out = new Uint8Array(4);
  expect(encodeInto(two, 7, out, 1)).toBe(3);
  expect(out).toStrictEqual(Uint8Array.of(0, 7, 7, 0));
  expect(() => encode(two, 256)).toThrow(throwing('two', 256, 'an integer 0..255'));
  expect(refusal((full) => encodeInto(two, 256, full, 100), 4).field).toBe('two');
  expect(refusal((full) => encodeInto(two, 7, full, 3), 4).field).toBe('out');
});
