// VSIs in the words of commands and options:
//
//   VSIID type=VTID/VERSION filter=[GROUP/][MAC/]VID[:PCP] ... [manager=ADDRESS] [migrating] [suspended] [scid=SCID] [port=NAME]
//
// The words become the JSON of docs/configuration.md, so that one check serves both.

import { type ConfigResult, parseVsi, parseVsiKey } from '../../../config/parse-config.js';
import { ZERO_IDENTIFIER } from '../../../core/identifier.js';
import { parseMac } from '../../../core/mac.js';
import { isBareVsiid } from '../../../text/vsi-text.js';
import type { VsiCommand } from '../../../vdp/station/io.js';
import { parseVsiid, VSIID_FORMATS, type VsiKey } from '../../../vdp/wire/identity.js';
import { badArgument, badConfig } from './bad-command.js';
import { numberOrText, parseJsonWords, parseWords, type Words } from './words.js';

/** Formats whose texts differ from those of all other formats. */
const GUESSED = ['uuid', 'ipv4', 'mac', 'ipv6'] as const;

const VSIID_TEXT = "a UUID, an IPv4, IPv6 or MAC address, or 32 hexadecimal digits behind their format, as 'local:'";

/** The key of a VSI in a read-out. */
export const vsiKeyOf = ({ vsiidFormat, vsiid }: { readonly vsiidFormat: number; readonly vsiid: string }): VsiKey => ({
  vsiidFormat,
  vsiid: parseVsiid(vsiidFormat, vsiid) ?? ZERO_IDENTIFIER,
});

interface KeyJson {
  readonly vsiidFormat: string;
  readonly vsiid: string;
}

function keyJson(text: string | undefined): KeyJson {
  const [, prefix = '', rest = ''] = /^(\w+):(.+)$/s.exec(text ?? '') ?? [];
  if (Object.hasOwn(VSIID_FORMATS, prefix)) return { vsiidFormat: prefix, vsiid: rest };
  const guessed = GUESSED.find((name) => parseVsiid(VSIID_FORMATS[name] as number, text ?? '') !== undefined);
  if (text === undefined || guessed === undefined || isBareVsiid(text)) throw badArgument('vsiid', VSIID_TEXT, text);
  return { vsiidFormat: guessed, vsiid: text };
}

function entryJson(text: string): object {
  const parts = text.split('/');
  const [vid = '', ...pcp] = (parts.pop() ?? '').split(':');
  const macs = parts.filter((part) => parseMac(part) !== undefined);
  const groups = parts.filter((part) => parseMac(part) === undefined);
  if (macs.length > 1 || groups.length > 1 || pcp.length > 1) {
    throw badArgument('filter', '[GROUP/][MAC/]VID[:PCP]', text);
  }
  return {
    ...(groups[0] !== undefined && { groupId: numberOrText(groups[0]) }),
    ...(macs[0] !== undefined && { mac: macs[0] }),
    ...(pcp[0] !== undefined && { pcp: numberOrText(pcp[0]) }),
    vid: numberOrText(vid),
  };
}

function typeJson(text: string | undefined): object {
  if (text === undefined) return {};
  const [typeId = '', typeVersion, ...more] = text.split('/');
  if (typeVersion === undefined || more.length > 0) throw badArgument('type', 'VTID/VERSION, as 5/1', text);
  return { typeId: numberOrText(typeId), typeVersion: numberOrText(typeVersion) };
}

const VSI_FORM = {
  operands: 1,
  named: ['type', 'manager', 'scid', 'port'],
  lists: ['filter'],
  marks: ['migrating', 'suspended'],
} as const;

function vsiJson(words: Words, more: readonly string[]): Readonly<Record<string, unknown>> {
  const manager = words.named('manager');
  const filters = words.list('filter');
  const scid = words.named('scid');
  return {
    port: words.named('port'),
    ...(scid !== undefined && { scid: numberOrText(scid) }),
    ...Object.fromEntries(more.map((name) => [name, words.named(name)])),
    ...keyJson(words.operands[0]),
    ...typeJson(words.named('type')),
    ...(manager !== undefined && { managerId: manager }),
    ...(filters.length > 0 && { filterInfo: { entries: filters.map(entryJson) } }),
    ...(words.has('migrating') && { migrating: true }),
    ...(words.has('suspended') && { suspended: true }),
  };
}

/** The VSI of a line. */
export interface NamedVsi {
  /** `undefined` where the line does not name a port. */
  readonly port: unknown;
  readonly scid: unknown;
  readonly key: VsiKey;
  /** The whole VSI; `undefined` where the line has only its key. */
  readonly vsi: VsiCommand | undefined;
  /** S and M, where the line has them. */
  readonly hints: Pick<VsiCommand, 'suspended' | 'migrating'>;
  /** The values of `VsiLineForm.more`, in order. */
  readonly more: readonly unknown[];
}

/** The words that a line may have. */
export interface VsiLineForm {
  /** Only the key of the VSI. */
  readonly keyOnly?: boolean;
  /** Default `associate`. */
  readonly command?: VsiCommand['command'];
  /** Names of further `NAME=VALUE`. */
  readonly more?: readonly string[];
}

const KEY: readonly string[] = ['vsiidFormat', 'vsiid'] satisfies readonly (keyof VsiKey)[];
/** A line with one of these members has a whole VSI. */
const MORE = ['typeId', 'typeVersion', 'managerId', 'filterInfo', 'organizations'] as const;

/** @throws BadCommand for JSON that is wrong */
function accepted<T>(result: ConfigResult<T>): T {
  if (result.ok) return result.value;
  throw badConfig(result.errors);
}

/**
 * The VSI of a line, in words or in JSON.
 *
 * @throws BadCommand
 */
export function parseVsiWords(text: string, form: VsiLineForm = {}): NamedVsi {
  const { keyOnly = false, command = 'associate', more = [] } = form;
  const json =
    parseJsonWords(text) ?? vsiJson(parseWords(text, { ...VSI_FORM, named: [...VSI_FORM.named, ...more] }), more);
  const { port, scid, ...members } = json;
  const said = Object.fromEntries(Object.entries(members).filter(([name]) => !more.includes(name)));
  const { command: named = command, ...given } = said;
  if (named !== command) throw badArgument('command', `${command}, as the line begins`, named);
  const extra = Object.keys(said).find((name) => !KEY.includes(name));
  if (keyOnly && extra !== undefined) throw badArgument(extra, 'nothing, since the VSIID is enough', said[extra]);
  const isWhole = MORE.some((member) => member in given);
  const vsi = isWhole ? accepted(parseVsi({ ...given, command })) : undefined;
  const { vsiidFormat, vsiid, suspended, migrating } = vsi ?? accepted(parseVsiKey(given));
  return {
    port,
    scid,
    key: { vsiidFormat, vsiid },
    vsi,
    hints: { ...(suspended !== undefined && { suspended }), ...(migrating !== undefined && { migrating }) },
    more: more.map((name) => members[name]),
  };
}

/** The key of a VSI, from its text. @throws BadCommand */
export const parseKeyText = (text: string): VsiKey => parseVsiWords(text, { keyOnly: true }).key;
