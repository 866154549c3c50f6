// Colours of a terminal. Text is painted after it is wrapped and padded.

export type Style = 'head' | 'failed' | 'name' | 'meaning' | 'place' | 'note' | 'error';

/** Puts a style around a text; a page brings its own. */
export type Paint = (style: Style, text: string) => string;

const CODES: Readonly<Record<Style, string>> = {
  head: '1',
  failed: '1;31',
  name: '36',
  meaning: '32',
  place: '2',
  note: '33',
  error: '31',
};

/** Paints with ANSI colours, or leaves text as it is. */
export const createPaint = (colour: boolean): Paint =>
  colour ? (style, text) => (text === '' ? text : `\u001b[${CODES[style]}m${text}\u001b[0m`) : (_style, text) => text;
