// The S-channels of a driven port, in either role: their table, what CDCP wants, and waiting for one of them.

import type { Refusal } from '../core/refusal.js';
import type { EvbCommonInput } from '../evb/input.js';
import type { PortStatus, SChannelStatus } from '../evb/status.js';
import { DEFAULT_SCID } from '../s-channel/pair-list.js';
import type { SChannelPair } from '../s-channel/wire/cdcp-tlv.js';
import type { Driver } from './drive.js';
import { type WaitOptions, waitFor } from './wait.js';

/** What of CDCP can change while it runs. */
export type CdcpChange = Extract<EvbCommonInput, { readonly kind: 'cdcp' }>['cdcp'];

/** A port of a station or of a bridge. */
export interface PortHandle {
  readonly name: string;
  readonly status: () => { readonly ports: readonly PortStatus<unknown>[] };
  readonly handle: (input: EvbCommonInput) => Refusal | undefined;
}

const portOf = ({ name, status }: PortHandle): PortStatus<unknown> | undefined =>
  status().ports.find((port) => port.name === name);

/** The S-channels of a port. Those that are missing come last, with the reason. Empty without an S-VLAN component. */
export const sChannelsOf = (handle: PortHandle): readonly SChannelStatus[] => portOf(handle)?.sChannels ?? [];

export const changeCdcp = ({ name, handle }: PortHandle, cdcp: CdcpChange): Refusal | undefined =>
  handle({ kind: 'cdcp', port: name, cdcp });

const wantsOf = (handle: PortHandle): readonly number[] =>
  (portOf(handle)?.cdcp?.channels ?? []).map(({ scid }) => scid).filter((scid) => scid !== DEFAULT_SCID);

/** Wants further S-channels, behind those that are wanted already. */
export function wantChannels(handle: PortHandle, scids: readonly number[]): Refusal | undefined {
  const wants = wantsOf(handle);
  return changeCdcp(handle, { wants: [...wants, ...scids.filter((scid) => !wants.includes(scid))] });
}

/** Wants these S-channels no more. */
export const unwantChannels = (handle: PortHandle, scids: readonly number[]): Refusal | undefined =>
  changeCdcp(handle, { wants: wantsOf(handle).filter((scid) => !scids.includes(scid)) });

/** Resolves when the S-channel is up. */
export const channelUp = (
  driver: Driver,
  handle: PortHandle,
  scid: number,
  options: WaitOptions,
): Promise<SChannelPair> =>
  waitFor(
    driver,
    {
      wish: 'channelUp',
      place: { port: handle.name, scid },
      look: () => {
        const channel = portOf(handle)?.channels.find((one) => one.scid === scid);
        return channel && { value: { scid, svid: channel.svid } };
      },
      mayCome: ({ kind }) => kind === 'channelUp' || kind === 'addPort',
    },
    options,
  );
