import { useLayoutEffect, useMemo, useState, type RefObject } from 'react';
import { rowWindow, scrollToShow, type RowWindow } from './grid-window.ts';
import type { RowHeights } from './row-heights.ts';

/** Keeps how far a grid is scrolled, in px, for when it comes back. */
export interface GridScrolled {
  readonly get: () => number;
  readonly set: (top: number) => void;
}

interface Options {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly rowCount: number;
  /** Of most rows, and the least of any. */
  readonly rowHeight: number;
  /** For the width of the grid. */
  readonly heightsFor: (width: number) => RowHeights;
  readonly headerHeight: number;
  readonly scrolled: GridScrolled | undefined;
}

interface Viewport {
  readonly width: number;
  readonly height: number;
}

export interface RowWindowControl extends RowWindow {
  readonly width: number;
  readonly heights: RowHeights;
  readonly onScroll: () => void;
  readonly show: (index: number) => void;
  readonly pageRows: number;
}

/** Follows a scrolling element and returns which rows to draw. */
export function useRowWindow({
  scroller,
  rowCount,
  rowHeight,
  heightsFor,
  headerHeight,
  scrolled,
}: Options): RowWindowControl {
  const [viewport, setViewport] = useState<Viewport>({ width: 0, height: 0 });
  const [scrollTop, setScrollTop] = useState(0);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = (): void => {
      setViewport((previous) =>
        previous.width === element.clientWidth && previous.height === element.clientHeight
          ? previous
          : { width: element.clientWidth, height: element.clientHeight },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [scroller]);

  const isThere = rowCount > 0;
  useLayoutEffect(() => {
    if (isThere && scrolled !== undefined) scroller.current?.scrollTo({ top: scrolled.get() });
  }, [scroller, scrolled, isThere]);

  function onScroll(): void {
    const element = scroller.current;
    if (element === null) return;
    scrolled?.set(element.scrollTop);
    // In whole steps, so that most scroll events change nothing and cost nothing.
    const step = rowHeight * 4;
    setScrollTop(Math.floor(element.scrollTop / step) * step);
  }

  const heights = useMemo(() => heightsFor(viewport.width), [heightsFor, viewport.width]);
  const viewportHeight = Math.max(0, viewport.height - headerHeight);
  function show(index: number): void {
    const element = scroller.current;
    if (element === null) return;
    const height = Math.max(rowHeight, element.clientHeight - headerHeight);
    const { scrollTop: from } = element;
    const top = scrollToShow({ index, scrollTop: from, viewportHeight: height, heights });
    if (top !== from) element.scrollTo({ top });
  }

  return {
    ...rowWindow({ scrollTop, viewportHeight, heights, rowCount }),
    heights,
    width: viewport.width,
    onScroll,
    show,
    pageRows: Math.max(1, Math.floor(viewportHeight / rowHeight) - 1),
  };
}
