import { useRef, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';
import { usePanel } from '../state/panel-context.tsx';
import { words } from '../words/words.ts';
import styles from './divider.module.css';

const LEAST_PERCENT = 35;
const MOST_PERCENT = 72;
const STEP_PERCENT = 2;
const DEFAULT_PERCENT = 60;

interface DividerProps {
  readonly frame: RefObject<HTMLElement | null>;
  readonly percent: number;
}

/** Between the panes; moved by dragging or by the arrow keys, and set back by a double click. */
export function Divider({ frame, percent }: DividerProps) {
  const { host } = usePanel();
  const dragged = useRef<number>(undefined);
  const shown = Math.min(MOST_PERCENT, Math.max(LEAST_PERCENT, percent));

  function show(next: number): number {
    const bounded = Math.min(MOST_PERCENT, Math.max(LEAST_PERCENT, next));
    frame.current?.style.setProperty('--serve-percent', bounded.toFixed(2));
    return bounded;
  }

  function keep(next: number): void {
    const servePanePercent = Math.round(show(next) * 10) / 10;
    host.call('settings.set', { servePanePercent }).catch(() => show(percent));
  }

  function onPointerMove(event: PointerEvent): void {
    const box = frame.current?.getBoundingClientRect();
    if (dragged.current === undefined || box === undefined) return;
    dragged.current = show(((event.clientX - box.left) / box.width) * 100);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const target = {
      ArrowLeft: shown - STEP_PERCENT,
      ArrowRight: shown + STEP_PERCENT,
      Home: LEAST_PERCENT,
      End: MOST_PERCENT,
    }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    keep(target);
  }

  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={words.divider}
      aria-valuenow={Math.round(shown)}
      aria-valuemin={LEAST_PERCENT}
      aria-valuemax={MOST_PERCENT}
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
      onDoubleClick={() => keep(DEFAULT_PERCENT)}
    />
  );
}
