import { useRef, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';
import { usePanel, usePanelState } from '../state/panel-context.tsx';
import { t } from '../language/language.ts';
import styles from './divider.module.css';

/** By the setting that keeps where a divider is. */
const DIVIDERS = {
  servePanePercent: { orientation: 'vertical', least: 35, most: 72, usual: 60 },
  cachedFilesPercent: { orientation: 'horizontal', least: 25, most: 75, usual: 55 },
  filesTherePercent: { orientation: 'horizontal', least: 25, most: 75, usual: 64 },
} as const;
const STEP_PERCENT = 2;

type Setting = keyof typeof DIVIDERS;

interface DividerProps {
  readonly setting: Setting;
  /** Gets the percentage while it is dragged, as `--percent`. */
  readonly frame: RefObject<HTMLElement | null>;
}

/** The percentage that belongs to what is before a divider. */
export function useDividerPercent(setting: Setting): number {
  const { usual } = DIVIDERS[setting];
  return usePanelState((state) => state.settings?.[setting] ?? usual);
}

/**
 * Between the elements before and after it; moved by dragging or by the arrow keys, and set back by a
 * double click.
 */
export function Divider({ setting, frame }: DividerProps) {
  const { host } = usePanel();
  const { orientation, least, most, usual } = DIVIDERS[setting];
  const percent = useDividerPercent(setting);
  const dragged = useRef<number>(undefined);
  const shown = bounded(percent);

  function bounded(wanted: number): number {
    return Math.min(most, Math.max(least, wanted));
  }

  function show(wanted: number): number {
    const next = bounded(wanted);
    frame.current?.style.setProperty('--percent', next.toFixed(2));
    return next;
  }

  function keep(wanted: number): void {
    const kept = Math.round(show(wanted) * 10) / 10;
    host.call('settings.set', { [setting]: kept }).catch(() => show(percent));
  }

  function onPointerMove({ currentTarget, clientX, clientY }: PointerEvent): void {
    const before = currentTarget.previousElementSibling?.getBoundingClientRect();
    const after = currentTarget.nextElementSibling?.getBoundingClientRect();
    if (dragged.current === undefined || before === undefined || after === undefined) return;
    const share =
      orientation === 'vertical'
        ? (clientX - before.left) / (after.right - before.left)
        : (clientY - before.top) / (after.bottom - before.top);
    dragged.current = show(share * 100);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const target = {
      [orientation === 'vertical' ? 'ArrowLeft' : 'ArrowUp']: shown - STEP_PERCENT,
      [orientation === 'vertical' ? 'ArrowRight' : 'ArrowDown']: shown + STEP_PERCENT,
      Home: least,
      End: most,
    }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    keep(target);
  }

  return (
    <div
      role="separator"
      aria-orientation={orientation}
      aria-label={t(`dividers.${setting}`)}
      aria-valuenow={Math.round(shown)}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      className={styles.divider}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        dragged.current = shown;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        if (dragged.current !== undefined && dragged.current !== shown) keep(dragged.current);
        dragged.current = undefined;
      }}
      onPointerCancel={() => {
        dragged.current = undefined;
        show(percent);
      }}
      onDoubleClick={() => keep(usual)}
    />
  );
}
