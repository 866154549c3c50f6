import { expect, test } from 'vitest';
import { linkInMemory } from '../../src/host/index.js';
import { VirtualScheduler } from '../../src/simulator/index.js';

function linked(latency?: number) {
  const scheduler = new VirtualScheduler();
  const link = linkInMemory(scheduler, latency);
  const told: string[] = [];
  for (const [i, end] of link.ends.entries()) {
    end.start({
      frame: (frame) => void told.push(`${i} ${frame[0]} at ${scheduler.now()}`),
      link: (up) => void told.push(`${i} ${up}`),
    });
  }
  return { scheduler, link, told };
}

test('frames go from end to end, as they were when they were sent, and never inside send', () => {
  const { scheduler, link, told } = linked(5);
  const frame = Uint8Array.of(1);
  link.ends[0].send(frame);
  frame[0] = 9;
  link.ends[1].send(Uint8Array.of(2));
  expect(told).toEqual(['0 true', '1 true']);
  scheduler.runUntil(10);
  expect(told.slice(2)).toEqual(['1 1 at 5', '0 2 at 5']);
});

test('a cable that is pulled out takes along what is on its way', () => {
  const { scheduler, link, told } = linked();
  link.ends[0].send(Uint8Array.of(1));
  link.plug(false);
  link.plug(false);
  link.ends[0].send(Uint8Array.of(2));
  link.plug(true);
  link.ends[0].send(Uint8Array.of(3));
  scheduler.runUntil(1);
  expect(told.slice(2)).toEqual(['0 false', '1 false', '0 true', '1 true', '1 3 at 0']);
});

test('an end that is stopped hears nothing, and one that starts hears of the link first', () => {
  const { scheduler, link, told } = linked();
  link.ends[1].stop();
  link.ends[0].send(Uint8Array.of(1));
  scheduler.runUntil(1);
  link.plug(false);
  link.ends[1].start({ frame: () => {}, link: (up) => void told.push(`again ${up}`) });
  expect(told.slice(2)).toEqual(['0 false', 'again false']);
});
