// A frame as a line of hexadecimal digits: blanks, colons and hyphens between octets, a comment behind `#`.

import { parseHex } from '../../core/octets.js';

export interface BrokenHexLine {
  readonly kind: 'broken';
  /** The first wrong character. */
  readonly offset: number;
  /** Number of wrong characters. */
  readonly length: number;
  readonly expected: string;
}

export type HexLine =
  | { readonly kind: 'blank' }
  | { readonly kind: 'octets'; readonly bytes: Uint8Array }
  | BrokenHexLine;

const SEPARATORS = /[\s:-]+/g;

export function parseHexLine(line: string): HexLine {
  const [content = ''] = line.split('#', 1);
  if (content.trim() === '') return { kind: 'blank' };
  // Run by run: `0:1` is not one octet.
  for (const run of content.matchAll(/[^\s:-]+/g)) {
    const stranger = run[0].search(/[^0-9a-f]/i);
    if (stranger >= 0) {
      const { length } = /^[^0-9a-f\s:-]+/iu.exec(run[0].slice(stranger))?.[0] ?? '';
      return { kind: 'broken', offset: run.index + stranger, length, expected: 'hexadecimal digits' };
    }
    if (run[0].length % 2 !== 0) {
      return { kind: 'broken', offset: run.index, length: run[0].length, expected: 'two digits an octet' };
    }
  }
  return { kind: 'octets', bytes: parseHex(content.replace(SEPARATORS, '')) as Uint8Array };
}
