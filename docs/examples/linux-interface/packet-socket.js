// A packet socket (packet(7)): whole frames, from the destination address to the last octet before the FCS.

import koffi from 'koffi';
import {
  bind,
  checked,
  close,
  errnoName,
  getsockname,
  if_nametoindex,
  recvmsg,
  SOCK_CLOEXEC,
  SOCK_NONBLOCK,
  SOCK_RAW,
  SystemError,
  send,
  setsockopt,
  socket,
} from './libc.js';

const AF_PACKET = 17;
const ETH_P_ALL = 3;
const MSG_TRUNC = 0x20;

const SOL_SOCKET = 1;
const SO_PRIORITY = 12;
const SO_ATTACH_FILTER = 26;
const SOL_PACKET = 263;
const PACKET_ADD_MEMBERSHIP = 1;
const PACKET_AUXDATA = 8;
const PACKET_MR_MULTICAST = 0;
const PACKET_OUTGOING = 4;

const TP_STATUS_VLAN_VALID = 0x10;
const TP_STATUS_VLAN_TPID_VALID = 0x40;
const TPID_C_TAG = 0x8100;

const sockaddr_ll = koffi.struct('sockaddr_ll', {
  sll_family: 'uint16_t',
  sll_protocol: 'uint16_be_t',
  sll_ifindex: 'int',
  sll_hatype: 'uint16_t',
  sll_pkttype: 'uint8_t',
  sll_halen: 'uint8_t',
  sll_addr: koffi.array('uint8_t', 8),
});
const packet_mreq = koffi.struct('packet_mreq', {
  mr_ifindex: 'int',
  mr_type: 'uint16_t',
  mr_alen: 'uint16_t',
  mr_address: koffi.array('uint8_t', 8),
});
const cmsghdr = koffi.struct('cmsghdr', { cmsg_len: 'size_t', cmsg_level: 'int', cmsg_type: 'int' });
const tpacket_auxdata = koffi.struct('tpacket_auxdata', {
  tp_status: 'uint32_t',
  tp_len: 'uint32_t',
  tp_snaplen: 'uint32_t',
  tp_mac: 'uint16_t',
  tp_net: 'uint16_t',
  tp_vlan_tci: 'uint16_t',
  tp_vlan_tpid: 'uint16_t',
});
koffi.struct('sock_filter', { code: 'uint16_t', jt: 'uint8_t', jf: 'uint8_t', k: 'uint32_t' });
const sock_fprog = koffi.struct('sock_fprog', { len: 'uint16_t', filter: 'sock_filter *' });

/** Nearest Customer Bridge, Nearest non-TPMR Bridge, Nearest Bridge: the last octet; 01-80-C2-00-00 before it. */
const GROUPS = [0x00, 0x03, 0x0e];

/** Lets frames to 01-80-C2-00-00-0X pass: the traffic of virtual machines does not leave the kernel. */
const FILTER = [
  { code: 0x20, jt: 0, jf: 0, k: 0 }, //            ld  [0]
  { code: 0x15, jt: 0, jf: 4, k: 0x0180c200 }, //   jeq #0x0180c200, +0, drop
  { code: 0x28, jt: 0, jf: 0, k: 4 }, //            ldh [4]
  { code: 0x54, jt: 0, jf: 0, k: 0xfff0 }, //       and #0xfff0
  { code: 0x15, jt: 0, jf: 1, k: 0 }, //            jeq #0, +0, drop
  { code: 0x06, jt: 0, jf: 0, k: 0xffffffff }, //   ret #-1
  { code: 0x06, jt: 0, jf: 0, k: 0 }, //      drop: ret #0
];

const ADDRESSES_OCTETS = 12;
const TAG_OCTETS = 4;
const MAX_FRAME_OCTETS = 9216;

/**
 * Opens a packet socket on an interface. It needs CAP_NET_RAW, and CAP_NET_ADMIN for the priority.
 *
 * @param {string} name as `eth0`
 * @throws {SystemError} names the call that failed
 */
