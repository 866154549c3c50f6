// The status octet, 41.2.3: all 256 values, by a second reading of its table.

import { expect, test } from 'vitest';
import {
  contradictsItself,
  errorType,
  hasReservedStatus,
  isResponse,
  STATUS_ACK,
  STATUS_ERROR_TYPE,
  STATUS_HARD,
  STATUS_KEEP,
  STATUS_MIGRATING,
  STATUS_SUSPENDED,
  VDP_ERROR_TYPE,
} from '../../../src/vdp/index.js';
import { statusMeaning } from '../../../src/vdp/wire/fields.js';

const all = Array.from({ length: 256 }, (_, status) => status);

test('the masks', () => {
  expect([STATUS_ACK, STATUS_SUSPENDED, STATUS_MIGRATING]).toEqual([0x40, 0x20, 0x10]);
  expect([STATUS_KEEP, STATUS_HARD, STATUS_ERROR_TYPE]).toEqual([0x20, 0x10, 0x0f]);
});

test('responses have the ack bit', () => {
  expect(all.filter(isResponse)).toEqual([...all.slice(0x40, 0x80), ...all.slice(0xc0)]);
});

test('error types are 0 to 5, all others are read as 4', () => {
  const types = [0, 1, 2, 3, 4, 5, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4];
  for (const status of all) expect(errorType(status), `${status}`).toBe(types[status % 16]);
  expect(VDP_ERROR_TYPE).toEqual({
    success: 0,
    invalidFormat: 1,
    insufficientResources: 2,
    unableToContactVsiManager: 3,
    otherFailure: 4,
    invalidVidGroupIdOrMac: 5,
  });
});

test('reserved are bit 80, the error type of a command, and the error types from 6 on', () => {
  const responses = [0x40, 0x50, 0x60, 0x70].flatMap((bits) => all.slice(bits, bits + 6));
  expect(all.filter((status) => !hasReservedStatus(status))).toEqual([0x00, 0x10, 0x20, 0x30, ...responses]);
});

test('Keep and Hard say nothing without an error type', () => {
  expect(all.filter(contradictsItself)).toEqual([0x50, 0x60, 0x70, 0xd0, 0xe0, 0xf0]);
});

test.each([
  [0x00, 'command'],
  [0x10, 'command, migrating'],
  [0x20, 'command, suspended'],
  [0x30, 'command, suspended, migrating'],
  [0x40, 'response: success'],
  [0x51, 'response: invalid format, hard'],
  [0x62, 'response: insufficient resources, keep'],
  [0x73, 'response: unable to contact the VSI manager, keep, hard'],
  [0x44, 'response: other failure'],
  [0x4f, 'response: other failure'],
  [0x55, 'response: invalid VID, GroupID or MAC address, hard'],
])('status %i reads "%s"', (status, words) => {
  expect(statusMeaning(status)).toBe(words);
});
