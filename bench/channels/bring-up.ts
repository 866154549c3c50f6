// A station and a bridge on a link that takes no time: CDCP makes S-channels, and VSIs are associated on each of them.

import { EvbBridge } from '../../src/evb/bridge.js';
import { EvbStation } from '../../src/evb/station.js';
import type { VsiCommand } from '../../src/vdp/station/io.js';
import { FILTER_VID, VSIID_LOCAL } from '../../src/vdp/wire/layout.js';

const STATION = 0x020000000001;
const BRIDGE = 0x020000000002;
const ZERO = { w0: 0, w1: 0, w2: 0, w3: 0 };
/** Microseconds; everything is up long before. */
const PATIENCE = 30_000_000;

export interface BroughtUp {
  /** VSIs that are associated at the bridge. */
  readonly online: number;
  /** Inputs of both ends: frames, commands, answers and time. */
  readonly inputs: number;
}

const vsi = (number: number): VsiCommand => ({
  command: 'associate',
  vsiidFormat: VSIID_LOCAL,
  vsiid: { ...ZERO, w3: number },
  managerId: ZERO,
  typeId: 1,
  typeVersion: 1,
  filterInfo: { format: FILTER_VID, entries: [{ ps: false, pcp: 0, vid: 1 + (number % 4094) }] },
});

/** Brings up `channels` S-channels with `vsis` VSIs on each. The default S-channel is one of them. */
export function bringUp(channels: number, vsis: number): BroughtUp {
  const wants = Array.from({ length: channels - 1 }, (_, i) => i + 2);
  const station = new EvbStation({ ports: [{ name: 'p', mac: STATION, cdcp: { wants } }] });
  const bridge = new EvbBridge({ ports: [{ name: 'p', mac: BRIDGE, cdcp: {} }] });
  let now = 0;
  let inputs = 0;
  let online = 0;

  const toStation = (input: Parameters<EvbStation['handle']>[0]): void => {
    inputs++;
    station.handle(input, now);
  };
  const toBridge = (input: Parameters<EvbBridge['handle']>[0]): void => {
    inputs++;
    bridge.handle(input, now);
  };
  const exchange = (): void => {
    for (let isQuiet = false; !isQuiet; ) {
      isQuiet = true;
      for (let output = station.poll(); output !== undefined; output = station.poll()) {
        isQuiet = false;
        if (output.kind === 'frame') toBridge({ kind: 'frame', port: 'p', frame: output.frame });
        if (output.kind !== 'peerUp') continue;
        const { scid } = output;
        for (let i = 0; i < vsis; i++) toStation({ kind: 'command', port: 'p', scid, vsi: vsi(i) });
      }
      for (let output = bridge.poll(); output !== undefined; output = bridge.poll()) {
        isQuiet = false;
        if (output.kind === 'frame') toStation({ kind: 'frame', port: 'p', frame: output.frame });
        else if (output.kind === 'online') online++;
        else if (output.kind === 'query') {
          toBridge({ kind: 'answer', port: 'p', scid: output.scid, id: output.id, answer: { ok: true } });
        }
      }
    }
  };

  toStation({ kind: 'link', port: 'p', up: true });
  toBridge({ kind: 'link', port: 'p', up: true });
  exchange();
  while (online < channels * vsis && now < PATIENCE) {
    now = Math.min(station.nextDeadline() ?? PATIENCE, bridge.nextDeadline() ?? PATIENCE);
    toStation({ kind: 'timeout' });
    toBridge({ kind: 'timeout' });
    exchange();
  }
  return { online, inputs };
}
