import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AppError } from '../domain/app-error.ts';
import { JsonWalk } from '../domain/json-walk.ts';
import { encodingOf } from '../domain/text.ts';
import { describeError, describeNonJson } from './json-text.ts';

const LIST = 0x5b;
const OBJECT = 0x7b;
const END = Buffer.from('}');
const LINE_FEED = 0x0a;
const BLANK = 0x20;

/** Keys whose list is that of a page, of ARM, Resource Graph and kubectl. */
const LISTS = new Set(['value', 'data', 'items']);
const LONGEST_LIST_KEY = 5;

/** Bytes of a single value: what is larger is no cluster. */
const LARGEST_VALUE = 256 * 1024 * 1024;
/** Bytes in which no value is: more of them is no list, and may have no end. */
const MOST_BETWEEN = 16 * 1024 * 1024;
const SHOWN = 400;
/** Bytes of a line that is no JSON, in which it shows whether it is an error. */
const LONGEST_LINE = 200;
/** Errors that are kept: more of them say nothing else. */
const MOST_ERRORS = 20;

/** What begins no text, within a line. */
function isBlank(byte = LINE_FEED): boolean {
  return byte !== LINE_FEED && (byte <= BLANK || byte >= 0x7f);
}

/** An item as it stands in its file. */
export class JsonItem {
  /** Counted from 1. */
  readonly place: number;
  readonly text: Buffer;
  readonly #file: string;

  constructor(file: string, place: number, text: Buffer) {
    this.#file = file;
    this.place = place;
    this.text = text;
  }

  /** @throws AppError `invalid_input` that says behind how many items the file is damaged */
  parse(): unknown {
    try {
      return JSON.parse(this.text.toString('utf8'));
    } catch {
      throw damaged(this.#file, 'is damaged', this.place - 1);
    }
  }
}

function damaged(file: string, what: string, behind: number): AppError {
  return new AppError('invalid_input', `${file} ${what} behind item ${behind}: write the file again.`);
}

/**
 * Takes the items out of a large file while it is read: those of a list, of a page with a list in it, or documents that
 * stand one behind the other. The file itself is never in memory, only the value that is being read.
 */
export class JsonItems {
  readonly name: string;
  /** Answers that failed, as lines beside the JSON say: why something is missing. */
  readonly errors: string[] = [];
  /** Read and not handed over yet. */
  readonly #items: JsonItem[] = [];
  #count = 0;
  #depth = 0;
  /** Depth at which items stand; 0 outside of a list. */
  #listDepth = 0;
  /** Whether text that is no JSON stands before this on its line. */
  #isProse = false;
  /** How that text begins. */
  #prose: number[] = [];
  #leftOut = 0;
  /** Bytes of the value that is being read, from chunks before this one. */
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  /** Bytes since the last value. */
  #between = 0;
  /** What stands before the list of the page that is being read. */
  #page: Uint8Array[] = [];
  readonly #walk = new JsonWalk(1, LONGEST_LIST_KEY);
  #isFound = false;
  #head = '';
  /** How the line begins that ends an item, where they are printed in lines. */
  #lastLine: Buffer = END;

  constructor(name: string) {
    this.name = name;
  }

  /** Lines that are no part of the JSON. */
  get leftOut(): number {
    return this.#leftOut;
  }

