// Errors of the system that a test cannot cause, because they depend on the rights of the process.

import { expect, test } from 'vitest';
import { bindError } from '../../src/node/udp-open-error.js';
import { readUdpOptions } from '../../src/node/udp-options.js';

const settings = readUdpOptions({ local: { port: 80 }, remote: { port: 9 } });

test.each([
  ['EACCES', 'local.port: expected a port that this process may open, got 80 (EACCES)'],
  ['EPERM', 'local.port: expected a port that this process may open, got 80 (EPERM)'],
  ['ENOBUFS', 'local: expected what the system can open, got 127.0.0.1:80 (ENOBUFS)'],
])('%s', (code, text) => {
  const cause = Object.assign(new Error('bind'), { code });
  const error = bindError(cause, settings);
  expect(error.message).toBe(text);
  expect(error.cause).toBe(cause);
});
