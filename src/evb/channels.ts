// The S-channels that are there on a port, each one end of a link of its own. The default one is there from the start.
//
// Always: of a channel everything is told between its `channelUp` and its `channelDown`, the end of its VSIs too; one
// that appears in the place of another of its SCID knows nothing of it.

import type { Fifo } from '../core/fifo.js';
import type { EvbRole } from '../core/role.js';
import type { EcpOptions } from '../ecp/io.js';
import { DEFAULT_PAIR } from '../s-channel/pair-list.js';
import type { SChannelPair } from '../s-channel/wire/cdcp-tlv.js';
import { EvbChannel } from './channel.js';
import type { ChannelVdp } from './channel-vdp.js';
import type { EvbPortCounters } from './counters.js';
import type { EvbCommonOutput, SChannelOrigin } from './events.js';
import type { FrameBuilder } from './frames.js';
import type { PortSettings } from './options/port-options.js';
import type { ChannelPlace } from './place.js';
import type { EvbTimers } from './timers.js';

/** What channels are made with, all those of a station or a bridge alike. */
export interface SystemParts<Input, Output extends object> {
  readonly role: EvbRole;
  /** Makes the VDP of a channel; `queriesBefore` are those of the VDP whose place it takes. */
  readonly makeVdp: (queriesBefore: number) => ChannelVdp<Input, Output>;
  readonly frames: FrameBuilder;
  readonly ecp: Pick<EcpOptions, 'rest' | 'maxUlpduOctets'>;
  readonly timers: EvbTimers;
  readonly outputs: Fifo<EvbCommonOutput | (Output & ChannelPlace)>;
}

/** What a channel leaves to the next one of its SCID: numbers go on, so that nothing old is taken for something new. */
interface Legacy {
  readonly sequence: number;
  readonly queries: number;
}

export class EvbChannels<Input, Output extends object> {
  readonly default: EvbChannel<Input, Output>;
  readonly #settings: PortSettings;
  readonly #parts: SystemParts<Input, Output>;
  readonly #counters: EvbPortCounters;
  readonly #byScid = new Map<number, EvbChannel<Input, Output>>();
  readonly #bySvid = new Map<number, EvbChannel<Input, Output>>();
  /** By SCID, so at most 4094. */
  readonly #legacies = new Map<number, Legacy>();
  #linkUp = false;

  /** @throws OptionError for an option out of its range */
  constructor(settings: PortSettings, parts: SystemParts<Input, Output>, counters: EvbPortCounters) {
    this.#settings = settings;
    this.#parts = parts;
    this.#counters = counters;
    this.default = this.#make(DEFAULT_PAIR, 'default');
  }

  /** In the order of their appearance. */
  all(): EvbChannel<Input, Output>[] {
    return [...this.#byScid.values()];
  }

  at(scid: number): EvbChannel<Input, Output> | undefined {
    return this.#byScid.get(scid);
  }

  atSvid(svid: number): EvbChannel<Input, Output> | undefined {
    return this.#bySvid.get(svid);
  }

  /** An S-channel appears. */
  up(pair: SChannelPair, origin: SChannelOrigin, now: number): void {
    const { outputs, timers } = this.#parts;
    const channel = this.#make(pair, origin);
    outputs.push({ kind: 'channelUp', port: this.#settings.name, ...pair, origin });
    if (!this.#linkUp) return;
    channel.link(true, now);
    timers.touch(channel);
  }

  /** It is no more. */
  down(channel: EvbChannel<Input, Output>, now: number): void {
    const { outputs, timers } = this.#parts;
    const { scid, svid, origin } = channel;
    channel.close(now);
    this.#legacies.set(scid, { sequence: channel.sequence, queries: channel.vdp.queries });
    this.#byScid.delete(scid);
    this.#bySvid.delete(svid);
    timers.remove(channel);
    outputs.push({ kind: 'channelDown', port: this.#settings.name, scid, svid, origin });
  }

  link(up: boolean, now: number): void {
    this.#linkUp = up;
    for (const channel of this.all()) {
      channel.link(up, now);
      this.#parts.timers.touch(channel);
    }
  }

  enable(enabled: boolean, now: number): void {
    for (const channel of this.all()) {
      channel.enable(enabled, now);
      this.#parts.timers.touch(channel);
    }
  }

  /** The port is no more. */
  forget(): void {
    for (const channel of this.all()) this.#parts.timers.remove(channel);
  }

  #make({ scid, svid }: SChannelPair, origin: SChannelOrigin): EvbChannel<Input, Output> {
    const { role, makeVdp, frames, ecp, timers, outputs } = this.#parts;
    const settings = this.#settings;
    const { sequence, queries } = this.#legacies.get(scid) ?? { sequence: settings.initialSequence, queries: 0 };
    const vdp = makeVdp(queries);
    const channel = timers.add(
      (slot) =>
        new EvbChannel<Input, Output>(
          {
            slot,
            place: { port: settings.name, scid },
            svid,
            origin,
            settings,
            config: { ...settings.evb, role },
            initialSequence: sequence,
            frames,
            ecp,
            counters: this.#counters,
          },
          vdp,
          outputs,
        ),
    );
    this.#byScid.set(scid, channel);
    this.#bySvid.set(svid, channel);
    return channel;
  }
}
