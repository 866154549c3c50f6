// Commands of a driven station as promises. Each try of a command has a tag of its own, by which `done` and `failed` find the
// promise. The tags begin with `dot1qbg` and the instant at which the driver was given, so that they differ from tags of
// the host, and from tags in a state that an earlier driver has left.
//
// Retry: a command is given again after `timeout`, and after `refused` without Hard. After a Hard error it would fail again;
// all other reasons (a port, EVB, the bridge, another command) are for the host to decide about.
//
// Abort: the promise is rejected at once. The bridge may have the VSI already or soon, so by default it is de-associated,
// also where it was associated before. `remove` makes the station forget the VSI, whose time at the bridge runs out;
// `leave` gives up the promise alone. The outcome of the De-Associate is an event.

import { OptionError } from '../core/limits.js';
import { type ChannelPlace, DEFAULT_SCID } from '../evb/place.js';
import type { EvbStationInput } from '../evb/station.js';
import type { CommandTag } from '../vdp/vsi.js';
import type { FilterInfo } from '../vdp/wire/filter-info.js';
import type { VsiKey } from '../vdp/wire/identity.js';
import type { AbortSignalLike } from './abort.js';
import type { Driver } from './drive.js';
import type { EvbInput, EvbOutput, Timer } from './interfaces.js';
import { notTaken, VsiError, type VsiFailure } from './vsi-error.js';

export interface RetryOptions {
  /** How often a command is given again, 0..1048576. */
  readonly count: number;
  /** Microseconds between a failure and the next try, 0..2^50; default 0. */
  readonly delay?: number | undefined;
}

export interface CommandOptions {
  /** Rejects the promise with `aborted`; default none. */
  readonly signal?: AbortSignalLike | undefined;
  /** Default: no retry. */
  readonly retry?: RetryOptions | undefined;
  /** What happens to the VSI when the signal comes; default `deAssociate`. A De-Associate goes on in any case. */
  readonly onAbort?: 'deAssociate' | 'remove' | 'leave' | undefined;
}

/** A command, or a De-Associate, for an S-channel. */
export type CommandInput = Extract<EvbStationInput, { readonly kind: 'command' | 'deAssociate' }> & ChannelPlace;

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

const vsiText = ({ port, scid }: ChannelPlace, { vsiidFormat, vsiid: { w0, w1, w2, w3 } }: VsiKey): string =>
  `${scid} ${vsiidFormat} ${w0} ${w1} ${w2} ${w3} ${port}`;

/** The promises of one driver. */
export class CommandPromises {
  readonly driver: Driver;
  readonly #tagBegin: string;
  #tags = 0;
  /** Commands on their way. */
  readonly #byTag = new Map<CommandTag, Command>();
  /** Commands that wait for their next try, by VSI. Another command for the VSI supersedes them. */
  readonly #resting = new Map<string, Command>();

  constructor(driver: Driver) {
    this.driver = driver;
    this.#tagBegin = `dot1qbg ${driver.now()}`;
    driver.listen({
      taken: (input) => this.#taken(input),
      told: (output) => this.#told(output),
      stopped: () => this.#stopped(),
    });
  }

  /** Gives a command. Resolves with the filter info in force; rejects with `VsiError`, or `OptionError` for a wrong retry. */
  give(input: CommandInput, options: CommandOptions): Promise<FilterInfo> {
    return new Promise((resolve, reject) => {
      if (options.retry !== undefined) checkRetry(options.retry);
      new Command(this, input, options, resolve, reject).begin();
    });
  }

  /** Gives one try of a command to the station. */
  tryNow(command: Command, input: CommandInput): void {
    const tag = `${this.#tagBegin} ${++this.#tags}`;
    this.#byTag.set(tag, command);
    const refusal = this.driver.handle({ ...input, tag });
    if (refusal === undefined) return;
    this.#byTag.delete(tag);
    command.fail(notTaken(refusal));
  }

  rest(command: Command): void {
    this.#resting.set(command.key, command);
  }

