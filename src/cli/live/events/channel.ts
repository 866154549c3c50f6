// Events about S-channels and CDCP. The reason why a channel is missing or has ended is one word in JSON, and a phrase in text.

import type { ChannelDownReason } from '../../../evb/events.js';
import type { PortStatus } from '../../../evb/status.js';
import { jsonOf } from '../../../frame/frame-json.js';
import type { EvbOutput } from '../../../host/interfaces.js';
import { type CdcpWarning, cdcpWarnings } from '../../../s-channel/cdcp/warnings.js';
import { pairText } from '../../../text/channel-text.js';
import { spelled } from '../../../text/event-words.js';
import type { ProgramEvent } from './event.js';

type Port = PortStatus<unknown>;

const REASONS: Readonly<Record<ChannelDownReason, string>> = {
  disabled: 'it is switched off here',
  portDown: 'the link is down',
  ownSComp: 'this end has no S-VLAN component',
  ownCapacity: 'this end has no room for it',
  noPeer: 'no neighbour speaks CDCP',
  multiplePeers: 'two neighbours speak CDCP',
  sameRole: 'the neighbour has the role of this end',
  peerSComp: 'the neighbour has no S-VLAN component',
  peerCapacity: 'the neighbour has no room for it',
  notGranted: 'the bridge does not list it',
  noSvid: 'no SVID of the pool is free',
  cdcp: 'CDCP is on, and decides',
  notWanted: 'the station does not want it',
  removed: 'it was removed',
  replaced: 'it has another SVID now',
  otherPeer: 'another neighbour has taken the place of the one that had it',
};

function runningEvent(port: Port, on: boolean): ProgramEvent {
  const { role, operChnCap: chnCap, remote } = port.cdcp ?? {};
  const peer =
    remote === undefined
      ? []
      : [`peer ${remote.id}: role ${remote.role}, capacity ${remote.chnCap}, ${remote.pairs.map(pairText).join(' ')}`];
  return {
    event: 'cdcpRunning',
    members: { port: port.name, on, role, chnCap, ...(on && remote && { remote: jsonOf(remote) }) },
    text: [`CDCP ${on ? 'runs' : 'does not run'}: role ${role}, capacity ${chnCap}`, ...(on ? peer : [])].join('; '),
  };
}

function warningEvent(port: string, { code, scid, svid }: CdcpWarning): ProgramEvent {
  const [, expected] = cdcpWarnings[code];
  const pair = { scid, svid };
  const message = `${pairText(pair)}: expected ${expected}`;
  return { event: 'cdcpWarning', members: { port, code, pair, message }, text: `CDCP: ${message}` };
}

/** The event of an output about S-channels; `undefined` for any other output. */
export function channelEvent(output: EvbOutput, ports: () => readonly Port[]): ProgramEvent | undefined {
  const at = (name: string): Port | undefined => ports().find((port) => port.name === name);
  switch (output.kind) {
    case 'channelUp': {
      const { kind, port, scid, svid, origin } = output;
      const text = `S-channel up, SVID ${svid}, ${origin === 'cdcp' ? 'by CDCP' : 'by hand'}`;
      return { event: kind, members: { port, scid, svid, origin }, text };
    }
    case 'channelDown': {
      const { kind, port, scid, svid, origin, reason } = output;
      const text = `S-channel down, SVID ${svid}: ${REASONS[reason]}`;
      return { event: kind, members: { port, scid, svid, origin, reason }, text };
    }
    case 'channelMissing': {
      const { kind, port, scid, missing: reason } = output;
      return { event: kind, members: { port, scid, reason }, text: `S-channel missing: ${REASONS[reason]}` };
    }
    case 'cdcpRunning': {
      const status = at(output.port);
      return status && runningEvent(status, output.on);
    }
    case 'cdcpWarning':
      return warningEvent(output.port, output.warning);
    case 'cdcpTlvRejected': {
      const { kind, port, peer, code } = output;
      return { event: kind, members: { port, peer, code }, text: `CDCP TLV of ${peer} skipped: ${spelled(code)}` };
    }
    case 'multipleCdcpPeers': {
      const { kind, port, on } = output;
      const text = on ? 'two neighbours speak CDCP: none counts' : 'no longer two neighbours speak CDCP';
      return { event: kind, members: { port, on }, text };
    }
  }
  return undefined;
}
