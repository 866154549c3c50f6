// Which command an outcome belongs to. A station tells outcomes by VSI; here each finds the command that was given for it,
// and through it the promise of whoever gave it. Commands given by plain inputs are followed, too, for the order's sake.
//
// A VSI has at most one command that runs and one that waits behind it; the outcome is that of the oldest, but for
// `superseded`, which tells of the one before the newest: that command has taken its place just now.

import { DEFAULT_SCID } from '../evb/place.js';
import type { EvbStationInput, EvbStationOutput } from '../evb/station.js';
import type { FilterInfo } from '../vdp/wire/filter-info.js';
import type { VsiKey } from '../vdp/wire/identity.js';
import type { VsiFailure } from './vsi-error.js';

/** A VSI of a station. */
export interface PlacedVsi extends VsiKey {
  readonly port: string;
  readonly scid: number;
}

/** Whose command it is. */
export interface CommandOwner {
  done(filterInfo: FilterInfo): void;
  failed(failure: VsiFailure): void;
}

/** A command; nobody waits for those given by plain inputs. */
interface Given {
  readonly owner: CommandOwner | undefined;
}

export const vsiText = ({ port, scid, vsiidFormat, vsiid: { w0, w1, w2, w3 } }: PlacedVsi): string =>
  `${scid} ${vsiidFormat} ${w0} ${w1} ${w2} ${w3} ${port}`;

export class StationCommands {
  /** By VSI, oldest first. */
  readonly #given = new Map<string, Given[]>();
  /** Who waits to try again, by VSI. */
  readonly #resting = new Map<string, CommandOwner>();
  /** The input that is being given for somebody. */
  #giving: { readonly input: EvbStationInput; readonly owner: CommandOwner } | undefined;

  /** Gives an input that is a command, for its owner. */
  giveFor<T>(owner: CommandOwner, input: EvbStationInput, give: (input: EvbStationInput) => T): T {
    this.#giving = { input, owner };
    try {
      return give(input);
    } finally {
      this.#giving = undefined;
    }
  }

  /** The owner of a command that failed tries again later, unless another command comes before. */
  rest(vsi: PlacedVsi, owner: CommandOwner): void {
    this.#resting.set(vsiText(vsi), owner);
  }

  /** It no longer waits. */
  wake(vsi: PlacedVsi, owner: CommandOwner): void {
    const key = vsiText(vsi);
    if (this.#resting.get(key) === owner) this.#resting.delete(key);
  }

  /** The station took an input. */
  taken(input: EvbStationInput): void {
    if (input.kind !== 'command' && input.kind !== 'deAssociate') return;
    const { port, scid = DEFAULT_SCID } = input;
    const { vsiidFormat, vsiid } = input.vsi;
    const key = vsiText({ port, scid, vsiidFormat, vsiid });
    const owner = this.#giving?.input === input ? this.#giving.owner : undefined;
    const resting = this.#resting.get(key);
    const given = this.#given.get(key);
    if (given === undefined) this.#given.set(key, [{ owner }]);
    else given.push({ owner });
    resting?.failed({ reason: 'superseded' });
  }

  /** The station told something. */
  told(output: EvbStationOutput): void {
    if (output.kind !== 'done' && output.kind !== 'failed') return;
    const { port, scid, vsi } = output;
    const key = vsiText({ port, scid, ...vsi });
    const given = this.#given.get(key) ?? [];
    const isSuperseded = output.kind === 'failed' && output.reason === 'superseded';
    const at = isSuperseded ? given.length - 2 : 0;
    const [found] = at < 0 ? [] : given.splice(at, 1);
    if (given.length === 0) this.#given.delete(key);
    if (output.kind === 'done') found?.owner?.done(output.filterInfo);
    else found?.owner?.failed(output);
  }

  /** All that is not over will not come to an end any more. */
  stop(): void {
    const owners = [...this.#given.values()].flat().map(({ owner }) => owner);
    const all = [...owners, ...this.#resting.values()];
    this.#given.clear();
    this.#resting.clear();
    for (const owner of all) owner?.failed({ reason: 'stopped' });
  }

  /** Commands that are not over. */
  get size(): number {
    let size = this.#resting.size;
    for (const given of this.#given.values()) size += given.length;
    return size;
  }
}
