// What vdptool prints of VSIs, in the words of `show vsis`. The manager ID is text there, and hints are not what they were.

import { formatMac, formatManagerId, parseMac, readIdentifier } from '../../src/vdp/index.js';

/** A filter entry in JSON. */
export interface ToldEntry {
  readonly groupId?: number;
  readonly mac?: string;
  readonly ps: boolean;
  readonly pcp: number;
  readonly vid: number;
}

/** A VSI as vdptool lists it. */
export interface ToldVsi {
  readonly vsiState: string;
  readonly managerId: string;
  readonly typeId: number;
  readonly typeVersion: number;
  readonly vsiid: string;
  readonly entries: readonly ToldEntry[];
}

const STATES: Readonly<Record<string, string>> = {
  assoc: 'ASSOC',
  preassoc: 'PREASSOC',
  'preassoc-rr': 'PREASSOC_RR',
  deassoc: 'DEASSOC',
};

/** The text of a manager ID that was given to vdptool as letters. */
export function managerIdOf(letters: string): string {
  const octets = new Uint8Array(16);
  octets.set(new TextEncoder().encode(letters));
  return formatManagerId(readIdentifier(octets, 0));
}

/** `VID[-MAC][-GROUP]`; PS and PCP are in the upper bits of the VID. */
export function entryOf(text: string): ToldEntry {
  const [vidField = '', ...more] = text.split('-').filter((part) => part !== '');
  const word = Number(vidField);
  const mac = more.find((part) => part.includes(':'));
  const group = more.find((part) => !part.includes(':'));
  return {
    ...(group !== undefined && { groupId: Number(group) }),
    ...(mac !== undefined && { mac: formatMac(parseMac(mac) ?? Number.NaN) }),
    ps: word >= 0x8000,
    pcp: (word >> 12) & 7,
    vid: word & 0xfff,
  };
}

/** `name = value` of the lines of one VSI. */
const valuesOf = (lines: string, name: string): string[] =>
  [...lines.matchAll(new RegExp(`^\\t${name} = (.*)$`, 'gm'))].map(([, value]) => value as string);

export function vsisOf(text: string): ToldVsi[] {
  const vsis = text.split(/^VSI +\d+:$/m).slice(1);
  return vsis.map((lines) => {
    const value = (name: string): string => valuesOf(lines, name)[0] ?? '';
    return {
      vsiState: STATES[value('mode')] ?? value('mode'),
      managerId: managerIdOf(value('mgrid2')),
      typeId: Number(value('typeid')),
      typeVersion: Number(value('typeidver')),
      vsiid: value('uuid'),
      entries: valuesOf(lines, 'filter').map(entryOf),
    };
  });
}

/** What became of a command: the mode that the response has, and the error in words, if it has one. */
export interface ToldResponse {
  readonly mode: string | undefined;
  readonly error: string | undefined;
  readonly entries: readonly ToldEntry[];
}

export const responseOf = (text: string): ToldResponse => ({
  mode: valuesOf(text, 'mode')[0],
  error: /^\tError returned by Bridge: (.*)$/m.exec(text)?.[1] ?? /^FAILED: (.*)$/m.exec(text)?.[1],
  entries: valuesOf(text, 'filter').map(entryOf),
});
