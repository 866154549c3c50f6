// JSON files of options and commands.

import { closeSync, openSync, readSync } from 'node:fs';
import { formatConfigError } from '../../config/config-error.js';
import { type ConfigResult, parseVsiTypes } from '../../config/parse-config.js';
import type { VsiType } from '../../vdp/manager/vsi-type.js';
import { reasonOf } from '../io.js';
import { Unusable } from './unusable.js';

/** Octets of a file at most: a device or a pipe may be endless. */
const MOST_OCTETS = 67_108_864;

function readOctets(file: string): Uint8Array {
  const descriptor = openSync(file, 'r');
  try {
    const chunk = new Uint8Array(1_048_576);
    const chunks: Uint8Array[] = [];
    for (let octets = 0; octets <= MOST_OCTETS; ) {
      const length = readSync(descriptor, chunk);
      if (length === 0) return Buffer.concat(chunks);
      chunks.push(chunk.slice(0, length));
      octets += length;
    }
  } finally {
    closeSync(descriptor);
  }
  throw new Error(`expected at most ${MOST_OCTETS} octets`);
}

/** @throws Unusable */
export function readJsonFile(file: string): unknown {
  let octets: Uint8Array;
  try {
    octets = readOctets(file);
  } catch (error) {
    throw new Unusable(file, [reasonOf(error)]);
  }
  try {
    // Octets that are not UTF-8 are refused; a byte order mark is skipped.
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(octets));
  } catch (error) {
    throw new Unusable(file, [`expected JSON: ${(error as Error).message}`]);
  }
}

/** The parsed value. Errors name `where` it comes from. @throws Unusable */
export function checked<T>(where: string, result: ConfigResult<T>): T {
  if (result.ok) return result.value;
  throw new Unusable(where, result.errors.map(formatConfigError));
}

/** A VSI type database. @throws Unusable */
export const readVsiTypes = (file: string): readonly VsiType[] => checked(file, parseVsiTypes(readJsonFile(file)));
