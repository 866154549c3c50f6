// `evb decode`: frames of captures or of lines of digits, as text or as JSON.

import type { CaptureTime } from '../../capture/packet.js';
import type { DecodeFrameOptions } from '../../frame/decode-frame.js';
import { GLUE, unglued, wrapHanging } from '../../text/columns.js';
import { rejectedTlvs } from '../../text/frame-words.js';
import { createPaint, type Paint } from '../../text/paint.js';
import { counted, oneLine } from '../../text/phrase.js';
import { formatUtc } from '../capture-time.js';
import { HELP_OPTION, type OptionConfigs, type OptionValues, parseCommandLine } from '../command-line.js';
import { type CliIo, complain, nameOf, STANDARD, STATUS, type Status, wantsColour, worse, write } from '../io.js';
import { help, isHelp, usage } from '../usage.js';
import { openCapture } from './capture-source.js';
import { type DecodedFrame, decodeSourceFrame } from './decoded-frame.js';
import { frameLine } from './frame-line.js';
import { frameLines, headLines } from './frame-text.js';
import { openHex } from './hex-source.js';

const OPTIONS: OptionConfigs = {
  ...HELP_OPTION,
  hex: { type: 'boolean' },
  json: { type: 'boolean' },
  brief: { type: 'boolean' },
  color: { type: 'boolean' },
  'no-color': { type: 'boolean' },
  strict: { type: 'boolean' },
  'ecp-subtypes': { type: 'string' },
  'lenient-length': { type: 'boolean' },
  'evb-exact': { type: 'boolean' },
};

const EXCLUSIVE = [
  ['json', 'brief'],
  ['color', 'no-color'],
] as const;

/** The subtypes of `--ecp-subtypes 1,2`; `undefined` for any other text. */
function parseSubtypes(text: string): number[] | undefined {
  const numbers = text.split(',').map((part) => (/^\d{1,4}$/.test(part) ? Number(part) : -1));
  return numbers.every((number) => number >= 0 && number <= 1023) ? numbers : undefined;
}

const decodeOptions = (values: OptionValues, subtypes: readonly number[] | undefined): DecodeFrameOptions => ({
  ...(subtypes && { subtypes }),
  ...(values['lenient-length'] === true && { strictLength: false }),
  ...(values['evb-exact'] === true && { evbTlvLength: 'exact' as const }),
});

/** How frames are shown. */
interface View {
  readonly json: boolean;
  readonly brief: boolean;
  readonly options: DecodeFrameOptions;
  readonly paint: Paint;
}

function shownFrame(decoded: DecodedFrame, start: CaptureTime | undefined, view: View): string {
  if (view.json) return `${frameLine(decoded)}\n`;
  const lines = view.brief
    ? headLines(decoded, start, view.paint)
    : [...frameLines(decoded, start, view.options, view.paint), ''];
  return lines.map((line) => `${line}\n`).join('');
}

interface Counts {
  frames: number;
  failed: number;
  rejected: number;
}

/** A line about a file, before its first frame. */
function titleLines(name: string, start: CaptureTime): string {
  const from = `from ${formatUtc(start)}`.replaceAll(' ', GLUE);
  return wrapHanging('', `${oneLine(name)} ${from}`)
    .map((line) => `${unglued(line)}\n`)
    .join('');
}

/** Shows a file; returns whether it was read to its end. */
async function showFile(io: CliIo, file: string, hex: boolean, view: View, counts: Counts): Promise<boolean> {
  const source = hex ? openHex(io, file) : openCapture(io, file);
  let start: CaptureTime | undefined;
  for await (const frame of source.frames) {
    if (start === undefined && frame.time !== undefined) {
      start = frame.time;
      if (!view.json) await write(io.stdout, titleLines(nameOf(file), start) + (view.brief ? '' : '\n'));
    }
    const decoded = decodeSourceFrame(frame, view.options);
    counts.frames++;
    if (decoded.frame === undefined) counts.failed++;
    else if (rejectedTlvs(decoded.frame) > 0) counts.rejected++;
    await write(io.stdout, shownFrame(decoded, start, view));
  }
  const broken = source.broken();
  if (broken !== undefined) await complain(io, `${nameOf(file)}: ${broken}`);
  return broken === undefined;
}

function summary({ frames, failed, rejected }: Counts): string {
  const more = rejected === 0 ? '' : `, ${rejected} with a rejected TLV`;
  return `${counted(frames, 'frame')}, ${failed} failed${more}\n`;
}

export async function decodeCommand(io: CliIo, argv: readonly string[]): Promise<Status> {
  const line = parseCommandLine(argv, OPTIONS);
  if (!line.ok) return usage(io, 'decode', line.reason);
  const { values, operands } = line;
  if (values.help === true || isHelp(operands)) return help(io, 'decode');
  for (const [one, other] of EXCLUSIVE) {
    if (values[one] && values[other]) return usage(io, 'decode', `--${one} and --${other} exclude each other`);
  }
  const subtypes = values['ecp-subtypes'];
  const known = typeof subtypes === 'string' ? parseSubtypes(subtypes) : undefined;
  if (typeof subtypes === 'string' && known === undefined) {
    return usage(io, 'decode', `--ecp-subtypes: expected numbers 0..1023 with commas between, got '${subtypes}'`);
  }
  const hex = values.hex === true;
  const files = operands.length === 0 && hex ? [STANDARD] : operands;
  if (files.length === 0) return usage(io, 'decode', `name a capture file, or '-' for standard input`);
  const view: View = {
    json: values.json === true,
    brief: values.brief === true,
    options: decodeOptions(values, known),
    paint: createPaint(wantsColour(io, values)),
  };
  const counts: Counts = { frames: 0, failed: 0, rejected: 0 };
  let status: Status = STATUS.ok;
  for (const file of files) {
    if (!(await showFile(io, file, hex, view, counts))) status = STATUS.unusable;
  }
  if (!view.json) await write(io.stdout, summary(counts));
  const failed = counts.failed > 0 || (values.strict === true && counts.rejected > 0);
  return worse(status, failed ? STATUS.failed : STATUS.ok);
}
