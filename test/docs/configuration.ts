// docs/configuration.md, made from the tables that the shells and the schemas read.

import { readFileSync } from 'node:fs';
import { type Choice, choiceText, FLAG_TEXT, type Flag } from '../../src/core/choices.js';
import { type Limit, limitText, type Range } from '../../src/core/limits.js';
import { ecpLimits } from '../../src/ecp/limits.js';
import {
  evbEcpLimits,
  evbPortCdcpFlags,
  evbPortChoices,
  evbPortFlags,
  evbPortLldpChoices,
  evbSystemLimits,
} from '../../src/evb/options/limits.js';
import { STATION_ID_OCTETS, STATION_ID_SUBTYPE } from '../../src/lldp-evb/agent/local-tlvs.js';
import { evbChoices, evbFlags, evbLimits, lldpChoices, lldpFlags, lldpLimits } from '../../src/lldp-evb/limits.js';
import { cdcpFlags, cdcpLimits, SCID_RANGE, SVID_POOL_RANGE, SVID_RANGE } from '../../src/s-channel/limits.js';
import { vdpBridgeFlags, vdpBridgeLimits } from '../../src/vdp/bridge/limits.js';
import { vdpStationFlags, vdpStationLimits } from '../../src/vdp/station/limits.js';
import {
  filterEntryRanges,
  organizationRanges,
  vsiChoices,
  vsiRanges,
  vsiTypeRanges,
} from '../../src/vdp/vsi-limits.js';

type TableRow = Limit | Range | Flag | Choice;

/** One member of an object in JSON. */
export interface Member {
  readonly name: string;
  readonly value: string;
  /** Empty where there is none: the member is left out then, or has to be there. */
  readonly preset: string;
  readonly unit: string;
  readonly text: string;
}

const NEEDED = 'needed';
const NONE = 'none';

function memberOf(name: string, row: TableRow, preset?: string): Member {
  const { text } = row;
  if ('names' in row) return { name, value: choiceText(row), preset: preset ?? row.names[0], unit: '', text };
  if (!('min' in row)) return { name, value: FLAG_TEXT, preset: preset ?? String(row.default), unit: '', text };
  const standard = 'default' in row ? String(row.default) : NEEDED;
  return { name, value: limitText(row), preset: preset ?? standard, unit: row.unit, text };
}

/** The members of a table, without some, or with other defaults. */
const members = (
  table: Readonly<Record<string, TableRow>>,
  { not = [], presets = {} }: { not?: readonly string[]; presets?: Readonly<Record<string, string>> } = {},
): Member[] =>
  Object.entries(table)
    .filter(([name]) => !not.includes(name))
    .map(([name, row]) => memberOf(name, row, presets[name]));

const member = (name: string, value: string, preset: string, text: string): Member => ({
  name,
  value,
  preset,
  unit: '',
  text,
});

const peer = (habits: string): Member => member('peer', '"openlldp"', NONE, `habits of a peer to live with: ${habits}`);
const WITH_PEER = 'false; true with `peer`';
const byPeer = { oneTlvPerEcpdu: WITH_PEER, acceptNullVidInResponse: WITH_PEER };

const system = [member('ports', 'a list', '[]', 'the ports, see below'), ...members(evbSystemLimits)];
const managerId = (preset: string): Member =>
  member('managerId', 'an IPv4 or IPv6 address', preset, 'the VSI manager that knows the type; `::` names none');

