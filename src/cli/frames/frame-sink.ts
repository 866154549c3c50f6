// Where `encode` writes its frames: lines of digits, or a capture, record by record.

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { encodePcapHeader, encodePcapRecord, type PacketToWrite, type WritePcapOptions } from '../../capture/pcap.js';
import { formatHex } from '../../core/octets.js';
import { type CliIo, STANDARD, write } from '../io.js';

export interface FrameSink {
  /** @throws EncodeError for a time that a capture cannot hold */
  readonly put: (packet: PacketToWrite, decimals: number | undefined) => Promise<void>;
  readonly close: () => Promise<void>;
}

export const hexSink = (io: CliIo): FrameSink => ({
  put: ({ frame }) => write(io.stdout, `${formatHex(frame)}\n`),
  close: async () => {},
});

async function openFile(file: string): Promise<Writable> {
  const stream = createWriteStream(file);
  // The callbacks of `write` report the errors.
  stream.on('error', () => {});
  await once(stream, 'open');
  return stream;
}

/**
 * A capture. Its times have nanoseconds if the time of the first frame has them.
 *
 * @throws the error of opening the file
 */
export async function openPcapSink(io: CliIo, file: string): Promise<FrameSink> {
  const isStandard = file === STANDARD;
  const stream = isStandard ? io.stdout : await openFile(file);
  let options: WritePcapOptions | undefined;
  const begin = async (nanoseconds: boolean): Promise<WritePcapOptions> => {
    options = { nanoseconds };
    await write(stream, encodePcapHeader(options));
    return options;
  };
  return {
    async put(packet, decimals) {
      const record = encodePcapRecord(packet, options ?? (await begin(decimals === 9)));
      await write(stream, record);
    },
    async close() {
      if (options === undefined) await begin(false);
      if (isStandard) return;
      await new Promise<void>((resolve, reject) => {
        stream.end((error?: Error | null) => (error ? reject(error) : resolve()));
      });
    },
  };
}
