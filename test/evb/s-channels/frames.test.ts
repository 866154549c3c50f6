// Frames with S-TAGs, and TLVs that are not as they should be.

import { describe, expect, test } from 'vitest';
import { EvbBridge } from '../../../src/evb/bridge.js';
import { hex, toHex } from '../../support/hex.js';
import { BRIDGE_MAC, BRIDGE_PORT, drain, news, onePort } from '../rig.js';

import { cdcpPair, type More } from './pair.js';

describe('frames', () => {
  const LLDP = '88cc 0207 0402 0000 0000 01 0405 05 61626364 0602 0079 0000';
  const count = (more: More, digits: string) => {
    const bridge = new EvbBridge({ ports: [onePort(BRIDGE_PORT, BRIDGE_MAC, more)] });
    bridge.handle({ kind: 'link', port: BRIDGE_PORT, up: true }, 0);
    bridge.handle({ kind: 'frame', port: BRIDGE_PORT, frame: hex(digits) }, 0);
    const { counters, channels, cdcp } = bridge.status().ports[0] ?? {};
    const told = Object.entries(counters ?? {}).filter(
      ([name, n]) => n > 0 && !['rxFrames', 'txFrames'].includes(name),
    );
    const taken = (channels ?? []).flatMap(({ scid, lldp }) =>
      (lldp?.counters.statsFramesInTotal ?? 0) > 0 ? [`channel ${scid}`] : [],
    );
    const atUap = (cdcp?.lldp?.counters.statsFramesInTotal ?? 0) > 0 ? ['uap'] : [];
    return [...told.map(([name]) => name), ...taken, ...atUap];
  };
  const from = '020000000009';
  const channels: More = { channels: [{ scid: 2, svid: 100 }] };
  const cdcp: More = { cdcp: {} };

  test.each<[what: string, more: More, digits: string, taken: string]>([
    ['untagged', channels, `0180c2000000 ${from} ${LLDP}`, 'channel 1'],
    ['of a channel', channels, `0180c2000000 ${from} 88a80064 ${LLDP}`, 'channel 2'],
    ['of a channel, whatever its priority', channels, `0180c2000000 ${from} 88a8f064 ${LLDP}`, 'channel 2'],
    ['with VID 0', channels, `0180c2000000 ${from} 88a8e000 ${LLDP}`, 'channel 1'],
    ['with SVID 1', channels, `0180c2000000 ${from} 88a80001 ${LLDP}`, 'channel 1'],
    ['with the SVID of no channel', channels, `0180c2000000 ${from} 88a80065 ${LLDP}`, 'rxUnknownSvid'],
    ['with VID 4095', channels, `0180c2000000 ${from} 88a80fff ${LLDP}`, 'rxInvalidVid'],
    ['with a tag cut short', channels, `0180c2000000 ${from} 88a800`, 'rxMalformed'],
    ['C-tagged', channels, `0180c2000000 ${from} 81000064 ${LLDP}`, 'rxOther'],
    ['C-tagged in a channel', channels, `0180c2000000 ${from} 88a80064 81000064 ${LLDP}`, 'rxOther'],
    ['S-tagged twice', channels, `0180c2000000 ${from} 88a80064 88a80064 ${LLDP}`, 'rxOther'],
    ['of CDCP', cdcp, `0180c2000003 ${from} ${LLDP}`, 'uap'],
    ['of CDCP with VID 0', cdcp, `0180c2000003 ${from} 88a80000 ${LLDP}`, 'uap'],
    ['of CDCP with SVID 1', cdcp, `0180c2000003 ${from} 88a80001 ${LLDP}`, 'rxOther'],
    ['of CDCP inside a channel', channels, `0180c2000003 ${from} 88a80064 ${LLDP}`, 'rxOther'],
    ['of the Nearest Bridge', cdcp, `0180c200000e ${from} ${LLDP}`, 'rxOther'],
    ['of CDCP where none is spoken', {}, `0180c2000003 ${from} ${LLDP}`, 'rxOther'],
    ['S-tagged where there is no S-VLAN component', {}, `0180c2000000 ${from} 88a80001 ${LLDP}`, 'rxOther'],
    [
      'S-tagged where the host tags',
      { ...channels, tagging: 'host' },
      `0180c2000000 ${from} 88a80064 ${LLDP}`,
      'rxOther',
    ],
  ])('%s', (_what, more, digits, taken) => {
    expect(count(more, digits)).toEqual([taken]);
  });

  test('s-channel D17: a CDCP TLV on the agent of a channel means nothing, nor does an EVB TLV at the UAP', () => {
    const pair = cdcpPair();
    pair.passes.station = (octets) => {
      // To the other agent: addresses are swapped on the way.
      const last = octets[5] === 3 ? 0 : 3;
      if (toHex(octets).startsWith('0180c20000')) octets[5] = last;
      return true;
    };
    pair.start();
    expect(pair.station.status().ports[0]?.cdcp?.schState).toBe('NotRunning');
    expect(pair.station.status().ports[0]?.channels[0]?.evb.peerState).toBe('none');
    expect(pair.bridge.status().ports[0]?.cdcp?.schState).toBe('Running');
  });

  test('a CDCP TLV that is skipped is told', () => {
    const { bridge } = cdcpPair();
    bridge.handle({ kind: 'link', port: BRIDGE_PORT, up: true }, 0);
    drain(bridge);
    const octets = `0180c2000003 02005e100001 88cc 02070402005e100001 04050565746830 06020079 fe0c 0080c20e 88000004 00100100 0000`;
    bridge.handle({ kind: 'frame', port: BRIDGE_PORT, frame: hex(octets) }, 0);
    expect(drain(bridge)).toContainEqual({
      kind: 'cdcpTlvRejected',
      port: BRIDGE_PORT,
      peer: '4:02005e100001/5:65746830',
      code: 'cdcpPairLength',
    });
    expect(bridge.status().ports[0]?.cdcp?.lldp?.counters.statsTLVsDiscardedTotal).toBe(1);
  });

  test('what is odd in a list is told, and two stations on one link', () => {
    const { bridge } = cdcpPair();
    bridge.handle({ kind: 'link', port: BRIDGE_PORT, up: true }, 0);
    drain(bridge);
    const lldp = (id: string, pair: string) =>
      hex(
        `0180c2000003 02005e1000${id} 88cc 02070402005e1000${id} 04050565746830 06020079 fe0e 0080c20e 88000004 ${pair} 0000`,
      );
    bridge.handle({ kind: 'frame', port: BRIDGE_PORT, frame: lldp('01', '002fff 001001') }, 0);
    const first = drain(bridge);
    expect(first.filter(({ kind }) => kind === 'cdcpWarning')).toEqual([
      { kind: 'cdcpWarning', port: BRIDGE_PORT, warning: { code: 'svidReserved', scid: 2, svid: 4095 } },
      { kind: 'cdcpWarning', port: BRIDGE_PORT, warning: { code: 'defaultNotFirst', scid: 1, svid: 1 } },
    ]);
    expect(news(first)).toContain('channelUp 2/100');
    bridge.handle({ kind: 'frame', port: BRIDGE_PORT, frame: lldp('07', '001001 002000') }, 0);
    const second = drain(bridge);
    expect(second).toContainEqual({ kind: 'multipleCdcpPeers', port: BRIDGE_PORT, on: true });
    expect(news(second)).toEqual(expect.arrayContaining(['channelDown 2/100 multiplePeers', 'cdcpRunning false']));
  });
});
