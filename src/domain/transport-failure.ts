/** Why no complete answer came. `code` is the system's (`ENOTFOUND`); `text` the innermost message, text from outside. */
interface TransportFailure {
  readonly kind: 'timeout' | 'name' | 'connection' | 'certificate' | 'broken' | 'other';
  readonly code: string;
  readonly text: string;
}

export function classifyTransportFailure(error: unknown): TransportFailure {
  const { name, code, text } = innermost(error);
  return { kind: kindOf(name, code, text), code, text };
}

function kindOf(name: string, code: string, text: string): TransportFailure['kind'] {
  if (name === 'TimeoutError' || /TIMEOUT|TIMEDOUT/.test(code)) return 'timeout';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'name';
  if (/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EPROTO|ERR_SSL_.*)$/.test(code)) return 'connection';
  if (/CERT|SIGNATURE|^ERR_TLS/.test(code)) return 'certificate';
  if (code === 'ECONNRESET' || code === 'EPIPE' || code.startsWith('UND_ERR') || text === 'terminated') return 'broken';
  return 'other';
}

/** fetch wraps the socket's error, and Octokit wraps what fetch threw. */
function innermost(error: unknown): { name: string; code: string; text: string } {
  let current = error;
  for (let depth = 0; depth < 5 && current instanceof Error && current.cause instanceof Error; depth += 1) {
    current = current.cause;
  }
  if (!(current instanceof Error)) return { name: '', code: '', text: String(current) };
  return { name: current.name, code: 'code' in current ? String(current.code) : '', text: current.message };
}
