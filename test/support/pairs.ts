// Lists of S-channels as the reference tables write them: `1/1 2/0`, SCID and SVID.

import type { SChannelPair } from '../../src/s-channel/index.js';

export const pairs = (text: string): SChannelPair[] =>
  text
    .split(' ')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [scid, svid] = pair.split('/').map(Number);
      return { scid: scid as number, svid: svid as number };
    });

export const pairText = ({ scid, svid }: SChannelPair): string => `${scid}/${svid}`;
export const pairsText = (list: readonly SChannelPair[]): string => list.map(pairText).join(' ');
