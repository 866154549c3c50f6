// One port: which of its frames are for EVB, and for what of it. It has one channel, the default S-channel.

import { ETHERTYPE_ECP, ETHERTYPE_LLDP } from '../core/ethernet.js';
import { NEAREST_CUSTOMER_BRIDGE } from '../core/mac.js';
import { u48 } from '../core/octets.js';
import type { ChannelStatus, EvbChannel } from './channel.js';
import { type EvbPortCounters, newEvbPortCounters } from './counters.js';
import { etherTypeOf, HEADER_OCTETS } from './frames.js';
import { DEFAULT_SCID } from './place.js';
import type { PortSettings } from './port-options.js';

const SOURCE_AT = 6;

/** Whether a frame of this source address is looked at. A pure function of its arguments. */
export type AcceptSource = (port: string, source: number) => boolean;

/** The read-out of a port. */
export interface PortStatus<VdpStatus> {
  readonly name: string;
  readonly linkUp: boolean;
  readonly enabled: boolean;
  readonly counters: Readonly<EvbPortCounters>;
  readonly channels: readonly (ChannelStatus & { readonly vdp: VdpStatus })[];
}

export class EvbPort<Channel extends EvbChannel<never, object>> {
  readonly settings: PortSettings;
  readonly counters: EvbPortCounters = newEvbPortCounters();
  /** By SCID. */
  readonly channels = new Map<number, Channel>();
  linkUp = false;
  enabled: boolean;
  readonly #acceptSource: AcceptSource | undefined;

  constructor(settings: PortSettings, acceptSource: AcceptSource | undefined) {
    this.settings = settings;
    this.enabled = settings.enabled;
    this.#acceptSource = acceptSource;
  }

  /** Gives a frame to whom it is for; answers the channel that took it, if one did. */
  takeFrame(frame: Uint8Array, now: number): Channel | undefined {
    const channel = this.#channelOf(frame);
    if (channel === undefined) return undefined;
    if (etherTypeOf(frame) === ETHERTYPE_ECP) channel.ecpdu(frame, HEADER_OCTETS, frame.length, now);
    else channel.lldpdu(frame, HEADER_OCTETS, frame.length, now);
    return channel;
  }

  #channelOf(frame: Uint8Array): Channel | undefined {
    const { counters, settings } = this;
    counters.rxFrames++;
    if (frame.length < HEADER_OCTETS) {
      counters.rxMalformed++;
      return undefined;
    }
    if (!this.linkUp) {
      counters.rxLinkDown++;
      return undefined;
    }
    const source = u48(frame, SOURCE_AT);
    if (source === settings.mac) {
      counters.rxOwnSource++;
      return undefined;
    }
    if (this.#acceptSource?.(settings.name, source) === false) {
      counters.rxSourceRefused++;
      return undefined;
    }
    const channel = this.#isForEvb(frame) ? this.channels.get(DEFAULT_SCID) : undefined;
    if (channel === undefined) counters.rxOther++;
    return channel;
  }

  /** LLDP to the Nearest Customer Bridge; ECP to that group or to the port itself. */
  #isForEvb(frame: Uint8Array): boolean {
    const destination = u48(frame, 0);
    switch (etherTypeOf(frame)) {
      case ETHERTYPE_LLDP:
        return destination === NEAREST_CUSTOMER_BRIDGE;
      case ETHERTYPE_ECP:
        return destination === NEAREST_CUSTOMER_BRIDGE || destination === this.settings.mac;
      default:
        return false;
    }
  }
}
