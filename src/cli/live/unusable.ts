// Why a program cannot begin, or a file is of no use to a command.

/** A line for each thing that is wrong. Options are refused by a `BadOption` instead. */
export class Unusable extends Error {
  readonly reasons: readonly string[];

  constructor(where: string, reasons: readonly string[]) {
    super(reasons.map((reason) => `${where}: ${reason}`).join('; '));
    this.reasons = reasons.map((reason) => `${where}: ${reason}`);
  }
}
