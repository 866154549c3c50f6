// The VSIs of a demonstration have numbers; the number is the last group of the VSIID.

/** The groups before the last one, which is the number in decimal digits. */
const UUID = 'a1412857-60f7-4ce1-e95a-';
const LAST_GROUP = 12;

/** The VSIID, a UUID, of a VSI by its number. */
export const vsiidText = (number: number): string => UUID + String(number).padStart(LAST_GROUP, '0');

const numberOf = (vsiid: string): number => Number(vsiid.slice(-LAST_GROUP));

/** `VSI 1`, `VSIs 1-3, 7`, by their VSIIDs. */
export function numberedVsis(vsiids: readonly string[]): string {
  const numbers = [...new Set(vsiids.map(numberOf))].sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  const texts = runs.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`));
  return `VSI${numbers.length === 1 ? '' : 's'} ${texts.join(', ')}`;
}
