// A command as a promise: given, given again where that may help, and given up where the host says so.
//
// Retry: a command that timed out, or that the bridge refused without Hard, is given again `count` times. All else is for
// the host to decide: a Hard error would come again, and what ended by a port, by EVB, by the bridge or by another command
// ended for a reason that a repetition does not know.
//
// Abort: the promise is rejected at once. The bridge may have the VSI already, or be about to, so that by default it is
// de-associated, which ends one that was associated before as well; `remove` forgets it here and leaves it to time at the
// bridge; `leave` gives up on the promise alone. What the De-Associate leads to is told as an event.

import { OptionError } from '../core/limits.js';
import type { EvbStationInput } from '../evb/station.js';
import type { FilterInfo } from '../vdp/wire/filter-info.js';
import type { AbortSignalLike } from './abort.js';
import type { Driver } from './drive.js';
import type { Timer } from './interfaces.js';
import type { CommandOwner, PlacedVsi, StationCommands } from './station-commands.js';
import { notTaken, VsiError, type VsiFailure, type VsiWish } from './vsi-error.js';

export interface RetryOptions {
  /** How often a command is given again, 0..1048576. */
  readonly count: number;
  /** Microseconds between a failure and the next try, 0..2^50; default 0. */
  readonly delay?: number | undefined;
}

export interface CommandOptions {
  readonly signal?: AbortSignalLike | undefined;
  /** Default: none. */
  readonly retry?: RetryOptions | undefined;
  /** What becomes of the VSI when the signal comes; default `deAssociate`. A De-Associate itself always goes on. */
  readonly onAbort?: 'deAssociate' | 'remove' | 'leave' | undefined;
}

/** What a command promise works with. */
export interface CommandParts {
  readonly driver: Driver;
  readonly commands: StationCommands;
  readonly vsi: PlacedVsi;
  readonly wish: VsiWish;
  readonly input: EvbStationInput;
}

const MAX_COUNT = 1_048_576;
const MAX_DELAY = 2 ** 50;

function checkRetry({ count, delay = 0 }: RetryOptions): void {
  const check = (field: string, value: number, max: number): void => {
    if (!Number.isInteger(value) || value < 0 || value > max) {
      throw new OptionError(`retry.${field}`, value, `an integer 0..${max}`);
    }
  };
  check('count', count, MAX_COUNT);
  check('delay', delay, MAX_DELAY);
}

const mayHelp = ({ reason, hard }: VsiFailure): boolean => reason === 'timeout' || (reason === 'refused' && !hard);

/** Gives a command. Resolves with the filter info in force, or rejects with a `VsiError`, or an `OptionError`. */
export function commandPromise(parts: CommandParts, options: CommandOptions): Promise<FilterInfo> {
  return new Promise((resolve, reject) => {
    if (options.retry !== undefined) checkRetry(options.retry);
    new Attempt(parts, options, resolve, reject).begin();
  });
}

class Attempt implements CommandOwner {
  readonly #parts: CommandParts;
  readonly #options: CommandOptions;
  readonly #resolve: (filterInfo: FilterInfo) => void;
  readonly #reject: (error: VsiError) => void;
  readonly #onAbort = (): void => this.#abort();
  #left: number;
  #timer: Timer | undefined;
  #isOver = false;

  constructor(
    parts: CommandParts,
    options: CommandOptions,
    resolve: (filterInfo: FilterInfo) => void,
    reject: (error: VsiError) => void,
  ) {
    this.#parts = parts;
    this.#options = options;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#left = options.retry?.count ?? 0;
  }

  begin(): void {
    const { signal } = this.#options;
    if (signal?.aborted) {
      this.#fail({ reason: 'aborted', cause: signal.reason });
      return;
    }
    signal?.addEventListener('abort', this.#onAbort);
    this.#give();
  }

  done(filterInfo: FilterInfo): void {
    if (this.#isOver) return;
    this.#end();
    this.#resolve(filterInfo);
  }

  failed(failure: VsiFailure): void {
    if (this.#isOver) return;
    if (this.#left > 0 && mayHelp(failure)) this.#rest(failure);
    else this.#fail(failure);
  }

  /** Not while outputs are acted on: what this command supersedes would not be known from what it does not. */
  #give(): void {
    const { driver, commands, input } = this.#parts;
    driver.afterwards(() => {
      if (this.#isOver) return;
      const refusal = commands.giveFor(this, input, () => driver.handle(input));
      if (refusal !== undefined) this.#fail(notTaken(refusal));
    });
  }

  #rest(failure: VsiFailure): void {
    const { driver, commands, vsi } = this.#parts;
    this.#left--;
    try {
      this.#timer = driver.scheduler.at(driver.now() + (this.#options.retry?.delay ?? 0), () => {
        this.#timer = undefined;
        commands.wake(vsi, this);
        this.#give();
      });
      commands.rest(vsi, this);
    } catch (cause) {
      this.#fail({ ...failure, cause });
    }
  }

  #fail(failure: VsiFailure): void {
    if (this.#isOver) return;
    this.#end();
    const { wish, vsi } = this.#parts;
    this.#reject(new VsiError(wish, vsi, { vsiidFormat: vsi.vsiidFormat, vsiid: vsi.vsiid }, failure));
  }

  #end(): void {
    this.#isOver = true;
    this.#options.signal?.removeEventListener('abort', this.#onAbort);
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#parts.commands.wake(this.#parts.vsi, this);
  }

  #abort(): void {
    const { driver, vsi, input } = this.#parts;
    this.#fail({ reason: 'aborted', cause: this.#options.signal?.reason });
    const { onAbort = 'deAssociate' } = this.#options;
    if (input.kind !== 'command' || onAbort === 'leave') return;
    const { managerId, typeId, typeVersion, filterInfo } = input.vsi;
    driver.afterwards(() => {
      const { port, scid, ...key } = vsi;
      if (onAbort === 'remove') driver.handle({ kind: 'remove', port, scid, vsi: key });
      else {
        const named = { ...key, managerId, typeId, typeVersion, filterInfo };
        driver.handle({ kind: 'deAssociate', port, scid, vsi: named });
      }
    });
  }
}