  wake(command: Command): void {
    if (this.#resting.get(command.key) === command) this.#resting.delete(command.key);
  }

  #taken(input: EvbInput): void {
    if (this.#resting.size === 0 || (input.kind !== 'command' && input.kind !== 'deAssociate')) return;
    const { port, scid = DEFAULT_SCID, vsi } = input;
    this.#resting.get(vsiText({ port, scid }, vsi))?.fail({ reason: 'superseded' });
  }

  #told(output: EvbOutput): void {
    if ((output.kind !== 'done' && output.kind !== 'failed') || output.tag === undefined) return;
    const command = this.#byTag.get(output.tag);
    this.#byTag.delete(output.tag);
    if (output.kind === 'done') command?.done(output.filterInfo);
    else command?.failed(output);
  }

  #stopped(): void {
    const open = [...this.#byTag.values(), ...this.#resting.values()];
    this.#byTag.clear();
    for (const command of open) command.fail({ reason: 'stopped' });
  }
}

/** A command over all its tries. */
class Command {
  readonly key: string;
  readonly #promises: CommandPromises;
  readonly #input: CommandInput;
  readonly #options: CommandOptions;
  readonly #resolve: (filterInfo: FilterInfo) => void;
  readonly #reject: (error: VsiError) => void;
  readonly #onAbort = (): void => this.#abort();
  #triesLeft: number;
  #timer: Timer | undefined;
  #isOver = false;

  constructor(
    promises: CommandPromises,
    input: CommandInput,
    options: CommandOptions,
    resolve: (filterInfo: FilterInfo) => void,
    reject: (error: VsiError) => void,
  ) {
    this.key = vsiText(input, input.vsi);
    this.#promises = promises;
    this.#input = input;
    this.#options = options;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#triesLeft = options.retry?.count ?? 0;
  }

  begin(): void {
    const { signal } = this.#options;
    if (signal?.aborted) {
      this.fail({ reason: 'aborted', cause: signal.reason });
      return;
    }
    signal?.addEventListener('abort', this.#onAbort);
    this.#promises.tryNow(this, this.#input);
  }

  done(filterInfo: FilterInfo): void {
    if (this.#isOver) return;
    this.#end();
    this.#resolve(filterInfo);
  }

  /** A try has failed. */
  failed(failure: VsiFailure): void {
    if (this.#isOver) return;
    if (this.#triesLeft > 0 && mayHelp(failure)) this.#tryLater(failure);
    else this.fail(failure);
  }

  /** Ends the command. */
  fail(failure: VsiFailure): void {
    if (this.#isOver) return;
    this.#end();
    const { kind, vsi } = this.#input;
    const wish = kind === 'command' ? vsi.command : kind;
    this.#reject(new VsiError(wish, this.#input, { vsiidFormat: vsi.vsiidFormat, vsiid: vsi.vsiid }, failure));
  }

  #tryLater(failure: VsiFailure): void {
    const { scheduler } = this.#promises.driver;
    this.#triesLeft--;
    try {
      this.#timer = scheduler.at(scheduler.now() + (this.#options.retry?.delay ?? 0), () => {
        this.#timer = undefined;
        this.#promises.wake(this);
        this.#promises.tryNow(this, this.#input);
      });
      this.#promises.rest(this);
    } catch (cause) {
      this.fail({ ...failure, cause });
    }
  }

  #end(): void {
    this.#isOver = true;
    this.#options.signal?.removeEventListener('abort', this.#onAbort);
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#promises.wake(this);
  }

  #abort(): void {
    this.fail({ reason: 'aborted', cause: this.#options.signal?.reason });
    const { onAbort = 'deAssociate' } = this.#options;
    if (this.#input.kind !== 'command' || onAbort === 'leave') return;
    const { port, scid, vsi } = this.#input;
    const { vsiidFormat, vsiid, managerId, typeId, typeVersion, filterInfo } = vsi;
    const ended = { vsiidFormat, vsiid, managerId, typeId, typeVersion, filterInfo };
    this.#promises.driver.handle({ kind: onAbort, port, scid, vsi: ended });
  }
}
