/** Path of a repository's file in the contents API; the file's own path may come from outside and is encoded. */
export function contentsPath(repository: { readonly owner: string; readonly repo: string }, path: string): string {
  const segments = path.split('/').map(encodeURIComponent).join('/');
  return `/repos/${encodeURIComponent(repository.owner)}/${encodeURIComponent(repository.repo)}/contents/${segments}`;
}
