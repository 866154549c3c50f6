// LLDP as EVB needs it, 802.1AB, and the EVB TLV, D.2.12.

export type { Counter, CounterTable } from '../core/counters.js';
export type { Deadlines, DeadlinesContent } from '../core/deadlines.js';
export { EncodeError, type Path } from '../core/encode-error.js';
export type { Fifo } from '../core/fifo.js';
export { type Limit, type Limits, OptionError, type Range } from '../core/limits.js';
export {
  formatMac,
  NEAREST_BRIDGE,
  NEAREST_CUSTOMER_BRIDGE,
  NEAREST_NON_TPMR_BRIDGE,
  parseMac,
} from '../core/mac.js';
export type { Exit, Machine, StateNode } from '../core/machine.js';
export { LLDP_ORGANIZATION, OUI_8021 } from '../core/organization.js';
export type { Refusal } from '../core/refusal.js';
export type { Decoded, Finding, Note, Result, Rule, WireError } from '../core/result.js';
export type { EvbRole } from '../core/role.js';
export type { LldpAdminStatus } from './agent/admin-status.js';
export { LldpAgent } from './agent/agent.js';
export { type LldpAgentCounters, lldpAgentCounters } from './agent/counters.js';
export type { LldpAgentData } from './agent/data.js';
export type {
  LldpAgentInput,
  LldpAgentOptions,
  LldpAgentOutput,
  LldpAgentRefusal,
  NeighborRemovedReason,
} from './agent/io.js';
export { EVB_TLV_FORM, EVB_TLV_FORM_EXACT, type LldpNeighbor, type OrganizationTlvForm } from './agent/neighbor.js';
export {
  type LldpReceiveData,
  type LldpReceiveEffect,
  type LldpReceiveState,
  lldpReceiveMachine,
} from './agent/receive-machine.js';
export { LLDP_AGENT_INSTANTS, type LldpAgentState, type NeighborEntry } from './agent/state.js';
export type { LldpAgentStatus, NeighborStatus } from './agent/status.js';
export type { LldpTimer } from './agent/ticks.js';
export {
  type LldpTransmitData,
  type LldpTransmitEffect,
  type LldpTransmitState,
  lldpTransmitMachine,
} from './agent/transmit-machine.js';
export {
  type LldpTransmitTimerData,
  type LldpTransmitTimerState,
  lldpTransmitTimerMachine,
} from './agent/transmit-timer-machine.js';
export { evbLimits, lldpLimits } from './limits.js';
export type { EvbConfig, EvbConfigOptions } from './negotiation/config.js';
export type { EvbMachineState, EvbNegotiationData, EvbNegotiationEffect } from './negotiation/data.js';
export type {
  EvbNegotiationEvent,
  EvbNegotiationInput,
  EvbNegotiationOptions,
  EvbNegotiationOutput,
  EvbNegotiationRefusal,
  EvbPeerDownReason,
  EvbPeerGone,
} from './negotiation/io.js';
export { evbBridgeMachine, evbStationMachine } from './negotiation/machine.js';
export { EvbNegotiation } from './negotiation/negotiation.js';
export {
  type EvbOper,
  type EvbOutcome,
  type EvbPeer,
  type EvbPeerState,
  type EvbValues,
  negotiateEvb,
} from './negotiation/outcome.js';
export { EVB_NEGOTIATION_INSTANTS, type EvbNegotiationState } from './negotiation/state.js';
export type { EvbNegotiationStatus, EvbTlvStatus } from './negotiation/status.js';
export {
  byteLengthEvbTlv,
  checkEvbTlv,
  type DecodeEvbTlvOptions,
  decodeEvbTlv,
  EVB_MODE_BRIDGE,
  EVB_MODE_NOT_SUPPORTED,
  EVB_MODE_NVO3,
  EVB_MODE_STATION,
  EVB_SUBTYPE,
  EVB_TLV_OCTETS,
  type EvbTlv,
  encodeEvbTlv,
  encodeEvbTlvInto,
  evbBridgeStatus,
  evbMode,
  evbR,
  evbRka,
  evbRkaRol,
  evbRte,
  evbRwd,
  evbRwdRol,
  evbStationStatus,
} from './wire/evb-tlv.js';
export { type EvbTlvRejection, type FoundEvbTlv, findEvbTlv } from './wire/find-evb-tlv.js';
export { formatError, formatFinding } from './wire/format-error.js';
export {
  byteLengthLldpdu,
  CHASSIS_ID_MAC,
  decodeLldpdu,
  encodeLldpdu,
  encodeLldpduInto,
  LLDPDU_MAX_OCTETS,
  type Lldpdu,
  type LldpTlv,
  PORT_ID_INTERFACE_NAME,
  PORT_ID_MAC,
  type RawLldpTlv,
  type RejectedLldpTlv,
  type StationId,
} from './wire/lldpdu.js';
export {
  checkLldpTlv,
  createLldpduCursor,
  type DecodeLldpduOptions,
  type LldpduCursor,
  lldpChassisIdSubtype,
  lldpPortIdSubtype,
  lldpTtl,
  lldpValueAt,
  nextLldpTlv,
  rewindLldpdu,
  wrapLldpdu,
} from './wire/lldpdu-cursor.js';
export { type EvbTlvErrorCode, evbTlvRules, type LldpErrorCode, lldpRules } from './wire/rules.js';
export {
  LLDP_CHASSIS_ID,
  LLDP_END,
  LLDP_MANAGEMENT_ADDRESS,
  LLDP_PORT_DESCRIPTION,
  LLDP_PORT_ID,
  LLDP_SYSTEM_CAPABILITIES,
  LLDP_SYSTEM_DESCRIPTION,
  LLDP_SYSTEM_NAME,
  LLDP_TTL,
} from './wire/tlv-type.js';