  /** Hands over what is whole, one by one. @throws AppError `invalid_input` where it cannot be a list any more */
  *read(bytes: Uint8Array): Generator<JsonItem, void> {
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    if (this.#head.length < SHOWN) this.#head += new TextDecoder().decode(chunk.subarray(0, SHOWN));
    const before = this.#count;
    let start = this.#isKept() ? 0 : -1;
    for (let at = this.#walk.next(chunk, 0); at < chunk.length; at = this.#walk.next(chunk, at + 1)) {
      const byte = chunk[at] ?? 0;
      const last = byte === OBJECT && this.#depth > 0 && !this.#isKept() ? this.#findLastByLines(chunk, at) : -1;
      const isOpening = byte === OBJECT || byte === LIST;
      if (last !== -1) {
        this.#take(chunk, at, last);
        at = last;
      } else if (this.#depth === 0 && (this.#isProse || !isOpening)) at = this.#readOutside(chunk, at);
      else if (isOpening) start = this.#open(byte, chunk, start, at);
      else start = this.#close(chunk, start, at);
      this.#walk.enter(this.#depth);
      const item = this.#items.pop();
      if (item) yield item;
    }
    if (start !== -1) this.#hold(chunk.slice(start));
    this.#between = start === -1 && this.#count === before ? this.#between + chunk.length : 0;
    if (this.#between > MOST_BETWEEN)
      throw this.#count === 0 ? this.#notJson() : this.#damaged('holds no value any more');
  }

  /** @throws AppError `invalid_input` when the last value is not whole, or there is none */
  end(): void {
    if (this.#depth > 0) throw this.#damaged('is cut off');
    this.#endLine();
    if (this.#count === 0 && !this.#isFound) throw this.#notJson();
  }

  #isKept(): boolean {
    return this.#depth > this.#listDepth;
  }

  /** The last byte of an item that is printed in lines, which is found far quicker than by walking; -1 for any other. */
  #findLastByLines(chunk: Buffer, at: number): number {
    let line = at - 1;
    while (chunk[line] === BLANK) line -= 1;
    if (chunk[line] !== LINE_FEED) return -1;
    if (this.#lastLine.length !== at - line + 1) this.#lastLine = Buffer.concat([chunk.subarray(line, at), END]);
    const end = chunk.indexOf(this.#lastLine, at);
    if (end === -1) return -1;
    const last = end + this.#lastLine.length - 1;
    return isOneObject(chunk.toString('latin1', at, last + 1)) ? last : -1;
  }

  /** Reads on to the last byte before one that may open something, or the end of a line. */
  #readOutside(chunk: Buffer, from: number): number {
    let at = from;
    if (chunk[at] === LINE_FEED) this.#endLine();
    else if (!this.#isProse && isBlank(chunk[at])) while (isBlank(chunk[at + 1])) at += 1;
    else {
      if (!this.#isProse) this.#leftOut += 1;
      this.#isProse = true;
      const line = chunk.indexOf(LINE_FEED, from);
      at = (line === -1 ? chunk.length : line) - 1;
      this.#prose.push(...chunk.subarray(from, Math.min(at + 1, from + LONGEST_LINE - this.#prose.length)));
    }
    return at;
  }

  #endLine(): void {
    const error = this.#isProse ? describeError(Buffer.from(this.#prose).toString('utf8')) : null;
    if (error !== null && this.errors.length < MOST_ERRORS) this.errors.push(error);
    this.#isProse = false;
    this.#prose = [];
  }

  #open(byte: number, chunk: Buffer, start: number, at: number): number {
    const isKept = this.#isKept();
    this.#depth += 1;
    if (this.#depth === 1 && byte === LIST) this.#listDepth = 1;
    else if (this.#depth === 2 && this.#listDepth === 0 && byte === LIST && LISTS.has(this.#walk.name.toLowerCase())) {
      this.#listDepth = 2;
      this.#isFound = true;
      this.#hold(chunk.slice(start, at + 1));
      this.#page = this.#held.splice(0);
      return -1;
    }
    return isKept || !this.#isKept() ? start : at;
  }

  #close(chunk: Buffer, start: number, at: number): number {
    this.#depth -= 1;
    if (this.#listDepth > 0 && this.#depth === this.#listDepth) {
      this.#take(chunk, start, at);
      return -1;
    }
    if (this.#listDepth > 0 && this.#depth < this.#listDepth) {
      const isOfPage = this.#listDepth === 2;
      this.#listDepth = 0;
      this.#isFound = true;
      this.#held = this.#page.splice(0);
      return isOfPage ? at : -1;
    }
    if (this.#depth > 0) return start;
    this.#take(chunk, start, at);
    return -1;
  }

  #hold(bytes: Uint8Array): void {
    this.#held.push(bytes);
    this.#heldBytes += bytes.length;
    if (this.#heldBytes > LARGEST_VALUE) throw this.#damaged('holds a value of more than 256 MB');
  }

  #take(chunk: Buffer, start: number, at: number): void {
    const end = chunk.subarray(start, at + 1);
    const text = this.#held.length === 0 ? end : Buffer.concat([...this.#held, end]);
    this.#held = [];
    this.#heldBytes = 0;
    this.#count += 1;
    this.#items.push(new JsonItem(this.name, this.#count, text));
  }

  #notJson(): AppError {
    return new AppError('invalid_input', `${this.name} is not JSON: ${describeNonJson(this.#head)}.`);
  }

  #damaged(what: string): AppError {
    return damaged(this.name, what, this.#count);
  }
}

/**
 * Whether the first object of a text ends with it, as far as braces tell that: those at a line's end or start, and
 * empty pairs. No text has a line end in it, so that others may be of one, and decide nothing.
 */
function isOneObject(text: string): boolean {
  let depth = 0;
  let open = 0;
  for (let close = text.indexOf('}'); close !== -1; close = text.indexOf('}', close + 1)) {
    for (; open !== -1 && open < close; open = text.indexOf('{', open + 1)) {
      depth += 1;
      if (open + 1 !== close && !LINE_ENDS.has(text[open + 1])) return false;
    }
    depth -= 1;
    if (text[close - 1] !== '{' && !startsLine(text, close)) return false;
    if (depth === 0) return close === text.length - 1;
  }
  return false;
}

const LINE_ENDS: ReadonlySet<string | undefined> = new Set(['\n', '\r']);

function startsLine(text: string, at: number): boolean {
  let before = at - 1;
  while (text[before] === ' ') before -= 1;
  return text[before] === '\n';
}

/** The chunks of a file in UTF-8, whatever it was written in. */
export async function* toUtf8(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  let isFirst = true;
  for await (const chunk of chunks) {
    if (isFirst && encodingOf(chunk) !== 'utf-8') decoder = new TextDecoder(encodingOf(chunk));
    isFirst = false;
    yield decoder ? Buffer.from(decoder.decode(chunk, { stream: true })) : chunk;
  }
}

/** The chunks of a file, unpacked where it is gzip. @throws AppError `invalid_input` where that cannot be unpacked */
export async function* unpacked(name: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done) return;
  const all = async function* () {
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => iterator };
  };
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) {
    yield* all();
    return;
  }
  try {
    // What goes wrong is thrown where it is read.
    yield* pipeline(all, createGunzip(), () => {});
  } catch (cause) {
    if (!/^Z_/.test(String((cause as NodeJS.ErrnoException).code))) throw cause;
    throw new AppError('invalid_input', `${name} is gzip and cannot be unpacked: write the file again.`, { cause });
  }
}
