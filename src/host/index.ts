// Hosts: the interfaces that a host implements, the driver of a station or a bridge, and promises over it.

export { OptionError } from '../core/limits.js';
export type { Refusal } from '../core/refusal.js';
export type { DataPlaneChange } from '../evb/data-plane.js';
export type { AbortSignalLike } from './abort.js';
export { type BridgeHost, type BridgePort, driveBridge, type EvbBridgeEvent } from './bridge-host.js';
export type { CommandOptions, RetryOptions } from './command-promise.js';
export { type Driver, drive, type Listener } from './drive.js';
export type { EventOf, EventStream, EventsLost, EventsOptions } from './events.js';
export type {
  DataPlane,
  Endpoint,
  EvbInput,
  EvbOutput,
  FrameReceiver,
  FrameTransport,
  HostFault,
  HostPart,
  HostParts,
  LldpDaemon,
  LldpReceiver,
  Observer,
  PlacedVsiQuery,
  Scheduler,
  Timer,
  VsiManager,
} from './interfaces.js';
export { linkInMemory, type MemoryLink } from './memory-transport.js';
export type { CdcpChange } from './port-channels.js';
export {
  driveStation,
  type EvbStationEvent,
  type StationHost,
  type StationPort,
  type WantedVsi,
} from './station-host.js';
export { VsiError, type VsiErrorReason, type VsiFailure, type VsiWish } from './vsi-error.js';
export type { WaitOptions } from './wait.js';
