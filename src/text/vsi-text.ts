// What to call a VSI: the text of its VSIID, and its format before 32 hexadecimal digits, as `local:...`, since the digits
// alone do not tell the format. Commands and options of the programs read the same texts.

import type { Identifier } from '../core/identifier.js';
import { formatVsiid, VSIID_FORMATS } from '../vdp/wire/identity.js';

const HEX = /^[0-9a-f]{32}$/i;

/** Whether a text is a VSIID of any format, so that it needs the format before it. */
export const isBareVsiid = (text: string): boolean => HEX.test(text);

/**
 * The name of a VSI.
 *
 * @param vsi its key; in a read-out `vsiid` is a text
 * @example
 * vsiName({ vsiidFormat: 1, vsiid: '192.0.2.7' }); // '192.0.2.7'
 * vsiName({ vsiidFormat: 4, vsiid: '0000000000000000000000000000002a' }); // 'local:0000000000000000000000000000002a'
 */
export function vsiName({ vsiidFormat, vsiid }: { vsiidFormat: number; vsiid: Identifier | string }): string {
  const text = typeof vsiid === 'string' ? vsiid : formatVsiid(vsiidFormat, vsiid);
  if (!isBareVsiid(text)) return text;
  const format = Object.keys(VSIID_FORMATS).find((name) => VSIID_FORMATS[name] === vsiidFormat);
  return `${format ?? vsiidFormat}:${text}`;
}

/** What to call VSIs, by the texts of their VSIIDs. */
export type NameVsis = (vsiids: readonly string[]) => string;

/** `VSI 192.0.2.7`, `VSIs 192.0.2.7, 192.0.2.8`. */
export const vsiNames: NameVsis = (vsiids) => {
  const names = [...new Set(vsiids)];
  return `VSI${names.length === 1 ? '' : 's'} ${names.join(', ')}`;
};
