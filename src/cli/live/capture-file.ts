// A capture that is written record by record, each by one call: the file is a whole capture even after the process is killed.

import { closeSync, openSync, writeSync } from 'node:fs';
import { encodePcapHeader, encodePcapRecord } from '../../capture/pcap.js';
import { timeOfMicroseconds } from '../capture-time.js';
import { faultEvent, type ProgramEvent } from './events/event.js';
import type { OpenTransport } from './host.js';

export interface CaptureFile {
  /**
   * @param time microseconds since 1970
   * @throws the error of writing the file
   */
  readonly put: (frame: Uint8Array, time: number) => void;
  readonly close: () => void;
}

/** @throws the error of opening the file */
export function openCaptureFile(file: string): CaptureFile {
  const descriptor = openSync(file, 'w');
  // A pipe, or a disk that is nearly full, may take only a part of the octets.
  const write = (octets: Uint8Array): void => {
    for (let at = 0; at < octets.length; ) at += writeSync(descriptor, octets, at);
  };
  write(encodePcapHeader());
  return {
    put: (frame, time) => write(encodePcapRecord({ frame, time: timeOfMicroseconds(time) })),
    close: () => closeSync(descriptor),
  };
}

/** A transport that shows each frame, sent or received, to `tap`. */
export const tapped = (transport: OpenTransport, tap: (frame: Uint8Array) => void): OpenTransport => ({
  send(frame) {
    tap(frame);
    transport.send(frame);
  },
  start: ({ frame, link }) =>
    transport.start({
      frame(octets) {
        tap(octets);
        frame(octets);
      },
      link,
    }),
  stop: () => transport.stop(),
  status: () => transport.status(),
  close: () => transport.close(),
});

/** Writes the frames that pass. The first error is an event, and ends the capture. */
export function captureTap(
  capture: Pick<CaptureFile, 'put'>,
  time: () => number,
  tell: (event: ProgramEvent) => void,
): (frame: Uint8Array) => void {
  let isBroken = false;
  return (frame) => {
    if (isBroken) return;
    try {
      capture.put(frame, time());
    } catch (error) {
      isBroken = true;
      tell(faultEvent({ part: 'pcap', error }));
    }
  };
}
