// The words of a line: operands in order, `NAME=VALUE`, and marks. Any other word is an error, so that a misspelt word changes
// nothing.

import { nearestName } from '../../../config/nearest-name.js';
import { badArgument, badWord } from './bad-command.js';

/** The words that a command takes. */
export interface WordForm {
  /** Number of operands at most. */
  readonly operands?: number;
  /** `NAME=VALUE`, each once. */
  readonly named?: readonly string[];
  /** `NAME=VALUE`, any number of times. */
  readonly lists?: readonly string[];
  /** Words without a value. */
  readonly marks?: readonly string[];
}

export interface Words {
  readonly operands: readonly string[];
  readonly named: (name: string) => string | undefined;
  readonly list: (name: string) => readonly string[];
  readonly has: (mark: string) => boolean;
}

/** @throws BadCommand for a word that is not in the form */
export function parseWords(text: string, form: WordForm): Words {
  const { operands: most = 0, named = [], lists = [], marks = [] } = form;
  const names = [...named, ...lists].map((name) => `${name}=`);
  const operands: string[] = [];
  const values = new Map<string, string[]>();
  const found = new Set<string>();
  for (const word of text.split(/\s+/).filter((one) => one !== '')) {
    const equals = word.indexOf('=');
    const name = word.slice(0, equals);
    if (equals > 0 && names.includes(`${name}=`)) {
      const known = values.get(name) ?? [];
      if (named.includes(name) && known.length > 0) throw badArgument(name, `one ${name}=`, word);
      values.set(name, [...known, word.slice(equals + 1)]);
    } else if (marks.includes(word)) found.add(word);
    else if (equals < 0 && operands.length < most) operands.push(word);
    else throw unknownWord(word, [...names, ...marks]);
  }
  return {
    operands,
    named: (name) => values.get(name)?.[0],
    list: (name) => values.get(name) ?? [],
    has: (mark) => found.has(mark),
  };
}

function unknownWord(word: string, names: readonly string[]): Error {
  const wanted = names.length === 0 ? 'no more words' : `one of ${names.join(', ')}`;
  const near = nearestName(word.replace(/=.*/s, '='), names) ?? nearestName(word, names);
  return badArgument('word', near === undefined ? wanted : `${wanted} (${near}?)`, word);
}

/** A line with one of two words, and maybe a port. */
export function switchWords(
  rest: string,
  name: string,
  on: string,
  off: string,
): { readonly port: string | undefined; readonly isOn: boolean } {
  const words = parseWords(rest, { operands: 1, named: ['port'] });
  const [state] = words.operands;
  if (state !== on && state !== off) throw badWord(name, [on, off], state);
  return { port: words.named('port'), isOn: state === on };
}

/** A number from decimal digits; any other text stays a text, which the check of the configuration refuses. */
export const numberOrText = (text: string): number | string => (/^\d{1,15}$/.test(text) ? Number(text) : text);

/** `true` or `false`; any other text stays a text, which the check of the configuration refuses. */
export const flagOrText = (text: string): boolean | string =>
  text === 'true' || text === 'false' ? text === 'true' : text;

/** The JSON of a line; `undefined` for a line of words. */
export function parseJsonWords(text: string): Readonly<Record<string, unknown>> | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw badArgument('json', `JSON (${(error as Error).message})`, text);
  }
}
