// What a host configures of an EVB negotiation, 6.1 of D.2.12 and clause 40.4.

import { readChoices, readFlags } from '../../core/choices.js';
import { OptionError, withDefaults } from '../../core/limits.js';
import { EVB_ROLE_TEXT, type EvbRole, isEvbRole } from '../../core/role.js';
import { evbChoices, evbFlags, evbLimits } from '../limits.js';

/** What is configured. The numbers have the ranges and defaults of `evbLimits`. */
export interface EvbConfig {
  /** What this end is. The role cannot change. */
  readonly role: EvbRole;
  /** Wants to use GroupIDs; default false. */
  readonly gid: boolean;
  /** Station: asks for reflective relay; default false. */
  readonly rrReq: boolean;
  /** Bridge: the port is capable of reflective relay; default false. */
  readonly rrCap: boolean;
  /** Bridge: reflective relay as the station asks (`auto`, the default), or by command. */
  readonly rrForce: 'auto' | 'on' | 'off';
  /** Bridge: the host can switch reflective relay on; default true. */
  readonly rrHardwareOk: boolean;
  /** Proposals for maxRetries of ECP, ackTimerInit of ECP, resourceWaitDelay and reinitKeepAlive of VDP. */
  readonly r: number;
  readonly rte: number;
  readonly rwd: number;
  readonly rka: number;
  /** What the peer may raise the values to at most; not below the own proposals. Default: the whole range. */
  readonly maxR: number;
  readonly maxRte: number;
  readonly maxRwd: number;
  readonly maxRka: number;
  /** Whether the EVB TLV is sent; without it no peer counts. Default true. */
  readonly txEnable: boolean;
  /** The own values count, whatever the peer proposes; default false. */
  readonly manual: boolean;
  /** Which values are sent: the own proposals (default), or the values in use. */
  readonly advertise: 'proposal' | 'operational';
  /** With two eligible peers none counts (`disable`, the default), or the one that appeared last (`newest`). */
  readonly peerSelection: 'disable' | 'newest';
  /** While the peer is lost: VSIs live on with the last agreed values (`keep`, the default), or they end (`end`). */
  readonly onEvbLoss: 'keep' | 'end';
  /** EVB TLVs of 9 octets and more are read (`min`, the default), or of 9 octets only (`exact`); for `findEvbTlv`. */
  readonly evbTlvLength: 'min' | 'exact';
  /** Whether an NVO3 peer (mode 3) counts as the opposite role; default false. */
  readonly acceptNvo3Peer: boolean;
  /** Station: RRSTAT that says "unknown", 2 or 3; default 3. */
  readonly rrstatUnknown: number;
}

/** What a host gives: the role, and each member that differs from its default. */
export type EvbConfigOptions = Pick<EvbConfig, 'role'> & {
  readonly [Name in Exclude<keyof EvbConfig, 'role'>]?: EvbConfig[Name] | undefined;
};

const CLAMPS = [
  ['r', 'maxR'],
  ['rte', 'maxRte'],
  ['rwd', 'maxRwd'],
  ['rka', 'maxRka'],
] as const;

/** What is wrong among numbers that are each in range. */
export const clampFaults = (
  numbers: Readonly<Record<keyof typeof evbLimits, number>>,
): readonly { readonly field: keyof typeof evbLimits; readonly expected: string }[] =>
  CLAMPS.filter(([name, max]) => numbers[name] > numbers[max]).map(([name, max]) => ({
    field: max,
    expected: `no less than ${name}, ${numbers[name]}`,
  }));

/**
 * The whole configuration, defaults filled in.
 *
 * @throws OptionError for a member out of its range
 */
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
