import { useState, type DragEvent, type ReactNode, type RefObject } from 'react';
import { classNames } from '../../styles/class-names.ts';
import { canDrop, type Side } from './download-moves.ts';
import type { DownloadsRow } from './download-rows.ts';
import styles from './downloads.module.css';

interface DragLineProps {
  readonly row: DownloadsRow;
  /** The row that is being dragged, of all lines. */
  readonly draggedRef: RefObject<DownloadsRow | undefined>;
  readonly onDrop: (dragged: DownloadsRow, target: DownloadsRow, side: Side) => void;
  readonly children: ReactNode;
}

/** A line that can be dragged to another place, and shows where another one would go. */
export function DragLine({ row, draggedRef, onDrop, children }: DragLineProps) {
  const [side, setSide] = useState<Side>();

  function onDragOver(event: DragEvent<HTMLElement>): void {
    if (draggedRef.current === undefined || !canDrop(draggedRef.current, row)) return;
    event.preventDefault();
    setSide(sideOf(event));
  }

  return (
    <div
      draggable
      className={classNames(
        styles.drag,
        side === 'before' && styles.dropBefore,
        side === 'after' && styles.dropAfter,
      )}
      onDragStart={(event) => {
        draggedRef.current = row;
        event.dataTransfer.effectAllowed = 'move';
        // Firefox drags nothing that has no data; a type of our own means nothing to others.
        event.dataTransfer.setData('application/x-fifolio-download', '');
      }}
      onDragEnd={() => {
        draggedRef.current = undefined;
      }}
      onDragOver={onDragOver}
      onDragLeave={() => setSide(undefined)}
      onDrop={(event) => {
        setSide(undefined);
        if (draggedRef.current === undefined) return;
        event.preventDefault();
        onDrop(draggedRef.current, row, sideOf(event));
      }}
    >
      {children}
    </div>
  );
}

function sideOf({ currentTarget, clientY }: DragEvent<HTMLElement>): Side {
  const { top, height } = currentTarget.getBoundingClientRect();
  return clientY < top + height / 2 ? 'before' : 'after';
}
