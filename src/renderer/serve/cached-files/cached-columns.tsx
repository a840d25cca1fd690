import type { CachedRow } from '../../../shared/contract-cache.ts';
import type { GridColumn } from '../../controls/grid/grid-row.tsx';
import { formatBytes, formatCount } from '../../format/numbers.ts';
import { formatAgo, formatExact } from '../../format/times.ts';
import { t } from '../../language/language.ts';
import styles from './cached-files.module.css';
import { PathText } from '../../controls/path-text.tsx';

/** The columns, with times relative to `nowMs`. */
export function cachedColumns(nowMs: number): GridColumn<CachedRow>[] {
  return [
    {
      id: 'place',
      title: t('cached.place'),
      width: '60px',
      isEnd: true,
      isSortable: true,
      render: ({ place }) => <span className={styles.quiet}>{formatCount(place)}</span>,
    },
    {
      id: 'name',
      title: t('cached.name'),
      width: 'minmax(120px, 1fr)',
      isSortable: true,
      render: ({ file }) => <PathText path={file.name} />,
    },
    {
      id: 'size',
      title: t('cached.size'),
      width: '78px',
      isEnd: true,
      isSortable: true,
      render: ({ file }) => formatBytes(file.size),
    },
    {
      id: 'cachedAt',
      title: t('cached.cachedAt'),
      width: '112px',
      isEnd: true,
      isSortable: true,
      render: ({ file }) => (
        <span className={styles.quiet} title={formatExact(file.cachedAtMs)}>
          {formatAgo(file.cachedAtMs, nowMs)}
        </span>
      ),
    },
    {
      id: 'hits',
      title: t('cached.hits'),
      width: '76px',
      isEnd: true,
      isSortable: true,
      fromWidth: 420,
      render: ({ file }) => formatCount(file.hits),
    },
    {
      id: 'state',
      title: t('cached.state'),
      width: '104px',
      isSortable: true,
      fromWidth: 520,
      render: ({ file, place }) =>
        place === 1 ? (
          <span className={styles.nextOut}>{t('cached.nextOut')}</span>
        ) : (
          <span className={file.state === 'loading' ? styles.loading : styles.quiet}>
            {t(`cached.states.${file.state}`)}
          </span>
        ),
    },
  ];
}
