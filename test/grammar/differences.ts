// Where a decoder and its grammar are meant to part: the list of src/grammar/index.ts, as tests ask it. In all of these
// the decoder rejects and the grammar accepts; there is nothing that only a decoder accepts.

import type { WireError } from '../../src/core/result.js';

export interface Difference {
  readonly name: string;
  readonly is: (bytes: Uint8Array, error: WireError) => boolean;
}

const ECPDU_MAX_OCTETS = 1500;

export const differences: readonly Difference[] = [
  {
    name: 'an ECPDU of more than 1500 octets',
    is: (_bytes, error) => error.code === 'ecpLength' && error.length > ECPDU_MAX_OCTETS,
  },
  {
    name: 'an End Of LLDPDU whose length runs past the octets',
    is: (bytes, error) => error.code === 'lldpTlvTruncated' && (bytes[error.offset] as number) >>> 1 === 0,
  },
];
