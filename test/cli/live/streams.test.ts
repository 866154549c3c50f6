// Output of the programs that nobody reads fast enough, or that breaks; captures that cannot be written.

import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { captureTap } from '../../../src/cli/live/capture-file.js';
import type { ProgramEvent } from '../../../src/cli/live/events/event.js';
import { createEventWriter } from '../../../src/cli/live/events/writer.js';
import { jsonLines, keeper } from '../run-evb.js';
import { createRig } from './rig.js';

test('a reader that is too slow loses events, and is told how many', async () => {
  const taken: string[] = [];
  let go: () => void = () => {};
  const stdout = new Writable({
    write(chunk: Buffer, _encoding, done) {
      taken.push(chunk.toString());
      go = done;
    },
  });
  const writer = createEventWriter(stdout, true, 0, () => {});
  const event: ProgramEvent = { event: 'x', members: { filler: 'x'.repeat(1_000_000) }, text: '' };
  for (let i = 0; i < 10; i++) writer.put(event, i);
  expect(stdout.writableLength).toBeLessThan(6_000_000);
  while (stdout.writableLength > 0) go();
  writer.put(event, 10);
  writer.put(event, 11);
  while (stdout.writableLength > 0) go();
  const events = jsonLines(taken.join('')).map(({ event: name, count, time }) => [name, count ?? time]);
  expect(events.slice(-3)).toEqual([
    ['eventsLost', 5],
    ['x', '0.000010'],
    ['x', '0.000011'],
  ]);
  expect(events).toHaveLength(8);
});

test('an output that breaks ends the program, with its VSIs and its neighbour told', async () => {
  const rig = createRig();
  const bridge = await rig.start(['bridge', '--udp', '5002:5001', '--json']);
  const stdout = new Writable({
    write(_chunk, _encoding, done) {
      done(
        rig.scheduler.now() < 1_000_000
          ? null
          : Object.assign(new Error('ENOSPC: no space left, write'), { code: 'ENOSPC' }),
      );
    },
  });
  stdout.on('error', () => {});
  const station = await rig.start(['station', '--udp', '5001:5002'], { stdout });
  await rig.pass(2);
  await station.say('show');
  expect(await station.status).toBe(2);
  expect(station.errors()).toBe('evb: no space left\n');
  await rig.pass(1);
  expect(bridge.events('neighborRemoved')).toMatchObject([{ reason: 'shutdown' }]);
});

test('an input that breaks is told, and the program goes on', async () => {
  const out = keeper();
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('show\n');
    throw new Error('EIO: it is broken, read');
  }
  const run = await createRig().start(['station', '--json', '--udp', '5001:5002'], {
    stdin: broken(),
    stdout: out.stream,
  });
  const events = jsonLines(out.bytes().toString());
  expect(events.filter(({ event }) => event === 'fault')).toMatchObject([{ part: 'input', message: 'it is broken' }]);
  expect(run.isOver()).toBe(false);
});

test('a capture that cannot be written any more is told once, and frames pass', () => {
  const told: ProgramEvent[] = [];
  let frames = 0;
  const put = (): void => {
    frames++;
    if (frames > 2) throw new Error('ENOSPC: no space left on device, write');
  };
  const tap = captureTap(
    { put },
    () => 0,
    (event) => told.push(event),
  );
  for (let i = 0; i < 5; i++) tap(new Uint8Array(60));
  expect(told).toMatchObject([{ event: 'fault', members: { part: 'pcap', message: 'no space left on device' } }]);
  expect(frames).toBe(3);
});
