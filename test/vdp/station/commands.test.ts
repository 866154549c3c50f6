// Commands of the host at a station, clause 41: newCmd, tags, what changes in force, De-Associate, the bits S and M.

import { describe, expect, test } from 'vitest';
import type { VdpStationInput, VsiCommand } from '../../../src/vdp/index.js';
import { identifier, managerId, tlv, UUID } from '../wire/tlvs.js';
import { answer, associated, association, command, KEY, type Rig, rig, sayOutput, ulpdu, vids } from './rig.js';

const deAssociate: VdpStationInput = { kind: 'deAssociate', vsi: KEY };

describe('newCmd', () => {
  test('the latest command wins; what it pushes out has failed', () => {
    const it = rig();
    it.command({ filterInfo: vids(1) });
    it.tx();
    it.command({ filterInfo: vids(2) });
    it.command({ filterInfo: vids(3) });
    expect(it.told()).toEqual([{ kind: 'failed', vsi: KEY, command: 'associate', reason: 'superseded' }]);
    it.in(deAssociate);
    it.command({ filterInfo: vids(4) });
    expect(it.says()).toEqual(['failed superseded', 'failed superseded']);
    it.rx(association(3, '40', 1));
    expect(it.tx()).toEqual([ulpdu(association(3, '00', 4))]);
    it.rx(association(3, '40', 4));
    expect(it.says()).toEqual(['done associate 1', 'done associate 4']);
  });

  test('De-Associate carries what is in force by then', () => {
    const it = rig();
    it.command({ filterInfo: vids(0) });
    it.tx();
    it.in(deAssociate);
    it.rx(association(3, '40', 200));
    expect(it.tx()).toEqual([ulpdu(association(4, '00', 200))]);
  });

  test('S0 fails the command on its way and the one behind it', () => {
    const it = associated();
    it.command({ filterInfo: vids(2) });
    it.tx();
    it.in(deAssociate);
    it.in({ kind: 'remove', vsi: KEY });
    expect(it.told()).toMatchObject([
      { kind: 'failed', command: 'associate', reason: 'removed' },
      { kind: 'failed', command: 'deAssociate', reason: 'removed' },
      { kind: 'offline', reason: 'removed' },
    ]);
    expect(it.tx()).toEqual([]);
    expect(it.station.nextDeadline()).toBeUndefined();
  });

  test('what is due and not yet packed is withdrawn when its VSI leaves', () => {
    const it = associated();
    it.command({ filterInfo: vids(2) });
    it.rx(association(4, '00'));
    expect(it.says()).toEqual(['failed byBridge', 'offline byBridge']);
    expect(it.tx()).toEqual([]);
    expect(it.station.nextDeadline()).toBeUndefined();
  });
});

describe('tags', () => {
  const tags = (it: Rig) =>
    it.told().flatMap((one) => ('tag' in one ? [`${one.tag} ${one.kind === 'failed' ? one.reason : one.kind}`] : []));
  const give = (it: Rig, tag: string | number, more: Partial<VsiCommand> = {}) =>
    it.in({ kind: 'command', vsi: command(more), tag });

  test('done, failed and superseded return the tag of their command', () => {
    const it = rig();
    give(it, 'a');
    it.tx();
    give(it, 2, { filterInfo: vids(2) });
    give(it, 3, { filterInfo: vids(3) });
    expect(tags(it)).toEqual(['2 superseded']);
    it.rx(association(3, '40'));
    it.tx();
    it.in({ kind: 'deAssociate', vsi: KEY, tag: '' });
    expect(tags(it)).toEqual(['a done']);
    it.rx(association(3, '63', 3));
    expect(tags(it)).toEqual(['3 refused']);
    it.tx();
    it.rx(association(4, '40'));
    expect(tags(it)).toEqual([' done']);
  });

  test('S0 returns the tags of both commands', () => {
    const it = rig();
    give(it, 1);
    give(it, 2);
    it.in({ kind: 'reset', reason: 'portDown' });
    expect(tags(it)).toEqual(['1 portDown', '2 portDown']);
  });

  test('a command without a tag returns none, not even that of the command before', () => {
    const it = rig();
    give(it, 1);
    it.tx();
    it.rx(association(3, '40'));
    it.told();
    it.in(deAssociate);
    it.tx();
    it.rx(association(4, '40'));
    expect(it.told().at(-1)).not.toHaveProperty('tag');
  });
});

