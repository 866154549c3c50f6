// Ranges and defaults of what a host may configure, as plain tables beside each protocol. Shells check by them, and the
// schemas of `/config` are made from them, so that both say the same.

/** A number without a default: the host gives it with the value that it belongs to. */
export interface Range {
  readonly min: number;
  readonly max: number;
  /** As `s`, `us`, `VSIs`; empty for a number without a unit. */
  readonly unit: string;
  /** What the number means, for the docs. */
  readonly text: string;
}

/** One number that a host may set. */
export interface Limit extends Range {
  /** The number that counts where the host gives none. */
  readonly default: number;
}

export type Limits<Name extends string> = Readonly<Record<Name, Limit>>;

/** An option of a constructor that is out of its range. Recognise it by `code`, as an `EncodeError`. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
  readonly code = 'dot1qbgOption';
  /** Path of the option, as `maxVsis`. */
  readonly field: string;
  readonly value: unknown;
  /** What would be right, as `an integer 1..1048576`. */
  readonly expected: string;

  constructor(field: string, value: unknown, expected: string) {
    super(`${field}: expected ${expected}, got ${String(value)}`);
    this.field = field;
    this.value = value;
    this.expected = expected;
  }
}

/** What a limit asks for, in words. */
export const limitText = ({ min, max }: Pick<Range, 'min' | 'max'>): string => `an integer ${min}..${max}`;

/** Whether a value keeps a limit. */
export const keepsLimit = ({ min, max }: Range, value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;

/**
 * All numbers of a table: those given, the defaults for the others.
 *
 * @throws OptionError for a number out of its range
 */
export function withDefaults<Name extends string>(
  limits: Limits<Name>,
  given: { readonly [N in Name]?: number | undefined },
): Record<Name, number> {
  const values: Partial<Record<Name, number>> = {};
  for (const name in limits) {
    const value = given[name];
    if (value !== undefined && !keepsLimit(limits[name], value)) {
      throw new OptionError(name, value, limitText(limits[name]));
    }
    values[name] = value ?? limits[name].default;
  }
  return values as Record<Name, number>;
}
