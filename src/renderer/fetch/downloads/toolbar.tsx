import { ArrowDownWideNarrow, ListFilter } from 'lucide-react';
import { Button } from '../../controls/button.tsx';
import { MenuButton } from '../../controls/popup-menu.tsx';
import { SearchField } from '../../controls/text-field.tsx';
import { formatCount } from '../../format/numbers.ts';
import { t } from '../../language/language.ts';
import { FILTERS, SORTS, type DownloadsCounts, type DownloadsView } from './download-order.ts';
import styles from './downloads.module.css';

interface ToolbarProps {
  readonly counts: DownloadsCounts;
  readonly view: DownloadsView;
  readonly onChange: (change: Partial<DownloadsView>) => void;
}

/** Which downloads are shown, and in which order. */
export function Toolbar({ counts, view, onChange }: ToolbarProps) {
  return (
    <div className={styles.toolbar}>
      <div className={styles.search}>
        <SearchField
          label={t('downloads.filter')}
          placeholder={t('filter')}
          value={view.text}
          onChange={(typed) => onChange({ text: typed.toLowerCase() })}
        />
      </div>
      <MenuButton
        label={t('downloads.which')}
        choices={FILTERS.map((filter) => ({
          id: filter,
          label: t(`downloads.filters.${filter}`),
          detail: formatCount(counts[filter]),
          choose: () => onChange({ filter }),
        }))}
      >
        <Button
          size="small"
          look="quiet"
          aria-label={`${t('downloads.which')}: ${t(`downloads.filters.${view.filter}`)}`}
          icon={<ListFilter size={13} aria-hidden />}
        >
          {t('downloads.filterCount', {
            name: t(`downloads.filters.${view.filter}`),
            number: formatCount(counts[view.filter]),
          })}
        </Button>
      </MenuButton>
      <MenuButton
        label={t('downloads.sort')}
        choices={SORTS.map((sort) => ({
          id: sort,
          label: t(`downloads.sorts.${sort}`),
          choose: () => onChange({ sort }),
        }))}
      >
        <Button
          size="small"
          look="quiet"
          aria-label={`${t('downloads.sort')}: ${t(`downloads.sorts.${view.sort}`)}`}
          icon={<ArrowDownWideNarrow size={13} aria-hidden />}
        >
          {t('downloads.sort')}
        </Button>
      </MenuButton>
    </div>
  );
}
