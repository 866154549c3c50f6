// The captured frames. The files are taken apart by hand, so that no test of a decoder rests on the reader of captures.

import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = 'test/vectors';

/** Names of the capture files, without `.pcap`. */
export const vectorNames: readonly string[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.pcap'))
  .map((name) => name.slice(0, -'.pcap'.length));

export const vectorPath = (name: string): string => `${FOLDER}/${name}.pcap`;

/** The octets of a file; a copy, and no Node buffer. */
export const vectorOctets = (name: string): Uint8Array => Uint8Array.from(readFileSync(vectorPath(name)));

/** The frames of a file. */
export function vectorFrames(name: string): Uint8Array[] {
  const bytes = readFileSync(vectorPath(name));
  const frames: Uint8Array[] = [];
  for (let at = 24; at < bytes.length; ) {
    const length = bytes.readUInt32LE(at + 8);
    frames.push(Uint8Array.from(bytes.subarray(at + 16, at + 16 + length)));
    at += 16 + length;
  }
  return frames;
}
