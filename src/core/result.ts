// What decoding answers. A finding is data: which rule, which field, which octets. Its text is made late, by
// `formatError`, so a rejected frame costs no more than a good one. Decoders know a rule by its code alone. The tables
// beside each codec have its row and its text; a bundle that only decodes does not hold them.

/** One rule of a validation table: its row, as `V1`, empty where it is not a row; what would be right, as the end of "expected ...". */
export type Rule = readonly [row: string, expected: string];

/** Rules by their codes. */
export type Rules<Code extends string> = Readonly<Record<Code, Rule>>;

/** A statement about some octets: why the decoder rejected them (an error), or what it tolerated (a note). */
export interface Finding<Code extends string = string> {
  /** The rule. A stable name; semver covers it. */
  readonly code: Code;
  /** Path of the field, as `vdp.tlvs[2].filterInfo.entries[0].vid`. */
  readonly field: string;
  /** First octet concerned, counted from the start of the octets given to the decoder. */
  readonly offset: number;
  /** Number of octets concerned; 0 where something is missing at `offset`. */
  readonly length: number;
  /** Clause of IEEE Std 802.1Q, or of 802.1AB where it says so. */
  readonly clause: string;
}

/** Why octets were rejected. */
export type WireError<Code extends string = string> = Finding<Code>;

/** What breaks a rule and is tolerated. */
export type Note<Code extends string = string> = Finding<Code>;

/** A decoded value with its notes. */
export interface Decoded<T, Code extends string = string> {
  readonly ok: true;
  readonly value: T;
  readonly notes: readonly Note<Code>[];
}

/** A decoded value and its notes, or the first rule that the octets break. Decoders never throw. */
export type Result<T, Code extends string = string> =
  | Decoded<T, Code>
  | { readonly ok: false; readonly error: WireError<Code> };

const NO_NOTES: readonly Note<never>[] = /* @__PURE__ */ Object.freeze([]);

export const ok = <T, Code extends string = never>(
  value: T,
  notes: readonly Note<Code>[] = NO_NOTES,
): Decoded<T, Code> => ({ ok: true, value, notes });

export const fail = <Code extends string>(
  error: WireError<Code>,
): { readonly ok: false; readonly error: WireError<Code> } => ({ ok: false, error });
