import type { Download, DownloadBatch } from '../../../shared/contract-downloads.ts';
import type { DownloadsState } from '../../../shared/deltas.ts';
import type { MenuChoice } from '../../controls/popup-menu.tsx';
import { t } from '../../language/language.ts';
import { actOnBatch, BATCH_ACTION_WORDS, batchActions } from './batch-actions.ts';
import {
  ACTION_WORDS,
  offeredActions,
  type DownloadAction,
  type Offers,
} from './download-actions.ts';
import { moveOf, type Direction } from './download-moves.ts';
import type { BatchRow, DownloadRow, DownloadsRow } from './download-rows.ts';
import type { DownloadCommands } from './use-download-commands.ts';

const MOVES: readonly (readonly [Direction, string])[] = [
  ['first', t('downloads.moveFirst')],
  ['up', t('downloads.moveUp')],
  ['down', t('downloads.moveDown')],
  ['last', t('downloads.moveLast')],
];

export interface MenuParts {
  readonly lists: Omit<DownloadsState, 'sequence'>;
  readonly offers: Offers;
  readonly commands: DownloadCommands;
}

/** What the context menu of a row offers. */
export function menuOf(row: DownloadsRow, parts: MenuParts): MenuChoice[] {
  return row.kind === 'batch' ? menuOfBatch(row, parts) : menuOfDownload(row, parts);
}

function menuOfDownload(row: DownloadRow, parts: MenuParts): MenuChoice[] {
  const { download } = row;
  const { commands, lists, offers } = parts;
  const batch = lists.batches.find(({ id }) => id === download.batch);
  const isDone = download.state === 'done';
  return [
    ...inMenu(offeredActions(download.state, offers)).map((action) => ({
      id: action,
      label: ACTION_WORDS[action],
      choose: () => commands.act(action, download),
    })),
    ...moves(row, parts),
    ...(isDone
      ? [{ id: 'path', label: t('downloads.copyPath'), choose: () => commands.copyPath(download) }]
      : []),
    { id: 'name', label: t('downloads.copyName'), choose: () => commands.copyName(download) },
    ...(batch === undefined ? [] : ofServer(download, batch, commands)),
    ...(isDone ? [deletion([download], t('downloads.deleteFile'), commands)] : []),
  ];
}

/** What is opened, and what is taken away, is where one looks for it: first and last. */
function inMenu(actions: readonly DownloadAction[]): readonly DownloadAction[] {
  const others = actions.filter((action) => action !== 'open' && action !== 'remove');
  return [...(actions.includes('open') ? (['open'] as const) : []), ...others, 'remove'];
}

function ofServer(
  download: Download,
  batch: DownloadBatch,
  commands: DownloadCommands,
): MenuChoice[] {
  return [
    {
      id: 'link',
      label: t('downloads.copyLink'),
      choose: () => commands.copyLink(download, batch),
    },
    {
      id: 'again',
      label: t('downloads.again'),
      choose: () => commands.fetchAgain(download, batch),
    },
  ];
}

function menuOfBatch(row: BatchRow, parts: MenuParts): MenuChoice[] {
  const { id: batch, totals } = row.batch;
  const { commands, lists } = parts;
  const finished = lists.downloads.filter((one) => one.batch === batch && one.state === 'done');
  return [
    ...batchActions(totals).map((action) => ({
      id: action,
      label: BATCH_ACTION_WORDS[action],
      choose: () => actOnBatch(commands, action, batch),
    })),
    ...moves(row, parts),
    ...(finished.length > 0 ? [deletion(finished, t('downloads.deleteFiles'), commands)] : []),
  ];
}

function moves(row: DownloadsRow, { lists, commands }: MenuParts): MenuChoice[] {
  return MOVES.flatMap(([direction, label]) => {
    const move = moveOf(row, direction, lists);
    return move === undefined
      ? []
      : [{ id: `move-${direction}`, label, choose: () => commands.move(move) }];
  });
}

function deletion(
  downloads: readonly Download[],
  label: string,
  { deleteFiles }: DownloadCommands,
): MenuChoice {
  return { id: 'delete', label, isDanger: true, choose: () => deleteFiles(downloads) };
}
