// What a host configures of an EVB negotiation, 6.1 of D.2.12 and clause 40.4.

import { readChoices, readFlags } from '../../core/choices.js';
import { OptionError, withDefaults } from '../../core/limits.js';
import { EVB_ROLE_TEXT, type EvbRole, isEvbRole } from '../../core/role.js';
import { evbChoices, evbFlags, evbLimits } from '../limits.js';

/** The numbers have the ranges and defaults of `evbLimits`. */
export interface EvbConfig {
  /** What this end is. It cannot change. */
  readonly role: EvbRole;
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
  /** While the peer is lost: VSIs live on with the last agreed values (`keep`, the default), or they end (`end`). */
  readonly onEvbLoss: 'keep' | 'end';
  /** Whether longer EVB TLVs pass; for `findEvbTlv`. Default `min`. */
  readonly evbTlvLength: 'min' | 'exact';
  /** Whether an NVO3 peer (mode 3) counts as the opposite role; default false. */
  readonly acceptNvo3Peer: boolean;
  /** Station: RRSTAT where it does not know, 2 or 3; default 3. */
  readonly rrstatUnknown: number;
}

/** What a host gives: the role, and what differs from the defaults. */
export type EvbConfigOptions = Pick<EvbConfig, 'role'> & {
  readonly [Name in Exclude<keyof EvbConfig, 'role'>]?: EvbConfig[Name] | undefined;
};

const CLAMPS = [
  ['r', 'maxR'],
  ['rte', 'maxRte'],
  ['rwd', 'maxRwd'],
  ['rka', 'maxRka'],
] as const;

/** What is wrong between numbers that are each in range. */
export const clampFaults = (
  numbers: Readonly<Record<keyof typeof evbLimits, number>>,
): readonly { readonly field: keyof typeof evbLimits; readonly expected: string }[] =>
  CLAMPS.filter(([name, max]) => numbers[name] > numbers[max]).map(([name, max]) => ({
    field: max,
    expected: `no less than ${name}, ${numbers[name]}`,
  }));

/** The whole configuration, defaults filled in; throws OptionError for what is out of its range. */
export function readEvbConfig(given: EvbConfigOptions): EvbConfig {
  const numbers = withDefaults<keyof typeof evbLimits>(evbLimits, given);
  const [fault] = clampFaults(numbers);
  if (fault !== undefined) throw new OptionError(fault.field, numbers[fault.field], fault.expected);
  const { role } = given;
  if (!isEvbRole(role)) throw new OptionError('role', role, EVB_ROLE_TEXT);
  return {
    role,
    ...readFlags<keyof typeof evbFlags>(evbFlags, given),
    ...readChoices(evbChoices, given),
    ...numbers,
  };
}
