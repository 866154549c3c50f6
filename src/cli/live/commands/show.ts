// The command `show`: each topic is a list of objects.

import { type JsonValue, jsonOf } from '../../../frame/frame-json.js';
import { valueText } from '../../../text/value-text.js';
import { vsiName } from '../../../text/vsi-text.js';
import { evbEvent } from '../events/evb.js';
import { badWord } from './bad-command.js';
import type { CommandContext, CommandResult } from './context.js';
import { parseWords } from './words.js';

type Rows = readonly { readonly [name: string]: JsonValue }[];

type Port = ReturnType<CommandContext['end']['status']>['ports'][number];

/** A row for each channel of each port. */
const eachChannel = ({ end }: CommandContext, rowsOf: (port: Port, channel: Port['channels'][number]) => Rows): Rows =>
  end.status().ports.flatMap((port) => port.channels.flatMap((channel) => rowsOf(port, channel)));

const json = (value: object): Rows[number] => jsonOf(value) as Rows[number];

/** The S-channels of a port, missing ones as well. */
function channelRows({ name, channels, cdcp, sChannels }: Port): Rows {
  // Without an S-VLAN component the port has only the default S-channel.
  const table: NonNullable<Port['sChannels']> =
    sChannels ?? channels.map(({ scid, svid }) => ({ scid, svid, origin: 'default' }));
  return table.map(({ scid, svid, origin, missing }) => {
    const channel = missing === undefined ? channels.find((one) => one.scid === scid) : undefined;
    return json({
      port: name,
      scid,
      svid,
      state: missing === undefined ? 'up' : 'missing',
      missing,
      origin,
      role: cdcp?.role,
      peer: cdcp?.remote?.id,
      evbReady: channel?.evb.evbReady,
      evbPeer: channel?.evb.peer,
    });
  });
}

/** The rows of each topic. */
const TOPICS: Readonly<Record<string, (context: CommandContext) => Rows>> = {
  status: (context) =>
    eachChannel(context, ({ name, linkUp, enabled }, { scid, svid, lldp, evb, ecp, vdp }) => {
      const { vsis, counters: _, ...rest } = vdp;
      const { counters: _ecp, ...ecpRest } = ecp;
      const { counters: _lldp, neighbors = [], ...lldpRest } = lldp ?? { counters: {} };
      return [
        json({
          port: name,
          scid,
          svid,
          linkUp,
          enabled,
          vsis,
          neighbors: neighbors.length,
          evb: { state: evb.state, peerState: evb.peerState, evbReady: evb.evbReady },
          lldp: lldpRest,
          ecp: ecpRest,
          vdp: rest,
        }),
      ];
    }),
  vsis: (context) =>
    eachChannel(context, ({ name }, { scid }) => {
      const place = { port: name, scid };
      return context.end.vsis(place).map(({ vsi, ...rest }) => json({ ...place, vsi: vsiName(vsi), ...vsi, ...rest }));
    }),
  evb: (context) => eachChannel(context, ({ name }, channel) => [json(evbEvent(name, channel).members)]),
  channels: ({ end }) => end.status().ports.flatMap(channelRows),
  cdcp: ({ end }) =>
    end.status().ports.flatMap(({ name, cdcp }) => {
      if (cdcp === undefined) return [];
      const { lldp: _, channels: _channels, ...rest } = cdcp;
      return [json({ port: name, ...rest })];
    }),
  neighbors: ({ end }) =>
    end
      .status()
      .ports.flatMap(({ name, channels, cdcp }) => [
        ...(cdcp?.lldp?.neighbors ?? []).map((neighbor) => json({ port: name, ...neighbor })),
        ...channels.flatMap(({ scid, lldp }) =>
          (lldp?.neighbors ?? []).map((neighbor) => json({ port: name, scid, ...neighbor })),
        ),
      ]),
  counters: (context) =>
    eachChannel(context, ({ name, counters, cdcp }, { scid, lldp, ecp, vdp }) => [
      json({
        port: name,
        scid,
        udp: context.parts.transports[name]?.status().counters,
        frames: counters,
        cdcpLldp: cdcp?.lldp?.counters,
        lldp: lldp?.counters,
        ecp: ecp.counters,
        vdp: vdp.counters,
      }),
    ]),
};

export const SHOW_TOPICS: readonly string[] = Object.keys(TOPICS);

/** Rows, as the result of a command. */
export const rowsResult = (rows: Rows): CommandResult => ({
  json: rows,
  text: rows.length === 0 ? ['none'] : rows.map(valueText),
});

/** @throws BadCommand for an unknown topic */
export function show(context: CommandContext, rest: string): CommandResult {
  const [topic = 'status'] = parseWords(rest, { operands: 1 }).operands;
  const rows = Object.hasOwn(TOPICS, topic) ? TOPICS[topic]?.(context) : undefined;
  if (rows === undefined) throw badWord('show', SHOW_TOPICS, topic);
  return rowsResult(rows);
}
