// The VSI manager as the bridge of VDP sees it, 41.1: it knows the VSI types, and says whether a VSI may have one. The
// standard leaves open how its database looks and how it is asked. Here a query and its answer are data.

import type { Identifier } from '../../core/identifier.js';
import type { VdpCommand } from '../vsi.js';
import type { FilterInfo } from '../wire/filter-info.js';
import type { VsiKey } from '../wire/identity.js';

/** Asks whether a VSI may have this type and this filter. */
export interface VsiQuery {
  /** The answer bears the same id. */
  readonly id: number;
  readonly vsi: VsiKey;
  readonly command: Exclude<VdpCommand, 'deAssociate'>;
  /** All zero where the station names no manager. */
  readonly managerId: Identifier;
  /** VTID, 0..16777215. */
  readonly typeId: number;
  /** 0..255. */
  readonly typeVersion: number;
  readonly filterInfo: FilterInfo;
  /** S: the user of the VSI is suspended. */
  readonly suspended: boolean;
  /** M: the user of the VSI migrates here. */
  readonly migrating: boolean;
}

export type VsiAnswer =
  | {
      readonly ok: true;
      /**
       * The entries asked for, in their order, with each null VID replaced by one of 1..4094, and with PCP where it was
       * not given; absent where they are granted as they are.
       */
      readonly filterInfo?: FilterInfo;
    }
  | {
      readonly ok: false;
      /** Error type, 1..5: see `VDP_ERROR_TYPE`. */
      readonly error: number;
      /**
       * The association that the command should have changed stays. Absent: it does where the command is an Associate of
       * an associated VSI; elsewhere nothing is ever kept.
       */
      readonly keep?: boolean;
      /** The same command will fail again. Absent: with error types 1 and 5. */
      readonly hard?: boolean;
    };
