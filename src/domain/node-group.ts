const LONGEST_LABEL = 63;

/**
 * A node resource group as AKS writes it into the label `kubernetes.azure.com/cluster` of its nodes, in lower case: cut at
 * 63 characters, brackets as dashes, and a last sign that no label may end with as `z`.
 */
export function labelOfNodeGroup(group: string): string {
  const plain = group.toLowerCase().replace(/[()]/g, '-').slice(0, LONGEST_LABEL);
  if (!/[-_.]$/.test(plain)) return plain;
  return `${plain.length === LONGEST_LABEL ? plain.slice(0, -1) : plain}z`;
}
