import type { ReactElement, ReactNode } from 'react';
import { useRef } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { classNames } from '../styles/class-names.ts';
import styles from './popup-menu.module.css';
import { VisibleText } from './visible-text.tsx';
import { visibleText } from '../language/visible-text.ts';

export interface MenuChoice {
  readonly id: string;
  readonly label: string;
  readonly detail?: string | undefined;
  readonly icon?: ReactNode;
  readonly isDisabled?: boolean;
  readonly isDanger?: boolean;
  readonly choose: () => void;
}

interface MenuListProps {
  readonly label: string;
  readonly choices: readonly MenuChoice[];
}

function MenuList({ label, choices }: MenuListProps) {
  return (
    <Menu
      aria-label={label}
      className={classNames(styles.menu)}
      autoFocus="first"
      onAction={(id) => choices.find((choice) => choice.id === id)?.choose()}
    >
      {choices.map((choice) => (
        <MenuItem
          key={choice.id}
          id={choice.id}
          textValue={visibleText(choice.label)}
          isDisabled={choice.isDisabled ?? false}
          className={classNames(styles.item, choice.isDanger === true && styles.danger)}
        >
          {choice.icon}
          <span className={styles.label}>
            <VisibleText text={choice.label} />
          </span>
          {choice.detail !== undefined && (
            <span className={styles.detail}>
              <VisibleText text={choice.detail} />
            </span>
          )}
        </MenuItem>
      ))}
    </Menu>
  );
}

interface MenuButtonProps extends MenuListProps {
  /** The button that opens it. */
  readonly children: ReactElement;
}

export function MenuButton({ children, ...list }: MenuButtonProps) {
  return (
    <MenuTrigger>
      {children}
      <Popover className={classNames(styles.popover)} placement="bottom end" offset={4}>
        <MenuList {...list} />
      </Popover>
    </MenuTrigger>
  );
}

export interface ContextMenuState extends MenuListProps {
  /** In the window, in pixels. */
  readonly x: number;
  readonly y: number;
}

interface ContextMenuProps {
  readonly menu: ContextMenuState | undefined;
  readonly onClose: () => void;
}

/** A menu where the pointer was. */
export function ContextMenu({ menu, onClose }: ContextMenuProps) {
  const anchor = useRef<HTMLSpanElement>(null);
  return (
    <>
      <span
        ref={anchor}
        className={styles.anchor}
        aria-hidden
        style={{ left: menu?.x ?? 0, top: menu?.y ?? 0 }}
      />
      <Popover
        triggerRef={anchor}
        isOpen={menu !== undefined}
        onOpenChange={(isOpen) => {
          if (!isOpen) onClose();
        }}
        placement="bottom start"
        offset={2}
        className={classNames(styles.popover)}
        aria-label={menu?.label ?? ''}
      >
        {menu !== undefined && (
          <MenuList
            label={menu.label}
            choices={menu.choices.map((choice) => ({
              ...choice,
              choose: () => {
                onClose();
                choice.choose();
              },
            }))}
          />
        )}
      </Popover>
    </>
  );
}
