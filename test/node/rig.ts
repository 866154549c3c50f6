// Sockets of the machine, and waiting for their frames.

import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { FrameReceiver } from '../../src/host/index.js';
import {
  openUdpFrameTransport,
  type UdpFrameTransport,
  type UdpFrameTransportOptions,
  UdpOpenError,
} from '../../src/node/index.js';

export const LOCALHOST = '127.0.0.1';

/** A plain socket, closed at the end of the test. */
export async function plainSocket(): Promise<{
  readonly port: number;
  readonly got: Buffer[];
  send(octets: Uint8Array, port: number): Promise<void>;
}> {
  const socket: Socket = createSocket('udp4');
  const got: Buffer[] = [];
  socket.on('message', (datagram) => got.push(datagram));
  socket.bind(0, LOCALHOST);
  await once(socket, 'listening');
  onTestFinished(() => void socket.close());
  return {
    port: socket.address().port,
    got,
    send: (octets, port) =>
      new Promise((resolve, reject) => {
        socket.send(octets, port, LOCALHOST, (error) => (error === null ? resolve() : reject(error)));
      }),
  };
}

/** A transport, closed at the end of the test. */
export async function opened(options: UdpFrameTransportOptions): Promise<UdpFrameTransport> {
  const transport = await openUdpFrameTransport(options);
  onTestFinished(() => transport.close());
  return transport;
}

/** Two transports that face each other, on a free port that the system chooses and a free port above it. */
export async function openedPair(): Promise<readonly [UdpFrameTransport, UdpFrameTransport]> {
  for (;;) {
    const { port } = await plainSocket();
    const first = await openUdpFrameTransport({ local: { port: 0 }, remote: { port } });
    const drawn = first.status().local.port;
    await first.close();
    const other = drawn === 65_535 ? drawn - 1 : drawn + 1;
    try {
      const a = await opened({ local: { port: drawn }, remote: { port: other } });
      return [a, await opened({ local: { port: other }, remote: { port: drawn } })];
    } catch (error) {
      if (!(error instanceof UdpOpenError)) throw error;
    }
  }
}

/** The calls of a receiver: `link true`, `frame 60 1` (number of octets, and the last octet). */
export function noting(): FrameReceiver & { readonly told: string[] } {
  const told: string[] = [];
  return {
    told,
    frame: (frame) => void told.push(`frame ${frame.length} ${frame.at(-1)}`),
    link: (up) => void told.push(`link ${up}`),
  };
}

/** A frame of `octets` octets that ends with a mark. */
export const frameOf = (mark: number, octets = 60): Uint8Array => new Uint8Array(octets).fill(mark, octets - 1);

/** Waits until a condition is true; the test runner ends a test whose condition stays false. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await setTimeout(1);
}
