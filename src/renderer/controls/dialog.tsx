import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { classNames } from '../styles/class-names.ts';
import { t } from '../language/language.ts';
import { IconButton } from './button.tsx';
import styles from './dialog.module.css';

interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** `wide` also has a height of its own, so that it stays as it is while its content changes. */
  readonly width?: 'narrow' | 'normal' | 'wide';
  /** Stays in sight above the content. */
  readonly toolbar?: ReactNode;
  /** Returns whether Escape did something here, and is not to close the dialog. */
  readonly onEscape?: () => boolean;
  readonly children: ReactNode;
  /** Buttons, the default one last. */
  readonly actions?: ReactNode;
}

export function Dialog({
  title,
  isOpen,
  onClose,
  onEscape,
  width = 'normal',
  toolbar,
  children,
  actions,
}: DialogProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      className={classNames(styles.overlay)}
    >
      <Modal className={classNames(styles.modal, styles[width])}>
        <AriaDialog className={classNames(styles.dialog)}>
          <header className={styles.header}>
            <Heading slot="title" level={2} className={classNames(styles.title)}>
              {title}
            </Heading>
            <IconButton label={t('close')} size="small" onPress={onClose}>
              <X size={15} aria-hidden />
            </IconButton>
          </header>
          <div
            className={styles.content}
            onKeyDown={(event) => {
              if (event.key === 'Escape' && onEscape?.() === true) event.stopPropagation();
            }}
          >
            {toolbar !== undefined && <div className={styles.toolbar}>{toolbar}</div>}
            <div className={styles.body}>{children}</div>
            {actions !== undefined && <footer className={styles.actions}>{actions}</footer>}
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
