// Checks of the transport on both ends of a veth pair: `node check.js NAME NAME`. The pair is changed and deleted; try.sh
// makes one in a network namespace of its own.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { openLinuxInterface } from './linux-interface.js';

const [name, peerName] = process.argv.slice(2);
const ip = (...words) => execFileSync('ip', words, { encoding: 'utf8' });
const octets = (hex) => Uint8Array.from(hex.match(/[0-9a-f]{2}/g), (pair) => Number.parseInt(pair, 16));
const hex = (bytes) => Buffer.from(bytes).toString('hex');

/** An interface that notes what it is told. */
function opened(which) {
  const wire = openLinuxInterface(which);
  const frames = [];
  const links = [];
  wire.start({ frame: (frame) => frames.push(hex(frame)), link: (up) => links.push(up) });
  return { wire, frames, links };
}

/** Waits until something is so, but not for ever. */
async function until(isSo) {
  for (let turns = 0; !isSo(); turns++) {
    if (turns === 5000) throw new Error(`in vain: ${isSo}`);
    await setTimeout(2);
  }
}

const GROUP = '0180c2000000';
const SOURCE = '020000005a01';
/** 60 octets: addresses, tags, Ethertype, and a payload that ends with a mark. */
const frameOf = (tags, mark, destination = GROUP) =>
  `${destination}${SOURCE}${tags}8940`.padEnd(118, '0') + mark.toString(16).padStart(2, '0');

const ends = [opened(name), opened(peerName)];
const [a, b] = ends;
after(() => {
  for (const { wire } of ends) wire.close();
});

test('the link is up, and the MAC address is that of the interface', async () => {
  await until(() => ends.every(({ links }) => links.at(-1)));
  const [{ address }] = JSON.parse(ip('-j', 'link', 'show', 'dev', name));
  assert.equal(a.wire.mac, Number.parseInt(address.replaceAll(':', ''), 16));
});

test('frames keep their tags', async () => {
  const sent = [
    '', // untagged
    '8100e064', // C-tag, priority 7, VID 100
    '8100e000', // priority-tagged
    '8100f064', // drop eligible
    '88a805dc', // S-tag
    '88a805dc81000064', // S-tag, then C-tag
    '8100006481000065',
    '88a805dc88a805dd',
    '91000064', // the kernel takes it for no tag at all
  ].map((tags, i) => frameOf(tags, i));
  for (const frame of sent) a.wire.send(octets(frame));
  await until(() => b.frames.length === sent.length);
  assert.deepEqual(b.frames.splice(0), sent);
});

test('only the groups of bridges are heard', async () => {
  const groups = ['0180c2000000', '0180c2000003', '0180c200000e'];
  for (const destination of ['ffffffffffff', '333300000001', '0180c2000010', '020000005a02', ...groups]) {
    a.wire.send(octets(frameOf('', 9, destination)));
  }
  await until(() => b.frames.length === groups.length);
  assert.deepEqual(
    b.frames.splice(0).map((frame) => frame.slice(0, 12)),
    groups,
  );
});

test('what leaves by the interface is not heard, whoever sends it', async () => {
  const other = opened(name);
  for (const [i, { wire }] of [a, other].entries()) wire.send(octets(frameOf('', i)));
  b.wire.send(octets(frameOf('', 3)));
  await until(() => [a, other].every(({ frames }) => frames.length > 0) && b.frames.length === 2);
  other.wire.close();
  assert.deepEqual(
    [other, a].flatMap(({ frames }) => frames.splice(0)),
    [frameOf('', 3), frameOf('', 3)],
  );
  assert.deepEqual(b.frames.splice(0), [frameOf('', 0), frameOf('', 1)]);
});

test('the interface is a member of the groups', () => {
  const [{ maddr }] = JSON.parse(ip('-j', 'maddr', 'show', 'dev', name));
  const links = maddr.map(({ link }) => link);
  for (const group of ['01:80:c2:00:00:00', '01:80:c2:00:00:03', '01:80:c2:00:00:0e']) assert.ok(links.includes(group));
});

test('the longest frame comes whole; a longer one is not sent', async () => {
  // The kernel lets a C-tag pass the MTU, and no other.
  const longest = frameOf('81000064', 1).padEnd(2 * 1518, 'a5');
  for (const frame of [frameOf('88a805dc', 1).padEnd(2 * 1518, 'a5'), longest]) a.wire.send(octets(frame));
  assert.equal(a.wire.status().lastError, 'EMSGSIZE');
  await until(() => b.frames.length > 0);
  assert.deepEqual(b.frames.splice(0), [longest]);
});

test('the link goes down with the carrier, and comes back; nothing spins meanwhile', async () => {
  ip('link', 'set', peerName, 'down');
  await until(() => ends.every(({ links }) => !links.at(-1)));
  b.wire.send(octets(frameOf('', 2)));
  assert.equal(b.wire.status().lastError, 'ENETDOWN');
  assert.equal(b.wire.status().notSent, 1);
  const before = ends.map(({ wire }) => wire.status().turns);
  await setTimeout(200);
  const turns = ends.map(({ wire }, i) => wire.status().turns - before[i]);
  assert.ok(
    turns.every((count) => count < 5),
    `turns without a frame: ${turns}`,
  );
  ip('link', 'set', peerName, 'up');
  await until(() => ends.every(({ links }) => links.at(-1)));
  a.wire.send(octets(frameOf('88a805dc', 3)));
  b.wire.send(octets(frameOf('81000064', 4)));
  await until(() => a.frames.length > 0 && b.frames.length > 0);
  assert.deepEqual([a.frames.splice(0), b.frames.splice(0)], [[frameOf('81000064', 4)], [frameOf('88a805dc', 3)]]);
});

test('a transport that is stopped tells nothing, and goes on when it is started', async () => {
  b.wire.stop();
  a.wire.send(octets(frameOf('', 5)));
  await until(() => b.wire.status().unheard === 1);
  const again = [];
  b.wire.start({ frame: (frame) => again.push(hex(frame)), link: (up) => again.push(up) });
  a.wire.send(octets(frameOf('', 6)));
  await until(() => again.length === 2);
  assert.deepEqual(again, [true, frameOf('', 6)]);
  assert.deepEqual(b.frames, []);
});

test('closing takes the link down, and leaves the groups', () => {
  const groups = ip('maddr', 'show', 'dev', name);
  const third = opened(name);
  assert.notEqual(ip('maddr', 'show', 'dev', name), groups);
  third.wire.close();
  third.wire.close();
  assert.equal(ip('maddr', 'show', 'dev', name), groups);
  assert.deepEqual(third.links, [true, false]);
  third.wire.send(octets(frameOf('', 7)));
  const { up, notSent, lastError } = third.wire.status();
  assert.deepEqual({ up, notSent, lastError }, { up: false, notSent: 1, lastError: 'closed' });
});

test('an interface that is deleted is a link that went down', async () => {
  ip('link', 'delete', name);
  await until(() => ends.every(({ wire }) => !wire.status().up));
  assert.equal(a.links.at(-1), false);
});

test('an interface that is not there is told by its name', () => {
  assert.throws(() => openLinuxInterface('none0'), {
    name: 'SystemError',
    systemCode: 'ENODEV',
    message: 'interface none0: ENODEV',
  });
});
