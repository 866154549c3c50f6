// The station and the bridge of the worked LLDP frames.

import type { EthernetHeader, FrameLldpTlv, LldpFrame } from '../../src/frame/index.js';
import { hex } from './hex.js';

export interface LldpSystem {
  readonly mac: number;
  readonly portId: LldpFrame['lldp']['portId'];
}

const interfaceName = (name: string) => ({ subtype: 5, id: new TextEncoder().encode(name) });
const macPort = (digits: string) => ({ subtype: 3, id: hex(digits) });

/** 02:00:5e:10:00:01, port eth0. */
export const station: LldpSystem = { mac: 0x02005e100001, portId: interfaceName('eth0') };
/** 02:00:5e:10:00:02, port ge-0/0/1. */
export const bridge: LldpSystem = { mac: 0x02005e100002, portId: interfaceName('ge-0/0/1') };
/** The same two run by lldpad, which names a port by its MAC address. */
export const lldpadStation: LldpSystem = { ...station, portId: macPort('02005e100001') };
export const lldpadBridge: LldpSystem = { ...bridge, portId: macPort('02005e100002') };

/** An LLDPDU of a system, without what stands behind it. */
export function lldpFrame(
  system: LldpSystem,
  destination: number,
  tlvs: readonly FrameLldpTlv[],
  { ttl = 121, tag: tags = [] }: { readonly ttl?: number; readonly tag?: EthernetHeader['tags'] } = {},
): LldpFrame {
  return {
    kind: 'lldp',
    ethernet: { destination, source: system.mac, tags, etherType: 0x88cc },
    lldp: {
      chassisId: { subtype: 4, id: macPort(system.mac.toString(16).padStart(12, '0')).id },
      portId: system.portId,
      ttl,
      tlvs,
    },
  };
}