/** Every object of the files, by the title of its section: what the schemas know, in their order. */
export const SECTIONS: Readonly<Record<string, readonly Member[]>> = {
  Station: [
    ...system,
    member('ecp', 'an object', '{}', 'ECP of every port, see below'),
    member('vdp', 'an object', '{}', 'VDP of every port, see below'),
    peer('one association TLV per ECPDU, a rest behind it, and null VIDs in answers'),
    member(
      'vsis',
      'a list',
      '[]',
      'what to ask for: VSIs, each with further members: `port`, the name of a port, and `scid`, its S-channel, default 1',
    ),
  ],
  'VDP of a station': [...members(vdpStationLimits), ...members(vdpStationFlags, { presets: byPeer })],
  Bridge: [
    ...system,
    member('ecp', 'an object', '{}', 'ECP of every port, see below'),
    member('vdp', 'an object', '{}', 'VDP of every port, see below'),
    peer('one association TLV per ECPDU, and a rest behind it'),
    member('vsiTypes', 'a list', '[]', 'the VSI type database, see below'),
    member('defaultManagerId', 'an IPv4 or IPv6 address', '::', 'who is asked where the station names no manager'),
  ],
  'VDP of a bridge': [...members(vdpBridgeLimits), ...members(vdpBridgeFlags, { presets: byPeer })],
  'ECP of every port': members(evbEcpLimits, { presets: { rest: '0; 10000 with `peer`' } }),
  Port: [
    member('name', 'a text of 1..255 octets', NEEDED, 'each once'),
    member('mac', 'an individual MAC address', NEEDED, 'of the port'),
    ...members(evbPortFlags),
    ...members(evbPortChoices),
    memberOf('initialSequence', ecpLimits.initialSequence, 'the program’s: drawn at random, or 0'),
    member('lldp', 'an object', '{}', 'how the port speaks LLDP, see below'),
    member('evb', 'an object', '{}', 'proposals and wishes, see below'),
    member('cdcp', 'an object', NONE, 'S-channels by CDCP, see below; without, none is spoken'),
    member('channels', 'a list', NONE, 'S-channels by hand, see below: there while CDCP is off'),
  ],
  'CDCP of a port': [
    ...members(evbPortCdcpFlags),
    ...members(cdcpLimits),
    ...members(cdcpFlags),
    member('wants', 'SCIDs, each once', '[]', 'station: S-channels to ask for, in the order of preference'),
    member(
      'pool',
      'a list of `{ "low", "high" }`',
      `${SVID_POOL_RANGE.min} to ${SVID_POOL_RANGE.max}`,
      'bridge: SVIDs that it may assign, both bounds included',
    ),
  ],
  'SVID range': [memberOf('low', SVID_POOL_RANGE), memberOf('high', SVID_POOL_RANGE)],
  'S-channel by hand': [memberOf('scid', SCID_RANGE), memberOf('svid', SVID_RANGE)],
  'LLDP of a port': [
    ...members(evbPortLldpChoices),
    member('chassisId', 'a station identifier', 'the MAC address', 'Chassis ID'),
    member('portId', 'a station identifier', 'the name', 'Port ID, as an interface name'),
    member('tlvs', 'a list', '[]', '`{ "type": 4..127, "value": hexadecimal digits }`, sent before the EVB TLV'),
    ...members(lldpLimits, { not: ['maxPendingOutputs'] }),
    ...members(lldpFlags),
    ...members(lldpChoices),
  ],
  'Station identifier': [
    memberOf('subtype', STATION_ID_SUBTYPE),
    member(
      'id',
      `${STATION_ID_OCTETS.min}..${STATION_ID_OCTETS.max} octets in hexadecimal digits`,
      NEEDED,
      'the identifier',
    ),
  ],
  'EVB of a port': [...members(evbLimits), ...members(evbFlags), ...members(evbChoices)],
  VSI: [
    ...members(vsiChoices),
    managerId('::'),
    ...members(vsiRanges),
    member('vsiidFormat', 'ipv4, ipv6, mac, local, uuid, or 1..5', NEEDED, 'how the VSIID is written'),
    member(
      'vsiid',
      'a text of that format, or 32 hexadecimal digits',
      NEEDED,
      'the VSIID; the latter alone for `local`',
    ),
    member('filterInfo', 'an object', NEEDED, 'what frames are of the VSI, see below'),
    member('suspended', FLAG_TEXT, 'false', 'S: the user of the VSI is suspended'),
    member('migrating', FLAG_TEXT, 'false', 'M: the user of the VSI migrates here'),
    member('organizations', 'a list', NONE, 'organizationally defined TLVs behind the command, see below'),
  ],
  'Filter info': [
    member('format', '1, 2, 3 or 4', 'as the entries need', 'VID, MAC/VID, GroupID/VID, GroupID/MAC/VID'),
    member('entries', 'a list', NEEDED, 'filter entries, at least one, as many as fit a TLV'),
  ],
  'Filter entry': [
    memberOf('groupId', filterEntryRanges.groupId, NONE),
    member('mac', 'an individual MAC address', NONE, 'MAC address'),
    member('ps', FLAG_TEXT, 'whether there is a `pcp`', 'PCP significant'),
    memberOf('pcp', filterEntryRanges.pcp, '0'),
    memberOf('vid', filterEntryRanges.vid),
  ],
  'Organizationally defined TLV': [
    memberOf('oui', organizationRanges.oui),
    member('data', `at most ${organizationRanges.octets.max} octets in hexadecimal digits`, NEEDED, 'its data'),
  ],
  'VSI type': [
    managerId(NEEDED),
    memberOf('typeId', vsiTypeRanges.typeId),
    memberOf('typeVersion', vsiTypeRanges.typeVersion),
    member('name', 'a text', NONE, 'for people'),
    member('allowedVids', '`[low, high]` pairs of 1..4094', NEEDED, 'a null VID becomes the first of the first'),
    member('allowedPriorities', 'PCPs, 0..7', 'any', 'PCPs that a filter entry may name'),
    { ...memberOf('defaultPriority', vsiTypeRanges.pcp, NONE), text: 'PCP supplied where an entry leaves it open' },
    member('groupVids', '`[GroupID, VID]` pairs', NONE, 'GroupIDs, and what VIDs they are'),
    member('allowedMacs', 'MAC addresses', 'any', 'MAC addresses that a filter entry may name'),
    memberOf('maxFilters', vsiTypeRanges.maxFilters, 'any number'),
    memberOf('maxInstances', vsiTypeRanges.maxInstances, 'any number'),
  ],
};

