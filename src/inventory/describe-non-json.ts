const CAUSES: readonly (readonly [RegExp, string])[] = [
  [/^$/, 'it is empty; the command that wrote it probably failed'],
  [/^[[{]/, 'the JSON is cut off or damaged; write the file again'],
  [/^</, 'it looks like a web page; save the JSON answer itself'],
  [
    /^(ERROR|WARNING|error|Error|AADSTS|Please run|az: )/,
    "it holds az's or kubectl's own messages; run the command without 2>&1",
  ],
  [/^(Name|Location|NAME|NAMESPACE)\b.*\s{2,}/, 'it looks like table output; add: -o json'],
  [/^(- |apiVersion:|[A-Za-z]+:\s)/, 'it looks like YAML; use: -o json'],
  [/^"?[\w .]+"?(?:,"?[^,\n]*"?){2,}\n/, 'it looks like CSV; use: -o json'],
  [/^[^\n]*\t/, 'it looks like tsv output; use: -o json'],
];

/** The likely reason why a text is no JSON, with what to do about it. */
export function describeNonJson(text: string): string {
  const start = text.trimStart().slice(0, 400);
  const cause = CAUSES.find(([form]) => form.test(start));
  return cause?.[1] ?? 'expected what az aks list -o json or kubectl get nodes -o json prints';
}
