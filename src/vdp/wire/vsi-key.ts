// Who a VSI is, and what else may be told of one: what the two roles of VDP name alike.

import type { Identifier } from '../../core/identifier.js';

/** The identity of a VSI on a port: VSIID Format (1..5) and VSIID together. */
export interface VsiKey {
  readonly vsiidFormat: number;
  readonly vsiid: Identifier;
}

/** An organizationally defined TLV that follows an association TLV. */
export interface OrganizationData {
  /** OUI or CID, 0..16777215. */
  readonly oui: number;
  /** 0..508 octets. */
  readonly data: Uint8Array;
}

/** An organizationally defined TLV of the peer. */
export interface ReceivedOrganization extends OrganizationData {
  /** The VSI of the association TLV before it; absent where there is none, or none that names a VSI. */
  readonly vsi?: VsiKey;
}
