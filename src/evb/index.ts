// An EVB station and an EVB bridge: the protocols composed, on any number of ports.

export { OptionError } from '../core/limits.js';
export type { Refusal } from '../core/refusal.js';
export type { EvbRole } from '../core/role.js';
export { DEFAULT_SCID } from '../s-channel/pair-list.js';
export {
  EvbBridge,
  type EvbBridgeInput,
  type EvbBridgeOptions,
  type EvbBridgeOutput,
  type EvbBridgeStatus,
} from './bridge.js';
export type { EvbPortCounters } from './counters.js';
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
export type { EvbPeerPreset } from './peer-preset.js';
export type { HostLldpNeighbor } from './peers.js';
export type { ChannelAddress, ChannelPlace } from './place.js';
export type { AcceptSource } from './state.js';
export {
  EvbStation,
  type EvbStationInput,
  type EvbStationOptions,
  type EvbStationOutput,
  type EvbStationStatus,
} from './station.js';
export type { ChannelStatus, PortStatus, SChannelStatus } from './status.js';
export type { UapStatus } from './uap.js';
