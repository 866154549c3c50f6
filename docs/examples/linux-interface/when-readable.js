// Calls when a file descriptor can be read. Until then nothing runs and no thread waits: Node's own event loop (libuv) watches
// the descriptor beside its sockets and pipes.

import koffi from 'koffi';

/**
 * @param {number} fd of something that can be polled, opened with O_NONBLOCK
 * @param {() => void} read called once for each turn of the event loop in which the descriptor can be read
 * @returns {{ close(): void }} close it before the descriptor
 */
export function whenReadable(fd, read) {
  let isClosed = false;
  let isDue = false;
  let hasStopped = false;

  // In a callback of libuv promises do not go on, and exceptions are lost. So the reading is left to setImmediate: it runs
  // behind this round of polling.
  const onEvent = (status) => {
    // An error of the socket, as an interface that went down, ends the polling. It goes on when the error has been read.
    if (status < 0) hasStopped = true;
    if (isDue) return;
    isDue = true;
    setImmediate(() => {
      isDue = false;
      if (isClosed) return;
      try {
        read();
      } finally {
        if (hasStopped && !isClosed) handle.start({ readable: true }, onEvent);
        hasStopped = false;
      }
    });
  };

  const handle = koffi.node.poll(fd, { readable: true }, onEvent);
  return {
    close() {
      isClosed = true;
      handle.close();
    },
  };
}
