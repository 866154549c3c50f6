// Files of JSON that a program begins with, or is given by a command.

import { readFileSync } from 'node:fs';
import { formatConfigError } from '../../config/config-error.js';
import { type ConfigResult, parseVsiTypes } from '../../config/parse-config.js';
import type { VsiType } from '../../vdp/vsi-manager-type.js';
import { reasonOf } from '../io.js';
import { Unusable } from './unusable.js';

/** @throws Unusable */
export function readJsonFile(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Unusable(file, [reasonOf(error)]);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Unusable(file, [`expected JSON: ${(error as Error).message}`]);
  }
}

/** What was parsed; `where` it came from is told with what is wrong. @throws Unusable */
export function checked<T>(where: string, result: ConfigResult<T>): T {
  if (result.ok) return result.value;
  throw new Unusable(where, result.errors.map(formatConfigError));
}

/** A VSI type database. @throws Unusable */
export const readVsiTypes = (file: string): readonly VsiType[] => checked(file, parseVsiTypes(readJsonFile(file)));
