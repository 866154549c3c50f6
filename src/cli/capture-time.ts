// Times of a capture as text and back.

import type { CaptureTime } from '../capture/packet.js';

const NANOSECONDS = 1_000_000_000;

const MICROSECONDS = 1_000_000;

/** A time in microseconds since 1970. */
export function timeOfMicroseconds(microseconds: number): CaptureTime {
  const seconds = Math.floor(microseconds / MICROSECONDS);
  return { seconds, nanoseconds: Math.floor(microseconds - seconds * MICROSECONDS) * 1000 };
}

/** Decimals that the times of a capture need: 6, or 9 where one of them is finer than a microsecond. */
export const decimalsOf = (packets: readonly { readonly time?: CaptureTime }[]): 6 | 9 =>
  packets.some(({ time }) => time !== undefined && time.nanoseconds % 1000 !== 0) ? 9 : 6;

/** Seconds since 1970 as a decimal number, as `1700000000.123456`. */
export function formatTime({ seconds, nanoseconds }: CaptureTime, decimals: 6 | 9): string {
  // The fraction counts upwards, before 1970 as well.
  const before = seconds < 0 && nanoseconds > 0;
  const whole = before ? -(seconds + 1) : Math.abs(seconds);
  const fraction = before ? NANOSECONDS - nanoseconds : nanoseconds;
  return `${seconds < 0 ? '-' : ''}${whole}.${String(fraction).padStart(9, '0').slice(0, decimals)}`;
}

/** The seconds from one time to another, with six decimals. */
export function formatElapsed(from: CaptureTime, to: CaptureTime): string {
  const nanoseconds = to.nanoseconds - from.nanoseconds;
  const borrow = nanoseconds < 0 ? 1 : 0;
  return formatTime(
    { seconds: to.seconds - from.seconds - borrow, nanoseconds: nanoseconds + borrow * NANOSECONDS },
    6,
  );
}

/** A time from the text of `formatTime`; `undefined` for any other text, and for times before 1970. */
export function parseTime(text: string): CaptureTime | undefined {
  const match = /^(\d{1,15})\.(\d{6}|\d{9})$/.exec(text);
  if (match === null) return undefined;
  const [, seconds = '', fraction = ''] = match;
  return { seconds: Number(seconds), nanoseconds: Number(fraction.padEnd(9, '0')) };
}

/** Day and time of day in UTC, for people; the seconds where a date has no such year. */
export function formatUtc(time: CaptureTime): string {
  const date = new Date(time.seconds * 1000);
  if (Number.isNaN(date.getTime())) return `${formatTime(time, 6)} s`;
  const [day = '', clock = ''] = date.toISOString().split('T');
  const fraction = String(time.nanoseconds).padStart(9, '0').slice(0, 6);
  return `${day} ${clock.slice(0, 8)}.${fraction} UTC`;
}
