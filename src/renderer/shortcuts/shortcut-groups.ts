import { isRightToLeft, t } from '../language/language.ts';

export interface ShortcutGroup {
  readonly title: string;
  readonly shortcuts: readonly { readonly keys: string; readonly does: string }[];
}

/** All keys of the panel, by where they are pressed, in the language that is shown. */
export function shortcutGroups(): ShortcutGroup[] {
  const alongText = isRightToLeft() ? '← →' : '→ ←';
  return [
    group(t('shortcuts.groups.anywhere'), [
      ['?', t('shortcuts.does.sheet')],
      ['/', t('shortcuts.does.filter')],
      [t('shortcuts.caps.tab'), t('shortcuts.does.nextControl')],
    ]),
    group(t('shortcuts.groups.lists'), [
      ['↑ ↓', t('shortcuts.does.nextRow')],
      [t('shortcuts.caps.pages'), t('shortcuts.does.nextPage')],
      [t('shortcuts.caps.ends'), t('shortcuts.does.ends')],
      [t('shortcuts.caps.letters'), t('shortcuts.does.typeAhead')],
      [t('shortcuts.caps.space'), t('shortcuts.does.select')],
      [t('shortcuts.caps.range'), t('shortcuts.does.range')],
      [t('shortcuts.caps.all'), t('shortcuts.does.all')],
      [t('shortcuts.caps.escape'), t('shortcuts.does.none')],
      [t('shortcuts.caps.menu'), t('shortcuts.does.menu')],
    ]),
    group(t('shortcuts.groups.files'), [
      [t('shortcuts.caps.enter'), t('shortcuts.does.open')],
      [t('shortcuts.caps.back'), t('shortcuts.does.out')],
      [alongText, t('shortcuts.does.fold')],
    ]),
    group(t('shortcuts.groups.tabs'), [
      [alongText, t('shortcuts.does.nextTab')],
      [t('shortcuts.caps.delete'), t('shortcuts.does.closeTab')],
    ]),
    group(t('shortcuts.groups.cache'), [
      ['→ ←', t('shortcuts.does.nextFile')],
      ['+ −', t('shortcuts.does.zoom')],
      [t('shortcuts.caps.home'), t('shortcuts.does.wholeCache')],
      [t('shortcuts.caps.enter'), t('shortcuts.does.showInList')],
      [t('shortcuts.caps.wheel'), t('shortcuts.does.zoomHere')],
    ]),
    group(t('shortcuts.groups.cached'), [[t('shortcuts.caps.delete'), t('shortcuts.does.evict')]]),
    group(t('shortcuts.groups.dividers'), [
      [`↑ ↓ ${alongText}`, t('shortcuts.does.move')],
      [t('shortcuts.caps.ends'), t('shortcuts.does.far')],
    ]),
  ];
}

function group(title: string, shortcuts: readonly (readonly [string, string])[]): ShortcutGroup {
  return { title, shortcuts: shortcuts.map(([keys, does]) => ({ keys, does })) };
}
