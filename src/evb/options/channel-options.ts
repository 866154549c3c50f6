// S-channels of a port, as the host configures them: by CDCP, by hand, and who tags their frames.

import { readChoices, readFlags } from '../../core/choices.js';
import { OptionError } from '../../core/limits.js';
import type { EvbRole } from '../../core/role.js';
import { type CdcpConfig, type CdcpConfigOptions, readCdcpConfig } from '../../s-channel/cdcp/config.js';
import { addSChannel, newSVlanComponent } from '../../s-channel/relay/s-vlan-component.js';
import type { SChannelPair } from '../../s-channel/wire/cdcp-tlv.js';
import { evbPortCdcpFlags, evbPortChoices } from './limits.js';
import { optionsAt } from './options-at.js';

/** CDCP of a port. The role is that of the system. */
export type PortCdcpOptions = Omit<CdcpConfigOptions, 'role'> & {
  /** Whether CDCP is on while EVB is; default true. */
  readonly enabled?: boolean | undefined;
};

export interface PortChannelOptions {
  /** CDCP; absent: the port does not speak CDCP. */
  readonly cdcp?: PortCdcpOptions | undefined;
  /** S-channels by hand, SCID and SVID 2..4094. They are there while CDCP is off. Default none. */
  readonly channels?: readonly SChannelPair[] | undefined;
  /**
   * Who puts the S-TAG on frames and takes it off: the library (default), or the host. Where the host does, frames here have
   * no S-TAG, and name their S-channel.
   */
  readonly tagging?: 'library' | 'host' | undefined;
}

/** The same with its defaults. */
export interface PortChannelSettings {
  readonly cdcp: { readonly enabled: boolean; readonly config: CdcpConfig } | undefined;
  /** There is an S-VLAN component: S-channels beside the default one may be there. */
  readonly sComp: boolean;
  /** S-channels by hand. */
  readonly manual: readonly SChannelPair[];
  readonly tagging: 'library' | 'host';
}

/** @throws OptionError for an option out of its range */
export function readChannelOptions(
  { cdcp, channels, tagging }: PortChannelOptions,
  role: EvbRole,
): PortChannelSettings {
  const component = newSVlanComponent();
  if (channels !== undefined && !Array.isArray(channels)) throw new OptionError('channels', channels, 'an array');
  for (const [i, pair] of (channels ?? []).entries()) {
    if (typeof pair !== 'object' || pair === null) throw new OptionError(`channels[${i}]`, pair, 'an object');
    const refusal = addSChannel(component, pair);
    if (refusal === undefined) continue;
    const { field, expected } = refusal;
    if (field === '') throw new OptionError(`channels[${i}]`, pair, expected);
    throw new OptionError(`channels[${i}].${field}`, pair[field as keyof SChannelPair], expected);
  }
  const read =
    cdcp &&
    optionsAt('cdcp', () => ({
      ...readFlags<keyof typeof evbPortCdcpFlags>(evbPortCdcpFlags, cdcp),
      config: readCdcpConfig({ ...cdcp, role }),
    }));
  return {
    cdcp: read,
    sComp: read === undefined ? channels !== undefined : read.config.sComp,
    manual: [...(channels ?? [])],
    tagging: readChoices(evbPortChoices, { tagging }).tagging,
  };
}
