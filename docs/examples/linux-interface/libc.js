// The functions of the C library that the example needs, under the names of their manual pages, and their errors.

import { getSystemErrorName } from 'node:util';
import koffi from 'koffi';

const libc = koffi.load('libc.so.6');

koffi.struct('iovec', { iov_base: 'void *', iov_len: 'size_t' });
koffi.struct('msghdr', {
  msg_name: 'void *',
  msg_namelen: 'uint32_t',
  msg_iov: 'iovec *',
  msg_iovlen: 'size_t',
  msg_control: 'void *',
  msg_controllen: 'size_t',
  msg_flags: 'int',
});

export const if_nametoindex = libc.func('unsigned int if_nametoindex(const char *ifname)');
export const socket = libc.func('int socket(int domain, int type, int protocol)');
export const bind = libc.func('int bind(int fd, const void *addr, uint32_t addrlen)');
export const getsockname = libc.func('int getsockname(int fd, _Out_ void *addr, _Inout_ uint32_t *addrlen)');
export const setsockopt = libc.func('int setsockopt(int fd, int level, int name, const void *value, uint32_t length)');
export const send = libc.func('intptr_t send(int fd, const void *octets, size_t length, int flags)');
export const recv = libc.func('intptr_t recv(int fd, _Out_ void *octets, size_t length, int flags)');
export const recvmsg = libc.func('intptr_t recvmsg(int fd, _Inout_ msghdr *message, int flags)');
export const close = libc.func('int close(int fd)');

// These numbers are those of Linux on x86, Arm and RISC-V.
export const SOCK_RAW = 3;
export const SOCK_NONBLOCK = 0o4000;
export const SOCK_CLOEXEC = 0o2000000;

/** Name of the error of the last failed call, as `EPERM`. */
export const errnoName = () => getSystemErrorName(-koffi.errno());

/** A call of the C library has failed. `systemCode` is its error, as `EPERM`. */
export class SystemError extends Error {
  name = 'SystemError';

  constructor(what, systemCode) {
    super(`${what}: ${systemCode}`);
    this.systemCode = systemCode;
  }
}

/** Returns the result of a call; throws when the call has failed. */
export function checked(what, result) {
  if (result < 0) throw new SystemError(what, errnoName());
  return result;
}
