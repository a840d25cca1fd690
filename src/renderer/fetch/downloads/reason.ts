import { formatBytes } from '../../format/numbers.ts';
import type { Download } from '../../../shared/contract-downloads.ts';
import { failureReason, failureSentence } from '../../language/sentences.ts';
import { t } from '../../language/language.ts';
import { batchFacts } from './batch-facts.ts';
import type { DownloadsRow } from './download-rows.ts';
import { wrappedLines } from './reason-lines.ts';

/** Of a row whose small text has one line, in px. */
export const ROW_HEIGHT = 54;
const LINE_HEIGHT = 16;
/** Of a row, what is not for its text: paddings, sign, buttons, gaps, and the scroll bar. */
const BESIDE_TEXT_PX = 12 + 16 + 16 + 10 + 50 + 10 + 14;
export const NESTED_PX = 22;
/** What stands before the reason of a download that is tried again: what has arrived, and when. */
const BEFORE_RETRY_REASON = '1023 MiB of 1023 MiB · trying again in 10 min 59 s · ';

/** Why a download failed, what to do, and what is kept of it. */
export function reasonOf({ problem, receivedBytes }: Download): string {
  if (problem === undefined) return '';
  const sentence = failureSentence(problem);
  return receivedBytes === 0
    ? sentence
    : `${sentence} ${t('downloads.kept', { size: formatBytes(receivedBytes) })}`;
}

/** The height of a row in a list of a width: as much as its reason needs. */
export function heightOfRow(row: DownloadsRow, listWidth: number): number {
  if (row.kind === 'batch') {
    const facts = batchFacts(row.batch).map(({ text }) => text);
    return heightOfText(facts.join(' · '), listWidth - BESIDE_TEXT_PX);
  }
  const { problem, state, retry } = row.download;
  if (problem === undefined || (state !== 'failed' && retry === undefined)) return ROW_HEIGHT;
  const reason =
    retry === undefined ? reasonOf(row.download) : BEFORE_RETRY_REASON + failureReason(problem);
  const width = listWidth - BESIDE_TEXT_PX - (row.isNested ? NESTED_PX : 0);
  return heightOfText(reason, width);
}

function heightOfText(text: string, width: number): number {
  return ROW_HEIGHT + (wrappedLines(text, width) - 1) * LINE_HEIGHT;
}
