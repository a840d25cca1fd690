import { ListEnd, ZoomIn } from 'lucide-react';
import { useId, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import type { BeltBlock } from '../../../shared/contract-cache.ts';
import { ContextMenu, type ContextMenuState, type MenuChoice } from '../../controls/popup-menu.tsx';
import { usePanel, type Attempt } from '../../state/panel-context.tsx';
import { classNames } from '../../styles/class-names.ts';
import { t } from '../../language/language.ts';
import { useFileMenu } from '../cached-files/use-file-menu.tsx';
import { pressBeltKey } from './belt-keys.ts';
import type { BeltWindow } from './belt-window.ts';
import { Block } from './block.tsx';
import { BlockCard } from './block-card.tsx';
import styles from './belt.module.css';
import { indexOf, pointAt, type PointedAt } from './pointed-block.ts';
import { useBeltGestures } from './use-belt-gestures.ts';
import { useSliding } from './use-sliding.ts';

interface BeltBlocksProps {
  readonly window: BeltWindow;
  /** In sight. */
  readonly blocks: readonly BeltBlock[];
  readonly widthPx: number;
  readonly attempt: Attempt;
  /** A file was chosen. */
  readonly onChoose: (name: string) => void;
  /** By a key. */
  readonly onZoom: () => void;
}

/** The blocks, one stop for the Tab key; the arrow keys go from block to block. */
export function BeltBlocks(props: BeltBlocksProps) {
  const { window: part, blocks, widthPx, onChoose } = props;
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const [hovered, setHovered] = useState<PointedAt>();
  const [active, setActive] = useState<PointedAt>();
  const [isFocused, setFocused] = useState(false);
  const [menu, setMenu] = useState<ContextMenuState>();
  const { span } = part.get();
  const wasDrag = useBeltGestures(list, part, span !== undefined);
  const menuFor = useBlockMenu(props, choose);
  useSliding(list, blocks, widthPx, span);
  const pointedIndex = indexOf(blocks, hovered ?? (isFocused ? active : undefined));
  const pointed = blocks[pointedIndex];
  const idOf = (block: BeltBlock): string => `${id}-${block.place}`;

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const pointedAt = hovered ?? active;
    const effect = pressBeltKey(event.key, { window: part, blocks, pointedAt });
    if (effect === undefined) return;
    event.preventDefault();
    setHovered(undefined);
    if (effect.kind === 'point') setActive(effect.at);
    else setActive(pointedAt);
    if (effect.kind === 'zoom') props.onZoom();
    if (effect.kind === 'choose') choose(effect.block);
  }

  function choose(block: BeltBlock): void {
    setActive(pointAt(block));
    if (block.kind === 'file' || !zoomInto(part, block)) onChoose(block.name);
  }

  function blockAt(target: EventTarget): BeltBlock | undefined {
    const element = target instanceof Element ? target.closest('[data-place]') : null;
    if (!(element instanceof HTMLElement)) return undefined;
    return blocks.find(({ place }) => place === Number(element.dataset.place));
  }

  function onContextMenu(event: MouseEvent): void {
    event.preventDefault();
    const block = blockAt(event.target);
    if (block !== undefined) {
      openMenu(block, event.clientX, event.clientY);
      return;
    }
    // From the keyboard: the event is the list's own, and the place that of the block pointed at.
    const box = pointed && document.getElementById(idOf(pointed))?.getBoundingClientRect();
    if (pointed !== undefined && box !== undefined) openMenu(pointed, box.left + 4, box.bottom);
  }

  function openMenu(block: BeltBlock, x: number, y: number): void {
    setActive(pointAt(block));
    setHovered(undefined);
    setMenu({ label: t('belt.menu'), choices: menuFor(block), x, y });
  }

  return (
    <>
      <div
        ref={list}
        role="listbox"
        aria-label={t('belt.blocks')}
        aria-orientation="horizontal"
        aria-activedescendant={pointed === undefined ? undefined : idOf(pointed)}
        tabIndex={0}
        data-ghost-class={classNames(styles.block, styles.ghost)}
        className={classNames(styles.blocks, span !== undefined && styles.movable)}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          const block = blockAt(event.target);
          if (block !== undefined && !wasDrag()) choose(block);
        }}
        onContextMenu={onContextMenu}
        onPointerOver={(event) => {
          const block = blockAt(event.target);
          setHovered(block && pointAt(block));
        }}
        onPointerLeave={() => setHovered(undefined)}
        onFocus={() => {
          setFocused(true);
          if (indexOf(blocks, active) < 0 && blocks[0] !== undefined) setActive(pointAt(blocks[0]));
        }}
        onBlur={() => setFocused(false)}
      >
        {blocks.map((block, index) => (
          <Block
            key={block.key}
            id={idOf(block)}
            block={block}
            widthPx={widthPx}
            isPointed={index === pointedIndex}
          />
        ))}
      </div>
      {pointed !== undefined && menu === undefined && (
        <BlockCard block={pointed} widthPx={widthPx} />
      )}
      <ContextMenu menu={menu} onClose={() => setMenu(undefined)} />
    </>
  );
}

/** Returns whether there was anything to zoom into. */
function zoomInto(part: BeltWindow, block: BeltBlock): boolean {
  const loaded = part.get().blocks.find(({ block: { place } }) => place === block.place);
  if (loaded === undefined || loaded.bytes === 0 || loaded.bytes >= part.span.bytes) return false;
  part.look(loaded);
  return true;
}

/** What can be done with a block: all that can be done with its file in the list, and to find it there. */
function useBlockMenu(
  { attempt, onChoose }: BeltBlocksProps,
  zoomIn: (block: BeltBlock) => void,
): (block: BeltBlock) => MenuChoice[] {
  const { host } = usePanel();
  const fileMenu = useFileMenu(attempt);
  return (block) => {
    const { name } = block;
    const showBelow: MenuChoice = {
      id: 'show-below',
      label: t('belt.showBelow'),
      icon: <ListEnd size={14} aria-hidden />,
      choose: () => onChoose(name),
    };
    if (block.kind === 'group') {
      const icon = <ZoomIn size={14} aria-hidden />;
      return [
        { id: 'zoom', label: t('belt.zoomIn'), icon, choose: () => zoomIn(block) },
        showBelow,
      ];
    }
    const evict = (): void => attempt.run(() => host.call('cache.evict', { names: [name] }));
    return [showBelow, ...fileMenu({ count: 1, names: [name], evict })];
  };
}
