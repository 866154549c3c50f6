// What a station refuses its host, clause 41: before the machine, and before anything has changed. A refusal names the
// field, as `vsi.filterInfo.entries[0].vid`, and what would be right.

import type { EncodeError } from '../../core/encode-error.js';
import { checkIdentifier, type Identifier } from '../../core/identifier.js';
import { refuse } from '../../core/refusal.js';
import { TLV_HEADER } from '../../core/tlv.js';
import { type EntryFault, entryFault } from '../admit.js';
import { COMMAND_TYPES } from '../command.js';
import { refuseOrganizations } from '../vsi-limits.js';
import { type AssociationTlv, associationLength, checkAssociationTlv } from '../wire/association.js';
import {
  checkFilterInfo,
  type FilterEntry,
  type FilterInfo,
  hasKnownLayout,
  layoutOf,
  maxFilterEntries,
} from '../wire/filter-info.js';
import type { VsiKey } from '../wire/identity.js';
import { FILTER_VID, type FilterFormats, isVsiidFormat, VDP_DE_ASSOCIATE } from '../wire/layout.js';
import type { OrganizationData } from '../wire/organization.js';
import { STATUS_MIGRATING, STATUS_SUSPENDED } from '../wire/status.js';
import type { DeAssociateCommand, VdpStationRefusal, VdpStationRefusalCode, VsiCommand } from './io.js';

/** What decides about a command beside its values. */
export interface CheckContext {
  readonly groupIdAgreed: boolean;
  /** Filter info formats beyond 1 to 4. */
  readonly formats?: FilterFormats | undefined;
  readonly maxFilterEntries: number;
  readonly maxUlpduOctets: number;
}

type Refused = VdpStationRefusal | undefined;

/** A refusal instead of the error that a check of the encoder throws. */
function refusalOf(code: VdpStationRefusalCode, check: () => void): Refused {
  try {
    check();
    return undefined;
  } catch (error) {
    const { field, expected } = error as EncodeError;
    return refuse(code, field, expected);
  }
}

/** Refuses a key that no VSI can have. */
export function refuseKey({ vsiidFormat, vsiid }: VsiKey): Refused {
  if (!isVsiidFormat(vsiidFormat)) return refuse('invalidVsiid', 'vsi.vsiidFormat', 'VSIID format 1..5');
  return refusalOf('invalidVsiid', () => checkIdentifier('vsi.vsiid', vsiid));
}

/** Refuses a command that has no encoding, that every bridge would refuse, or that does not fit a ULPDU. */
export function refuseCommand(
  tlv: AssociationTlv,
  managerId: Identifier | undefined,
  organizations: readonly OrganizationData[] | undefined,
  context: CheckContext,
): Refused {
  return (
    refuseFilter(tlv.filterInfo, tlv.type === VDP_DE_ASSOCIATE, context) ??
    refusalOf('invalidValue', () => {
      if (managerId !== undefined) checkIdentifier('vsi.managerId', managerId);
      checkAssociationTlv('vsi', tlv);
    }) ??
    refuseOrganizations(
      'vsi.organizations',
      organizations ?? [],
      context.maxUlpduOctets,
      TLV_HEADER + associationLength(tlv),
    )
  );
}

function refuseFilter(info: FilterInfo, deAssociate: boolean, context: CheckContext): Refused {
  const most = Math.min(context.maxFilterEntries, maxFilterEntries(info?.format, context.formats));
  if (info?.entries?.length > most) {
    return refuse('tooManyEntries', 'vsi.filterInfo.entries', `at most ${most} entries: take several VSIIDs for more`);
  }
  const form = refusalOf('invalidFilter', () => checkFilterInfo('vsi.filterInfo', info));
  if (form !== undefined) return form;
  const { entries, layout } = info;
  if (layout !== undefined && !hasKnownLayout(info, context.formats)) {
    return refuse('invalidFilter', 'vsi.filterInfo.layout', 'the layout registered for the format');
  }
  if (entries.length === 0 && !deAssociate) {
    return refuse('invalidFilter', 'vsi.filterInfo.entries', 'at least one filter entry');
  }
  if (layoutOf(info).groupId !== undefined && !context.groupIdAgreed) {
    return refuse('groupIdNotAgreed', 'vsi.filterInfo.format', 'no GroupIDs: the two sides have not agreed on them');
  }
  for (const [i, entry] of entries.entries()) {
    const wrong = faultOf(info, entry);
    if (wrong !== undefined) return refuse('invalidFilter', `vsi.filterInfo.entries[${i}].${wrong[0]}`, wrong[1]);
  }
  return undefined;
}

const FAULTS: Readonly<Record<EntryFault, readonly [field: 'vid' | 'mac', expected: string]>> = {
  vid: ['vid', 'VID 0..4094'],
  nullVid: ['vid', 'VID 0 in filter info format 1 only as the only entry'],
  mac: ['mac', 'an individual MAC address'],
};

/** The member of an entry that no bridge takes, and what would be right. A member that is missing is not judged. */
export function faultOf(
  info: FilterInfo,
  { vid = 1, mac = 1, ps, pcp }: FilterEntry,
): readonly [field: 'vid' | 'pcp' | 'mac', expected: string] | undefined {
  const fault = entryFault(layoutOf(info), info.entries.length, vid, Math.floor(mac / 0x1_0000_0000), mac | 0);
  if (pcp && !ps && (fault === undefined || fault === 'mac')) return ['pcp', 'PCP 0 where ps is false'];
  return fault && FAULTS[fault];
}

/** The TLV of a command, whose values are not checked yet. */
export function commandTlv(given: VsiCommand): AssociationTlv {
  const { typeId, typeVersion, vsiidFormat, vsiid, filterInfo } = given;
  const type = COMMAND_TYPES[given.command];
  const status = (given.suspended ? STATUS_SUSPENDED : 0) | (given.migrating ? STATUS_MIGRATING : 0);
  return { kind: 'association', type, status, typeId, typeVersion, vsiidFormat, vsiid, filterInfo };
}

/** The De-Associate of a VSI that is not known: what the host does not give is zero, or empty. */
export function deAssociateTlv(given: DeAssociateCommand): AssociationTlv {
  const { typeId = 0, typeVersion = 0, vsiidFormat, vsiid, filterInfo = { format: FILTER_VID, entries: [] } } = given;
  const type = COMMAND_TYPES.deAssociate;
  return { kind: 'association', type, status: 0, typeId, typeVersion, vsiidFormat, vsiid, filterInfo };
}
