import type { Rectangle, WindowPlacement } from './window-bounds.ts';

/** No desktop is larger; what is came from elsewhere than a window. */
const MOST_PIXELS = 100_000;

/** A remembered placement. Undefined when it cannot be understood: then the window opens as if new. */
export function parsePlacement(value: unknown): WindowPlacement | undefined {
  if (!isObject(value) || typeof value['maximized'] !== 'boolean') return undefined;
  const { bounds, maximized } = value;
  return isRectangle(bounds) ? { bounds, maximized } : undefined;
}

function isRectangle(value: unknown): value is Rectangle {
  return (
    isObject(value) &&
    ['x', 'y', 'width', 'height'].every((side) => {
      const pixels = value[side];
      return Number.isInteger(pixels) && Math.abs(pixels as number) <= MOST_PIXELS;
    })
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
