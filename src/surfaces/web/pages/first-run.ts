import { type Html, html } from '../html.ts';

/** What to do while nothing is registered. `registered`: clusters there are, none of them with a Windows node pool. */
export function renderFirstRun({ fleet: { clusters } }: { readonly fleet: { readonly clusters: number } }): Html {
  const found = clusters > 0 && html`<p>${clusters} registered, none of them with a Windows node pool.</p>`;
  return html`<section class="card empty"><h2>Tell vhdwatch about your clusters</h2>${found}
<p>Save what Azure knows, and import it. Repeat it whenever you like: what is there is brought up to date.</p>
<pre tabindex="0"><code>az aks list -o json &gt; clusters.json
npx vhdwatch clusters import clusters.json</code></pre>
<p>Or let it ask Azure: <code>npx vhdwatch clusters discover</code></p>
<p>Or type one by hand: <code>npx vhdwatch clusters add --help</code></p></section>`;
}
