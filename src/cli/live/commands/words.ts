// The words of a line: operands in their order, `NAME=VALUE`, and marks. What is none of them is an error, so that a
// misspelt word changes nothing.

import { nearestName } from '../../../config/nearest-name.js';
import { badArgument, badWord } from './bad-command.js';

/** What words a command takes. */
export interface WordForm {
  /** Operands at most. */
  readonly operands?: number;
  /** `NAME=VALUE`, each once. */
  readonly named?: readonly string[];
  /** `NAME=VALUE`, as often as one likes. */
  readonly lists?: readonly string[];
  /** A word that says itself. */
  readonly marks?: readonly string[];
}

export interface Words {
  readonly operands: readonly string[];
  readonly named: (name: string) => string | undefined;
  readonly list: (name: string) => readonly string[];
  readonly has: (mark: string) => boolean;
}

/** @throws BadCommand for a word that the form does not have */
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
  const wanted = names.length === 0 ? 'no such word' : `no such word but ${names.join(', ')}`;
  const near = nearestName(word.replace(/=.*/s, '='), names) ?? nearestName(word, names);
  return badArgument('word', near === undefined ? wanted : `${wanted} (${near}?)`, word);
}

/** A line of one word of two, and maybe a port. */
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

/** A number in decimal digits; the text itself where it is none, for whoever checks it to say so. */
export const numberOrText = (text: string): number | string => (/^\d{1,15}$/.test(text) ? Number(text) : text);

/** `true` or `false` in words; the text itself where it is neither. */
export const flagOrText = (text: string): boolean | string =>
  text === 'true' || text === 'false' ? text === 'true' : text;

/** JSON where a line has some instead of words; `undefined` where it has words. */
export function parseJsonWords(text: string): Readonly<Record<string, unknown>> | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw badArgument('json', `JSON (${(error as Error).message})`, text);
  }
}
