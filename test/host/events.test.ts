// Streams of events are bounded, and a slow reader learns how many events are missing.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EventStream, type EventsLost } from '../../src/host/events.js';
import { keyOf, wanted } from '../simulator/rig.js';
import { twoEnds } from './rig.js';

type Event = { readonly kind: 'event'; readonly n: number };
const event = (n: number): Event => ({ kind: 'event', n });
const textOf = (one: Event | EventsLost): string => (one.kind === 'event' ? String(one.n) : `lost ${one.count}`);

async function readAll(stream: AsyncIterable<Event | EventsLost>): Promise<string[]> {
  const texts: string[] = [];
  for await (const one of stream) texts.push(textOf(one));
  return texts;
}

describe('a stream', () => {
  test('gives what was pushed before and after it is read', async () => {
    const stream = new EventStream<Event>({}, () => {});
    stream.push(event(1));
    const reading = readAll(stream);
    await undefined;
    stream.push(event(2));
    stream.push(event(3));
    stream.end();
    expect(await reading).toEqual(['1', '2', '3']);
  });

  test('tells a slow reader how much is missing, where it is missing', async () => {
    const stream = new EventStream<Event>({ limit: 3 }, () => {});
    for (let n = 1; n <= 5; n++) stream.push(event(n));
    expect(textOf((await stream.next()).value as Event)).toBe('1');
    stream.push(event(6));
    expect(textOf((await stream.next()).value as Event)).toBe('2');
    stream.push(event(7));
    stream.push(event(8));
    stream.end();
    expect(await readAll(stream)).toEqual(['3', 'lost 3', '7', 'lost 1']);
  });

  test('loses nothing silently, and never holds more than its limit and a mark', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.boolean(), { maxLength: 60 }),
        async (limit, acts) => {
          const stream = new EventStream<Event>({ limit }, () => {});
          let pushed = 0;
          let waiting = 0;
          const read: (Event | EventsLost)[] = [];
          for (const isPush of acts) {
            if (isPush) {
              stream.push(event(pushed++));
              waiting++;
            } else if (waiting > 0) {
              const { value, done } = await stream.next();
              expect(done).toBe(false);
              read.push(value as Event);
              waiting -= value?.kind === 'event' ? 1 : (value?.count ?? 0);
            }
          }
          stream.end();
          let held = 0;
          for await (const one of stream) {
            read.push(one);
            held++;
          }
          expect(held).toBeLessThanOrEqual(limit + 1);
          let next = 0;
          for (const one of read) {
            if (one.kind === 'event') expect(one.n).toBe(next);
            next += one.kind === 'event' ? 1 : one.count;
          }
          expect(next).toBe(pushed);
        },
      ),
    );
  });

  test('serves several readers in turn, and ends for all of them', async () => {
    let ends = 0;
    const stream = new EventStream<Event>({}, () => ends++);
    const readers = [stream.next(), stream.next(), stream.next()];
    stream.push(event(1));
    stream.push(event(2));
    stream.end();
    stream.end();
    stream.push(event(3));
    expect((await Promise.all(readers)).map(({ value }) => value?.kind)).toEqual(['event', 'event', undefined]);
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    expect(ends).toBe(1);
  });

  test('is left by break, and forgets what waits', async () => {
    let ends = 0;
    const stream = new EventStream<Event>({}, () => ends++);
    for (let n = 0; n < 3; n++) stream.push(event(n));
    for await (const one of stream) {
      expect(textOf(one)).toBe('0');
      break;
    }
    expect(ends).toBe(1);
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });

  test.each([0, -1, 1.5, 2 ** 30])('has a limit that is one, not %d', (limit) => {
    expect(() => new EventStream<Event>({ limit }, () => {})).toThrow('limit: expected an integer 1..1048576');
  });
});

test('a station and a bridge tell all but what is for the wire, until they are stopped', async () => {
  const { station, bridge, until } = twoEnds();
  const [atStation, atBridge] = [station.events(), bridge.events()];
  await until(station.port('eth0').ready());
  await until(station.port('eth0').associate(wanted(1)));
  await until(station.port('eth0').deAssociate(keyOf(wanted(1))));
  station.stop();
  bridge.stop();
  const kinds = async (events: AsyncIterable<{ readonly kind: string }>): Promise<string[]> => {
    const all: string[] = [];
    for await (const { kind } of events) all.push(kind);
    return all.filter((kind) => !kind.startsWith('neighbor'));
  };
  expect(await kinds(atStation)).toEqual(['peerUp', 'online', 'done', 'offline', 'done']);
  expect(await kinds(atBridge)).toEqual(['peerUp', 'query', 'online', 'offline', 'release', 'deleted']);
  expect(await kinds(station.events())).toEqual([]);
});
