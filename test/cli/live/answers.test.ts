// The VSI manager of `evb bridge`: rules of answers.

import { describe, expect, test } from 'vitest';
import { createPair, VSI, VSI_WORDS } from './rig.js';

describe('the VSI manager answers', () => {
  const ask = async (answer: string, wait = 1) => {
    const pair = await createPair([], ['--answer', answer]);
    await pair.station.say(`associate ${VSI_WORDS}`);
    await pair.pass(wait);
    return pair;
  };

  test.each([
    ['1', 1],
    ['insufficientResources', 2],
    ['3', 3],
    ['otherFailure', 4],
    ['invalidVidGroupIdOrMac', 5],
  ])('with error %s', async (error, number) => {
    const { station, bridge } = await ask(`all refuse error=${error}`);
    const hard = number === 1 || number === 5;
    expect(station.events('failed')).toMatchObject([{ vsi: VSI, reason: 'refused', error: number, hard }]);
    expect(bridge.events('answer', 'rejected')).toMatchObject([
      { ok: false, error: number },
      { error: number, keep: false, hard },
    ]);
  });

  test('with Hard, and Keep where there is something to keep', async () => {
    const pair = await ask('all grant vid=100');
    await pair.bridge.say('answer type=5/1 refuse error=2 keep=true hard=true');
    await pair.station.say(`associate ${VSI_WORDS.replace('/0', '/101')}`);
    await pair.pass(1);
    expect(pair.station.events('failed')).toMatchObject([{ error: 2, hard: true, keep: true }]);
    expect(await pair.station.say('show vsis')).toMatchObject([{ result: [{ vsi: VSI, vsiState: 'ASSOC' }] }]);
  });

  test('later', async () => {
    const pair = await ask('all grant vid=100 pcp=3 after=2.5');
    expect(pair.station.events('done')).toEqual([]);
    await pair.pass(2);
    expect(pair.station.events('done')).toMatchObject([{ filterInfo: { entries: [{ vid: 100, ps: true, pcp: 3 }] } }]);
  });

  test('with the priority that the station wants, where it wants one', async () => {
    const pair = await createPair([], ['--answer', 'all grant vid=100 pcp=3']);
    await pair.station.say(`associate ${VSI_WORDS}:5 filter=52-54-00-00-00-02/0`);
    await pair.pass(1);
    const entries = [{ pcp: 5 }, { pcp: 3 }];
    expect(pair.station.events('done')).toMatchObject([{ filterInfo: { entries } }]);
  });

  test('never', async () => {
    const pair = await ask('all never', 60);
    expect(pair.bridge.events('rejected')).toMatchObject([{ error: 3 }]);
    expect(pair.bridge.events('answer')).toEqual([]);
    expect(pair.station.events('failed')).toMatchObject([{ reason: 'refused', error: 3 }]);
  });

  test('by the rule for the VSI before that for its type, and that before the one for all', async () => {
    const pair = await createPair([], []);
    const tries = ['all refuse error=4', 'type=5 refuse error=3', 'type=5/1 refuse error=2', `vsi=${VSI} grant vid=7`];
    for (const answer of tries) {
      await pair.bridge.say(`answer ${answer}`);
      await pair.station.say(`associate ${VSI_WORDS}`);
      await pair.pass(1);
    }
    expect(pair.station.events('failed').map(({ error }) => error)).toEqual([4, 3, 2]);
    expect(pair.station.events('done')).toMatchObject([{ vids: [7] }]);
    const [shown] = await pair.bridge.say('answer');
    expect(shown?.result).toMatchObject([
      { who: 'all', kind: 'refuse', answer: { error: 4 } },
      { who: 'type=5', kind: 'refuse' },
      { who: 'type=5/1', kind: 'refuse' },
      { who: `vsi=${VSI}`, kind: 'grant', vid: 7 },
    ]);
    const [left] = await pair.bridge.say(`answer vsi=${VSI} forget`);
    expect(left?.result).toHaveLength(3);
  });
});
