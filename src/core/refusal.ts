// How a shell refuses an input of its host: by data, at once. A refused input has changed nothing.

/** Why a shell refused an input. */
export interface Refusal<Code extends string = string> {
  /** Stable name; semver covers it. */
  readonly code: Code;
  /** Path of what is wrong in the input, as `vsi.filterInfo.entries[0].vid`; empty where it is the time, not the input. */
  readonly field: string;
  /** What would be right, as the end of "expected ...". */
  readonly expected: string;
}

export const refuse = <Code extends string>(code: Code, field: string, expected: string): Refusal<Code> => ({
  code,
  field,
  expected,
});
