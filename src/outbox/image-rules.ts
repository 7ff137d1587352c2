/** Rules whose findings go away by taking the newest image of the pool's OS SKU. */
export const IMAGE_RULES: ReadonlySet<string> = new Set([
  'node-image-behind',
  'node-image-age',
  'node-images-mixed',
  'upgrade-without-effect',
]);
