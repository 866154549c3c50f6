// One port: which of its frames are for EVB, for which of its S-channels, and which of these there are: by CDCP, or by hand
// while CDCP is off.
//
// Always: which channel a frame is for is one look-up; a channel that is not concerned does not notice what becomes of
// another.

import { ETHERTYPE_ECP, ETHERTYPE_LLDP, ETHERTYPE_STAG } from '../core/ethernet.js';
import { NEAREST_CUSTOMER_BRIDGE, NEAREST_NON_TPMR_BRIDGE } from '../core/mac.js';
import { u16, u48 } from '../core/octets.js';
import { type Refusal, refuse } from '../core/refusal.js';
import type { MissingReason } from '../s-channel/cdcp/channels.js';
import { DEFAULT_SVID } from '../s-channel/pair-list.js';
import { RESERVED_VID, S_TAG_TRUNCATED, sTagVid } from '../s-channel/relay/s-tag.js';
import { addSChannel, removeSChannel } from '../s-channel/relay/s-vlan-component.js';
import type { SChannelPair } from '../s-channel/wire/cdcp-tlv.js';
import type { ChannelStatus, EvbChannel } from './channel.js';
import { EvbChannels, type SystemParts } from './channels.js';
import { type EvbPortCounters, newEvbPortCounters } from './counters.js';
import type { SChannelOrigin } from './events.js';
import { etherTypeOf, HEADER_OCTETS, TAGGED_HEADER_OCTETS } from './frames.js';
import type { PortCdcpOptions } from './options/channel-options.js';
import type { PortSettings } from './options/port-options.js';
import type { HostLldpNeighbor } from './peers.js';
import type { Timed } from './timers.js';
import { EvbUap, type UapStatus } from './uap.js';

const SOURCE_AT = 6;

/** Whether a frame of this source address is looked at. A pure function of its arguments. */
export type AcceptSource = (port: string, source: number) => boolean;

/** An S-channel of a port, or one that could be there. */
export interface SChannelStatus {
  readonly scid: number;
  /** 0 where it has none. */
  readonly svid: number;
  readonly origin: SChannelOrigin;
  /** Why it is not there; `cdcp`: CDCP is on, and decides. Absent where it is. */
  readonly missing?: MissingReason | 'cdcp';
}

/** The read-out of a port. */
export interface PortStatus<VdpStatus> {
  readonly name: string;
  readonly linkUp: boolean;
  readonly enabled: boolean;
  readonly counters: Readonly<EvbPortCounters>;
  /** Where the port has CDCP. */
  readonly cdcp?: UapStatus;
  /** Where the port has an S-VLAN component: the S-channels, those that are missing, too. */
  readonly sChannels?: readonly SChannelStatus[];
  /** The S-channels that are there. */
  readonly channels: readonly (ChannelStatus & { readonly vdp: VdpStatus })[];
}

export class EvbPort<Input, Output extends object> implements Timed {
  readonly settings: PortSettings;
  readonly slot: number;
  readonly channels: EvbChannels<Input, Output>;
  readonly counters: EvbPortCounters = newEvbPortCounters();
  linkUp = false;
  enabled: boolean;
  readonly #parts: SystemParts<Input, Output>;
  readonly #acceptSource: AcceptSource | undefined;
  readonly #uap: EvbUap | undefined;
  /** S-TAGs are looked at. */
  readonly #untags: boolean;

  /**
   * @param slot of its CDCP among all timers
   * @throws OptionError for an option out of its range
   */
  constructor(
    settings: PortSettings,
    parts: SystemParts<Input, Output>,
    acceptSource: AcceptSource | undefined,
    slot: number,
  ) {
    const { cdcp, sComp, tagging } = settings.channels;
    this.settings = settings;
    this.slot = slot;
    this.enabled = settings.enabled;
    this.#parts = parts;
    this.#acceptSource = acceptSource;
    this.#untags = sComp && tagging === 'library';
    this.#uap = cdcp && new EvbUap(settings, cdcp, parts.frames, this.counters, parts.outputs);
    this.channels = new EvbChannels(settings, parts, this.counters);
    this.#settle(Number.NEGATIVE_INFINITY);
  }

