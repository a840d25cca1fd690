let context: CanvasRenderingContext2D | undefined;

/** How wide a small text of the panel is drawn, in px. */
export function smallTextWidth(text: string): number {
  context ??= contextForSmallText();
  return context.measureText(text).width;
}

function contextForSmallText(): CanvasRenderingContext2D {
  const made = document.createElement('canvas').getContext('2d')!;
  const { fontFamily } = getComputedStyle(document.body);
  const size = getComputedStyle(document.documentElement).getPropertyValue('--size-small');
  made.font = `${size} ${fontFamily}`;
  return made;
}