const escaped = (text: string): string => text.replaceAll('|', '\\|');

const table = (title: string): string => {
  const rows = (SECTIONS[title] as readonly Member[]).map(
    ({ name, value, preset, unit, text }) =>
      `| ${[`\`${name}\``, value, preset, unit, text].map(escaped).join(' | ')} |`,
  );
  return ['| member | value | default | unit | meaning |', '| --- | --- | --- | --- | --- |', ...rows].join('\n');
};

const section = (title: string, text = ''): string =>
  `## ${title}\n\n${text === '' ? '' : `${text}\n\n`}${table(title)}\n`;

const example = (name: string): string => `\`\`\`json\n${readFileSync(`docs/examples/${name}.json`, 'utf8')}\`\`\`\n`;

/** The whole document. */
export const configuration = (): string => `# Configuration

Made from the tables in \`src\` by \`npx vitest run test/docs -u\`; a test fails when it is stale.

An EVB station and an EVB bridge are configured by JSON. \`dot1qbg/config\` reads it: \`parseStationConfig\`,
\`parseBridgeConfig\`, \`parseVsi\` for one VSI, \`parseVsiKey\` for the key of a VSI, \`parseVsiTypes\` for a list of VSI types.
They return plain data for \`new EvbStation\`, \`new EvbBridge\`, the inputs \`command\` and \`hints\`, \`staticVsiManager\`: texts
become numbers and octets, and a missing member has its default. What parses is accepted there.

These functions do not throw. An unknown member is an error, and so is a number out of its range. The result has all errors,
each with its path:

\`\`\`ts
import { formatConfigError, parseStationConfig } from 'dot1qbg/config';

const result = parseStationConfig({
  ports: [{ name: 'eth0', mac: '02:00:00:00:00:01', evb: { rte: 32, maxR: 2 } }],
  minFramesize: 60,
});
if (!result.ok) for (const error of result.errors) console.log(formatConfigError(error));
\`\`\`

\`\`\`text
ports[0].evb.rte: expected an integer 0..31, got 32
ports[0].evb.maxR: expected no less than r, 3, got 2
minFramesize: expected no such member but ports, maxPorts, maxPendingOutputs, minFrameSize, ecp, vdp, peer and vsis (minFrameSize?), got 60
\`\`\`

MAC addresses are written \`01-80-C2-00-00-0E\` or with colons. Exponents are those of the standard: a time is 10 us times a
power of two, \`rka\` 20 is 10.5 s. The file has neither random values (\`hashSeed\`) nor code (\`acceptSource\`): a program adds
them.

${section('Station')}
${section('VDP of a station')}
${section('Bridge')}
${section('VDP of a bridge')}
${section('ECP of every port')}
${section('Port')}
${section('LLDP of a port')}
${section('Station identifier')}
${section('CDCP of a port', 'A station asks for S-channels, a bridge gives each an SVID. Both ends have the default one, SCID 1 and SVID 1, which is not tagged.')}
${section('SVID range')}
${section('S-channel by hand', 'An S-channel without CDCP. Each SCID and each SVID once on a port; the default S-channel has SCID 1 and SVID 1.')}
${section('EVB of a port', 'A maximum is not below its proposal. A bridge ignores members of a station, and the reverse.')}
${section('VSI', 'The identity of a VSI on a port is its VSIID and the format of it together.')}
${section('Filter info')}
${section('Filter entry', 'All entries have the members of their format, and no others.')}
${section('Organizationally defined TLV', 'A command with all of its TLVs fits one ULPDU.')}
${section('VSI type', 'No two types have the same manager, VTID and version.')}
## A station

${example('station')}
## A bridge

${example('bridge')}`;
