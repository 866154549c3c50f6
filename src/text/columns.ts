// Text on a screen of 80 columns: its width, and where it is wrapped.

/** Width of a line at most. */
export const COLUMNS = 80;

const NO_COLUMN = /\p{M}/u;
/** East Asian scripts and emoji: two columns for each character. */
const TWO_COLUMNS =
  /[\u{1100}-\u{115f}\u{2e80}-\u{303e}\u{3041}-\u{a4cf}\u{a960}-\u{a97f}\u{ac00}-\u{d7a3}\u{f900}-\u{faff}\u{fe30}-\u{fe6f}\u{ff00}-\u{ff60}\u{ffe0}-\u{ffe6}\u{1f000}-\u{1faff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;

const columnsOf = (character: string): number => {
  if (NO_COLUMN.test(character)) return 0;
  return TWO_COLUMNS.test(character) ? 2 : 1;
};

const ASCII = /^[\x20-\x7e]*$/;

/** Columns that a text takes. */
export function textWidth(text: string): number {
  if (ASCII.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += columnsOf(character);
  return width;
}

/** A word in pieces that fit into the width. */
function pieces(word: string, width: number): string[] {
  if (textWidth(word) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  let used = 0;
  for (const character of word) {
    const columns = columnsOf(character);
    if (used + columns > width) {
      parts.push(part);
      part = '';
      used = 0;
    }
    part += character;
    used += columns;
  }
  return [...parts, part];
}

/** The lines of a text, broken at blanks where possible. At least one, which may be empty. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.split(' ').flatMap((word) => pieces(word, width))) {
    if (line === '') line = piece;
    else if (textWidth(line) + 1 + textWidth(piece) <= width) line += ` ${piece}`;
    else {
      lines.push(line);
      line = piece;
    }
  }
  return [...lines, line];
}

/** A text behind `first`; its further lines begin in the column of its first character. */
export function wrapHanging(first: string, text: string): string[] {
  const indent = textWidth(first);
  return wrapText(text, COLUMNS - indent).map((line, i) => (i === 0 ? first : ' '.repeat(indent)) + line);
}

/** A blank at which no line is broken. `unglued` makes it an ordinary blank. */
export const GLUE = '\u00a0';

export const unglued = (line: string): string => line.replaceAll(GLUE, ' ');
