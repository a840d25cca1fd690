export const quantities = {
  size: {
    B: '{{value}} بايت',
    KiB: '{{value}} ك.ب',
    MiB: '{{value}} م.ب',
    GiB: '{{value}} غ.ب',
  },
};
