import { encode } from 'uqr';

/** A QR code as a path of an SVG, whose dark modules are squares of one unit. */
export interface QrPath {
  /** Side of the whole, with the light border that readers need: four modules (ISO/IEC 18004). */
  readonly size: number;
  readonly path: string;
}

/** Draws each run of dark modules in a row as one rectangle. */
export function qrPath(text: string): QrPath {
  const { size, data } = encode(text, { ecc: 'M', border: 4 });
  const runs = data.flatMap((row, y) =>
    Array.from(
      row
        .map((isDark) => (isDark ? '#' : ' '))
        .join('')
        .matchAll(/#+/g),
      ({ 0: run, index }) => `M${index} ${y}h${run.length}v1h-${run.length}z`,
    ),
  );
  return { size, path: runs.join('') };
}
