// One run of the machine of CDCP, and what it tells: warnings, channels that end, channels that appear, the CDCP TLV.

import { linked, run } from '../../core/machine.js';
import { channelChanges } from '../pair-list.js';
import { type CdcpTlv, encodeCdcpTlv } from '../wire/cdcp-tlv.js';
import { endReason, type SChannelEndReason } from './channels.js';
import { cdcpMachine } from './machine.js';
import type { CdcpNegotiationShell } from './state.js';

const machine = /* @__PURE__ */ linked(cdcpMachine);

const sameOctets = (a: CdcpTlv | undefined, b: CdcpTlv | undefined): boolean => {
  if (a === undefined || b === undefined) return a === b;
  const octets = encodeCdcpTlv(b);
  return a.pairs.length === b.pairs.length && encodeCdcpTlv(a).every((octet, i) => octet === octets[i]);
};

/**
 * Runs the machine, and tells what differs from before. `reason`: why channels end, where the variables do not say it.
 */
export function step({ state }: CdcpNegotiationShell, reason?: SChannelEndReason): void {
  const { data, outputs, multiplePeers } = state;
  const { operSVIDList, noSvid } = data;
  run(machine, data, []);
  for (const scid of data.noSvid) {
    if (!noSvid.includes(scid)) outputs.push({ kind: 'warning', warning: { code: 'noSvid', scid, svid: 0 } });
  }
  const { down, up } = channelChanges(operSVIDList, data.operSVIDList);
  for (const pair of down) {
    outputs.push({ kind: 'channelDown', ...pair, reason: reason ?? endReason(data, pair.scid, multiplePeers) });
  }
  for (const pair of up) outputs.push({ kind: 'channelUp', ...pair });
  buildTlv(state);
}

function buildTlv(state: CdcpNegotiationShell['state']): void {
  const { portEnabled, adminEnable, operRole, localSComp, operChnCap, operSVIDList } = state.data;
  const txTlv: CdcpTlv | undefined =
    portEnabled && adminEnable
      ? { role: operRole, sComp: localSComp, chnCap: operChnCap, pairs: operSVIDList }
      : undefined;
  if (portEnabled && !sameOctets(txTlv, state.txTlv)) state.outputs.push({ kind: 'localChange', txTlv });
  state.txTlv = txTlv;
}
