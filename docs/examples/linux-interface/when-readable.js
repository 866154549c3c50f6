// Tells when there is something to read from a file descriptor. Nothing runs and no thread waits until then: the
// descriptor is one more that Node's own event loop (libuv) looks at, beside its sockets and pipes.

import koffi from 'koffi';

/**
 * @param {number} fd of something that can be polled, opened with O_NONBLOCK
 * @param {() => void} read called once for each turn of the event loop in which there is something
 * @returns {{ close(): void }} close it before the descriptor
 */
export function whenReadable(fd, read) {
  let isClosed = false;
  let isDue = false;
  let hasStopped = false;

  // libuv calls from where promises do not go on and what is thrown is lost, so that reading is put off to where Node
  // calls everybody: behind this round of polling.
  const onEvent = (status) => {
    // An error of the socket, as that the interface went down, ends the polling: it goes on when the error is read.
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
