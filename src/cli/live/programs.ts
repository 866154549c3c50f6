// The programs `evb station` and `evb bridge`.

import type { CliIo, Status } from '../io.js';
import { programCommand } from './command.js';
import { BRIDGE_ROLE, STATION_ROLE } from './role.js';

export const stationCommand = (io: CliIo, argv: readonly string[]): Promise<Status> =>
  programCommand(STATION_ROLE, io, argv);

export const bridgeCommand = (io: CliIo, argv: readonly string[]): Promise<Status> =>
  programCommand(BRIDGE_ROLE, io, argv);
