// Puts the parts of a channel together for the ratified version of the protocols.

import type { EvbRole } from '../core/role.js';
import { EcpEntity } from '../ecp/entity.js';
import type { EcpOptions } from '../ecp/io.js';
import { EcpPushUser } from '../ecp/push-user.js';
import { EVB_TLV_FORM, EVB_TLV_FORM_EXACT } from '../lldp-evb/agent/neighbor.js';
import { EvbNegotiation } from '../lldp-evb/negotiation/negotiation.js';
import { newAgent } from './lldp.js';
import { optionsAt } from './options/options-at.js';
import type { EndTypes, Stack, VdpParts } from './parts.js';

/** Makes the VDP of a role. `queriesBefore` are those of the VDP whose place it takes. */
export type MakeVdp<End extends EndTypes> = (
  queriesBefore: number,
  state: End['vdpState'] | undefined,
) => VdpParts<End>;

/**
 * The stack of IEEE 802.1Qbg as ratified: LLDP with the EVB TLV, ECP of clause 43, VDP of clause 41.
 *
 * @param maxUlpduOctets greatest ULPDU that ECP sends; VDP takes from its host what fits
 */
export const ratifiedStack = <End extends EndTypes>(
  role: EvbRole,
  makeVdp: MakeVdp<End>,
  { rest, maxUlpduOctets }: Pick<EcpOptions, 'rest' | 'maxUlpduOctets'>,
): Stack<End> => ({
  make(port, isEnabled, { sequence, queries }, state) {
    const config = { ...port.evb, role, txEnable: isEnabled && port.evb.txEnable };
    const negotiation = optionsAt('evb', () => new EvbNegotiation(config, state?.evb));
    const form = port.evb.evbTlvLength === 'exact' ? EVB_TLV_FORM_EXACT : EVB_TLV_FORM;
    const agent = newAgent(port, isEnabled, form, state?.lldp);
    const { vdp, vdpState } = makeVdp(queries, state?.vdp);
    const pushUsers = port.ulps.map((ulp, i) =>
      optionsAt(`ulps[${i}]`, () => new EcpPushUser({ ...ulp, maxUlpduOctets }, state?.ulps[i])),
    );
    const { r, rte } = negotiation.state.values;
    const ecp = new EcpEntity(
      { ulps: [vdp, ...pushUsers], initialSequence: sequence, r, rte, rest, maxUlpduOctets },
      state?.ecp,
    );
    return { agent, negotiation, ecp, vdp, vdpState, pushUsers };
  },
});
