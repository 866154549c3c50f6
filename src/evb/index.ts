// An EVB station and an EVB bridge: the protocols composed, on any number of ports.

export { OptionError } from '../core/limits.js';
export type { Refusal } from '../core/refusal.js';
export {
  EvbBridge,
  type EvbBridgeInput,
  type EvbBridgeOptions,
  type EvbBridgeOutput,
  type EvbBridgeStatus,
} from './bridge.js';
export type { ChannelStatus } from './channel.js';
export type { PortCdcpOptions, PortChannelOptions } from './channel-options.js';
export type { EvbPortCounters } from './counters.js';
export type { EvbCommonInput, EvbSystemOptions } from './endpoint.js';
export type {
  EvbCommonOutput,
  EvbEvent,
  EvbFrameOutput,
  EvbLldpTlvsOutput,
  SChannelEvent,
  SChannelOrigin,
  UapEvent,
} from './events.js';
export { evbSystemLimits } from './limits.js';
export type { EvbPeerPreset } from './peer.js';
export type { HostLldpNeighbor } from './peers.js';
export { type ChannelAddress, type ChannelPlace, DEFAULT_SCID } from './place.js';
export type { AcceptSource, PortStatus, SChannelStatus } from './port.js';
export type { EvbPortOptions, PortLldpOptions } from './port-options.js';
export {
  EvbStation,
  type EvbStationInput,
  type EvbStationOptions,
  type EvbStationOutput,
  type EvbStationStatus,
} from './station.js';
export type { UapStatus } from './uap.js';
