// What tests of S-channels share.

import { parseHex } from '../../../src/core/octets.js';
import { encodeCdcpTlv, type SChannelPair } from '../../../src/s-channel/wire/cdcp-tlv.js';
import type { EventObject, Run } from './rig.js';

export const GRANTS: readonly string[] = ['--answer', 'all grant vid=100'];

export type Rows = readonly EventObject[];

/** The rows of `show`. */
export async function shown(run: Run, topic = 'channels'): Promise<Rows> {
  const [answer] = await run.say(`show ${topic}`);
  return answer?.result as Rows;
}

export const pairs = (rows: Rows): unknown[] => rows.map(({ scid, svid, missing }) => missing ?? `${scid}/${svid}`);

/** Members of events, without those that all have. */
export const members = (events: readonly EventObject[]): unknown[] =>
  events.map(({ version: _, time: _time, port: _port, ...rest }) => rest);

/** A frame of a neighbour that speaks CDCP. */
export function cdcpFrame(
  address: number,
  role: 'station' | 'bridge',
  pairs: readonly SChannelPair[],
  chnCap = 167,
  sComp = true,
) {
  const mac = Uint8Array.of(2, 0, 0, 0, 0, address);
  const value = encodeCdcpTlv({ role, sComp, chnCap, pairs });
  const hex = (octets: Uint8Array): string => Buffer.from(octets).toString('hex');
  const tlv = (type: number, octets: string): string =>
    ((type << 9) | (octets.length / 2)).toString(16).padStart(4, '0') + octets;
  const lldp = [tlv(1, `04${hex(mac)}`), tlv(2, '0561'), tlv(3, '0078'), tlv(127, hex(value)), '0000'].join('');
  return parseHex(`0180c2000003${hex(mac)}88cc${lldp}`) as Uint8Array;
}
