// What an EVB station and an EVB bridge are made with and take alike.

import type { EvbConfigOptions } from '../lldp-evb/negotiation/config.js';
import type { SChannelPair } from '../s-channel/wire/cdcp-tlv.js';
import type { PortCdcpOptions } from './options/channel-options.js';
import type { EvbPortOptions } from './options/port-options.js';
import type { EvbPeerPreset } from './peer-preset.js';
import type { HostLldpNeighbor } from './peers.js';
import type { ChannelAddress } from './place.js';
import type { AcceptSource } from './state.js';

/** What a host sets of ECP. */
export interface EvbEcpOptions {
  /** Microseconds from an acknowledgement to the next ECPDU, for a peer that loses an ECPDU that comes sooner. */
  readonly rest?: number | undefined;
}

/** What a station or a bridge is made with, apart from its VDP. Numbers have their limits in `evbSystemLimits`. */
export interface EvbSystemOptions {
  readonly ports?: readonly EvbPortOptions[];
  readonly maxPorts?: number | undefined;
  readonly maxPendingOutputs?: number | undefined;
  readonly minFrameSize?: number | undefined;
  /** ECP of every port. Numbers have their limits in `evbEcpLimits`. */
  readonly ecp?: EvbEcpOptions | undefined;
  /**
   * Habits of a peer to live with: `openlldp` is one association TLV per ECPDU, a rest of 10 ms behind it, and at a station
   * null VIDs in responses. Default none. An option that is given stands above the preset.
   */
  readonly peer?: EvbPeerPreset | undefined;
  /** Refuses frames by their source address, as those of stations that are not registered. Default: none is refused. */
  readonly acceptSource?: AcceptSource | undefined;
}

export type EvbCommonInput =
  /** A port appears, with its link down. Refused: badOption, portExists, tooManyPorts. */
  | { readonly kind: 'addPort'; readonly port: EvbPortOptions }
  /** A port vanishes: first its link goes down. Refused: unknownPort. */
  | { readonly kind: 'removePort'; readonly port: string }
  /** Whether the MAC of a port is operational; at first it is not. Refused: unknownPort, and `busy` for `true`. */
  | { readonly kind: 'link'; readonly port: string; readonly up: boolean }
  /**
   * A frame, without the FCS, came to a port. It is read only during `handle`. `scid`, default 1, is its S-channel where the
   * host tags frames. Refused: unknownPort.
   */
  | { readonly kind: 'frame'; readonly port: string; readonly frame: Uint8Array; readonly scid?: number | undefined }
  /** Switches EVB on or off. Off: its LLDP shuts down, and all VSIs end. Refused: unknownPort, and `busy` for `true`. */
  | { readonly kind: 'enable'; readonly port: string; readonly enabled: boolean }
  /** Changes proposals and wishes of EVB. Refused: unknownPort, unknownChannel, badConfig, busy. */
  | ({ readonly kind: 'configure'; readonly evb: Partial<Omit<EvbConfigOptions, 'role'>> } & ChannelAddress)
  /** Changes what CDCP wants. Refused: unknownPort, noCdcp, badConfig, busy. */
  | { readonly kind: 'cdcp'; readonly port: string; readonly cdcp: Partial<Omit<PortCdcpOptions, 'sComp'>> }
  /**
   * Makes an S-channel by hand; it is there while CDCP is off. Refused: unknownPort, noSComp, badScid, badSvid, scidInUse,
   * svidInUse, tooManySChannels, busy.
   */
  | ({ readonly kind: 'addChannel'; readonly port: string } & SChannelPair)
  /** Removes an S-channel that was made by hand. Refused: unknownPort, unknownScid, defaultSChannel, busy. */
  | { readonly kind: 'removeChannel'; readonly port: string; readonly scid: number }
  /**
   * Where the host speaks LLDP: all its neighbours in this channel at the Nearest Customer Bridge address; or, with that
   * `destination`, all its neighbours on the port at the Nearest non-TPMR Bridge address. Refused: unknownPort,
   * unknownChannel, badDestination, noCdcp, lldpByLibrary, busy.
   */
  | ({
      readonly kind: 'lldpNeighbors';
      /** 48-bit number; default Nearest Customer Bridge. */
      readonly destination?: number | undefined;
      readonly neighbors: readonly HostLldpNeighbor[];
    } & ChannelAddress)
  /**
   * A ULPDU of a user of `ulps` to send; it is copied. It ends in one `ulpDone` or `ulpFailed`. Refused: unknownPort,
   * unknownChannel, unknownSubtype, portDown (EVB is not agreed), tooLong, queueFull, busy.
   */
  | ({ readonly kind: 'ulpRequest'; readonly subtype: number; readonly ulpdu: Uint8Array } & ChannelAddress)
  /** Time has passed. Does nothing before `nextDeadline`. */
  | { readonly kind: 'timeout' };
