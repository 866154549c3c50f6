// Colours of a terminal. A style is put around text that is already wrapped and padded.

export type Style = 'head' | 'failed' | 'name' | 'meaning' | 'place' | 'note' | 'error';

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

/** Painting, or not. */
export const createPaint = (colour: boolean): Paint =>
  colour ? (style, text) => (text === '' ? text : `\u001b[${CODES[style]}m${text}\u001b[0m`) : (_style, text) => text;

/** Whether to paint when nobody has said: on a terminal that is not dumb, and NO_COLOR is not set. */
export const wantsColour = (isTerminal: boolean, env: Readonly<Record<string, string | undefined>>): boolean =>
  isTerminal && !env.NO_COLOR && env.TERM !== 'dumb';
