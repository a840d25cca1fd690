import { useMemo } from 'react';
import { t } from '../language/language.ts';
import styles from './qr-code.module.css';
import { qrPath } from './qr-path.ts';

/** A text for the camera of another device. */
export function QrCode({ text }: { readonly text: string }) {
  const { size, path } = useMemo(() => qrPath(text), [text]);
  return (
    <svg
      role="img"
      aria-label={t('qrCode', { text })}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className={styles.code}
    >
      <path d={path} />
    </svg>
  );
}
