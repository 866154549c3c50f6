// What an EVB station and an EVB bridge have in common: ports, the frames and the time given to them, one queue of outputs.
// The role brings its stack.
//
// Always: work for a frame does not depend on the number of ports, channels or VSIs. An input is refused `busy`, or a
// frame dropped, where too many outputs wait; what ends something is always taken.

import { Fifo } from '../core/fifo.js';
import { OptionError, withDefaults } from '../core/limits.js';
import { NEAREST_CUSTOMER_BRIDGE, NEAREST_NON_TPMR_BRIDGE } from '../core/mac.js';
import { type Refusal, refuse } from '../core/refusal.js';
import type { EvbRole } from '../core/role.js';
import { channelDeadline, configureChannel, hearNeighbors, requestEcp, tellVdp, timeoutChannel } from './channel.js';
import { newFrameBuilder } from './frames.js';
import type { EvbCommonInput, EvbSystemOptions } from './input.js';
import { evbEcpLimits, evbSystemLimits } from './options/limits.js';
import { optionsAt } from './options/options-at.js';
import { type EvbPortOptions, readPortOptions } from './options/port-options.js';
import type { EndTypes } from './parts.js';
import { isOpenlldp, OPENLLDP_REST } from './peer-preset.js';
import { type ChannelAddress, DEFAULT_SCID } from './place.js';
import {
  addManual,
  closePort,
  configureCdcp,
  enablePort,
  hearCdcpNeighbors,
  linkPort,
  newPort,
  removeManual,
  restorePort,
  timeoutCdcp,
} from './port.js';
import { takeFrame } from './receive.js';
import { type MakeVdp, ratifiedStack } from './stack.js';
import type { Channel, Endpoint, EvbEndpointState, Port, Uap } from './state.js';
import { type PortStatus, portStatus } from './status.js';
import { armTimers, dueTimed, newTimersState } from './timers.js';

type InputOf<Kind extends EvbCommonInput['kind']> = Extract<EvbCommonInput, { readonly kind: Kind }>;

/**
 * @param makeVdp makes the VDP of the role
 * @param maxUlpduOctets greatest ULPDU that ECP sends; the default is ECP's
 * @param given the state of such an endpoint, taken over with all its ports; those of the options do not count then
 * @throws OptionError for an option out of its range
 */
export function newEndpoint<End extends EndTypes>(
  role: EvbRole,
  options: EvbSystemOptions,
  makeVdp: MakeVdp<End>,
  maxUlpduOctets: number | undefined,
  given: EvbEndpointState<End['vdpState'], End['vdpOutput']> | undefined,
): Endpoint<End> {
  const { minFrameSize, ...limits } = withDefaults<keyof typeof evbSystemLimits>(evbSystemLimits, options);
  const preset = isOpenlldp(options.peer) ? { rest: OPENLLDP_REST } : {};
  const { rest } = optionsAt('ecp', () => withDefaults<'rest'>(evbEcpLimits, { ...preset, ...options.ecp }));
  const state: EvbEndpointState<End['vdpState'], End['vdpOutput']> = given ?? {
    now: Number.NEGATIVE_INFINITY,
    outputs: new Fifo(),
    timers: newTimersState(),
    ports: new Map(),
  };
  const endpoint: Endpoint<End> = {
    settings: { role, ...limits, acceptSource: options.acceptSource },
    state,
    stack: ratifiedStack(role, makeVdp, { rest, maxUlpduOctets }),
    frames: newFrameBuilder(minFrameSize),
    ecpdu: { kind: 'ecpdu', bytes: new Uint8Array(0), at: 0, end: 0 },
    timers: { state: state.timers, bySlot: [] },
    ports: new Map(),
  };
  for (const [name, portState] of state.ports) endpoint.ports.set(name, restorePort(endpoint, portState));
  for (const [i, port] of (given === undefined ? (options.ports ?? []) : []).entries()) {
    const refusal = addPort(endpoint, port, `ports[${i}]`);
    if (refusal !== undefined) throw new OptionError(refusal.field, port.name, refusal.expected);
  }
  return endpoint;
}

/** The instant of an input: time that goes back stands still. */
export function advance({ state }: Endpoint, now: number): number {
  if (now < state.now) return state.now;
  state.now = now;
  return now;
}

