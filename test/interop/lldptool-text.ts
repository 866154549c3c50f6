// What lldptool prints of an EVB TLV, as the TLV. What the standard calls reserved is not among it.

import type { EvbTlv } from '../../src/lldp-evb/index.js';

const FORM =
  /EVB Configuration TLV\n\tbridge:([a-z,]*)\((?:0x)?([0-9a-f]+)\)\n\tstation:([a-z,]*)\((?:0x)?([0-9a-f]+)\)\n\tretries:(\d+) rte:(\d+)\n\tmode:(\w+) r\/l:(\d) rwd:(\d+)\n\tr\/l:(\d) rka:(\d+)\n/;

const MODES: Readonly<Record<string, number>> = { bridge: 1, station: 2 };

/** `undefined` where the text has none. */
export function evbTlvOf(text: string): EvbTlv | undefined {
  const found = FORM.exec(text);
  if (found === null) return undefined;
  const [, bridge = '', , station = '', stationStatus = '', ...rest] = found;
  const [r, rte, mode = '', rwdRol, rwd, rkaRol, rka] = rest;
  const bridgeWords = bridge.split(',');
  const stationWords = station.split(',');
  return {
    bgid: bridgeWords.includes('bgid'),
    rrcap: bridgeWords.includes('rrcap'),
    rrctr: bridgeWords.includes('rrctr'),
    sgid: stationWords.includes('sgid'),
    rrreq: stationWords.includes('rrreq'),
    rrstat: Number.parseInt(stationStatus, 16) & 3,
    r: Number(r),
    rte: Number(rte),
    evbMode: MODES[mode] ?? 0,
    rwdRol: rwdRol === '1',
    rwd: Number(rwd),
    rkaRol: rkaRol === '1',
    rka: Number(rka),
  };
}
