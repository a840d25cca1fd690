declare module 'postject' {
  /** Puts a resource into an executable, in place. */
  export function inject(
    executable: string,
    resource: string,
    content: Buffer,
    options: { readonly sentinelFuse: string; readonly machoSegmentName?: string },
  ): Promise<void>;
}
