/**
 * How far a scan is. `missing`: the document ended without the section. `not-json`: it is something else than one JSON
 * object. `too-large`: the section has more bytes than allowed.
 */
export type ScanState = 'reading' | 'found' | 'missing' | 'not-json' | 'too-large';

/** Looks for one object of a JSON document, byte by byte, and keeps only that. */
interface SectionScanner {
  /** Reads on; once the state is another than `reading`, nothing is looked at any more. */
  push(chunk: Uint8Array): ScanState;
  getState(): ScanState;
  /** The object's text as it stands in the document, once found. */
  getText(): string;
}

/** Everything known between two bytes. */
interface Scan {
  readonly path: readonly string[];
  readonly maxBytes: number;
  state: ScanState;
  /** The containers around this place by their opening byte, outermost first. */
  readonly open: number[];
  /** How many of them the path leads through, the document itself not counted. */
  matched: number;
  inString: boolean;
  escaped: boolean;
  /** True where a string would be a name. */
  expectsName: boolean;
  /** Bytes of a name that the path may go on with; `null` in any other string. */
  name: number[] | null;
  /** True after the name that the path goes on with, until its value begins. */
  isOnPath: boolean;
  /** Depth of the section's own object; 0 outside it. */
  sectionDepth: number;
  /** Where the section begins or goes on in this chunk. */
  start: number;
  size: number;
  readonly kept: Uint8Array[];
}

// The bytes that have a meaning. Those of a character beyond ASCII are all above them, wherever a chunk ends.
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const LIST = 0x5b;
const BACKSLASH = 0x5c;
const LIST_END = 0x5d;
const OBJECT = 0x7b;
const OBJECT_END = 0x7d;
/** Blanks, and the bytes of a byte order mark. */
const BEFORE_DOCUMENT: ReadonlySet<number> = new Set([SPACE, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);
/** A deeper document is hostile. */
const MAX_DEPTH = 200;
/** A name of the path has far less, even with every character escaped. */
const MAX_NAME_BYTES = 600;

/** A scanner for the object that `path` leads to (names, outermost first), of at most `maxBytes`. */
export function createSectionScanner(path: readonly string[], maxBytes: number): SectionScanner {
  const scan: Scan = {
    path,
    maxBytes,
    state: 'reading',
    open: [],
    matched: 0,
    inString: false,
    escaped: false,
    expectsName: false,
    name: null,
    isOnPath: false,
    sectionDepth: 0,
    start: 0,
    size: 0,
    kept: [],
  };
  return {
    push: (chunk) => scanChunk(scan, chunk),
    getState: () => scan.state,
    getText: () => Buffer.concat(scan.kept).toString('utf8'),
  };
}

function scanChunk(scan: Scan, chunk: Uint8Array): ScanState {
  scan.start = 0;
  for (let at = 0; at < chunk.length && scan.state === 'reading'; at += 1) {
    const byte = chunk[at] ?? 0;
    // More than half of a pretty printed document.
    if (byte === SPACE && !scan.inString) continue;
    if (scan.inString) readInString(scan, byte);
    else if (scan.open.length === 0) readBefore(scan, byte);
    else readBetween(scan, byte, chunk, at);
  }
  if (scan.state === 'reading' && scan.sectionDepth > 0) keep(scan, chunk, chunk.length);
  return scan.state;
}

function readBefore(scan: Scan, byte: number): void {
  if (byte === OBJECT) openContainer(scan, OBJECT);
  else if (!BEFORE_DOCUMENT.has(byte)) scan.state = 'not-json';
}

function readInString(scan: Scan, byte: number): void {
  if (scan.escaped) scan.escaped = false;
  else if (byte === BACKSLASH) scan.escaped = true;
  else if (byte === QUOTE) {
    endString(scan);
    return;
  }
  if (scan.name !== null && scan.name.push(byte) > MAX_NAME_BYTES) scan.name = null;
}

function endString(scan: Scan): void {
  scan.inString = false;
  if (scan.name === null) return;
  scan.isOnPath = readName(scan.name) === scan.path[scan.matched];
  scan.name = null;
}

/** `Sections`, also where it is written `Sect\u0069ons`. */
function readName(bytes: readonly number[]): string | null {
  try {
    return String(JSON.parse(`"${Buffer.from(bytes).toString('utf8')}"`));
  } catch {
    return null;
  }
}

/** Blanks, numbers and words are passed over: nothing hangs on them. */
function readBetween(scan: Scan, byte: number, chunk: Uint8Array, at: number): void {
  switch (byte) {
    case QUOTE:
      beginString(scan);
      return;
    case OBJECT:
      if (scan.isOnPath) enter(scan, at);
      openContainer(scan, byte);
      return;
    case LIST:
      openContainer(scan, byte);
      return;
    case OBJECT_END:
    case LIST_END:
      closeContainer(scan, byte, chunk, at);
      return;
    case COLON:
      scan.expectsName = false;
      return;
    case COMMA:
      scan.expectsName = scan.open.at(-1) === OBJECT;
      scan.isOnPath = false;
  }
}

function beginString(scan: Scan): void {
  scan.inString = true;
  const mayBeOnPath = scan.expectsName && scan.sectionDepth === 0 && scan.open.length === scan.matched + 1;
  scan.name = mayBeOnPath ? [] : null;
}

/** The object about to open is the next one of the path: the section itself, when the path ends here. */
function enter(scan: Scan, at: number): void {
  scan.matched += 1;
  if (scan.matched < scan.path.length) return;
  scan.sectionDepth = scan.open.length + 1;
  scan.start = at;
}

function openContainer(scan: Scan, byte: number): void {
  if (scan.open.push(byte) > MAX_DEPTH) scan.state = 'not-json';
  scan.expectsName = byte === OBJECT;
  scan.isOnPath = false;
}

function closeContainer(scan: Scan, byte: number, chunk: Uint8Array, at: number): void {
  const opened = scan.open.pop();
  scan.expectsName = false;
  scan.isOnPath = false;
  if ((opened === OBJECT) !== (byte === OBJECT_END)) scan.state = 'not-json';
  else if (scan.sectionDepth > 0 && scan.open.length < scan.sectionDepth) end(scan, chunk, at + 1);
  else if (scan.open.length === 0) scan.state = 'missing';
  else scan.matched = Math.min(scan.matched, scan.open.length - 1);
}

function end(scan: Scan, chunk: Uint8Array, until: number): void {
  keep(scan, chunk, until);
  if (scan.state === 'reading') scan.state = 'found';
}

/** A copy, so that the rest of the chunk can go. */
function keep(scan: Scan, chunk: Uint8Array, until: number): void {
  scan.size += until - scan.start;
  if (scan.size > scan.maxBytes) scan.state = 'too-large';
  else scan.kept.push(chunk.slice(scan.start, until));
}
