// Which rows of the machines a run has taken: workers leave files, the end of the run reads them.

import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the workers leave what they took; each run has a place of its own. */
    takenRows: string;
  }
}

/** The place of the run whose main process this is. */
export const TAKEN_ROWS = `coverage/machine-rows/${process.pid}`;

/** The rows taken, as `machine: row`; the files go. */
export function takenRows(): ReadonlySet<string> {
  const files = existsSync(TAKEN_ROWS) ? readdirSync(TAKEN_ROWS) : [];
  const rows = files.flatMap((file) => JSON.parse(readFileSync(`${TAKEN_ROWS}/${file}`, 'utf8')) as string[]);
  rmSync(TAKEN_ROWS, { recursive: true, force: true });
  return new Set(rows);
}
