export const quantities = {
  size: {
    B: '{{value}} o',
    KiB: '{{value}} Kio',
    MiB: '{{value}} Mio',
    GiB: '{{value}} Gio',
  },
};
