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

/** The text of an output about S-channels; `undefined` for any other output, and for outputs whose event needs more. */
function textOf(output: EvbOutput): string | undefined {
  switch (output.kind) {
    case 'channelUp':
      return `S-channel up, SVID ${output.svid}, ${output.origin === 'cdcp' ? 'by CDCP' : 'by hand'}`;
    case 'channelDown':
      return `S-channel down, SVID ${output.svid}: ${REASONS[output.reason]}`;
    case 'cdcpTlvRejected':
      return `CDCP TLV of ${output.peer} skipped: ${spelled(output.code)}`;
    case 'multipleCdcpPeers':
      return output.on ? 'two neighbours speak CDCP: none counts' : 'no longer two neighbours speak CDCP';
  }
  return undefined;
}

/** The event of an output about S-channels; `undefined` for any other output. */
export function channelEvent(output: EvbOutput, ports: () => readonly Port[]): ProgramEvent | undefined {
  switch (output.kind) {
    case 'channelMissing': {
      const { kind, port, scid, missing: reason } = output;
      return { event: kind, members: { port, scid, reason }, text: `S-channel missing: ${REASONS[reason]}` };
    }
    case 'cdcpRunning': {
      const port = ports().find(({ name }) => name === output.port);
      return port && runningEvent(port, output.on);
    }
    case 'cdcpWarning':
      return warningEvent(output.port, output.warning);
  }
  const { kind, port, ...rest } = output;
  const text = textOf(output);
  return text === undefined ? undefined : { event: kind, members: { port, ...rest }, text };
}
