// VDP, clause 41: the ULPDU, its TLVs, and what a receiver makes of them.

export type { Cells } from '../core/cells.js';
export type { Counter, CounterTable } from '../core/counters.js';
export type { Deadlines, DeadlinesContent } from '../core/deadlines.js';
export { EncodeError, type Path } from '../core/encode-error.js';
export type { Fifo } from '../core/fifo.js';
export {
  equalIdentifiers,
  formatIpv6,
  formatUuid,
  type Identifier,
  identifierOctets,
  parseIpv6,
  parseUuid,
  readIdentifier,
  ZERO_IDENTIFIER,
} from '../core/identifier.js';
export type { IdentifierIndex } from '../core/identifier-index.js';
export { type Limit, type Limits, OptionError, type Range } from '../core/limits.js';
export { formatMac, parseMac } from '../core/mac.js';
export type { Exit, Machine, StateNode } from '../core/machine.js';
export type { Mutable } from '../core/mutable.js';
export type { Refusal } from '../core/refusal.js';
export type { Decoded, Finding, Note, Result, Rule, WireError } from '../core/result.js';
export type { EvbRole } from '../core/role.js';
export type { SlotList } from '../core/slot-list.js';
export { type Admission, type AdmitContext, admitAssociation } from './admit.js';
export { VdpBridge } from './bridge/bridge.js';
export { type VdpBridgeCounters, vdpBridgeCounters } from './bridge/counters.js';
export {
  newVdpBridgeData,
  type VdpBridgeData,
  type VdpBridgeEffect,
  type VdpBridgeState,
} from './bridge/data.js';
export type { VdpBridgeInput, VdpBridgeOutput, VdpBridgeRefusal, VdpBridgeRefusalCode } from './bridge/io.js';
export { type VdpBridgeLimits, vdpBridgeLimits } from './bridge/limits.js';
export { vdpBridgeMachine } from './bridge/machine.js';
export {
  BRIDGE_INSTANTS,
  type BridgeState,
  type BridgeVsi,
  type VdpBridgeEvb,
  type VdpBridgeOptions,
} from './bridge/state.js';
export type { VdpBridgeStatus, VdpBridgeVsi } from './bridge/status.js';
export type { KeptCommand } from './command.js';
export { type StaticVsiManager, type StaticVsiManagerOptions, staticVsiManager } from './manager/static.js';
export type { VsiAnswer, VsiQuery } from './manager/vsi-manager.js';
export type { VsiType } from './manager/vsi-type.js';
export {
  reinitKeepAlive,
  resourceWaitDelay,
  respWaitDelay,
  toutKeepAlive,
  type VdpParameters,
  vdpParameterLimits,
} from './parameters.js';
export { type VdpStationCounters, vdpStationCounters } from './station/counters.js';
export type {
  VdpStationData,
  VdpStationEffect,
  VdpStationEvents,
  VdpStationState,
} from './station/data.js';
export type {
  BridgeVerdict,
  CommandOutcome,
  DeAssociateCommand,
  VdpStationInput,
  VdpStationOutput,
  VdpStationRefusal,
  VdpStationRefusalCode,
  VsiCommand,
} from './station/io.js';
export { vdpStationLimits } from './station/limits.js';
export { vdpStationMachine } from './station/machine.js';
export {
  STATION_INSTANTS,
  type StationCommand,
  type StationState,
  type StationVsi,
  type VdpStationEvb,
  type VdpStationOptions,
} from './station/state.js';
export { VdpStation } from './station/station.js';
export type { VdpStationStatus, VdpStationVsi } from './station/status.js';
export type {
  CommandStatus,
  CommandTag,
  VdpCommand,
  VsiFacts,
  VsiReason,
  VsiResetReason,
  VsiState,
  VsiStatus,
  VsiWithdrawReason,
} from './vsi.js';
export type { InForce, VsiTable } from './vsi-table.js';
export type { AssociationTlv, AssociationType } from './wire/association.js';
export {
  checkAssociation,
  createVdpUlpduCursor,
  nextVdpTlv,
  readVdpEntry,
  rewindVdpUlpdu,
  type VdpUlpduCursor,
  wrapVdpUlpdu,
} from './wire/cursor.js';
export {
  type FilterEntry,
  type FilterInfo,
  type FilterInfoOf,
  type GroupMacVidEntry,
  type GroupVidEntry,
  type MacVidEntry,
  makeFilterInfo,
  mapFilterEntries,
  maxFilterEntries,
  type RegisteredEntry,
  type RegisteredFilterInfo,
  type UncountedFilterInfo,
  type VidEntry,
  type VidField,
} from './wire/filter-info.js';
export { formatError, formatFinding } from './wire/format-error.js';
export { formatManagerId, formatVsiid, parseManagerId, parseVsiid, type VsiKey } from './wire/identity.js';
export {
  type EntryLayout,
  entryLayout,
  FILTER_GROUP_MAC_VID,
  FILTER_GROUP_VID,
  FILTER_MAC_VID,
  FILTER_VID,
  type FilterFormats,
  type FilterInfoFormat,
  isAssociation,
  isVsiidFormat,
  VDP_ASSOCIATE,
  VDP_DE_ASSOCIATE,
  VDP_MANAGER_ID,
  VDP_ORGANIZATION,
  VDP_PRE_ASSOCIATE,
  VDP_PRE_ASSOCIATE_RR,
  VSIID_IPV4,
  VSIID_IPV6,
  VSIID_LOCAL,
  VSIID_MAC,
  VSIID_UUID,
} from './wire/layout.js';
export type { OrganizationData, OrganizationTlv, ReceivedOrganization } from './wire/organization.js';
export { type VdpAdmitCode, type VdpErrorCode, vdpAdmitRules, vdpRules } from './wire/rules.js';
export {
  contradictsItself,
  errorType,
  hasReservedStatus,
  isResponse,
  STATUS_ACK,
  STATUS_ERROR_TYPE,
  STATUS_HARD,
  STATUS_KEEP,
  STATUS_MIGRATING,
  STATUS_SUSPENDED,
  VDP_ERROR_TYPE,
} from './wire/status.js';
export {
  byteLengthVdpUlpdu,
  type DecodeVdpUlpduOptions,
  decodeVdpUlpdu,
  encodeVdpUlpdu,
  encodeVdpUlpduInto,
  type RejectedTlv,
  readVdpUlpdu,
  type UnknownTlv,
  type VdpTlv,
  type VdpUlpdu,
} from './wire/ulpdu.js';
