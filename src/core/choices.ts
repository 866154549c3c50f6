// Switches, and names of which a host chooses one, as plain tables beside the ranges of `limits.ts`. Shells read their
// options by them, and the schemas of `/config` and the docs are made from them.

import { OptionError } from './limits.js';

/** One switch that a host may set. */
export interface Flag {
  /** The value of a switch that the host does not give. */
  readonly default: boolean;
  /** What a switch that is on does, for the docs. */
  readonly text: string;
}

/** One of a few names that a host may choose. */
export interface Choice<Name extends string = string> {
  /** The first is the default. */
  readonly names: readonly [Name, ...Name[]];
  /** What the host chooses, for the docs. */
  readonly text: string;
}

export type Flags<Name extends string> = Readonly<Record<Name, Flag>>;
export type Choices = Readonly<Record<string, Choice>>;

/** One name for each choice of a table. */
export type Chosen<Table extends Choices> = { -readonly [Name in keyof Table]: Table[Name]['names'][number] };

/** `a, b or c`. */
export const listed = (names: readonly unknown[], word: 'or' | 'and'): string =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1)}`;

/** What a flag asks for, in words. */
export const FLAG_TEXT = 'true or false';

/** What a choice asks for, in words. */
export const choiceText = ({ names }: Choice): string => listed(names, 'or');

/**
 * All switches of a table: those given, the defaults for the others.
 *
 * @throws OptionError for a value that is not a boolean
 */
export function readFlags<Name extends string>(
  flags: Flags<Name>,
  given: { readonly [N in Name]?: boolean | undefined },
): Record<Name, boolean> {
  const values: Partial<Record<Name, boolean>> = {};
  for (const name in flags) {
    const value: unknown = given[name] === undefined ? flags[name].default : given[name];
    if (typeof value !== 'boolean') throw new OptionError(name, value, FLAG_TEXT);
    values[name] = value;
  }
  return values as Record<Name, boolean>;
}

/**
 * A name for each choice of a table: those given, the defaults for the others.
 *
 * @throws OptionError for a name that the choice does not have
 */
export function readChoices<Table extends Choices>(
  choices: Table,
  given: { readonly [Name in keyof Table]?: Table[Name]['names'][number] | undefined },
): Chosen<Table> {
  const values: Partial<Chosen<Table>> = {};
  for (const name in choices) {
    const choice: Choice = choices[name] as Table[typeof name];
    const value = given[name] === undefined ? choice.names[0] : given[name];
    if (!choice.names.includes(value)) throw new OptionError(name, value, choiceText(choice));
    values[name] = value;
  }
  return values as Chosen<Table>;
}
