// Which rows of the machines a run has taken: workers leave files, the end of the run reads them.

import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';

/** Where the workers leave what they took. */
export const TAKEN_ROWS = 'coverage/machine-rows';

/** Forgets an earlier run. */
export const forgetTakenRows = (): void => rmSync(TAKEN_ROWS, { recursive: true, force: true });

/** The rows taken, as `machine: row`. */
export function takenRows(): ReadonlySet<string> {
  const files = existsSync(TAKEN_ROWS) ? readdirSync(TAKEN_ROWS) : [];
  return new Set(files.flatMap((file) => JSON.parse(readFileSync(`${TAKEN_ROWS}/${file}`, 'utf8')) as string[]));
}
