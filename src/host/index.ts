// Hosts: what they implement, what drives a station or a bridge by it, and promises over that.

export { OptionError } from '../core/limits.js';
export type { Refusal } from '../core/refusal.js';
export type { DataPlaneChange } from '../evb/data-plane.js';
export type { AbortSignalLike } from './abort.js';
export { type BridgeHost, type BridgePort, driveBridge, type EvbBridgeEvent } from './bridge-host.js';
export type { CommandOptions, RetryOptions } from './command-promise.js';
export { type Drive, drive, type HostParts as HostPorts } from './drive.js';
export type { Listener } from './driver.js';
export type { EventStream, EventsLost, EventsOptions } from './events.js';
export type {
  DataPlane,
  Endpoint,
  FrameReceiver,
  FrameTransport,
  HostFault,
  HostPart,
  LldpDaemon as LldpPort,
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
