// VSIs as both sides list them.

import type { EvbProgram } from './evb-program.js';
import type { Lldpad } from './lldpad.js';
import type { Same } from './same.js';
import type { ToldEntry, ToldVsi } from './vdptool-text.js';

/** A row of `show vsis`, of either end. */
export interface VsiRow extends Pick<ToldVsi, 'vsiState' | 'vsiid'> {
  readonly state: string;
  readonly operCmd?: Pick<ToldVsi, 'managerId' | 'typeId' | 'typeVersion'> & {
    readonly filterInfo: { readonly format: number; readonly entries: readonly ToldEntry[] };
    readonly suspended: boolean;
    readonly migrating: boolean;
  };
}

/** A row of a bridge. */
export interface BridgeVsi extends VsiRow {
  readonly commandsSucceeded: number;
}

/** The identifier of a test's VSI. */
export const uuid = (number: number): string => `a1412857-60f7-4ce1-e95a-${number.toString(16).padStart(12, '0')}`;

const byVsiid = (vsis: readonly ToldVsi[]): ToldVsi[] => [...vsis].sort((a, b) => (a.vsiid < b.vsiid ? -1 : 1));

/** The daemon's list of VSIs is that of our bridge, and has as many. */
export async function sameVsis(same: Same, daemon: Lldpad, program: EvbProgram, many: number): Promise<void> {
  await same(async () => {
    const [theirs, rows] = await Promise.all([daemon.vsis(), program.command<readonly BridgeVsi[]>('show vsis')]);
    const ours = rows.flatMap(({ vsiState, vsiid, operCmd }) => {
      if (operCmd === undefined) return [];
      const { managerId, typeId, typeVersion, filterInfo } = operCmd;
      return [{ vsiState, managerId, typeId, typeVersion, vsiid, entries: filterInfo.entries }];
    });
    return [
      [theirs.length, many],
      [byVsiid(theirs), byVsiid(ours)],
    ];
  });
}
