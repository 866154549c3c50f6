// Frames in UDP datagrams: one datagram is one Ethernet frame without FCS, as the `dgram` netdev of QEMU and `socat` have it.
//
// The link is up from opening to closing: UDP does not tell whether the far end listens. Errors of the socket are counted, and
// the transport goes on. Frames go out as they are: endpoints pad them to 60 octets (`minFrameSize`).
//
// Always: an exception of the receiver is caught and counted.

import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { zeroCounters } from '../core/counters.js';
import type { FrameReceiver, FrameTransport } from '../host/interfaces.js';
import { type UdpCounters, udpCounters } from './udp-counters.js';
import { bindError, systemCodeOf, UdpOpenError } from './udp-open-error.js';
import {
  MIN_FRAME_OCTETS,
  readUdpOptions,
  type UdpEnd,
  type UdpFrameTransportOptions,
  type UdpSettings,
} from './udp-options.js';

/** A read-out; JSON-safe. */
export interface UdpFrameTransportStatus {
  readonly local: Required<UdpEnd>;
  readonly remote: Required<UdpEnd>;
  readonly isOpen: boolean;
  readonly counters: Readonly<UdpCounters>;
  /** Code of the last `txFailed`, `socketErrors` or `receiverErrors`, as `ECONNREFUSED`; `undefined` without one. */
  readonly lastError: string | undefined;
}

/** The frames to and from one peer. */
export interface UdpFrameTransport extends FrameTransport {
  /** Never throws; a frame that cannot be sent is counted. */
  send(frame: Uint8Array): void;
  /** Frames that came before are lost. A second receiver takes the place of the first. */
  start(receiver: FrameReceiver): void;
  /** The socket stays open. */
  stop(): void;
  /** Closes the socket; the link goes down at once. Resolves when the UDP port is free. A second call does no harm. */
  close(): Promise<void>;
  status(): UdpFrameTransportStatus;
}

/**
 * Opens a transport. The driver starts and stops it; the host closes it.
 *
 * @returns rejects with `OptionError` for a wrong option, with `UdpOpenError` where the system refuses
 * @example
 * const eth0 = await openUdpFrameTransport({ local: { port: 17001 }, remote: { port: 17002 } });
 * const station = driveStation(new EvbStation({ ports: [{ name: 'eth0', mac }] }), { transports: { eth0 } }, scheduler);
 * // ...
 * station.stop();
 * await eth0.close();
 */
export async function openUdpFrameTransport(options: UdpFrameTransportOptions): Promise<UdpFrameTransport> {
  const settings = readUdpOptions(options);
  const { local, receiveBuffer } = settings;
  // An address needs no look-up. That of Node would delay each frame, and lose waiting frames when the socket is closed.
  const socket = createSocket({ type: 'udp4', lookup: (name, _options, done) => done(null, name, 4) });
  try {
    const listening = once(socket, 'listening');
    socket.bind({ ...local, exclusive: true });
    await listening;
  } catch (error) {
    socket.close();
    throw bindError(error, settings);
  }
  const transport = new UdpSocketTransport(socket, settings);
  if (receiveBuffer !== undefined) {
    try {
      socket.setRecvBufferSize(receiveBuffer);
    } catch (error) {
      await transport.close();
      const expected = 'a size that the system can give';
      throw new UdpOpenError('receiveBuffer', receiveBuffer, expected, systemCodeOf(error), error);
    }
  }
  return transport;
}

class UdpSocketTransport implements UdpFrameTransport {
  readonly #socket: Socket;
  readonly #settings: UdpSettings;
  readonly #local: Required<UdpEnd>;
  readonly #counters: UdpCounters = zeroCounters(udpCounters);
  #receiver: FrameReceiver | undefined;
  #pending = 0;
  #lastError: string | undefined;
  #closed: Promise<void> | undefined;

  /** @param socket a bound socket */
  constructor(socket: Socket, settings: UdpSettings) {
    const { address, port } = socket.address();
    this.#socket = socket;
    this.#settings = settings;
    this.#local = { address, port };
    socket.on('message', (datagram, sender) => this.#take(datagram, sender));
    socket.on('error', (error) => {
      this.#counters.socketErrors++;
      this.#lastError = systemCodeOf(error);
    });
  }

  send(frame: Uint8Array): void {
    const counters = this.#counters;
    const { remote, maxPendingFrames } = this.#settings;
    if (this.#closed !== undefined) counters.txClosed++;
    else if (!this.#isFrame(frame.length)) counters.txWrongLength++;
    else if (this.#pending >= maxPendingFrames) counters.txBusy++;
    else {
      this.#pending++;
      // The socket keeps the octets until the system takes them.
      this.#socket.send(new Uint8Array(frame), remote.port, remote.address, (error) => this.#sent(error));
    }
  }

  start(receiver: FrameReceiver): void {
    this.#receiver = receiver;
    this.#tell(() => receiver.link(this.#closed === undefined));
  }

  stop(): void {
    this.#receiver = undefined;
  }

  close(): Promise<void> {
    if (this.#closed === undefined) {
      this.#closed = once(this.#socket, 'close').then(() => undefined);
      this.#socket.close();
      this.#tell(() => this.#receiver?.link(false));
    }
    return this.#closed;
  }

  status(): UdpFrameTransportStatus {
    return {
      local: this.#local,
      remote: this.#settings.remote,
      isOpen: this.#closed === undefined,
      counters: { ...this.#counters },
      lastError: this.#lastError,
    };
  }

  #isFrame(octets: number): boolean {
    return octets >= MIN_FRAME_OCTETS && octets <= this.#settings.maxFrameOctets;
  }

  #sent(error: Error | null): void {
    this.#pending--;
    if (error === null) {
      this.#counters.txFrames++;
    } else {
      this.#counters.txFailed++;
      this.#lastError = systemCodeOf(error);
    }
  }

  #take(datagram: Buffer, { address, port }: RemoteInfo): void {
    const counters = this.#counters;
    const { remote } = this.#settings;
    const receiver = this.#receiver;
    if (port !== remote.port || address !== remote.address) counters.rxStranger++;
    else if (!this.#isFrame(datagram.length)) counters.rxWrongLength++;
    else if (receiver === undefined) counters.rxUnheard++;
    else {
      counters.rxFrames++;
      // A plain Uint8Array: `slice` of a Buffer does not copy.
      const frame = new Uint8Array(datagram.buffer, datagram.byteOffset, datagram.length);
      this.#tell(() => receiver.frame(frame));
    }
  }

  #tell(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.#counters.receiverErrors++;
      this.#lastError = systemCodeOf(error);
    }
  }
}
