// Real sockets on the loopback interface.

import dgram, { type Socket, type SocketOptions } from 'node:dgram';
import { syncBuiltinESMExports } from 'node:module';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { zeroCounters } from '../../src/core/counters.js';
import { udpLimits } from '../../src/node/index.js';
import { type UdpCounters, udpCounters } from '../../src/node/udp-counters.js';
import { frameOf, LOCALHOST, noting, opened, openedPair, plainSocket, until } from './rig.js';

/** The last socket: a test makes it fail, since an unconnected socket does not fail at will. */
const made: { last: Socket | undefined } = { last: undefined };
const { createSocket } = dgram;

beforeAll(() => {
  const noted = (options: SocketOptions): Socket => {
    made.last = createSocket(options);
    return made.last;
  };
  dgram.createSocket = noted as typeof createSocket;
  syncBuiltinESMExports();
});

afterAll(() => {
  dgram.createSocket = createSocket;
  syncBuiltinESMExports();
});

const counted = (counters: object): object => ({ ...zeroCounters(udpCounters), ...counters });

test('one datagram is one frame, both ways, as it was when it was sent', async () => {
  const peer = await plainSocket();
  const transport = await opened({ local: { port: 0 }, remote: { port: peer.port } });
  const receiver = noting();
  transport.start(receiver);
  expect(receiver.told).toEqual(['link true']);
  const given = vi.spyOn(made.last as Socket, 'send');
  const frame = frameOf(1);
  transport.send(frame);
  frame.fill(9);
  // The system takes the frame at once in most cases, but the socket may keep it for a while.
  expect(given.mock.calls[0]?.[0]).toEqual(frameOf(1));
  transport.send(frameOf(2, 61));
  await until(() => peer.got.length === 2);
  expect(peer.got.map((octets) => Uint8Array.from(octets))).toEqual([frameOf(1), frameOf(2, 61)]);

  const { local } = transport.status();
  await peer.send(frameOf(3), local.port);
  await peer.send(frameOf(4, 1522), local.port);
  await until(() => receiver.told.length === 3);
  expect(receiver.told.slice(1)).toEqual(['frame 60 3', 'frame 1522 4']);
  expect(transport.status()).toEqual({
    local: { address: LOCALHOST, port: expect.any(Number) },
    remote: { address: LOCALHOST, port: peer.port },
    isOpen: true,
    counters: counted({ txFrames: 2, rxFrames: 2 }),
    lastError: undefined,
  });
});

test('a frame that comes is a plain array of octets, whose slice is a copy', async () => {
  const [a, b] = await openedPair();
  const frames: Uint8Array[] = [];
  b.start({ link: () => {}, frame: (frame) => void frames.push(frame) });
  a.send(frameOf(7));
  await until(() => frames.length > 0);
  expect(Object.getPrototypeOf(frames[0])).toBe(Uint8Array.prototype);
});

test('what is no frame, comes from a stranger, or finds nobody is dropped and counted', async () => {
  const peer = await plainSocket();
  const stranger = await plainSocket();
  const transport = await opened({ local: { port: 0 }, remote: { port: peer.port }, maxFrameOctets: 100 });
  const { port } = transport.status().local;
  const counters = (): Readonly<UdpCounters> => transport.status().counters;
  await peer.send(frameOf(1), port);
  await until(() => counters().rxUnheard === 1);
  const receiver = noting();
  transport.start(receiver);
  for (const octets of [0, 13, 101]) await peer.send(new Uint8Array(octets), port);
  await stranger.send(frameOf(2), port);
  for (const octets of [14, 100]) await peer.send(frameOf(3, octets), port);
  await until(() => receiver.told.length === 3 && counters().rxStranger === 1);
  expect(receiver.told).toEqual(['link true', 'frame 14 3', 'frame 100 3']);
  transport.stop();
  await peer.send(frameOf(4), port);
  await until(() => counters().rxUnheard === 2);
  expect(receiver.told).toHaveLength(3);
  expect(counters()).toEqual(counted({ rxFrames: 2, rxWrongLength: 3, rxStranger: 1, rxUnheard: 2 }));
});

test('what cannot be sent is counted', async () => {
  const peer = await plainSocket();
  const transport = await opened({
    local: { port: 0 },
    remote: { port: peer.port },
    maxFrameOctets: 100,
    maxPendingFrames: 2,
  });
  for (const octets of [0, 13, 101]) transport.send(new Uint8Array(octets));
  for (const mark of [1, 2, 3]) transport.send(frameOf(mark));
  await until(() => peer.got.length === 2);
  await transport.close();
  transport.send(frameOf(4));
  expect(transport.status().counters).toEqual(counted({ txFrames: 2, txWrongLength: 3, txBusy: 1, txClosed: 1 }));
  expect(transport.status().isOpen).toBe(false);
});

test('what the system refuses to send is counted, and ends nothing', async () => {
  // Broadcasts are not allowed on a plain socket.
  const transport = await opened({ local: { port: 0 }, remote: { address: '255.255.255.255', port: 9 } });
  for (const mark of [1, 2]) transport.send(frameOf(mark));
  await until(() => transport.status().counters.txFailed === 2);
  expect(transport.status()).toMatchObject({ isOpen: true, counters: counted({ txFailed: 2 }), lastError: 'EACCES' });
});