/** Takes an input that both roles know. */
export const handleCommon = (endpoint: Endpoint, input: EvbCommonInput, now: number): Refusal | undefined =>
  input.kind === 'frame' ? frame(endpoint, input, now) : handleOther(endpoint, input, now);

/** By itself: the closures here would cost each frame an allocation. */
function handleOther(
  endpoint: Endpoint,
  input: Exclude<EvbCommonInput, { readonly kind: 'frame' }>,
  now: number,
): Refusal | undefined {
  switch (input.kind) {
    case 'timeout':
      timeout(endpoint, now);
      return undefined;
    case 'link':
      return link(endpoint, input, now);
    case 'enable':
      return enable(endpoint, input, now);
    case 'addPort':
      return tryAddPort(endpoint, input.port);
    case 'removePort':
      return removePort(endpoint, input.port, now);
    case 'configure':
      return atChannel(endpoint, input, (channel) => configureChannel(channel, input.evb, now));
    case 'cdcp':
      return atPort(endpoint, input.port, (port) => configureCdcp(port, input.cdcp, now));
    case 'addChannel':
      return atPort(endpoint, input.port, (port) => addManual(port, { scid: input.scid, svid: input.svid }, now));
    case 'removeChannel':
      return atPort(endpoint, input.port, (port) => removeManual(port, input.scid, now));
    case 'lldpNeighbors':
      return neighbors(endpoint, input, now);
    case 'ulpRequest':
      return atChannel(endpoint, input, (channel) => requestEcp(channel, input.subtype, input.ulpdu, now));
  }
}

/** Gives the VDP of a channel what the host wants of it. Refused: unknownPort, unknownChannel, busy. */
export const handleVdp = <End extends EndTypes>(
  endpoint: Endpoint<End>,
  address: ChannelAddress,
  tell: (vdp: End['vdp'], now: number) => Refusal | undefined,
  now: number,
): Refusal | undefined => atChannel(endpoint, address, (channel) => tellVdp(channel, tell, now));

/** The same for all channels, or for those of one port. */
export function handleAllVdp<End extends EndTypes>(
  endpoint: Endpoint<End>,
  name: string | undefined,
  tell: (vdp: End['vdp'], now: number) => Refusal | undefined,
  now: number,
): Refusal | undefined {
  const ports = name === undefined ? [...endpoint.ports.values()] : [endpoint.ports.get(name)];
  if (ports.includes(undefined)) return unknownPort();
  if (isFull(endpoint)) return busy(endpoint);
  for (const port of ports) {
    for (const channel of port?.byScid.values() ?? []) tellVdp(channel, tell, now);
  }
  return undefined;
}

/** When `timeout` is wanted next, in microseconds; `undefined`: never. */
export function endpointDeadline({ timers }: Endpoint): number | undefined {
  armTimers(timers, deadlineOf);
  const next = timers.state.deadlines.next();
  return next === Number.POSITIVE_INFINITY ? undefined : next;
}

/** A channel; `undefined` where there is no such channel. */
export const channelAt = <End extends EndTypes>(
  endpoint: Endpoint<End>,
  { port, scid = DEFAULT_SCID }: ChannelAddress,
): Channel<End> | undefined => endpoint.ports.get(port)?.byScid.get(scid);

export const portStatuses = <End extends EndTypes, VdpStatus>(
  { ports }: Endpoint<End>,
  statusOf: (vdp: End['vdp']) => VdpStatus,
): PortStatus<VdpStatus>[] => [...ports.values()].map((port) => portStatus(port, statusOf));

const isFull = ({ state, settings }: Endpoint): boolean => state.outputs.size >= settings.maxPendingOutputs;

const busy = ({ settings }: Endpoint): Refusal =>
  refuse('busy', '', `fewer than ${settings.maxPendingOutputs} outputs that wait for poll`);

const unknownPort = (): Refusal => refuse('unknownPort', 'port', 'the name of a port');

const deadlineOf = (one: Channel | Uap): number => (one.kind === 'channel' ? channelDeadline(one) : one.lldpDeadline);

function atPort<End extends EndTypes>(
  endpoint: Endpoint<End>,
  name: string,
  act: (port: Port<End>) => Refusal | undefined,
): Refusal | undefined {
  const port = endpoint.ports.get(name);
  if (port === undefined) return unknownPort();
  return isFull(endpoint) ? busy(endpoint) : act(port);
}

