/** A rectangle on the desktop, in device-independent pixels. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How the window stood when it was closed last. */
export interface WindowPlacement {
  readonly bounds: Rectangle;
  readonly maximized: boolean;
}

export const DEFAULT_SIZE = { width: 1180, height: 760 } as const;
export const MINIMUM_SIZE = { width: 720, height: 520 } as const;

/** So much of the title bar has to be on some screen for a person to get hold of the window. */
const GRIP = { width: 120, height: 32 } as const;

/**
 * Where to open the window: as it was, if that still fits the screens there are now. Its size is
 * brought between the minimum and the screen's; a place where nobody could reach its title bar is
 * forgotten, and the system chooses.
 *
 * @param workAreas - of all screens, without task bars and docks.
 * @returns bounds without `x` and `y` where the system is to place it.
 */
export function placeWindow(
  remembered: WindowPlacement | undefined,
  workAreas: readonly Rectangle[],
): { x?: number; y?: number; width: number; height: number } {
  const bounds = remembered?.bounds;
  const screen = bounds && workAreas.find((area) => gripIsOn(area, bounds));
  const room = screen ?? workAreas[0];
  const size = {
    width: fit(bounds?.width ?? DEFAULT_SIZE.width, MINIMUM_SIZE.width, room?.width),
    height: fit(bounds?.height ?? DEFAULT_SIZE.height, MINIMUM_SIZE.height, room?.height),
  };
  return bounds && screen ? { x: bounds.x, y: bounds.y, ...size } : size;
}

function fit(wanted: number, least: number, most: number | undefined): number {
  // A screen smaller than the minimum does not make the window smaller than usable.
  return Math.max(least, Math.min(wanted, most ?? wanted));
}

function gripIsOn(area: Rectangle, bounds: Rectangle): boolean {
  const visible =
    Math.min(area.x + area.width, bounds.x + bounds.width) - Math.max(area.x, bounds.x);
  return (
    visible >= GRIP.width && bounds.y >= area.y && bounds.y + GRIP.height <= area.y + area.height
  );
}
