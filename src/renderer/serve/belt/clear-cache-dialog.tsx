import { Button } from '../../controls/button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { usePanel, usePanelState } from '../../state/panel-context.tsx';
import { t } from '../../language/language.ts';

export function ClearCacheDialog() {
  const { store, host } = usePanel();
  const isOpen = usePanelState((state) => state.dialog === 'clear-cache');
  const count = usePanelState((state) => state.cache.usage.entries);
  const close = (): void => store.setState({ dialog: undefined });
  return (
    <Dialog
      title={t('belt.clearTitle')}
      isOpen={isOpen}
      onClose={close}
      width="narrow"
      actions={
        <>
          <Button onPress={close}>{t('cancel')}</Button>
          <Button
            look="primary"
            autoFocus
            onPress={() => {
              close();
              // The table shows whether it worked; without a host the banner says why not.
              host.call('cache.clear', {}).catch(() => undefined);
            }}
          >
            {t('belt.clear')}
          </Button>
        </>
      }
    >
      <p>{t('belt.clearText', { count })}</p>
    </Dialog>
  );
}
