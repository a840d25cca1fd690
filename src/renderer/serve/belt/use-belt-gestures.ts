import { useEffect, useRef, type RefObject } from 'react';

/** Until then a press is a click, in px. */
const LEAST_DRAG_PX = 5;
/** Of a wheel that counts in lines. */
const LINE_PX = 16;
/** One turn of a wheel zooms no further than a turn of an ordinary one. */
const MOST_WHEEL_PX = 100;

export interface BeltGestures {
  /** By a factor, around a place from 0, the left edge, to 1. */
  readonly zoom: (factor: number, at: number) => void;
  /** To the right, by so many widths. */
  readonly pan: (widths: number) => void;
}

/**
 * The wheel with Ctrl, or two fingers on a touch pad, zooms; the wheel sideways, or with Shift, and
 * dragging move. An upright wheel scrolls the pane, as everywhere.
 *
 * @param isPart whether there is somewhere to move to
 * @returns whether the press that just ended was a drag, and no click
 */
export function useBeltGestures(
  element: RefObject<HTMLElement | null>,
  gestures: BeltGestures,
  isPart: boolean,
): () => boolean {
  const latest = useRef({ gestures, isPart });
  const wasDrag = useRef(false);
  useEffect(() => {
    latest.current = { gestures, isPart };
  });

  useEffect(() => {
    const belt = element.current;
    if (belt === null) return;
    let pressedAtX: number | undefined;

    const onWheel = (event: WheelEvent): void => {
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : LINE_PX;
      const { left, width } = belt.getBoundingClientRect();
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        const turn = Math.max(-MOST_WHEEL_PX, Math.min(MOST_WHEEL_PX, event.deltaY * unit));
        latest.current.gestures.zoom(Math.exp(-turn / 100), (event.clientX - left) / width);
        return;
      }
      const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
      if (!latest.current.isPart || Math.abs(sideways) < Math.abs(event.deltaY) / 2) return;
      event.preventDefault();
      latest.current.gestures.pan((sideways * unit) / width);
    };
    const onPointerDown = (event: PointerEvent): void => {
      wasDrag.current = false;
      if (event.button === 0 && latest.current.isPart) pressedAtX = event.clientX;
    };
    const onPointerMove = (event: PointerEvent): void => {
      if (pressedAtX === undefined) return;
      const moved = pressedAtX - event.clientX;
      if (!wasDrag.current && Math.abs(moved) < LEAST_DRAG_PX) return;
      if (!wasDrag.current) belt.setPointerCapture(event.pointerId);
      wasDrag.current = true;
      pressedAtX = event.clientX;
      latest.current.gestures.pan(moved / belt.clientWidth);
    };
    const onPointerEnd = (): void => {
      pressedAtX = undefined;
    };
    // React listens to wheels passively: the page would be zoomed, too.
    belt.addEventListener('wheel', onWheel, { passive: false });
    belt.addEventListener('pointerdown', onPointerDown);
    belt.addEventListener('pointermove', onPointerMove);
    belt.addEventListener('pointerup', onPointerEnd);
    belt.addEventListener('pointercancel', onPointerEnd);
    return () => {
      belt.removeEventListener('wheel', onWheel);
      belt.removeEventListener('pointerdown', onPointerDown);
      belt.removeEventListener('pointermove', onPointerMove);
      belt.removeEventListener('pointerup', onPointerEnd);
      belt.removeEventListener('pointercancel', onPointerEnd);
    };
  }, [element]);

  return () => wasDrag.current;
}
