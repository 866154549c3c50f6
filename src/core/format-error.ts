// The late text of errors and notes. Each entry makes its own formatters from the rules it knows. There is no registry, so
// a bundle that formats nothing holds no text.

import { formatHex } from './octets.js';
import type { Finding, Rules } from './result.js';

const ROW = 16;
const SHOWN_ROWS = 4;

/**
 * One line for a finding: field, where, what would be right, and what the octets hold.
 *
 * @param bytes the octets the decoder was given; without them the octets found are left out
 */
export type FormatFinding<Code extends string> = (finding: Finding<Code>, bytes?: Uint8Array) => string;

/**
 * A finding as text: its code and one line, then the octets concerned with a line of carets under them.
 * At most four rows of 16 octets are shown. A finding at the very end of the octets gets one caret behind the last.
 */
export type FormatError<Code extends string> = (error: Finding<Code>, bytes: Uint8Array) => string;

/** The codes of a table of rules. */
type CodeOf<Table> = Table extends Rules<infer Code> ? Code : never;

/** Tables of rules as one. A call can be marked as pure. A spread cannot, and would be in every bundle. */
export const joinRules = <Tables extends readonly Rules<never>[]>(...tables: Tables): Rules<CodeOf<Tables[number]>> =>
  Object.assign({}, ...tables);

/** Makes `formatFinding` for these rules. */
export const findingFormatter =
  <Code extends string>(rules: Rules<Code>): FormatFinding<Code> =>
  ({ code, field, offset, length, clause }, bytes) => {
    const where = length > 1 ? `octets ${offset}..${offset + length - 1}` : `octet ${offset}`;
    const octets = bytes?.subarray(offset, offset + Math.min(length, 8));
    const hex = octets && octets.length > 0 ? `, found ${formatHex(octets)}${length > 8 ? '...' : ''}` : '';
    return `${field} (${where}): expected ${rules[code][1]}${hex} [${clause}]`;
  };

/** Makes `formatError` for these rules. */
export function errorFormatter<Code extends string>(rules: Rules<Code>): FormatError<Code> {
  const formatFinding = findingFormatter(rules);
  return (error, bytes) => [`${error.code}: ${formatFinding(error, bytes)}`, ...picture(error, bytes)].join('\n');
}

/** The rows of octets, each with its carets. */
function picture(error: Finding, bytes: Uint8Array): string[] {
  const lines: string[] = [];
  const last = error.offset + Math.max(error.length, 1) - 1;
  const firstRow = Math.floor(error.offset / ROW);
  const lastRow = Math.min(Math.floor(last / ROW), firstRow + SHOWN_ROWS - 1);
  for (let row = firstRow; row <= lastRow; row++) {
    const start = row * ROW;
    const octets = [...bytes.subarray(start, start + ROW)].map((octet) => octet.toString(16).padStart(2, '0'));
    const from = Math.max(error.offset - start, 0);
    const to = Math.min(last - start, ROW - 1);
    const label = start.toString(16).padStart(4, '0');
    lines.push(`${label}  ${octets.join(' ')}`.trimEnd());
    lines.push(' '.repeat(label.length + 2 + 3 * from) + '^'.repeat(3 * (to - from) + 2));
  }
  return lines;
}