export function openPacketSocket(name) {
  const index = if_nametoindex(name);
  if (index === 0) throw new SystemError(`interface ${name}`, errnoName());
  // With protocol 0 no frame comes in before the socket is bound to the interface.
  const fd = checked('socket', socket(AF_PACKET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  const set = (what, level, option, value, length) =>
    checked(`setsockopt ${what}`, setsockopt(fd, level, option, value, length));
  const one = (number) => Int32Array.of(number);
  try {
    const program = koffi.as({ len: FILTER.length, filter: FILTER }, 'sock_fprog *');
    set('SO_ATTACH_FILTER', SOL_SOCKET, SO_ATTACH_FILTER, program, koffi.sizeof(sock_fprog));
    set('PACKET_AUXDATA', SOL_PACKET, PACKET_AUXDATA, one(1), 4);
    set('SO_PRIORITY', SOL_SOCKET, SO_PRIORITY, one(7), 4);
    for (const last of GROUPS) {
      const address = [0x01, 0x80, 0xc2, 0x00, 0x00, last, 0, 0];
      const membership = { mr_ifindex: index, mr_type: PACKET_MR_MULTICAST, mr_alen: 6, mr_address: address };
      const size = koffi.sizeof(packet_mreq);
      set('PACKET_ADD_MEMBERSHIP', SOL_PACKET, PACKET_ADD_MEMBERSHIP, koffi.as(membership, 'packet_mreq *'), size);
    }
    const here = { sll_family: AF_PACKET, sll_protocol: ETH_P_ALL, sll_ifindex: index };
    const rest = { sll_hatype: 0, sll_pkttype: 0, sll_halen: 0, sll_addr: new Uint8Array(8) };
    const size = koffi.sizeof(sockaddr_ll);
    checked('bind', bind(fd, koffi.as({ ...here, ...rest }, 'sockaddr_ll *'), size));
    return new PacketSocket(fd, index);
  } catch (error) {
    close(fd);
    throw error;
  }
}

class PacketSocket {
  #octets = new Uint8Array(TAG_OCTETS + MAX_FRAME_OCTETS);
  #sender = new Uint8Array(koffi.sizeof(sockaddr_ll));
  #control = new Uint8Array(64);

  constructor(fd, index) {
    this.fd = fd;
    /** Number of the interface. */
    this.index = index;
  }

  /** MAC address of the interface, 48-bit number. */
  mac() {
    const address = new Uint8Array(koffi.sizeof(sockaddr_ll));
    checked('getsockname', getsockname(this.fd, address, [address.length]));
    const { sll_addr } = koffi.decode(address, sockaddr_ll);
    return Array.from(sll_addr.slice(0, 6)).reduce((mac, octet) => mac * 256 + octet, 0);
  }

  /** @returns {string | undefined} why a frame was not sent, as `ENETDOWN` */
  send(frame) {
    return send(this.fd, frame, frame.length, 0) < 0 ? errnoName() : undefined;
  }

  /**
   * The next frame, with its outer tag; valid until the next call.
   *
   * @returns {{ frame: Uint8Array } | { error: string } | undefined} `undefined` when there is none
   */
  receive() {
    for (;;) {
      // The frame is read behind room for a tag.
      const room = this.#octets.subarray(TAG_OCTETS);
      const message = {
        msg_name: this.#sender,
        msg_namelen: this.#sender.length,
        msg_iov: [{ iov_base: room, iov_len: room.length }],
        msg_iovlen: 1,
        msg_control: this.#control,
        msg_controllen: this.#control.length,
        msg_flags: 0,
      };
      const length = recvmsg(this.fd, message, 0);
      if (length < 0) {
        const error = errnoName();
        return error === 'EAGAIN' ? undefined : { error };
      }
      // A frame that this machine has sent.
      if (koffi.decode(this.#sender, sockaddr_ll).sll_pkttype === PACKET_OUTGOING) continue;
      if (message.msg_flags & MSG_TRUNC) return { error: `more than ${MAX_FRAME_OCTETS} octets` };
      const tag = outerTag(this.#control, message.msg_controllen);
      return { frame: tag === undefined ? room.subarray(0, length) : this.#withTag(tag, length) };
    }
  }

  close() {
    close(this.fd);
  }

  /** Moves the addresses to the front, and puts the tag behind them. */
  #withTag({ tpid, tci }, length) {
    const octets = this.#octets;
    octets.copyWithin(0, TAG_OCTETS, TAG_OCTETS + ADDRESSES_OCTETS);
    octets.set([tpid >> 8, tpid & 0xff, tci >> 8, tci & 0xff], ADDRESSES_OCTETS);
    return octets.subarray(0, TAG_OCTETS + length);
  }
}

/** The tag that the kernel took out of a frame: it is in the control message. */
function outerTag(control, length) {
  const header = koffi.sizeof(cmsghdr);
  if (length < header + koffi.sizeof(tpacket_auxdata)) return undefined;
  const { cmsg_level, cmsg_type } = koffi.decode(control, cmsghdr);
  if (cmsg_level !== SOL_PACKET || cmsg_type !== PACKET_AUXDATA) return undefined;
  const { tp_status, tp_vlan_tci, tp_vlan_tpid } = koffi.decode(control, header, tpacket_auxdata);
  if (!(tp_status & TP_STATUS_VLAN_VALID)) return undefined;
  // Kernels before 3.14 report C-tags only.
  return { tpid: tp_status & TP_STATUS_VLAN_TPID_VALID ? tp_vlan_tpid : TPID_C_TAG, tci: tp_vlan_tci };
}
