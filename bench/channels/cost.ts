// S1: the cost of associating a VSI, on one S-channel and on the greatest number of them.

import { bringUp } from './bring-up.js';

const CHANNELS = 167;
const VSIS = 24;
/** As a multiple of the cost on one channel. */
const LIMIT = 2;
const ROUNDS = 5;

interface Cost {
  /** Inputs per VSI. */
  readonly inputs: number;
  /** Microseconds per VSI, the least of a few rounds. */
  readonly microseconds: number;
}

function costOf(channels: number, repeated: number): Cost {
  let least = Number.POSITIVE_INFINITY;
  let inputs = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const begun = performance.now();
    for (let i = 0; i < repeated; i++) {
      const up = bringUp(channels, VSIS);
      if (up.online !== channels * VSIS) throw new Error(`${up.online} of ${channels * VSIS} VSIs are associated`);
      inputs = up.inputs;
    }
    least = Math.min(least, (performance.now() - begun) / repeated);
  }
  const all = channels * VSIS;
  return { inputs: inputs / all, microseconds: (1000 * least) / all };
}

/** The lines of the table. */
export function channelCost(): string[] {
  // Both rows have the same number of VSIs, so that the compiler optimizes both alike.
  const [one, many] = [costOf(1, CHANNELS), costOf(CHANNELS, 1)];
  const row = (name: string, { inputs, microseconds }: Cost): string =>
    `  ${name.padEnd(24)} ${inputs.toFixed(2).padStart(8)} inputs ${microseconds.toFixed(1).padStart(8)} us`;
  const ratio = many.inputs / one.inputs;
  return [
    `S1: association of ${VSIS} VSIs on each S-channel, both ends, from link up; a VSI`,
    row('1 channel', one),
    row(`${CHANNELS} channels`, many),
    `  inputs: ${ratio.toFixed(2)} times; at most ${LIMIT} times: ${ratio <= LIMIT ? 'holds' : 'DOES NOT HOLD'}`,
    '',
  ];
}
