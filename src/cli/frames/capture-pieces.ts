// A capture is read piece by piece: a large one needs no more memory than a small one, and the packets of a running `tcpdump`
// are shown as they come. The header of a pcap file together with some of its records is a pcap file again. A pcapng file is
// read as a whole: each packet depends on the blocks before it.

import type { CapturedPacket } from '../../capture/packet.js';
import { readCapture } from '../../capture/read-capture.js';
import type { CaptureErrorCode } from '../../capture/rules.js';
import { formatHex } from '../../core/octets.js';
import type { WireError } from '../../core/result.js';
import { decimalsOf } from '../capture-time.js';

const HEADER_OCTETS = 24;
const MAGIC_OCTETS = 4;
/** Decimals of the times in a pcap file, by its magic number in either byte order. */
const PCAP_DECIMALS: Readonly<Record<string, 6 | 9>> = { a1b2c3d4: 6, d4c3b2a1: 6, a1b23c4d: 9, '4d3cb2a1': 9 };
/** Octets without a whole record: above this number the next try waits for twice as many, since the length may be wrong. */
const PATIENCE = 0x10_0000;

export interface CapturePiece {
  readonly packets: readonly CapturedPacket[];
  readonly decimals: 6 | 9;
  /** Offset in the file = offset in the piece + shift. */
  readonly shift: number;
  /** Why the file ends here; only in the last piece. The offset counts from the begin of the file. */
  readonly error?: WireError<CaptureErrorCode>;
}

type Chunks = AsyncIterable<Uint8Array>;

async function* chain(first: Uint8Array, more: Chunks): Chunks {
  yield first;
  yield* more;
}

/** The records of a pcap file, from the chunks behind its header. */
async function* pcapPieces(header: Uint8Array, chunks: Chunks, decimals: 6 | 9): AsyncGenerator<CapturePiece> {
  let pending: Uint8Array[] = [];
  let size = 0;
  let wanted = 0;
  let shift = 0;
  const readPending = (): CapturePiece => {
    const octets = Buffer.concat([header, ...pending]);
    const { packets, error } = readCapture(octets);
    const end = error?.offset ?? octets.length;
    const piece = { packets, decimals, shift, ...(error && { error: { ...error, offset: error.offset + shift } }) };
    pending = [octets.subarray(end)];
    size = octets.length - end;
    shift += end - HEADER_OCTETS;
    wanted = packets.length === 0 && size > PATIENCE ? 2 * size : 0;
    return piece;
  };
  for await (const chunk of chunks) {
    pending.push(chunk);
    size += chunk.length;
    if (size < wanted) continue;
    const { error, ...piece } = readPending();
    yield piece;
  }
  if (size > 0) yield readPending();
}

async function wholePiece(chunks: Chunks): Promise<CapturePiece> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  const { packets, error } = readCapture(Buffer.concat(all));
  return { packets: packets, decimals: decimalsOf(packets), shift: 0, ...(error && { error }) };
}

/** The pieces of a file whose octets come in chunks. */
export async function* capturePieces(chunks: Chunks): AsyncGenerator<CapturePiece> {
  const iterator = chunks[Symbol.asyncIterator]();
  const more: Chunks = { [Symbol.asyncIterator]: () => iterator };
  try {
    let begin: Uint8Array = new Uint8Array(0);
    while (begin.length < HEADER_OCTETS) {
      const next = await iterator.next();
      if (next.done) break;
      begin = Buffer.concat([begin, next.value]);
    }
    const decimals = PCAP_DECIMALS[formatHex(begin.subarray(0, MAGIC_OCTETS))];
    if (decimals !== undefined && begin.length >= HEADER_OCTETS) {
      yield* pcapPieces(begin.subarray(0, HEADER_OCTETS), chain(begin.subarray(HEADER_OCTETS), more), decimals);
    } else {
      yield await wholePiece(chain(begin, more));
    }
  } finally {
    // An open source keeps the process alive.
    await iterator.return?.();
  }
}
