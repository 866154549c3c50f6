// adminStatus: whether an LLDP agent sends and receives, 802.1AB 9.2.5.1.

/** Numbers in the MIB: enabledTxOnly 1, enabledRxOnly 2, enabledRxTx 3, disabled 4. */
export type LldpAdminStatus = 'enabledRxTx' | 'enabledTxOnly' | 'enabledRxOnly' | 'disabled';

/** The first is the default. */
export const LLDP_ADMIN_STATUSES: readonly [LldpAdminStatus, ...LldpAdminStatus[]] = [
  'enabledRxTx',
  'enabledTxOnly',
  'enabledRxOnly',
  'disabled',
];

/** adminStatus is enabledRxTx or enabledTxOnly. */
export const transmits = (status: LldpAdminStatus): boolean => status === 'enabledRxTx' || status === 'enabledTxOnly';

/** adminStatus is enabledRxTx or enabledRxOnly. */
export const receives = (status: LldpAdminStatus): boolean => status === 'enabledRxTx' || status === 'enabledRxOnly';