  link(up: boolean, now: number): void {
    this.linkUp = up;
    this.channels.link(up, now);
    this.#uap?.link(up, now);
    this.#settle(now);
  }

  enable(enabled: boolean, now: number): void {
    this.enabled = enabled;
    this.channels.enable(enabled, now);
    this.#uap?.enable(enabled, now);
    this.#settle(now);
  }

  /** Changes what CDCP wants while running. */
  configureCdcp(change: Partial<PortCdcpOptions>, now: number): Refusal | undefined {
    if (this.#uap === undefined) return refuse('noCdcp', 'port', 'a port that was made with cdcp');
    const refusal = this.#uap.configure(change, now);
    if (refusal === undefined) this.#settle(now);
    return refusal;
  }

  /** Makes an S-channel by hand. While CDCP is on it is not there. */
  addChannel(pair: SChannelPair, now: number): Refusal | undefined {
    const { sComp, manual } = this.settings.channels;
    if (!sComp) return refuse('noSComp', 'port', 'a port with an S-VLAN component: made with cdcp or channels');
    const refusal = addSChannel(manual, pair);
    if (refusal === undefined) this.#settle(now);
    return refusal;
  }

  /** Removes an S-channel that was made by hand. */
  removeChannel(scid: number, now: number): Refusal | undefined {
    const refusal = removeSChannel(this.settings.channels.manual, scid);
    if (refusal === undefined) this.#settle(now);
    return refusal;
  }

  /** What a daemon of the host hears at the Nearest non-TPMR Bridge address. */
  uapNeighbors(neighbors: readonly HostLldpNeighbor[], now: number): Refusal | undefined {
    if (this.#uap === undefined) return refuse('noCdcp', 'port', 'a port that was made with cdcp');
    const refusal = this.#uap.hostNeighbors(neighbors);
    if (refusal === undefined) this.#settle(now);
    return refusal;
  }

  /** Time has passed for CDCP. */
  timeout(now: number): void {
    this.#uap?.timeout(now);
    this.#settle(now);
  }

  nextDeadline(): number {
    return this.#uap?.nextDeadline() ?? Number.POSITIVE_INFINITY;
  }

  /** The port is no more. */
  remove(now: number): void {
    if (this.linkUp) this.link(false, now);
    for (const channel of this.channels.all()) {
      if (channel.origin !== 'default') this.channels.down(channel, now);
    }
    this.channels.forget();
  }

  /**
   * Gives a frame to whom it is for; answers who took it, if somebody did.
   *
   * @param scid its S-channel, where the host has taken its S-TAG off
   */
  takeFrame(frame: Uint8Array, scid: number | undefined, now: number): Timed | undefined {
    if (!this.#admits(frame)) return undefined;
    const etherType = etherTypeOf(frame);
    if (etherType === ETHERTYPE_STAG && this.#untags) return this.#takeTagged(frame, now);
    const channel = scid === undefined ? this.channels.default : this.channels.at(scid);
    if (channel === undefined) {
      this.counters.rxUnknownSvid++;
      return undefined;
    }
    return this.#take(channel, frame, etherType, HEADER_OCTETS, now);
  }

  status<VdpStatus>(statusOf: (channel: EvbChannel<Input, Output>) => VdpStatus): PortStatus<VdpStatus> {
    const { settings, linkUp, enabled, counters, channels } = this;
    return {
      name: settings.name,
      linkUp,
      enabled,
      counters: { ...counters },
      ...(this.#uap && { cdcp: this.#uap.status() }),
      ...(settings.channels.sComp && { sChannels: this.#table() }),
      channels: channels.all().map((channel) => ({ ...channel.status(), vdp: statusOf(channel) })),
    };
  }

  #admits(frame: Uint8Array): boolean {
    const { counters, settings } = this;
    counters.rxFrames++;
    if (frame.length < HEADER_OCTETS) {
      counters.rxMalformed++;
      return false;
    }
    if (!this.linkUp) {
      counters.rxLinkDown++;
      return false;
    }
    const source = u48(frame, SOURCE_AT);
    if (source === settings.mac) {
      counters.rxOwnSource++;
      return false;
    }
    if (this.#acceptSource !== undefined && this.#acceptSource(settings.name, source) === false) {
      counters.rxSourceRefused++;
      return false;
    }
    return true;
  }

  /** A frame with an S-TAG (table of S-VLAN components: `fromUplink`). */
  #takeTagged(frame: Uint8Array, now: number): Timed | undefined {
    const { counters, channels } = this;
    const vid = sTagVid(frame);
    if (vid === S_TAG_TRUNCATED) {
      counters.rxMalformed++;
      return undefined;
    }
    if (vid === RESERVED_VID) {
      counters.rxInvalidVid++;
      return undefined;
    }
    const channel = channels.atSvid(vid === 0 ? DEFAULT_SVID : vid);
    if (channel === undefined) {
      counters.rxUnknownSvid++;
      return undefined;
    }
    const etherType = u16(frame, TAGGED_HEADER_OCTETS - 2);
    // What is for the UAP itself has no tag but one of priority.
    return this.#take(channel, frame, etherType, TAGGED_HEADER_OCTETS, now, vid > 0);
  }

  /** LLDP to the Nearest Customer Bridge; ECP to that group or to the port itself; LLDP with CDCP. */
  #take(
    channel: EvbChannel<Input, Output>,
    frame: Uint8Array,
    etherType: number,
    at: number,
    now: number,
    isTagged = false,
  ): Timed | undefined {
    const destination = u48(frame, 0);
    if (etherType === ETHERTYPE_ECP && (destination === NEAREST_CUSTOMER_BRIDGE || destination === this.settings.mac)) {
      channel.ecpdu(frame, at, frame.length, now);
      return channel;
    }
    if (etherType === ETHERTYPE_LLDP && destination === NEAREST_CUSTOMER_BRIDGE) {
      channel.lldpdu(frame, at, frame.length, now);
      return channel;
    }
    if (
      this.#uap !== undefined &&
      etherType === ETHERTYPE_LLDP &&
      destination === NEAREST_NON_TPMR_BRIDGE &&
      !isTagged &&
      channel === this.channels.default
    ) {
      this.#uap.lldpdu(frame, at, frame.length, now);
      this.#settle(now);
      return this;
    }
    this.counters.rxOther++;
    return undefined;
  }

  /** S-channels are there as CDCP says, or as they were made by hand. */
  #settle(now: number): void {
    const { channels } = this;
    const { svidOf } = this.settings.channels.manual;
    const byHand = this.enabled && this.#uap?.isOn !== true;
    for (const channel of channels.all()) {
      const { scid, svid, origin } = channel;
      if (origin === 'manual' && !(byHand && svidOf.get(scid) === svid)) channels.down(channel, now);
    }
    const uap = this.#uap;
    if (uap !== undefined) {
      for (let change = uap.settle(now); change !== undefined; change = uap.settle(now)) {
        const { kind, scid, svid } = change;
        const channel = channels.at(scid);
        if (kind === 'channelUp') channels.up({ scid, svid }, 'cdcp', now);
        else if (channel !== undefined) channels.down(channel, now);
      }
      this.#parts.timers.touch(this);
    }
    if (!byHand) return;
    for (const [scid, svid] of svidOf) {
      if (channels.at(scid) === undefined) channels.up({ scid, svid }, 'manual', now);
    }
  }

  #table(): SChannelStatus[] {
    const { channels, settings } = this;
    const cdcp = this.#uap?.status();
    const known = new Map<number, SChannelStatus>();
    for (const { scid, svid, origin } of channels.all()) known.set(scid, { scid, svid, origin });
    for (const { scid, svid, missing } of cdcp?.channels ?? []) {
      if (missing !== undefined && !known.has(scid)) known.set(scid, { scid, svid, origin: 'cdcp', missing });
    }
    for (const [scid, svid] of settings.channels.manual.svidOf) {
      const missing = this.enabled ? 'cdcp' : 'disabled';
      if (!known.has(scid)) known.set(scid, { scid, svid, origin: 'manual', missing });
    }
    return [...known.values()];
  }
}
