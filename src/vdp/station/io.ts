// What goes into a `VdpStation` and what comes out, clause 41. All plain data. Octets in an output are its own; octets in
// an input are read during `handle` only.
//
// Always, of the outputs of one event: `online`, `changed` and `offline` come before the `done` that they belong to; where
// a command fails and its VSI ends with it, `failed` comes before `offline`.

import type { Identifier } from '../../core/identifier.js';
import type { Refusal } from '../../core/refusal.js';
import type { VdpParameters } from '../parameters.js';
import type { CommandTag, VdpCommand, VsiFacts, VsiReason, VsiResetReason } from '../vsi.js';
import type { FilterInfo } from '../wire/filter-info.js';
import type { VsiKey } from '../wire/identity.js';
import type { OrganizationData, ReceivedOrganization } from '../wire/organization.js';

/**
 * What a host wants of a VSI.
 *
 * @example
 * const vsi: VsiCommand = {
 *   command: 'associate',
 *   vsiidFormat: VSIID_UUID,
 *   vsiid: parseUuid('a1412857-60f7-4ce1-e95a-2164943f53aa') ?? ZERO_IDENTIFIER,
 *   managerId: ZERO_IDENTIFIER,
 *   typeId: 5,
 *   typeVersion: 1,
 *   filterInfo: { format: FILTER_MAC_VID, entries: [{ mac: 0x525400aabbcc, ps: false, pcp: 0, vid: 0 }] },
 * };
 */
export interface VsiCommand extends VsiKey {
  readonly command: Exclude<VdpCommand, 'deAssociate'>;
  /** All zero names no manager. */
  readonly managerId: Identifier;
  /** VTID, 0..16777215. */
  readonly typeId: number;
  /** 0..255. */
  readonly typeVersion: number;
  /** At least one entry; VID 0 asks the bridge to supply the VID. */
  readonly filterInfo: FilterInfo;
  /** S: the user of the VSI is suspended, as it is where it migrates from. Stays set in keep-alives. */
  readonly suspended?: boolean;
  /** M: the user of the VSI migrates here. In this command only. */
  readonly migrating?: boolean;
  /** Sent right behind the command and its keep-alives. */
  readonly organizations?: readonly OrganizationData[];
}

/** Ends the association of a VSI; all but the key says what to send for one that is not known. */
export interface DeAssociateCommand extends VsiKey {
  readonly managerId?: Identifier;
  readonly typeId?: number;
  readonly typeVersion?: number;
  readonly filterInfo?: FilterInfo;
}

export type VdpStationInput =
  /** Pre-Associates or associates a VSI. `done` or `failed` returns the tag. */
  | { readonly kind: 'command'; readonly vsi: VsiCommand; readonly tag?: CommandTag }
  /** De-associates a VSI, which the station need not know. `done` or `failed` returns the tag. */
  | { readonly kind: 'deAssociate'; readonly vsi: DeAssociateCommand; readonly tag?: CommandTag }
  /** Sets S in the keep-alives of a VSI from now on. */
  | { readonly kind: 'hints'; readonly vsi: VsiKey; readonly suspended: boolean }
  /** Forgets a VSI; nothing is sent. */
  | { readonly kind: 'remove'; readonly vsi: VsiKey }
  /** The keep-alives of all VSIs are due now. */
  | { readonly kind: 'reannounce' }
  /** Indication of ECP: the ULPDU is `bytes[at..end]`, padding included. */
  | { readonly kind: 'ulpdu'; readonly bytes: Uint8Array; readonly at: number; readonly end: number }
  /** EVB has been agreed with the bridge, or agreed anew. Timers that run keep their time. */
  | {
      readonly kind: 'evb';
      readonly state: 'ready';
      readonly parameters: VdpParameters;
      /** Both sides advertise GroupID support. */
      readonly groupIdAgreed: boolean;
    }
  /**
   * `down`: the port is up and EVB not agreed, because it is off or has not come so far; ends all VSIs with the reason
   * `disabled`. `lost`: it was agreed, and the EVB TLV has gone.
   * VSIs live on with the last agreed values, commands wait, De-Associate passes; a host that wants the end gives `reset`.
   */
  | { readonly kind: 'evb'; readonly state: 'down' | 'lost' }
  /** All VSIs end at once, nothing is sent; commands are refused until EVB is agreed. */
  | { readonly kind: 'reset'; readonly reason: VsiResetReason }
  | { readonly kind: 'timeout' };

export type VdpStationRefusalCode =
  | 'portDown'
  | 'evbNotReady'
  | 'groupIdNotAgreed'
  | 'invalidFilter'
  | 'tooManyEntries'
  | 'stepDownNotAllowed'
  | 'tooManyVsis'
  | 'invalidVsiid'
  /** A number out of its range, or a manager ID without four 32-bit words. */
  | 'invalidValue'
  /** Organizationally defined TLVs that have no encoding, or do not fit a ULPDU together with the command. */
  | 'invalidOrganization'
  | 'invalidParameters'
  | 'unknownVsi'
  | 'busy';

export type VdpStationRefusal = Refusal<VdpStationRefusalCode>;

/** Error and Hard of a response; absent where the bridge gave no error. */
export interface BridgeVerdict {
  /** Error type, 1..5. */
  readonly error?: number;
  /** The same command will fail again. */
  readonly hard?: boolean;
}

/** Which command an outcome is of. */
export interface CommandOutcome {
  readonly vsi: VsiKey;
  readonly command: VdpCommand;
  /** The tag of the command, where it had one. */
  readonly tag?: CommandTag;
}

export type VdpStationOutput =
  /** The command is in force. `filterInfo` has what the bridge supplied; of a De-Associate it is the last in force. */
  | ({ readonly kind: 'done'; readonly filterInfo: FilterInfo } & CommandOutcome)
  | ({
      readonly kind: 'failed';
      readonly reason: VsiReason;
      /** The VSI goes on as it was before the command. Absent: the VSI has ended, or the reason is `superseded`. */
      readonly keep?: true;
    } & CommandOutcome &
      BridgeVerdict)
  /** A VSI is pre-associated or associated that was not. */
  | ({ readonly kind: 'online' } & VsiFacts)
  /** State, type, manager or filter in force differ from before; the facts are the new ones. */
  | ({ readonly kind: 'changed' } & VsiFacts)
  /** A VSI was pre-associated or associated, and is not any more; the facts are the last ones. */
  | ({ readonly kind: 'offline'; readonly reason: VsiReason } & VsiFacts & BridgeVerdict)
  /** TLVs waited for ECP longer than a quarter of reinitKeepAlive. `longestWait`: microseconds, since the last `congested`. */
  | { readonly kind: 'congested'; readonly longestWait: number }
  /** Organizationally defined TLVs came in one ULPDU, in their order. */
  | { readonly kind: 'organization'; readonly tlvs: readonly ReceivedOrganization[] };
