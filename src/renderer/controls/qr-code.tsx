import { useMemo } from 'react';
import { strings } from '../strings/strings.ts';
import styles from './qr-code.module.css';
import { qrPath } from './qr-path.ts';

/** A text for the camera of another device. */
export function QrCode({ text }: { readonly text: string }) {
  const { size, path } = useMemo(() => qrPath(text), [text]);
  return (
    <svg
      role="img"
      aria-label={strings.qrCode(text)}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className={styles.code}
    >
      <path d={path} />
    </svg>
  );
}
