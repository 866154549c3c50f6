// What the bridge makes of an answer of the VSI manager, 41.5.5.8. An answer that is none is refused; a success that does
// not agree with its command counts as a refusal with error type 4, because the station has to hear something.

import { EncodeError } from '../../core/encode-error.js';
import { type Refusal, refuse } from '../../core/refusal.js';
import { commandEntries, commandType, type KeptCommand } from '../command.js';
import type { VsiAnswer } from '../manager/vsi-manager.js';
import { checkFilterInfo, type FilterInfo, hasKnownLayout, layoutOf, putFilterEntry } from '../wire/filter-info.js';
import { ENTRIES_AT, FILTER_FORMAT_AT, type FilterFormats, VDP_ASSOCIATE, VID_INVALID } from '../wire/layout.js';
import { equalExceptZero, hasNullVid } from '../wire/match.js';
import { VDP_ERROR_TYPE } from '../wire/status.js';
import type { VsiState } from './output.js';

/** Result of resourceCmd. */
export interface VdpResult {
  readonly result: 'SUCCESS' | 'KEEP' | 'DEASSOC';
  readonly error: number;
  readonly hard: boolean;
  /** Why a success is none. */
  readonly wrong?: Refusal<'invalidAnswer'>;
}

const SUCCESS: VdpResult = { result: 'SUCCESS', error: 0, hard: false };
const wrongAnswer = (field: string, expected: string): Refusal<'invalidAnswer'> =>
  refuse('invalidAnswer', field, expected);

const isFlag = (value: unknown): boolean => value === undefined || typeof value === 'boolean';

/** What is wrong with an answer, whatever it is about; `undefined` where nothing is. */
export function checkAnswer(answer: VsiAnswer): Refusal<'invalidAnswer'> | undefined {
  if (typeof answer !== 'object' || answer === null) return wrongAnswer('answer', 'an object');
  if (answer.ok === false) {
    const { error, keep, hard } = answer;
    if (!Number.isInteger(error) || error < 1 || error > VDP_ERROR_TYPE.invalidVidGroupIdOrMac) {
      return wrongAnswer('answer.error', 'an integer 1..5');
    }
    if (!isFlag(keep)) return wrongAnswer('answer.keep', 'a boolean');
    return isFlag(hard) ? undefined : wrongAnswer('answer.hard', 'a boolean');
  }
  if (answer.ok !== true) return wrongAnswer('answer.ok', 'a boolean');
  if (answer.filterInfo === undefined) return undefined;
  try {
    checkFilterInfo('answer.filterInfo', answer.filterInfo);
    return undefined;
  } catch (error) {
    if (error instanceof EncodeError) return wrongAnswer(error.field, error.expected);
    throw error;
  }
}

/** Why supplied entries do not agree with the command; writes them into it where they do. */
function supply(
  rxCmd: KeptCommand,
  filterInfo: FilterInfo,
  formats: FilterFormats | undefined,
): Refusal<'invalidAnswer'> | undefined {
  const { octets, at: begin } = rxCmd;
  const { format, entries: entry } = filterInfo;
  const field = 'answer.filterInfo';
  if (format !== octets[begin + FILTER_FORMAT_AT]) return wrongAnswer(`${field}.format`, 'the format of the command');
  if (!hasKnownLayout(filterInfo, formats))
    return wrongAnswer(`${field}.layout`, 'the layout registered for the format');
  if (entry.length !== commandEntries(rxCmd))
    return wrongAnswer(`${field}.entries`, 'as many entries as in the command');
  const layout = layoutOf(filterInfo);
  const supplied = octets.slice();
  let at = begin + ENTRIES_AT;
  for (const one of entry) {
    if (one.vid === 0 || one.vid === VID_INVALID) return wrongAnswer(`${field}.entries`, 'VIDs 1..4094');
    at = putFilterEntry(supplied, at, layout, one);
  }
  if (!equalExceptZero(octets, begin, supplied, begin, formats))
    return wrongAnswer(`${field}.entries`, 'what the command does not leave open');
  octets.set(supplied);
  return undefined;
}

const leftOpen = (
  { octets, at }: KeptCommand,
  formats: FilterFormats | undefined,
): Refusal<'invalidAnswer'> | undefined =>
  hasNullVid(octets, at, formats) ? wrongAnswer('answer.filterInfo', 'a VID for each null VID') : undefined;

/**
 * The result that a checked answer stands for; supplied values are written into the command.
 *
 * @param vsiState of the VSI, before the command
 */
export function resultOf(
  answer: VsiAnswer,
  rxCmd: KeptCommand,
  vsiState: VsiState,
  formats?: FilterFormats,
): VdpResult {
  const keeps = vsiState === 'ASSOC' && commandType(rxCmd) === VDP_ASSOCIATE;
  if (!answer.ok) {
    const { error, keep = keeps } = answer;
    const { hard = error === VDP_ERROR_TYPE.invalidFormat || error === VDP_ERROR_TYPE.invalidVidGroupIdOrMac } = answer;
    return { result: keep ? 'KEEP' : 'DEASSOC', error, hard };
  }
  const { filterInfo } = answer;
  const wrong = filterInfo === undefined ? leftOpen(rxCmd, formats) : supply(rxCmd, filterInfo, formats);
  if (wrong === undefined) return SUCCESS;
  return { result: keeps ? 'KEEP' : 'DEASSOC', error: VDP_ERROR_TYPE.otherFailure, hard: false, wrong };
}
