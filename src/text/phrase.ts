// Small pieces of sentences.

/** A text in which characters that break a line or control a terminal are replaced. */
export const oneLine = (text: string): string => text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\u{fffd}');

/** `no frames`, `1 frame`, `2 frames`. */
export const counted = (count: number, what: string): string =>
  `${count === 0 ? 'no' : count} ${what}${count === 1 ? '' : 's'}`;

/** An integer from decimal digits; NaN for any other text. */
export const parseInteger = (text: string): number => (/^\d{1,10}$/.test(text) ? Number(text) : Number.NaN);
