import type { Colors } from 'picocolors/types';
import { formatRate, formatSeconds } from '../../shared/format.ts';
import type { Bytes } from '../../shared/units.ts';
import { formatBytes } from '../../shared/units.ts';
import { displayWidth, shorten } from '../output/display-width.ts';

interface Progress {
  readonly label: string;
  readonly done: Bytes;
  /** `undefined` where the server does not send it. */
  readonly total: Bytes | undefined;
  /** 0 where it is not known yet, or nothing arrives. */
  readonly bytesPerSecond: number;
  readonly columns: number;
  readonly colors: Colors;
}

const WIDEST_LABEL = 32;
const NARROWEST_LABEL = 10;
const WIDEST_BAR = 24;
const NARROWEST_BAR = 6;
/** On a narrower terminal the name gets the room. */
const NARROWEST_WITH_BAR = 60;
// Widths of the longest texts, so that the line does not tremble while numbers grow.
const AMOUNT_WIDTH = '1023 MiB of 1023 MiB'.length;
const SPEED_WIDTH = '1023 MiB/s'.length;
const LEFT_WIDTH = '59 min 59 s left'.length;

/** One line of progress: name, bar, share, amounts, speed and time left, as far as they fit and are known. */
export function progressLine({
  label,
  done,
  total,
  bytesPerSecond,
  columns,
  colors,
}: Progress): string {
  const share = total === undefined ? undefined : total === 0 ? 1 : Math.min(1, done / total);
  const percent = share === undefined ? '' : `${Math.floor(share * 100)} %`.padStart(5);
  const amount = (
    total === undefined ? formatBytes(done) : `${formatBytes(done)} of ${formatBytes(total)}`
  ).padEnd(AMOUNT_WIDTH);
  const speed = (bytesPerSecond === 0 ? '' : formatRate(bytesPerSecond)).padEnd(SPEED_WIDTH);
  const left = timeLeft(done, total, bytesPerSecond);
  // On a narrow terminal the name matters more than the last of the numbers.
  const choices = [
    [percent, amount, speed, left.padEnd(LEFT_WIDTH)],
    [percent, amount, speed],
    percent === '' ? [amount] : [percent, speed],
    [percent === '' ? formatBytes(done) : percent],
  ].map((texts) => texts.filter((text) => text !== '').join('  '));
  const fits = (text: string): boolean => columns - 1 - text.length - 2 >= NARROWEST_LABEL;
  const numbers = (choices.find(fits) ?? choices.at(-1) ?? '').trimEnd();

  const free = columns - 1 - displayWidth(numbers) - 4;
  const barWidth =
    share === undefined || columns < NARROWEST_WITH_BAR
      ? 0
      : Math.min(WIDEST_BAR, free - NARROWEST_LABEL);
  const hasBar = barWidth >= NARROWEST_BAR;
  const labelWidth = Math.max(0, Math.min(WIDEST_LABEL, free - (hasBar ? barWidth : 0)));
  const name = shorten(label, labelWidth);
  const paddedName = name + ' '.repeat(Math.max(0, labelWidth - displayWidth(name)));
  const parts = [paddedName, hasBar ? bar(share ?? 0, barWidth, colors) : '', numbers];
  const line = parts.filter((part) => part !== '').join('  ');
  return free < 0 ? shorten(numbers, columns - 1) : line;
}

function bar(share: number, width: number, colors: Colors): string {
  const filled = Math.floor(share * width);
  return colors.cyan('█'.repeat(filled)) + colors.dim('░'.repeat(width - filled));
}

function timeLeft(done: Bytes, total: Bytes | undefined, speed: number): string {
  if (total === undefined || speed === 0 || total <= done) return '';
  const seconds = Math.ceil((total - done) / speed);
  return `${formatSeconds(seconds * 1000)} left`;
}
