// A Linux interface as a frame transport.

import { watchLink } from './link-state.js';
import { openPacketSocket } from './packet-socket.js';
import { whenReadable } from './when-readable.js';

/** Greatest number of frames that are read before other work has its turn. */
const MAX_FRAMES_A_TURN = 64;

/**
 * Opens an interface. The host closes it after the driver has stopped.
 *
 * @param {string} name as `eth0`
 * @returns {LinuxInterface}
 * @throws {SystemError} names the call that failed
 */
export function openLinuxInterface(name) {
  const socket = openPacketSocket(name);
  try {
    return new LinuxInterface(socket);
  } catch (error) {
    socket.close();
    throw error;
  }
}

/** @implements {import('dot1qbg/host').FrameTransport} */
class LinuxInterface {
  #socket;
  #link;
  #readable;
  #receiver;
  #isClosed = false;
  #counters = { sent: 0, notSent: 0, received: 0, unheard: 0, errors: 0, turns: 0 };
  #lastError;

  constructor(socket) {
    this.#socket = socket;
    /** MAC address of the interface, 48-bit number. */
    this.mac = socket.mac();
    this.#link = watchLink(socket.index, (up) => this.#receiver?.link(up));
    this.#readable = whenReadable(socket.fd, () => this.#read());
  }

  /** A frame that cannot be sent is counted and lost, as on any wire. */
  send(frame) {
    const error = this.#isClosed ? 'closed' : this.#socket.send(frame);
    if (error === undefined) {
      this.#counters.sent++;
    } else {
      this.#counters.notSent++;
      this.#lastError = error;
    }
  }

  start(receiver) {
    this.#receiver = receiver;
    receiver.link(!this.#isClosed && this.#link.up);
  }

  stop() {
    this.#receiver = undefined;
  }

  /** The kernel leaves the groups and drops the filter with the socket. A second call does nothing. */
  close() {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#readable.close();
    this.#link.close();
    this.#socket.close();
    this.#receiver?.link(false);
  }

  status() {
    return { ...this.#counters, up: !this.#isClosed && this.#link.up, lastError: this.#lastError };
  }

  #read() {
    const counters = this.#counters;
    counters.turns++;
    for (let i = 0; i < MAX_FRAMES_A_TURN && !this.#isClosed; i++) {
      const received = this.#socket.receive();
      if (received === undefined) return;
      if ('error' in received) {
        // An error such as an interface that went down. The netlink socket tells the state of the link.
        counters.errors++;
        this.#lastError = received.error;
      } else if (this.#receiver === undefined) {
        counters.unheard++;
      } else {
        counters.received++;
        this.#receiver.frame(received.frame);
      }
    }
  }
}
