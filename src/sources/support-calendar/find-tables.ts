import type { Nodes, Root, Table } from 'mdast';

/** Every table of a document, in its order, also those inside quotes and lists. */
export function findTables(root: Root): Table[] {
  const tables: Table[] = [];
  const stack: Nodes[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'table') tables.push(node);
    else if ('children' in node) stack.push(...node.children.toReversed());
  }
  return tables;
}

/** The words of a node without its formatting, blanks collapsed. A loop, since hostile text nests deeply. */
export function textOf(node: Nodes): string {
  const words: string[] = [];
  const stack: Nodes[] = [node];
  for (let next = stack.pop(); next; next = stack.pop()) {
    if ('children' in next) stack.push(...next.children.toReversed());
    else if (next.type === 'text' || next.type === 'inlineCode') words.push(next.value);
    else words.push(' ');
  }
  return words.join('').replace(/\s+/g, ' ').trim();
}
