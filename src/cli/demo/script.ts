// The script of a demonstration, from silence to the last De-Associate. Where the link loses frames the script tries again, as
// a host does; without an agreement on EVB it ends.

import type { ChannelAddress } from '../../evb/place.js';
import type { EvbStationInput } from '../../evb/station.js';
import { GLUE } from '../../text/columns.js';
import type { LadderEvent } from '../../text/ladder-event.js';
import { reinitKeepAlive, resourceWaitDelay, respWaitDelay, type VdpParameters } from '../../vdp/parameters.js';
import type { VsiCommand } from '../../vdp/station/io.js';
import { demoEvents, type PlacedStep } from './events.js';
import type { DemoOptions } from './options.js';
import { numberedVsis, vsiidText } from './vsi-numbers.js';
import { BRIDGE_PORT, createDemoWorld, type DemoWorld, STATION_PORT, scidOf, vsiCommand, vsiKey } from './world.js';

const OPEN_VID = 0;
/** A VID that the type of the VSIs does not allow. */
const FORBIDDEN_VID = 999;

const SECOND = 1_000_000;
/** LLDPDUs come every 30 s at least, and some may be lost. */
const AGREEMENT_LIMIT = 120 * SECOND;
/** At first LLDPDUs come every second for this time. */
const FAST_LLDP = 4 * SECOND;
const KEEP_ALIVES = 5;
const TRIES = 5;

/** A duration in us, ms or s, with three decimals at most. */
function duration(microseconds: number): string {
  if (microseconds < 1000) return `${microseconds}${GLUE}us`;
  if (microseconds < SECOND) return `${Number((microseconds / 1000).toFixed(3))}${GLUE}ms`;
  return `${Number((microseconds / SECOND).toFixed(3))}${GLUE}s`;
}

const exponent = (name: string, value: number): string =>
  `${name} ${value} (${duration(10 * 2 ** value)})`.replaceAll(' ', GLUE);

/** The agreed values, with their times. */
const agreement = ({ r, rte, rwd, rka }: VdpParameters): string =>
  `Agreed: R${GLUE}${r}, ${exponent('RTE', rte)}, ${exponent('RWD', rwd)}, ${exponent('RKA', rka)}`;

const nameOf = (numbers: readonly number[]): string => numberedVsis(numbers.map(vsiidText));

/** Waits until the middle of a second, half a second at least: LLDP sends at whole seconds. */
function pause({ world }: DemoWorld): void {
  const past = (world.now() + SECOND / 2) % SECOND;
  world.run((past > SECOND / 2 ? 2 * SECOND : SECOND) - past);
}

/** The time that a response takes at most, and some more. */
const patience = ({ values }: DemoWorld): number => 2 * respWaitDelay(values()) + SECOND;

/** Gives an input for each VSI, and gives it again for each VSI without a response. */
function wish(demo: DemoWorld, numbers: readonly number[], inputOf: (number: number) => EvbStationInput): void {
  const { world, station, isAgreed, outcomes } = demo;
  let open = numbers;
  for (let tries = 0; tries < TRIES && open.length > 0; tries++) {
    world.runUntil(isAgreed, AGREEMENT_LIMIT);
    for (const number of open) {
      outcomes.delete(vsiidText(number));
      if (station.handle(inputOf(number)) !== undefined) outcomes.set(vsiidText(number), 'failed');
    }
    const asked = open;
    world.runUntil(() => asked.every((number) => outcomes.has(vsiidText(number))), patience(demo));
    pause(demo);
    open = open.filter((number) => (outcomes.get(vsiidText(number)) ?? 'failed') === 'failed');
  }
}

function ask(script: Script, command: VsiCommand['command'], numbers: readonly number[], vid = OPEN_VID): void {
  const { demo, placeOf } = script;
  wish(demo, numbers, (number) => ({
    kind: 'command',
    ...placeOf(STATION_PORT, number),
    vsi: vsiCommand(command, number, vid),
  }));
}

function withdraw({ demo, placeOf }: Script, number: number): void {
  demo.outcomes.delete(vsiidText(number));
  const place = placeOf(BRIDGE_PORT, number);
  const refusal = demo.bridge.handle({ kind: 'withdraw', ...place, vsi: vsiKey(number), reason: 'policy' });
  const isOver = (): boolean => refusal !== undefined || demo.outcomes.has(vsiidText(number));
  demo.world.runUntil(isOver, patience(demo));
  pause(demo);
}

/** What the steps of the script work with. */
interface Script {
  readonly demo: DemoWorld;
  readonly placeOf: (port: string, number: number) => ChannelAddress;
  readonly step: (text: string) => void;
}

function runScript(script: Script, { vsis, channels }: DemoOptions): void {
  const { demo, step, placeOf } = script;
  const { world, values } = demo;
  const all = Array.from({ length: vsis * channels }, (_, i) => i + 1);
  const last = all.length;
  step('The link comes up; LLDP carries what both ends propose in EVB TLVs');
  if (channels > 1) step(`CDCP TLVs on the other LLDP address: the station asks for ${channels - 1} S-channels more`);
  if (!world.runUntil(demo.isAgreed, AGREEMENT_LIMIT)) {
    step(`No agreement within ${duration(AGREEMENT_LIMIT)}: that is all`);
    return;
  }
  world.run(FAST_LLDP);
  pause(demo);
  step(agreement(values()));
  step(`Pre-Associate, answered within ${duration(resourceWaitDelay(values()))}`);
  ask(script, 'preAssociate', all);
  step('Associate: the VID is open, the bridge supplies it');
  ask(script, 'associate', all);
  step(`Keep-alives, every ${duration(reinitKeepAlive(values()))}`);
  world.run(KEEP_ALIVES * reinitKeepAlive(values()));
  pause(demo);
  step(`A refusal: the type of ${nameOf([last + 1])} does not allow VID ${FORBIDDEN_VID}`);
  ask(script, 'associate', [last + 1], FORBIDDEN_VID);
  step(`A withdrawal: the bridge ends ${nameOf([last])}`);
  withdraw(script, last);
  step(`The station asks for ${nameOf([last])} again`);
  ask(script, 'associate', [last]);
  step('De-Associate');
  wish(demo, all, (number) => ({ kind: 'deAssociate', ...placeOf(STATION_PORT, number), vsi: vsiKey(number) }));
  if (channels === 1) return;
  step('The station wants no S-channels any more but the default one');
  demo.station.handle({ kind: 'cdcp', port: STATION_PORT, cdcp: { wants: [] } });
  pause(demo);
}

/** Runs a demonstration. The same options give the same events. */
export function runDemo(options: DemoOptions): LadderEvent[] {
  const demo = createDemoWorld(options);
  const { world } = demo;
  const steps: PlacedStep[] = [];
  const step = (text: string): void => {
    steps.push({ step: { kind: 'step', at: world.now(), text }, before: world.journal.length });
  };
  const { channels } = options;
  // Without CDCP inputs name no channel.
  const placeOf: Script['placeOf'] = (port, number) =>
    channels === 1 ? { port } : { port, scid: scidOf(number, channels) };
  runScript({ demo, placeOf, step }, options);
  return demoEvents(world.journal, steps, world.frames());
}
