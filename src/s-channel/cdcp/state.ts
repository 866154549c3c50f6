// The state of CDCP on one port, and what its functions work on.

import { Fifo } from '../../core/fifo.js';
import { withDefaults } from '../../core/limits.js';
import { begin } from '../../core/machine.js';
import { cdcpNegotiationLimits } from '../limits.js';
import { DEFAULT_PAIR, DEFAULT_SCID } from '../pair-list.js';
import type { CdcpTlv } from '../wire/cdcp-tlv.js';
import { type CdcpConfig, readCdcpConfig } from './config.js';
import { type CdcpAdmin, type CdcpData, newCdcpData } from './data.js';
import type { CdcpNegotiationOptions, CdcpNegotiationOutput, CdcpPeer } from './io.js';
import { cdcpMachine } from './machine.js';

/** What the negotiation was made with. Never changes. */
export interface CdcpNegotiationSettings {
  readonly maxPendingOutputs: number;
}

/** All that changes. */
export interface CdcpNegotiationState {
  /** What waits for `poll`. */
  readonly outputs: Fifo<CdcpNegotiationOutput>;
  /** The variables of the machine. */
  readonly data: CdcpData;
  config: CdcpConfig;
  /** All neighbours, as they were given last. */
  peers: readonly CdcpPeer[];
  /** The neighbour that counts. */
  peer: CdcpPeer | undefined;
  multiplePeers: boolean;
  /** The CDCP TLV to send, if one is sent. */
  txTlv: CdcpTlv | undefined;
}

/** Names of the instants in the state: there is no time in CDCP. */
export const CDCP_NEGOTIATION_INSTANTS = [] as const;

/** What functions work on. */
export interface CdcpNegotiationShell {
  readonly settings: CdcpNegotiationSettings;
  readonly state: CdcpNegotiationState;
}

/** The variables that management sets. The default S-channel is the first one wanted. */
export const adminOf = ({ role, chnCap, wants, pool, sComp, honourProposed }: CdcpConfig): CdcpAdmin => ({
  adminRole: role,
  adminChnCap: chnCap,
  adminSVIDWants: [DEFAULT_PAIR, ...wants.filter((scid) => scid !== DEFAULT_SCID).map((scid) => ({ scid, svid: 0 }))],
  localSVIDPool: pool,
  localSComp: sComp,
  honourProposed,
});

function newCdcpNegotiationState(config: CdcpConfig): CdcpNegotiationState {
  const data = newCdcpData(adminOf(config));
  begin(cdcpMachine, data, []);
  return {
    outputs: new Fifo(),
    data,
    config,
    peers: [],
    peer: undefined,
    multiplePeers: false,
    txTlv: undefined,
  };
}

/** @throws OptionError for an option out of its range */
export function newCdcpNegotiation(
  options: CdcpNegotiationOptions,
  state: CdcpNegotiationState | undefined,
): CdcpNegotiationShell {
  const settings = withDefaults<keyof typeof cdcpNegotiationLimits>(cdcpNegotiationLimits, options);
  const config = readCdcpConfig(options);
  return { settings, state: state ?? newCdcpNegotiationState(config) };
}
