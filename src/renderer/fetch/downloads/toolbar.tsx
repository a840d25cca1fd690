import { ArrowDownWideNarrow, ListFilter } from 'lucide-react';
import { Button } from '../../controls/button.tsx';
import { MenuButton } from '../../controls/popup-menu.tsx';
import { SearchField } from '../../controls/text-field.tsx';
import { formatCount } from '../../format/numbers.ts';
import { strings } from '../../strings/strings.ts';
import { FILTERS, SORTS, type DownloadsCounts, type DownloadsView } from './download-order.ts';
import styles from './downloads.module.css';

const text = strings.downloads;

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
          label={text.filter}
          placeholder={strings.filter}
          value={view.text}
          onChange={(typed) => onChange({ text: typed.toLowerCase() })}
        />
      </div>
      <MenuButton
        label={text.which}
        choices={FILTERS.map((filter) => ({
          id: filter,
          label: text.filters[filter],
          detail: formatCount(counts[filter]),
          choose: () => onChange({ filter }),
        }))}
      >
        <Button
          size="small"
          look="quiet"
          aria-label={`${text.which}: ${text.filters[view.filter]}`}
          icon={<ListFilter size={13} aria-hidden />}
        >
          {text.filterCount(text.filters[view.filter], formatCount(counts[view.filter]))}
        </Button>
      </MenuButton>
      <MenuButton
        label={text.sort}
        choices={SORTS.map((sort) => ({
          id: sort,
          label: text.sorts[sort],
          choose: () => onChange({ sort }),
        }))}
      >
        <Button
          size="small"
          look="quiet"
          aria-label={`${text.sort}: ${text.sorts[view.sort]}`}
          icon={<ArrowDownWideNarrow size={13} aria-hidden />}
        >
          {text.sort}
        </Button>
      </MenuButton>
    </div>
  );
}
