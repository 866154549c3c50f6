// What goes into a `VdpStation` and what comes out, clause 41. All plain data. Octets in an output are its own; octets in
// an input are looked at during `handle` only.

import type { Identifier } from '../../core/identifier.js';
import type { Refusal } from '../../core/refusal.js';
import type { VdpParameters } from '../parameters.js';
import type { FilterInfo } from '../wire/filter-info.js';
import type { VsiKey } from '../wire/identity.js';
import type { OrganizationData, ReceivedOrganization } from '../wire/organization.js';
import type { VdpStationFailure, VdpStationResetReason } from './data.js';

export type VdpCommand = 'preAssociate' | 'preAssociateRr' | 'associate' | 'deAssociate';

/** What a host wants of a VSI. */
export interface VsiCommand extends VsiKey {
  readonly command: 'preAssociate' | 'preAssociateRr' | 'associate';
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
  | { readonly kind: 'command'; readonly vsi: VsiCommand }
  | ({ readonly kind: 'deAssociate' } & DeAssociateCommand)
  /** S from now on, in keep-alives. */
  | ({ readonly kind: 'hints'; readonly suspended: boolean } & VsiKey)
  /** Forgets a VSI; nothing is sent. */
  | ({ readonly kind: 'remove' } & VsiKey)
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
   * `disabled`. `lost`: it was agreed, and the EVB TLV has gone; see `onEvbLoss`.
   */
  | { readonly kind: 'evb'; readonly state: 'down' | 'lost' }
  /** All VSIs end at once, nothing is sent; commands are refused until EVB is agreed. */
  | { readonly kind: 'reset'; readonly reason: Exclude<VdpStationResetReason, 'removed'> }
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
  /** A number out of its range, or a manager ID that is none. */
  | 'invalidValue'
  /** Organizationally defined TLVs that have no encoding, or do not fit a ULPDU together with the command. */
  | 'invalidOrganization'
  | 'invalidParameters'
  | 'unknownVsi'
  | 'busy';

export type VdpStationRefusal = Refusal<VdpStationRefusalCode>;

/** Error and Hard as the bridge told them; there where it told an error. */
export interface BridgeVerdict {
  /** Error type, 1..5. */
  readonly error?: number;
  /** The same command will fail again. */
  readonly hard?: boolean;
}

export type VsiEndReason = VdpStationFailure | 'keepAliveTimeout' | 'keepErrorOnKeepAlive';

export type VdpStationOutput =
  /** The command is in force. `filterInfo` has what the bridge supplied; of a De-Associate it is the last in force. */
  | { readonly kind: 'done'; readonly vsi: VsiKey; readonly command: VdpCommand; readonly filterInfo: FilterInfo }
  | ({
      readonly kind: 'failed';
      readonly vsi: VsiKey;
      readonly command: VdpCommand;
      readonly reason: VdpStationFailure | 'superseded';
      /** The VSI goes on as it was before the command. Absent: it has ended, or `superseded`. */
      readonly keep?: true;
    } & BridgeVerdict)
  /** A VSI that was pre-associated or associated is not any more. */
  | ({ readonly kind: 'deassociated'; readonly vsi: VsiKey; readonly reason: VsiEndReason } & BridgeVerdict)
  /** TLVs wait for ECP too long, more than a quarter of reinitKeepAlive. In microseconds, the longest since the last told. */
  | { readonly kind: 'congested'; readonly longestWait: number }
  | { readonly kind: 'organization'; readonly tlvs: readonly ReceivedOrganization[] };
