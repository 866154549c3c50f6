// Both ends of VDP have the same rooms, and the rooms have the same things: a reader of one end has read the other. What
// one end has alone is listed here, with the reason.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const ROOMS = ['machine', 'data', 'state', 'io', 'host', 'receive', 'step', 'pull', 'status'] as const;

/** What one end has and the other has not: room, kind and name, and why. */
const DIFFERENCES: Readonly<Record<string, readonly string[]>> = {
  'A station is asked by its host for commands, and checks them; a bridge is asked to answer, and to withdraw.': [
    'station io: type VsiCommand',
    'station io: type DeAssociateCommand',
    'station io: type CommandOutcome',
    'station host: function giveCommand',
    'station host: function giveDeAssociate',
    'station host: function giveHints',
    'station host: function removeVsi',
    'station host: function reannounce',
    'station host: function liveVsi',
    'bridge host: function answer',
    'bridge host: function managerPending',
    'bridge host: function withdraw',
    'bridge host: function withdrawAll',
  ],
  'A station hears the error of a bridge; a bridge makes it.': ['station io: type EndVerdict'],
  'The figure of the station compares commands by TLV types, 0 for NULL; that of the bridge has words for states.': [
    'station data: const NULL',
    'station data: const PREASSOC',
    'station data: const PREASSOC_RR',
    'station data: const ASSOC',
    'station data: const DEASSOC',
  ],
  'The variables of a response last for one run of the station; the bridge has one record for all of its own.': [
    'station data: type VdpEndEvents',
  ],
  'A bridge has the result of its VSI manager.': [
    'bridge data: type VdpResult',
    'bridge data: function keepsAssociation',
    'bridge step: function onResult',
  ],
  'A bridge takes what comes where its limits leave room, and answers with an error elsewhere; a station has no such case.':
    [
      'bridge host: function takeUlpdu',
      'bridge state: function hasRoom',
      'bridge state: function isFull',
      'bridge step: function onBadCmd',
    ],
  'A station remembers VSIs that are over, for late responses; a bridge keeps records that wait to be told.': [
    'station state: function vsiCount',
    'station state: function addVsi',
    'station state: function endVsi',
    'bridge state: function isHeld',
    'bridge state: function newEndVsi',
  ],
  'A command of a station bears a tag and TLVs that go along.': ['station state: type EndCommand'],
  'A bridge has no command of its own, so its host gives TLVs for the next response.': [
    'bridge host: function setOrganizations',
  ],
  'What happens to a VSI differs: the rows of their figures.': [
    'station step: function onResponse',
    'station step: function onExpiry',
    'station step: function onEvbAgreed',
    'station step: function setSuspended',
    'station step: function deAssociateOf',
    'station step: function tellFailed',
    'bridge step: function onKeepAlive',
    'bridge step: function onOtherCmd',
    'bridge step: function onExit',
  ],
  'Keep-alives of a station are due by their timers, so it is asked with the time; responses of a bridge wait in a list.':
    ['station pull: function hasUlpdu', 'station pull: function nextDeadline'],
};

/** The exports of a room, as `function receive`, without the name of the end. */
function exportsOf(end: 'station' | 'bridge', room: string): string[] {
  const text = readFileSync(`src/vdp/${end}/${room}.ts`, 'utf8');
  return [...text.matchAll(/^export (const|function|interface|type) (\w+)/gm)].map(([, keyword, name = '']) => {
    const isFunction = keyword === 'function' || (keyword === 'const' && /^[a-z]/.test(name) && !/Machine$/.test(name));
    const kind = isFunction ? 'function' : keyword === 'const' ? 'const' : 'type';
    return `${kind} ${name.replace(/station|bridge/i, 'End').replace(/STATION|BRIDGE/, 'END')}`;
  });
}

describe.each(ROOMS)('room %s', (room) => {
  test('has the same at both ends, but for what is listed', () => {
    const [station, bridge] = [exportsOf('station', room), exportsOf('bridge', room)];
    const alone = [
      ...station.filter((one) => !bridge.includes(one)).map((one) => `station ${room}: ${one}`),
      ...bridge.filter((one) => !station.includes(one)).map((one) => `bridge ${room}: ${one}`),
    ];
    const listed = Object.values(DIFFERENCES)
      .flat()
      .filter((one) => one.split(' ')[1] === `${room}:`);
    expect(alone.sort()).toEqual(listed.sort());
  });
});