describe('online, changed, offline', () => {
  test('tell the facts in force, before done', () => {
    const it = rig();
    it.command({ command: 'preAssociate', filterInfo: vids(0) });
    it.tx();
    it.rx(association(1, '40', 200));
    const facts = { vsi: KEY, vsiState: 'PREASSOC', managerId, typeId: 1, typeVersion: 0, filterInfo: vids(200) };
    expect(it.told()).toEqual([
      { kind: 'online', ...facts },
      { kind: 'done', vsi: KEY, command: 'preAssociate', filterInfo: vids(200) },
    ]);
    it.command();
    it.tx();
    it.rx(association(3, '40'));
    const changed = { ...facts, vsiState: 'ASSOC', filterInfo: vids(100) };
    expect(it.told()).toMatchObject([{ kind: 'changed', ...changed }, { kind: 'done' }]);
    it.in(deAssociate);
    it.tx();
    it.rx(association(4, '40'));
    expect(it.told()).toMatchObject([{ kind: 'offline', ...changed, reason: 'deAssociated' }, { kind: 'done' }]);
  });

  test.each<[string, Partial<VsiCommand>, string[]]>([
    ['the same once more', {}, ['done associate 100']],
    ['S alone', { suspended: true }, ['done associate 100']],
    ['another manager', { managerId: identifier('01'.repeat(16)) }, ['changed ASSOC', 'done associate 100']],
    ['another filter', { filterInfo: vids(7) }, ['changed ASSOC', 'done associate 7']],
  ])('a command for %s', (_what, more, told) => {
    const it = associated();
    it.command(more);
    for (const sent of it.tx()) answer(it, sent);
    expect(it.told().map(sayOutput)).toEqual(told);
  });
});

describe('De-Associate', () => {
  test('of an unknown VSI goes out as the host gives it', () => {
    const it = rig();
    it.in({
      kind: 'deAssociate',
      vsi: {
        ...KEY,
        managerId: identifier('00000000000000000000ffffc000020a'),
        typeId: 1,
        filterInfo: vids(7),
      },
    });
    expect(it.tx()).toEqual([ulpdu(association(4, '00', 7))]);
    it.rx(association(4, '40', 7));
    expect(it.says()).toEqual(['done deAssociate 7']);
  });

  test('of an unknown VSI needs its VSIID alone', () => {
    const it = rig();
    it.in(deAssociate);
    expect(it.tx()).toEqual([`0a10${'00'.repeat(16)}${tlv(4, `00 000000 00 05 ${UUID} 01 0000`)}`]);
    it.rx(association(4, '40', '01'));
    expect(it.says()).toEqual(['done deAssociate']);
  });

  test('may leave out even the number of entries', () => {
    const it = rig();
    it.in({ kind: 'deAssociate', vsi: { ...KEY, filterInfo: { format: 1, entries: [], withoutCount: true } } });
    expect(it.tx()).toEqual([`0a10${'00'.repeat(16)}${tlv(4, `00 000000 00 05 ${UUID} 01`)}`]);
  });

  test('of a VSI whose command timed out carries what that one did', () => {
    const it = rig();
    it.command();
    it.tx();
    it.next();
    it.in(deAssociate);
    expect(it.tx()).toEqual([ulpdu(association(4, '00'))]);
  });

  test('is refused with the fields as they stand in the input', () => {
    const it = rig();
    const refused = (more: object) => it.refused({ kind: 'deAssociate', vsi: { ...KEY, ...more } });
    expect(refused({ filterInfo: vids(4095) })).toMatchObject({
      code: 'invalidFilter',
      field: 'vsi.filterInfo.entries[0].vid',
    });
    expect(refused({ typeId: -1 })).toMatchObject({ code: 'invalidValue', field: 'vsi.typeId' });
    expect(refused({ vsiidFormat: 0 })).toMatchObject({ code: 'invalidVsiid', field: 'vsi.vsiidFormat' });
  });

  test('without an answer is over, too', () => {
    const it = associated();
    it.in(deAssociate);
    it.tx();
    it.next();
    expect(it.says()).toEqual(['failed timeout', 'offline timeout']);
  });
});

describe('S and M', () => {
  test('a command has both, its keep-alives S alone', () => {
    const it = rig();
    it.command({ suspended: true, migrating: true });
    expect(it.tx()).toEqual([ulpdu(association(3, '30'))]);
    it.rx(association(3, '40'));
    it.next();
    expect(it.tx()).toEqual([ulpdu(association(3, '20'))]);
  });

  test('M goes with the first success', () => {
    const it = rig();
    it.command({ migrating: true });
    expect(it.tx()).toEqual([ulpdu(association(3, '10'))]);
    it.rx(association(3, '40'));
    it.next();
    expect(it.tx()).toEqual([ulpdu(association(3, '00'))]);
  });

  test('S is what the host set last', () => {
    const it = associated();
    it.in({ kind: 'hints', vsi: KEY, suspended: true });
    it.next();
    expect(it.tx()).toEqual([ulpdu(association(3, '20'))]);
    it.rx(association(3, '40'));
    it.in({ kind: 'hints', vsi: KEY, suspended: false });
    it.next();
    expect(it.tx()).toEqual([ulpdu(association(3, '00'))]);
  });

  test('S set while a command is on its way counts from its success', () => {
    const it = rig();
    it.command();
    it.in({ kind: 'hints', vsi: KEY, suspended: true });
    expect(it.tx()).toEqual([ulpdu(association(3, '00'))]);
    it.rx(association(3, '40'));
    it.next();
    expect(it.tx()).toEqual([ulpdu(association(3, '20'))]);
  });
});