test('an error of the socket, and a far end that is not there yet, end nothing', async () => {
  const [a, b] = await openedPair();
  const { port } = a.status().local;
  await a.close();
  const receiver = noting();
  b.start(receiver);
  const error = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
  for (let i = 0; i < 3; i++) {
    b.send(frameOf(i));
    made.last?.emit('error', error);
  }
  expect(b.status()).toMatchObject({ isOpen: true, lastError: 'ECONNREFUSED', counters: { socketErrors: 3 } });
  const again = await opened({ local: { port }, remote: { port: b.status().local.port } });
  again.send(frameOf(8));
  await until(() => receiver.told.length === 2);
  expect(receiver.told).toEqual(['link true', 'frame 60 8']);
});

test('what a receiver throws is counted, and ends nothing', async () => {
  const [a, b] = await openedPair();
  let calls = 0;
  const fail = (): void => {
    calls++;
    throw calls === 1 ? 'a text' : new TypeError('from the host');
  };
  b.start({ frame: fail, link: fail });
  expect(b.status().lastError).toBe('string');
  for (const mark of [1, 2]) a.send(frameOf(mark));
  await until(() => calls === 3);
  expect(b.status()).toMatchObject({
    isOpen: true,
    lastError: 'TypeError',
    counters: { receiverErrors: 3, rxFrames: 2 },
  });
});

describe('closing', () => {
  test('takes the link down at once, sends what was given before, and frees the port', async () => {
    const [a, b] = await openedPair();
    const receivers = [noting(), noting()] as const;
    a.start(receivers[0]);
    b.start(receivers[1]);
    a.send(frameOf(5));
    const closed = a.close();
    expect(receivers[0].told).toEqual(['link true', 'link false']);
    await closed;
    await until(() => receivers[1].told.length === 2);
    const { local, remote } = a.status();
    const again = await opened({ local, remote });
    expect(again.status().isOpen).toBe(true);
  });

  test('twice is closing once, and whoever starts a closed transport hears that the link is down', async () => {
    const [a] = await openedPair();
    expect(a.close()).toBe(a.close());
    await a.close();
    const receiver = noting();
    a.start(receiver);
    expect(receiver.told).toEqual(['link false']);
  });
});

describe('opening', () => {
  const right = { local: { port: 0 }, remote: { port: 9 } };

  test.each([
    [{ ...right, local: { port: -1 } }, 'local.port', -1, 'an integer 0..65535'],
    [{ ...right, local: { port: 65_536 } }, 'local.port', 65_536, 'an integer 0..65535'],
    [{ ...right, remote: { port: 0 } }, 'remote.port', 0, 'an integer 1..65535'],
    [
      { ...right, remote: { address: 'localhost', port: 9 } },
      'remote.address',
      'localhost',
      'an IPv4 address, as 127.0.0.1',
    ],
    [{ ...right, local: { address: '::1', port: 0 } }, 'local.address', '::1', 'an IPv4 address, as 127.0.0.1'],
    [{ local: right.local } as typeof right, 'remote', undefined, 'an object with a port'],
    [{ ...right, receiveBuffer: 0 }, 'receiveBuffer', 0, 'an integer 1..2147483647'],
    [{ ...right, maxFrameOctets: 59 }, 'maxFrameOctets', 59, 'an integer 60..65507'],
    [{ ...right, maxPendingFrames: 0 }, 'maxPendingFrames', 0, 'an integer 1..1048576'],
  ])('with an option that is wrong is rejected: %j', async (options, field, value, expected) => {
    await expect(opened(options)).rejects.toMatchObject({ code: 'dot1qbgOption', field, value, expected });
  });

  test('at a port that is taken is rejected', async () => {
    const { port } = await plainSocket();
    await expect(opened({ ...right, local: { port } })).rejects.toMatchObject({
      code: 'dot1qbgUdpOpen',
      field: 'local.port',
      value: port,
      expected: 'a port that is free at 127.0.0.1',
      systemCode: 'EADDRINUSE',
      message: `local.port: expected a port that is free at 127.0.0.1, got ${port} (EADDRINUSE)`,
    });
  });

  test('at an address of another machine is rejected', async () => {
    await expect(opened({ ...right, local: { address: '192.0.2.1', port: 0 } })).rejects.toMatchObject({
      field: 'local.address',
      expected: 'an address of this machine',
      systemCode: 'EADDRNOTAVAIL',
    });
  });

  test('asks for a receive buffer', async () => {
    const transport = await opened({ ...right, receiveBuffer: 65_536 });
    // Linux doubles the size, for its own use.
    expect(made.last?.getRecvBufferSize()).toBeGreaterThanOrEqual(65_536);
    const other = await opened({ ...right, receiveBuffer: 8192 });
    expect(made.last?.getRecvBufferSize()).toBeLessThan(65_536);
    expect([transport, other].map((each) => each.status().isOpen)).toEqual([true, true]);
  });
});

test('limits have their defaults', () => {
  expect(Object.values(udpLimits).every((limit) => limit.default >= limit.min && limit.default <= limit.max)).toBe(
    true,
  );
});
