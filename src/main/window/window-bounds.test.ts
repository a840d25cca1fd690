import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SIZE, MINIMUM_SIZE, placeWindow, type Rectangle } from './window-bounds.ts';

const screen: Rectangle = { x: 0, y: 24, width: 1920, height: 1056 };
const secondScreen: Rectangle = { x: 1920, y: 0, width: 1280, height: 1024 };
const placed = (bounds: Rectangle) => ({ bounds, maximized: false });

describe('placeWindow', () => {
  it('lets the system place a window that never was', () => {
    expect(placeWindow(undefined, [screen])).toEqual(DEFAULT_SIZE);
  });

  it('opens the window where it was', () => {
    const bounds = { x: 2000, y: 100, width: 1000, height: 700 };
    expect(placeWindow(placed(bounds), [screen, secondScreen])).toEqual(bounds);
  });

  it('forgets a place on a screen that is gone, and keeps the size', () => {
    const bounds = { x: 2000, y: 100, width: 1000, height: 700 };
    expect(placeWindow(placed(bounds), [screen])).toEqual({ width: 1000, height: 700 });
  });

  it('forgets a place whose title bar is above the screen or under the task bar', () => {
    const size = { width: 1000, height: 700 };
    expect(placeWindow(placed({ x: 10, y: 0, ...size }), [screen])).toEqual(size);
    expect(placeWindow(placed({ x: 10, y: 1060, ...size }), [screen])).toEqual(size);
  });

  it('makes the window no larger than its screen and no smaller than usable', () => {
    expect(placeWindow(placed({ x: 0, y: 24, width: 9000, height: 10 }), [screen])).toEqual({
      x: 0,
      y: 24,
      width: 1920,
      height: MINIMUM_SIZE.height,
    });
  });

  it('opens without any screen', () => {
    expect(placeWindow(undefined, [])).toEqual(DEFAULT_SIZE);
  });

  const number = fc.integer({ min: -50_000, max: 50_000 });
  const rectangle = fc.record({ x: number, y: number, width: number, height: number });
  test.prop([rectangle, fc.array(rectangle, { maxLength: 4 })])(
    'gives a usable size, and a place only where the title bar can be reached',
    (bounds, screens) => {
      const { x, y, width, height } = placeWindow(placed(bounds), screens);
      expect(width).toBeGreaterThanOrEqual(MINIMUM_SIZE.width);
      expect(height).toBeGreaterThanOrEqual(MINIMUM_SIZE.height);
      if (x === undefined || y === undefined) return;
      expect(
        screens.some((area) => y >= area.y && y < area.y + area.height && x < area.x + area.width),
      ).toBe(true);
    },
  );
});
