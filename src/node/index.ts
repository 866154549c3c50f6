// Parts of a host for Node: frames in UDP datagrams, a scheduler, random initial values.

export type { Counter, CounterTable } from '../core/counters.js';
export { OptionError } from '../core/limits.js';
export type { FrameReceiver, FrameTransport, Scheduler, Timer } from '../host/interfaces.js';
export { NodeScheduler, type NodeSchedulerOptions } from './node-scheduler.js';
export { randomHashSeed, randomInitialSequence } from './random.js';
export { type UdpCounters, udpCounters } from './udp-counters.js';
export {
  openUdpFrameTransport,
  type UdpFrameTransport,
  type UdpFrameTransportStatus,
} from './udp-frame-transport.js';
export { UdpOpenError } from './udp-open-error.js';
export { type UdpEnd, type UdpFrameTransportOptions, udpLimits } from './udp-options.js';
