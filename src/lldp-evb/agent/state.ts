// What an LLDP agent reads from its options.

import { choiceText, readChoices, readFlags } from '../../core/choices.js';
import { OptionError, withDefaults } from '../../core/limits.js';
import { lldpChoices, lldpFlags, lldpLimits } from '../limits.js';
import type { StationId } from '../wire/lldpdu.js';
import { LLDP_ADMIN_STATUSES, type LldpAdminStatus } from './admin-status.js';
import { type LldpAgentOptions, MAX_ORGANIZATION_TLVS } from './io.js';
import { ownStationId } from './local-tlvs.js';
import { EVB_TLV_FORM } from './neighbor.js';
import type { ReceptionOptions } from './receive.js';

export interface AgentSettings {
  readonly limits: Readonly<Record<keyof typeof lldpLimits, number>>;
  readonly ids: { readonly chassisId: StationId; readonly portId: StationId };
  readonly adminStatus: LldpAdminStatus;
  readonly reception: ReceptionOptions;
}

function readAdminStatus(status: LldpAdminStatus = LLDP_ADMIN_STATUSES[0]): LldpAdminStatus {
  if (LLDP_ADMIN_STATUSES.includes(status)) return status;
  throw new OptionError('adminStatus', status, choiceText({ names: LLDP_ADMIN_STATUSES, text: '' }));
}

/** The settings, defaults filled in; throws OptionError for an option out of its range. */
export function readAgentOptions(options: LldpAgentOptions): AgentSettings {
  const limits = withDefaults<keyof typeof lldpLimits>(lldpLimits, options);
  const forms = [...(options.organizationTlvs ?? [EVB_TLV_FORM])];
  if (forms.length > MAX_ORGANIZATION_TLVS) {
    throw new OptionError('organizationTlvs', forms.length, `at most ${MAX_ORGANIZATION_TLVS} forms`);
  }
  return {
    limits,
    ids: { chassisId: ownStationId('chassisId', options.chassisId), portId: ownStationId('portId', options.portId) },
    adminStatus: readAdminStatus(options.adminStatus),
    reception: {
      ...readFlags<keyof typeof lldpFlags>(lldpFlags, options),
      forms,
      maxTlvs: limits.maxTlvs,
      maxNeighbors: limits.maxNeighbors,
      evictOldest: readChoices(lldpChoices, options).tooManyNeighbors === 'evictOldest',
    },
  };
}
