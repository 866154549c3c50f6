// An EVB station and an EVB bridge: the protocols composed, on any number of ports.

export type { Counter, CounterTable } from '../core/counters.js';
export type { Deadlines, DeadlinesContent } from '../core/deadlines.js';
export type { Fifo } from '../core/fifo.js';
export { OptionError } from '../core/limits.js';
export type { Refusal } from '../core/refusal.js';
export type { EvbRole } from '../core/role.js';
export type { SlotList } from '../core/slot-list.js';
export { DEFAULT_SCID } from '../s-channel/pair-list.js';
export {
  EvbBridge,
  type EvbBridgeInput,
  type EvbBridgeOptions,
  type EvbBridgeOutput,
  type EvbBridgeState,
  type EvbBridgeStatus,
} from './bridge.js';
export { type EvbPortCounters, evbPortCounters } from './counters.js';
export { type DataPlaneChange, isDataPlaneChange } from './data-plane.js';
export type {
  ChannelDownReason,
  EvbCommonOutput,
  EvbEvent,
  EvbFrameOutput,
  EvbLldpTlvsOutput,
  SChannelEvent,
  SChannelOrigin,
  UapEvent,
} from './events.js';
export type { EvbCommonInput, EvbEcpOptions, EvbSystemOptions } from './input.js';
export type { PortCdcpOptions, PortChannelOptions } from './options/channel-options.js';
export { evbEcpLimits, evbSystemLimits } from './options/limits.js';
export type { EvbPortOptions, EvbUlpOptions, PortLldpOptions } from './options/port-options.js';
export type { EvbChannelLegacy, EvbChannelState } from './parts.js';
export type { EvbPeerPreset } from './peer-preset.js';
export type { HostLldpNeighbor } from './peers.js';
export type { ChannelAddress, ChannelPlace } from './place.js';
export {
  type AcceptSource,
  EVB_ENDPOINT_INSTANTS,
  type EvbEndpointState,
  type EvbPortState,
  type EvbUapState,
} from './state.js';
export {
  EvbStation,
  type EvbStationInput,
  type EvbStationOptions,
  type EvbStationOutput,
  type EvbStationState,
  type EvbStationStatus,
} from './station.js';
export type { ChannelStatus, ChannelTimer, DueTimer, PortStatus, SChannelStatus } from './status.js';
export { EVB_TIMERS_INSTANTS, type EvbTimersState } from './timers.js';
export type { UapStatus } from './uap.js';