function atChannel<End extends EndTypes>(
  endpoint: Endpoint<End>,
  { port: name, scid = DEFAULT_SCID }: ChannelAddress,
  act: (channel: Channel<End>) => Refusal | undefined,
): Refusal | undefined {
  const port = endpoint.ports.get(name);
  if (port === undefined) return unknownPort();
  const channel = port.byScid.get(scid);
  if (channel === undefined) return refuse('unknownChannel', 'scid', 'the SCID of an S-channel of this port');
  return isFull(endpoint) ? busy(endpoint) : act(channel);
}

function frame(endpoint: Endpoint, { port: name, frame, scid }: InputOf<'frame'>, now: number): Refusal | undefined {
  const port = endpoint.ports.get(name);
  if (port === undefined) return unknownPort();
  if (isFull(endpoint)) {
    port.state.counters.rxFrames++;
    port.state.counters.rxBusy++;
  } else {
    takeFrame(port, frame, scid, now);
  }
  return undefined;
}

/** Timers that are due while too many outputs wait stay due. */
function timeout(endpoint: Endpoint, now: number): void {
  const { timers } = endpoint;
  armTimers(timers, deadlineOf);
  while (!isFull(endpoint)) {
    const one = dueTimed(timers, now);
    if (one === undefined) return;
    if (one.kind === 'channel') timeoutChannel(one, now);
    else timeoutCdcp(one.port, now);
  }
}

function neighbors(endpoint: Endpoint, input: InputOf<'lldpNeighbors'>, now: number): Refusal | undefined {
  const { destination = NEAREST_CUSTOMER_BRIDGE, neighbors } = input;
  if (destination === NEAREST_CUSTOMER_BRIDGE) {
    return atChannel(endpoint, input, (channel) => hearNeighbors(channel, neighbors, now));
  }
  if (destination !== NEAREST_NON_TPMR_BRIDGE) {
    return refuse('badDestination', 'destination', 'Nearest Customer Bridge or Nearest non-TPMR Bridge');
  }
  return atPort(endpoint, input.port, (port) => hearCdcpNeighbors(port, neighbors, now));
}

function link(endpoint: Endpoint, { port: name, up }: InputOf<'link'>, now: number): Refusal | undefined {
  const port = endpoint.ports.get(name);
  if (port === undefined) return unknownPort();
  if (up === port.state.linkUp) return undefined;
  if (up && isFull(endpoint)) return busy(endpoint);
  linkPort(port, up, now);
  return undefined;
}

function enable(endpoint: Endpoint, { port: name, enabled }: InputOf<'enable'>, now: number): Refusal | undefined {
  const port = endpoint.ports.get(name);
  if (port === undefined) return unknownPort();
  if (enabled === port.state.enabled) return undefined;
  if (enabled && isFull(endpoint)) return busy(endpoint);
  enablePort(port, enabled, now);
  return undefined;
}

function tryAddPort(endpoint: Endpoint, options: EvbPortOptions): Refusal | undefined {
  try {
    return addPort(endpoint, options, 'port');
  } catch (error) {
    const { code, field, expected } = error as OptionError;
    if (code !== 'dot1qbgOption') throw error;
    return refuse('badOption', field, expected);
  }
}

function addPort(endpoint: Endpoint, options: EvbPortOptions, path: string): Refusal | undefined {
  const { settings, state, ports } = endpoint;
  const read = optionsAt(path, () => readPortOptions(options, settings.role));
  const { name } = read;
  if (ports.has(name)) return refuse('portExists', `${path}.name`, 'a name that no other port has');
  if (ports.size >= settings.maxPorts) return refuse('tooManyPorts', path, `at most ${settings.maxPorts} ports`);
  const port = optionsAt(path, () => newPort(endpoint, options, read));
  ports.set(name, port);
  state.ports.set(name, port.state);
  return undefined;
}

function removePort({ ports, state }: Endpoint, name: string, now: number): Refusal | undefined {
  const port = ports.get(name);
  if (port === undefined) return unknownPort();
  closePort(port, now);
  ports.delete(name);
  state.ports.delete(name);
  return undefined;
}
