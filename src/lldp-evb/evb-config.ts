// What a host configures of an EVB negotiation, 6.1 of D.2.12 and clause 40.4.

import { OptionError, withDefaults } from '../core/limits.js';
import { evbLimits } from './limits.js';

/** The numbers have the ranges and defaults of `evbLimits`. */
export interface EvbConfig {
  /** What this end is. It cannot change. */
  readonly mode: 'station' | 'bridge';
  /** Wants to use GroupIDs; default false. */
  readonly gid: boolean;
  /** Station: asks for reflective relay; default false. */
  readonly rrReq: boolean;
  /** Bridge: the port is capable of reflective relay; default false. */
  readonly rrCap: boolean;
  /** Bridge: reflective relay by command; default `auto`, as the station asks. */
  readonly rrForce: 'auto' | 'on' | 'off';
  /** Bridge: false where the host could not switch reflective relay on; default true. */
  readonly rrHardwareOk: boolean;
  /** Proposals. */
  readonly r: number;
  readonly rte: number;
  readonly rwd: number;
  readonly rka: number;
  /** Upper bounds of what the peer may raise the values to; not below the own proposal. Default none. */
  readonly maxR: number;
  readonly maxRte: number;
  readonly maxRwd: number;
  readonly maxRka: number;
  /** Whether the EVB TLV is sent; without it no peer counts. Default true. */
  readonly txEnable: boolean;
  /** The own values count, whatever the peer proposes; default false. */
  readonly manual: boolean;
  /** Which values are sent: the own ones (default), or those in use. */
  readonly advertise: 'proposal' | 'operational';
  /** What two eligible peers do: none counts (default), or the one that appeared last. */
  readonly peerSelection: 'disable' | 'newest';
  /** What VDP is given while the peer is lost: the last agreed values (default), or the own ones. */
  readonly onEvbLoss: 'keep' | 'release';
  /** Whether longer EVB TLVs pass; for `findEvbTlv`. Default `min`. */
  readonly evbTlvLength: 'min' | 'exact';
  /** Whether an NVO3 peer (mode 3) counts as the opposite role; default false. */
  readonly acceptNvo3Peer: boolean;
  /** Station: RRSTAT where it does not know, 2 or 3; default 3. */
  readonly rrstatUnknown: number;
}

/** What a host gives: the mode, and what differs from the defaults. */
export type EvbConfigOptions = Pick<EvbConfig, 'mode'> & {
  readonly [Name in Exclude<keyof EvbConfig, 'mode'>]?: EvbConfig[Name] | undefined;
};

const NAMES = {
  mode: ['station', 'bridge'],
  rrForce: ['auto', 'on', 'off'],
  advertise: ['proposal', 'operational'],
  peerSelection: ['disable', 'newest'],
  onEvbLoss: ['keep', 'release'],
  evbTlvLength: ['min', 'exact'],
} as const;

const FLAGS = {
  gid: false,
  rrReq: false,
  rrCap: false,
  rrHardwareOk: true,
  txEnable: true,
  manual: false,
  acceptNvo3Peer: false,
} as const;

const CLAMPS = [
  ['r', 'maxR'],
  ['rte', 'maxRte'],
  ['rwd', 'maxRwd'],
  ['rka', 'maxRka'],
] as const;

type NameOption = keyof typeof NAMES;
type FlagOption = keyof typeof FLAGS;

function nameOf<Option extends NameOption>(given: EvbConfigOptions, option: Option): (typeof NAMES)[Option][number] {
  const names: readonly string[] = NAMES[option];
  const name = given[option] ?? names[0];
  if (typeof name !== 'string' || !names.includes(name)) throw new OptionError(option, name, names.join(', '));
  return name as (typeof NAMES)[Option][number];
}

function flagOf(given: EvbConfigOptions, option: FlagOption): boolean {
  const flag: unknown = given[option] ?? FLAGS[option];
  if (typeof flag !== 'boolean') throw new OptionError(option, flag, 'true or false');
  return flag;
}

/** The whole configuration, defaults filled in; throws OptionError for what is out of its range. */
export function readEvbConfig(given: EvbConfigOptions): EvbConfig {
  const numbers = withDefaults<keyof typeof evbLimits>(evbLimits, given);
  for (const [name, max] of CLAMPS) {
    if (numbers[name] > numbers[max]) {
      throw new OptionError(max, numbers[max], `no less than ${name}, ${numbers[name]}`);
    }
  }
  return {
    mode: nameOf(given, 'mode'),
    gid: flagOf(given, 'gid'),
    rrReq: flagOf(given, 'rrReq'),
    rrCap: flagOf(given, 'rrCap'),
    rrForce: nameOf(given, 'rrForce'),
    rrHardwareOk: flagOf(given, 'rrHardwareOk'),
    ...numbers,
    txEnable: flagOf(given, 'txEnable'),
    manual: flagOf(given, 'manual'),
    advertise: nameOf(given, 'advertise'),
    peerSelection: nameOf(given, 'peerSelection'),
    onEvbLoss: nameOf(given, 'onEvbLoss'),
    evbTlvLength: nameOf(given, 'evbTlvLength'),
    acceptNvo3Peer: flagOf(given, 'acceptNvo3Peer'),
  };
}
