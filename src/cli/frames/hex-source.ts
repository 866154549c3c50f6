// Frames from lines of hexadecimal digits.

import { oneLine } from '../../text/phrase.js';
import type { FindingText } from '../finding.js';
import { type CliIo, openLines } from '../io.js';
import type { FrameSource, SourceFrame } from './frame-source.js';
import { type BrokenHexLine, parseHexLine } from './hex-line.js';

/** Characters that a message shows of a broken line, and of the wrong part of it. */
const EXCERPT = 60;
const FOUND = 20;

/** The part of a line around its wrong characters, with carets. */
function excerpt(line: string, offset: number, length: number): string[] {
  const from = Math.max(0, Math.min(offset - EXCERPT / 2, line.length - EXCERPT));
  const shown = line
    .slice(from, from + EXCERPT)
    .replace(/\s/g, ' ')
    .replace(/[^\x20-\x7e]/g, '?');
  return [shown, ' '.repeat(offset - from) + '^'.repeat(Math.min(length, from + EXCERPT - offset))];
}

/** What is wrong with a line. */
function brokenLine(lineNumber: number, line: string, { offset, length, expected }: BrokenHexLine): FindingText {
  const field = `line ${lineNumber}`;
  const found = JSON.stringify(oneLine(line.slice(offset, offset + Math.min(length, FOUND))));
  const message = `${field} (column ${offset + 1}): expected ${expected}, found ${found}`;
  return { code: 'hexLine', field, offset, length, message, picture: () => excerpt(line, offset, length) };
}

export function openHex(io: CliIo, file: string): FrameSource {
  const source = openLines(io, file);
  async function* frames(): AsyncGenerator<SourceFrame> {
    let number = 0;
    let lineNumber = 0;
    for await (const line of source.lines) {
      lineNumber++;
      const parsed = parseHexLine(line);
      if (parsed.kind === 'blank') continue;
      number++;
      const content =
        parsed.kind === 'octets' ? { bytes: parsed.bytes } : { problem: brokenLine(lineNumber, line, parsed) };
      yield { number, ...content, notes: [] };
    }
  }
  return { frames: frames(), broken: source.broken };
}
