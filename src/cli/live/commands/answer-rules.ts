// Rules of the VSI manager of `evb bridge`, which answer instead of its database. A rule for a VSI counts before one for a
// version of a type, that before one for a type, and that before the one for all.
//
//   all | type=VTID[/VERSION] | vsi=VSIID
//   grant [vid=VID] [pcp=PCP] | refuse error=ERROR [keep=BOOL] [hard=BOOL] | database | never | forget      [after=SECONDS]

import { limitText, type Range } from '../../../core/limits.js';
import { vsiName } from '../../../text/vsi-text.js';
import type { VsiAnswer, VsiQuery } from '../../../vdp/manager/vsi-manager.js';
import { filterEntryRanges, vsiRanges, vsiTypeRanges } from '../../../vdp/vsi-limits.js';
import { mapFilterEntries } from '../../../vdp/wire/filter-info.js';
import { VDP_ERROR_TYPE } from '../../../vdp/wire/status.js';
import { badArgument, badWord } from './bad-command.js';
import { parseKeyText } from './vsi-words.js';
import { flagOrText, parseWords, type Words } from './words.js';

/** The answer of a rule. */
export type RuleVerdict =
  /** A null VID becomes `vid`, an open PCP `pcp`. */
  | { readonly kind: 'grant'; readonly vid: number; readonly pcp: number | undefined }
  | { readonly kind: 'refuse'; readonly answer: VsiAnswer & { readonly ok: false } }
  /** The database answers. */
  | { readonly kind: 'database' }
  | { readonly kind: 'never' };

export interface AnswerRule {
  /** The queries that the rule is for, as a text: `all`, `type=5/1`, `vsi=...`. */
  readonly who: string;
  readonly verdict: RuleVerdict;
  /** Microseconds until the answer is given. */
  readonly delay: number;
}

export interface AnswerRules {
  /** Adds, replaces or deletes a rule, by its words. @throws BadCommand */
  readonly take: (text: string) => void;
  readonly find: (query: VsiQuery) => AnswerRule | undefined;
  readonly all: () => readonly AnswerRule[];
}

const VERDICTS = ['grant', 'refuse', 'database', 'never', 'forget'] as const;
const DEFAULT_VID = 1;
const MAX_SECONDS = 1_000_000;

const RANGES = {
  vid: vsiTypeRanges.vid,
  pcp: filterEntryRanges.pcp,
  typeId: vsiRanges.typeId,
  typeVersion: vsiRanges.typeVersion,
} as const satisfies Readonly<Record<string, Range>>;

function numberOf(name: string, text: string, { min, max }: Pick<Range, 'min' | 'max'>): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw badArgument(name, limitText({ min, max }), text);
}

const ALL = 'all';
const typeText = (typeId: number, typeVersion?: number): string =>
  `type=${typeId}${typeVersion === undefined ? '' : `/${typeVersion}`}`;
const vsiTextOf = (key: Parameters<typeof vsiName>[0]): string => `vsi=${vsiName(key)}`;

function whoOf(words: Words): string {
  const type = words.named('type');
  const vsi = words.named('vsi');
  const given = [words.operands[0] === ALL, type !== undefined, vsi !== undefined].filter(Boolean);
  if (given.length !== 1) throw badArgument('who', 'all, type=VTID[/VERSION] or vsi=VSIID', words.operands[0]);
  if (vsi !== undefined) return vsiTextOf(parseKeyText(vsi));
  if (type === undefined) return ALL;
  const [typeId = '', typeVersion, ...more] = type.split('/');
  if (more.length > 0) throw badArgument('type', 'VTID[/VERSION], as 5 or 5/1', type);
  const id = numberOf('type', typeId, RANGES.typeId);
  return typeText(id, typeVersion === undefined ? undefined : numberOf('type', typeVersion, RANGES.typeVersion));
}

/** The error type, by its number or its name, as `otherFailure`. */
function errorOf(text: string | undefined): number {
  const names = Object.entries(VDP_ERROR_TYPE).filter(([, error]) => error > 0);
  const found = names.find(([name, error]) => text === name || text === String(error));
  if (found !== undefined) return found[1];
  throw badWord(
    'error',
    names.map(([name, error]) => `${error} (${name})`),
    text,
  );
}

function flagOf(name: string, text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  const flag = flagOrText(text);
  if (typeof flag === 'boolean') return flag;
  throw badWord(name, ['true', 'false'], text);
}

function verdictOf(kind: string | undefined, words: Words): RuleVerdict | undefined {
  const number = (name: 'vid' | 'pcp'): number | undefined => {
    const text = words.named(name);
    return text === undefined ? undefined : numberOf(name, text, RANGES[name]);
  };
  switch (kind) {
    case 'grant':
      return { kind, vid: number('vid') ?? DEFAULT_VID, pcp: number('pcp') };
    case 'refuse': {
      const [keep, hard] = [flagOf('keep', words.named('keep')), flagOf('hard', words.named('hard'))];
      const error = errorOf(words.named('error'));
      const answer = {
        ok: false,
        error,
        ...(keep !== undefined && { keep }),
        ...(hard !== undefined && { hard }),
      } as const;
      return { kind, answer };
    }
    case 'database':
    case 'never':
      return { kind };
    case 'forget':
      return undefined;
  }
  throw badWord('answer', VERDICTS, kind);
}

/** Further words of each answer. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  grant: ['vid', 'pcp', 'after'],
  refuse: ['error', 'keep', 'hard', 'after'],
  database: ['after'],
};

/** Seconds with decimals, in microseconds. */
function delayOf(text: string | undefined): number {
  if (text === undefined) return 0;
  const seconds = /^\d{1,7}(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN;
  if (seconds <= MAX_SECONDS) return Math.round(seconds * 1_000_000);
  throw badArgument('after', `seconds, 0..${MAX_SECONDS}`, text);
}

/** A set of rules, empty at first. */
export function createAnswerRules(): AnswerRules {
  const rules = new Map<string, AnswerRule>();
  return {
    take(text) {
      const kind = text.split(/\s+/).find((word) => (VERDICTS as readonly string[]).includes(word));
      const words = parseWords(text, { operands: 2, named: ['type', 'vsi', ...(NAMED[kind ?? ''] ?? [])] });
      const who = whoOf(words);
      const verdict = verdictOf(words.operands.at(who === ALL ? 1 : 0), words);
      if (words.operands.length > (who === ALL ? 2 : 1)) throw badWord('answer', VERDICTS, words.operands.at(-1));
      const delay = delayOf(words.named('after'));
      if (verdict === undefined) rules.delete(who);
      else rules.set(who, { who, verdict, delay });
    },
    find: (query) =>
      rules.get(vsiTextOf(query.vsi)) ??
      rules.get(typeText(query.typeId, query.typeVersion)) ??
      rules.get(typeText(query.typeId)) ??
      rules.get(ALL),
    all: () => [...rules.values()],
  };
}

/** The answer that grants a query. */
export function grantOf({ filterInfo }: VsiQuery, vid: number, pcp: number | undefined): VsiAnswer {
  const supplied = mapFilterEntries(filterInfo, (one) => ({
    ...one,
    ...(one.vid === 0 && { vid }),
    ...(pcp !== undefined && one.ps === false && { ps: true, pcp }),
  }));
  return { ok: true, filterInfo: supplied };
}
