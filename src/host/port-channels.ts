// The S-channels of a driven port, in either role: what CDCP wants, and waiting for an S-channel.

import type { Refusal } from '../core/refusal.js';
import type { EvbCommonInput } from '../evb/input.js';
import type { ChannelPlace } from '../evb/place.js';
import type { ChannelStatus, PortStatus } from '../evb/status.js';
import { DEFAULT_SCID } from '../s-channel/pair-list.js';
import type { SChannelPair } from '../s-channel/wire/cdcp-tlv.js';
import type { Driver } from './drive.js';
import { type WaitOptions, waitFor } from './wait.js';

/** What of CDCP can change while it runs. */
export type CdcpChange = Extract<EvbCommonInput, { readonly kind: 'cdcp' }>['cdcp'];

/** A port of a station. */
export interface PortHandle {
  readonly name: string;
  readonly status: () => Pick<PortStatus<unknown>, 'cdcp'> | undefined;
  readonly handle: (input: EvbCommonInput) => Refusal | undefined;
}

const wantsOf = ({ status }: PortHandle): readonly number[] =>
  (status()?.cdcp?.channels ?? []).map(({ scid }) => scid).filter((scid) => scid !== DEFAULT_SCID);

const want = ({ name, handle }: PortHandle, wants: readonly number[]): Refusal | undefined =>
  handle({ kind: 'cdcp', port: name, cdcp: { wants } });

/** Wants further S-channels, behind those that are wanted already. */
export function wantChannels(port: PortHandle, scids: readonly number[]): Refusal | undefined {
  const wants = wantsOf(port);
  return want(port, [...wants, ...scids.filter((scid) => !wants.includes(scid))]);
}

/** Wants these S-channels no more. */
export const unwantChannels = (port: PortHandle, scids: readonly number[]): Refusal | undefined =>
  want(
    port,
    wantsOf(port).filter((scid) => !scids.includes(scid)),
  );

/** Resolves when an S-channel is up: `status` finds it then. */
export const channelUp = (
  driver: Driver,
  place: ChannelPlace,
  status: (place: ChannelPlace) => Pick<ChannelStatus, 'svid'> | undefined,
  options: WaitOptions,
): Promise<SChannelPair> =>
  waitFor(
    driver,
    {
      wish: 'channelUp',
      place,
      look: () => {
        const channel = status(place);
        return channel && { value: { scid: place.scid, svid: channel.svid } };
      },
      mayCome: ({ kind }) => kind === 'channelUp' || kind === 'addPort',
    },
    options,
  );
