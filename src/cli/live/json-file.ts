// A file of JSON.

import { readFileSync } from 'node:fs';
import { reasonOf } from '../io.js';

export type JsonFile = { readonly ok: true; readonly json: unknown } | { readonly ok: false; readonly reason: string };

export function readJsonFile(file: string): JsonFile {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return { ok: false, reason: reasonOf(error) };
  }
  try {
    return { ok: true, json: JSON.parse(text) };
  } catch (error) {
    return { ok: false, reason: `expected JSON: ${(error as Error).message}` };
  }
}
