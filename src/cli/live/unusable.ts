// Why a program cannot start, or why a command cannot use a file.

/** One reason for each error. A wrong option is a `BadOption`. */
export class Unusable extends Error {
  readonly reasons: readonly string[];

  constructor(where: string, reasons: readonly string[]) {
    super(reasons.map((reason) => `${where}: ${reason}`).join('; '));
    this.reasons = reasons.map((reason) => `${where}: ${reason}`);
  }
}
