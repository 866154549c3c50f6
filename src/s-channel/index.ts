// S-channels, clause 42 and D.2.13: the CDCP TLV, CDCP of either role, and the port-mapping S-VLAN component.

export type { Deadlines, DeadlinesContent } from '../core/deadlines.js';
export { EncodeError, type Path } from '../core/encode-error.js';
export type { Fifo } from '../core/fifo.js';
export { type Limit, type Limits, OptionError, type Range } from '../core/limits.js';
export type { Exit, Machine, StateNode } from '../core/machine.js';
export type { Refusal } from '../core/refusal.js';
export type { Decoded, Finding, Note, Result, Rule, WireError } from '../core/result.js';
export type { EvbRole } from '../core/role.js';
export type { CdcpChannelStatus, MissingReason, SChannelEndReason } from './cdcp/channels.js';
export type { CdcpConfig, CdcpConfigOptions } from './cdcp/config.js';
export type { CdcpAdmin, CdcpData, CdcpMachineState } from './cdcp/data.js';
export type {
  CdcpNegotiationInput,
  CdcpNegotiationOptions,
  CdcpNegotiationOutput,
  CdcpNegotiationRefusal,
  CdcpPeer,
} from './cdcp/io.js';
export { cdcpMachine } from './cdcp/machine.js';
export { CdcpNegotiation } from './cdcp/negotiation.js';
export { rxSVIDConfig, type SvidAssignment, setSVIDRequest, txSVIDConfig } from './cdcp/procedures.js';
export { type SanitizedPairs, sanitizePairs } from './cdcp/sanitize.js';
export { CDCP_NEGOTIATION_INSTANTS, type CdcpNegotiationState } from './cdcp/state.js';
export type { CdcpNegotiationStatus } from './cdcp/status.js';
export { type SvidPool, type SvidRange, svidPoolOf } from './cdcp/svid-pool.js';
export { type CdcpWarning, type CdcpWarningCode, cdcpWarnings } from './cdcp/warnings.js';
export { cdcpLimits } from './limits.js';
export { DEFAULT_SCID, DEFAULT_SVID } from './pair-list.js';
export {
  NO_S_TAG,
  S_TAG_TRUNCATED,
  type SVlanDropReason,
  sTagVid,
  type Tagged,
  tag,
  type Untagged,
  untag,
} from './relay/s-tag.js';
export {
  addSChannel,
  type FromCap,
  type FromUplink,
  fromCap,
  fromUplink,
  newSVlanComponent,
  removeSChannel,
  type SChannelRefusal,
  type SVlanComponent,
  type SVlanComponentOptions,
} from './relay/s-vlan-component.js';
export {
  byteLengthCdcpTlv,
  CDCP_MAX_PAIRS,
  CDCP_SUBTYPE,
  type CdcpTlv,
  cdcpChnCap,
  cdcpPair,
  cdcpPairCount,
  cdcpRole,
  cdcpSComp,
  checkCdcpTlv,
  decodeCdcpTlv,
  encodeCdcpTlv,
  encodeCdcpTlvInto,
  type SChannelPair,
} from './wire/cdcp-tlv.js';
export {
  CDCP_TLV_FORM,
  type CdcpTlvRejection,
  type FoundCdcpTlv,
  findCdcpTlv,
  type RawTlv,
} from './wire/find-cdcp-tlv.js';
export { formatError, formatFinding } from './wire/format-error.js';
export { type CdcpErrorCode, cdcpRules } from './wire/rules.js';
