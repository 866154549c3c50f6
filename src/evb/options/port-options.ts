// What a host configures of one port, in either role.

import { readChoices, readFlags } from '../../core/choices.js';
import { keepsLimit, limitText, OptionError } from '../../core/limits.js';
import { isGroupMac } from '../../core/mac.js';
import { put48 } from '../../core/octets.js';
import type { EvbRole } from '../../core/role.js';
import { encodeText } from '../../core/text.js';
import type { LldpAgentOptions } from '../../lldp-evb/agent/io.js';
import { isLocalTlv } from '../../lldp-evb/agent/local-tlvs.js';
import { type EvbConfig, type EvbConfigOptions, readEvbConfig } from '../../lldp-evb/negotiation/config.js';
import { CHASSIS_ID_MAC, type LldpTlv, PORT_ID_INTERFACE_NAME, type StationId } from '../../lldp-evb/wire/lldpdu.js';
import { type PortChannelOptions, type PortChannelSettings, readChannelOptions } from './channel-options.js';
import { evbPortFlags, evbPortLldpChoices, ULP_SUBTYPE } from './limits.js';
import { optionsAt } from './options-at.js';

/** How a port speaks LLDP. */
export interface PortLldpOptions
  extends Partial<Omit<LldpAgentOptions, 'adminStatus' | 'organizationTlvs' | 'maxPendingOutputs'>> {
  /**
   * `library` (default): an agent of this library. `host`: a daemon of the host; the host gives the daemon the TLVs of
   * `lldpTlvs` outputs, and gives its neighbours by `lldpNeighbors` inputs.
   */
  readonly by?: 'library' | 'host';
  /** Default: the port's MAC address. */
  readonly chassisId?: StationId;
  /** Default: the port's name, as an interface name. */
  readonly portId?: StationId;
  /** Optional TLVs to send ahead of the EVB TLV, as System Name. Default none. */
  readonly tlvs?: readonly LldpTlv[];
}

/**
 * One port.
 *
 * @example
 * const port: EvbPortOptions = { name: 'eth0', mac: 0x020000000001, evb: { rrReq: true }, cdcp: { wants: [2, 3] } };
 */
export interface EvbPortOptions extends PortChannelOptions {
  /** 1..255 octets of UTF-8; no two ports have the same. */
  readonly name: string;
  /** Individual MAC address of the port, 48-bit number. */
  readonly mac: number;
  readonly lldp?: PortLldpOptions | undefined;
  /** Proposals and wishes of EVB; each member has its default in `evbLimits`, `evbFlags` or `evbChoices`. */
  readonly evb?: Omit<EvbConfigOptions, 'role'> | undefined;
  /** Sequence number before that of the first ECPDU, 0..65535; default 0. Drawn at random, a restart is no repetition. */
  readonly initialSequence?: number | undefined;
  /** Whether EVB is on; default true. */
  readonly enabled?: boolean | undefined;
  /** Further users of ECP beside VDP, each subtype once. Default none. */
  readonly ulps?: readonly EvbUlpOptions[] | undefined;
}

/**
 * A user of ECP that the host plays: it gives ULPDUs by `ulpRequest` inputs, and takes `ulpIndication`, `ulpDone` and
 * `ulpFailed` outputs. There is one in each S-channel of the port. It works while EVB is agreed there.
 */
export interface EvbUlpOptions {
  /** ECP subtype, 2..1023; 1 is VDP. */
  readonly subtype: number;
  /** ULPDUs that wait at most; the range and the default are those of `ecpPushLimits`. */
  readonly maxQueue?: number | undefined;
}

/** The same with its defaults. */
export interface PortSettings {
  readonly name: string;
  readonly mac: number;
  readonly lldp: PortLldpOptions & Required<Pick<PortLldpOptions, 'chassisId' | 'portId' | 'tlvs'>>;
  readonly evb: EvbConfig;
  readonly initialSequence: number | undefined;
  readonly enabled: boolean;
  readonly ulps: readonly EvbUlpOptions[];
  readonly channels: PortChannelSettings;
}

const MAX_MAC = 0xffff_ffff_ffff;
const MAX_NAME_OCTETS = 255;

export const PORT_NAME_TEXT = `a text of 1..${MAX_NAME_OCTETS} octets` as const;
export const LLDP_TLV_TEXT = 'a TLV of type 4..127 with a value of 0..511 octets';

/** The octets of the name of a port; `undefined`: it cannot be one. */
export function portNameOctets(name: unknown): Uint8Array | undefined {
  const octets = typeof name === 'string' ? encodeText(name) : undefined;
  return octets !== undefined && octets.length > 0 && octets.length <= MAX_NAME_OCTETS ? octets : undefined;
}

/** Whether this is an individual MAC address, as 48-bit number. */
export const isPortMac = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= MAX_MAC && !isGroupMac(value);

/** @throws OptionError for an option out of its range; the protocols check theirs when the port is made */
export function readPortOptions(options: EvbPortOptions, role: EvbRole): PortSettings {
  const { name, mac, lldp, evb, initialSequence, ulps = [] } = options;
  const nameOctets = portNameOctets(name);
  if (nameOctets === undefined) throw new OptionError('name', name, PORT_NAME_TEXT);
  if (!isPortMac(mac)) throw new OptionError('mac', mac, 'an individual MAC address, 48-bit number');
  const { enabled } = readFlags<keyof typeof evbPortFlags>(evbPortFlags, options);
  optionsAt('lldp', () => readChoices(evbPortLldpChoices, lldp ?? {}));
  const tlvs = [...(lldp?.tlvs ?? [])];
  const bad = tlvs.findIndex((one) => !isLocalTlv(one));
  if (bad >= 0) throw new OptionError(`lldp.tlvs[${bad}]`, tlvs[bad], LLDP_TLV_TEXT);
  const macOctets = new Uint8Array(6);
  put48(macOctets, 0, mac);
  return {
    name,
    mac,
    lldp: {
      ...lldp,
      tlvs,
      chassisId: lldp?.chassisId ?? { subtype: CHASSIS_ID_MAC, id: macOctets },
      portId: lldp?.portId ?? { subtype: PORT_ID_INTERFACE_NAME, id: nameOctets },
    },
    evb: optionsAt('evb', () => readEvbConfig({ ...evb, role })),
    initialSequence,
    enabled,
    ulps: readUlps(ulps),
    channels: readChannelOptions(options, role),
  };
}

function readUlps(ulps: readonly EvbUlpOptions[]): readonly EvbUlpOptions[] {
  const known = new Set<number>();
  return ulps.map((ulp, i) => {
    const { subtype } = ulp;
    if (!keepsLimit(ULP_SUBTYPE, subtype) || known.has(subtype)) {
      throw new OptionError(`ulps[${i}].subtype`, subtype, `${limitText(ULP_SUBTYPE)}, each once`);
    }
    known.add(subtype);
    return { ...ulp };
  });
}
