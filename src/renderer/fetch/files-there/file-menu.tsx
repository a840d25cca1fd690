import { Copy, Download, FolderDown, FolderOpen, Link2, ListChecks } from 'lucide-react';
import type { ServerAddress } from '../../../shared/contract-downloads.ts';
import { formatEndpoint } from '../../../shared/endpoint.ts';
import { pathOfName } from '../../../shared/name-path.ts';
import { copyText } from '../../controls/copy-text.ts';
import type { MenuChoice } from '../../controls/popup-menu.tsx';
import { t } from '../../language/language.ts';
import type { Wanted } from './folder-tree.ts';

interface FileMenuOptions {
  readonly wanted: Wanted;
  /** A server that answers browsers, so that there are links to its files. */
  readonly linkable: ServerAddress | undefined;
  /** What can be shown from the inside; absent for files, and for several. */
  readonly onOpen: (() => void) | undefined;
  readonly onGet: (wanted: Wanted) => void;
  readonly onGetTo: (wanted: Wanted) => void;
  readonly onSelectAll: () => void;
}

/** What can be done with files and folders of a server. */
export function fileMenu(options: FileMenuOptions): readonly MenuChoice[] {
  const { wanted, linkable, onOpen, onGet, onGetTo, onSelectAll } = options;
  const { names, folders } = wanted;
  const count = names.length + folders.length;
  if (count === 0) return [];
  return [
    ...(onOpen === undefined
      ? []
      : [
          {
            id: 'open',
            label: t('there.openFolder'),
            icon: <FolderOpen size={14} aria-hidden />,
            choose: onOpen,
          },
        ]),
    {
      id: 'download',
      label: t('there.download', { count }),
      icon: <Download size={14} aria-hidden />,
      choose: () => onGet(wanted),
    },
    {
      id: 'download-to',
      label: t('there.downloadTo'),
      icon: <FolderDown size={14} aria-hidden />,
      choose: () => onGetTo(wanted),
    },
    {
      id: 'copy-name',
      label: t('there.copyName', { count }),
      icon: <Copy size={14} aria-hidden />,
      choose: () => void copyText([...folders, ...names].join('\n')),
    },
    ...(linkable === undefined
      ? []
      : [
          {
            id: 'copy-link',
            label: t('there.copyLink', { count }),
            icon: <Link2 size={14} aria-hidden />,
            choose: () => void copyText(linksTo(linkable, wanted).join('\n')),
          },
        ]),
    {
      id: 'select-all',
      label: t('selectAll'),
      icon: <ListChecks size={14} aria-hidden />,
      choose: onSelectAll,
    },
  ];
}

/** The links to files and folders of a server that browsers and download managers take. */
export function linksTo(server: ServerAddress, { names, folders }: Wanted): string[] {
  const origin = `${server.encrypted === true ? 'https' : 'http'}://${formatEndpoint(server)}`;
  return [
    ...folders.map((folder) => `${origin}${pathOfName(folder)}/`),
    ...names.map((name) => `${origin}${pathOfName(name)}`),
  ];
}
