// A driven station or bridge, as the program around it sees it.

import type { EvbBridge } from '../../evb/bridge.js';
import type { ChannelPlace } from '../../evb/place.js';
import type { EvbStation } from '../../evb/station.js';
import type { Driver } from '../../host/drive.js';
import type { EvbInput, EvbOutput } from '../../host/interfaces.js';
import { vsiName } from '../../text/vsi-text.js';
import type { CommandResult, ReadOutVsi } from './commands/context.js';

export interface ProgramEnd {
  /** @throws BadCommand */
  readonly run: (name: string, rest: string) => CommandResult | undefined;
  /** Ends all VSIs, by the protocol; calls back when all have ended. */
  readonly release: (done: () => void) => void;
  /** Switches EVB off, so that a shutdown LLDPDU goes out, and stops. */
  readonly close: () => void;
}

/** A VSI that an end holds. */
export interface HeldVsi {
  readonly place: ChannelPlace;
  readonly vsi: ReadOutVsi;
}

/** All VSIs of an end. */
export const heldVsis = (end: EvbStation | EvbBridge): HeldVsi[] =>
  end.status().ports.flatMap(({ name, channels }) =>
    channels.flatMap(({ scid }) => {
      const place = { port: name, scid };
      return end.vsis(place).map(({ vsi }) => ({ place, vsi }));
    }),
  );

/** A text for a VSI and its place, as the key of a map. */
export const placedName = ({ port, scid }: ChannelPlace, vsi: Parameters<typeof vsiName>[0]): string =>
  `${scid} ${vsiName(vsi)} ${port}`;

/**
 * Calls back when the VSIs have ended; at once without VSIs.
 *
 * @param endOf the `placedName` of the VSI that ends with an output
 */
export function whenEnded<Input extends EvbInput, Output extends EvbOutput>(
  driver: Driver<Input, Output>,
  held: readonly HeldVsi[],
  endOf: (output: Output) => string | undefined,
  done: () => void,
): void {
  const open = new Set(held.map(({ place, vsi }) => placedName(place, vsi)));
  driver.listen({
    told(output) {
      const name = endOf(output);
      if (name !== undefined && open.delete(name) && open.size === 0) done();
    },
  });
  if (open.size === 0) done();
}

/** Switches EVB off on all ports, and stops the driver. */
export function closeEnd(driver: Driver, ports: readonly string[]): void {
  for (const port of ports) driver.handle({ kind: 'enable', port, enabled: false });
  driver.stop();
}
