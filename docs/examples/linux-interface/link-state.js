// The state of an interface from the kernel (rtnetlink(7)): up when it is switched on and has a carrier.

import { bind, checked, close, errnoName, recv, SOCK_CLOEXEC, SOCK_NONBLOCK, SOCK_RAW, send, socket } from './libc.js';
import { whenReadable } from './when-readable.js';

const AF_NETLINK = 16;
const NETLINK_ROUTE = 0;
const RTMGRP_LINK = 1;
const RTM_NEWLINK = 16;
const RTM_DELLINK = 17;
const RTM_GETLINK = 18;
const NLM_F_REQUEST = 1;
const IFF_UP = 0x1;
const IFF_RUNNING = 0x40;

/** nlmsghdr: length, type, flags, sequence number, sender; ifinfomsg: family and type, index, flags, mask of changes. */
const HEADER_OCTETS = 16;
const MESSAGE_OCTETS = 32;
const IS_LITTLE = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/**
 * Watches an interface.
 *
 * @param {number} index of the interface; the name may change
 * @param {(up: boolean) => void} tell called when the state changes, never inside this call
 * @returns {{ up: boolean, close(): void }} `up` is the present state
 */
export function watchLink(index, tell) {
  const fd = checked('socket', socket(AF_NETLINK, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, NETLINK_ROUTE));
  const messages = new DataView(new ArrayBuffer(32_768));
  const link = { up: false, close };
  let watch;

  function request() {
    const message = new DataView(new ArrayBuffer(MESSAGE_OCTETS));
    message.setUint32(0, MESSAGE_OCTETS, IS_LITTLE);
    message.setUint16(4, RTM_GETLINK, IS_LITTLE);
    message.setUint16(6, NLM_F_REQUEST, IS_LITTLE);
    message.setInt32(HEADER_OCTETS + 4, index, IS_LITTLE);
    checked('send', send(fd, new Uint8Array(message.buffer), MESSAGE_OCTETS, 0));
  }

  function read() {
    for (;;) {
      const length = recv(fd, new Uint8Array(messages.buffer), messages.byteLength, 0);
      if (length >= 0) {
        take(length);
      } else {
        const error = errnoName();
        if (error === 'EAGAIN') return;
        // Too many messages came at once and some are lost: ask for the present state.
        if (error === 'ENOBUFS') request();
        else checked('recv', length);
      }
    }
  }

  function take(length) {
    for (let at = 0; at + HEADER_OCTETS <= length; ) {
      const octets = messages.getUint32(at, IS_LITTLE);
      const type = messages.getUint16(at + 4, IS_LITTLE);
      const isLink = (type === RTM_NEWLINK || type === RTM_DELLINK) && octets >= MESSAGE_OCTETS;
      if (isLink && messages.getInt32(at + HEADER_OCTETS + 4, IS_LITTLE) === index) {
        const flags = messages.getUint32(at + HEADER_OCTETS + 8, IS_LITTLE);
        turn(type === RTM_NEWLINK && (flags & IFF_UP) !== 0 && (flags & IFF_RUNNING) !== 0);
      }
      at += Math.max((octets + 3) & ~3, HEADER_OCTETS);
    }
  }

  function turn(up) {
    if (up === link.up) return;
    link.up = up;
    if (watch !== undefined) tell(up);
  }

  function closeAll() {
    watch?.close();
    close(fd);
  }

  link.close = closeAll;
  try {
    const address = new DataView(new ArrayBuffer(12));
    address.setUint16(0, AF_NETLINK, IS_LITTLE);
    address.setUint32(8, RTMGRP_LINK, IS_LITTLE);
    checked('bind', bind(fd, new Uint8Array(address.buffer), 12));
    request();
    read();
    watch = whenReadable(fd, read);
    return link;
  } catch (error) {
    closeAll();
    throw error;
  }
}
