/** Why text is not acceptable XML: a sentence with the position. */
export class XmlError extends Error {
  override readonly name = "XmlError";
  readonly code = "XML_BAD";
}

/** An element: its name as written in the document, and the namespace of its prefix. */
export interface XmlElement {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The text directly inside it, without blanks at either end. */
  readonly text: string;
}

/** Maximum depth of elements, and their maximum number. */
const DEPTH_LIMIT = 100;
const ELEMENT_LIMIT = 100_000;
const ATTRIBUTE_LIMIT = 100;

/** XML 1.0 (fifth edition), section 4.6; any others would have to be declared in a document type. */
const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

/** Section 2.3, productions 4 and 4a. */
const NAME = /[:A-Z_a-z\u{C0}-\u{10FFFF}][-.:\w\u{B7}-\u{10FFFF}]*/uy;
const ATTRIBUTE = /\s+([^\s=<>/"']+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const TAG_END = /\s*(\/?)>/y;
const CLOSING = /<\/([^\s<>/]+)\s*>/y;

/**
 * Reads an XML document with the constructs that data files use: elements, attributes, text, CDATA, comments,
 * processing instructions. Nothing outside the text itself is ever read: a document type, which could name entities and
 * files to fetch, is rejected.
 *
 * @throws XmlError
 */
export function parseXml(text: string): XmlElement {
  return new Reader(text).document();
}

interface Open {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  readonly prefixes: Readonly<Record<string, string>>;
  readonly texts: string[];
}

class Reader {
  readonly #text: string;
  readonly #open: Open[] = [];
  #at = 0;
  #elements = 0;
  #root: XmlElement | undefined;

  constructor(text: string) {
    this.#text = text.replace(/^\uFEFF/, "");
  }

  document(): XmlElement {
    while (this.#at < this.#text.length) {
      if (this.#text[this.#at] === "<") this.#markup();
      else this.#characters();
    }
    if (this.#open.length > 0) throw this.#error(`<${this.#open.at(-1)!.name}> is not closed`);
    if (this.#root === undefined) throw this.#error("there is no element");
    return this.#root;
  }

  #markup(): void {
    const { [this.#at + 1]: sign } = this.#text;
    if (this.#text.startsWith("<!--", this.#at)) this.#skip("-->", 4);
    else if (this.#text.startsWith("<![CDATA[", this.#at)) this.#data();
    else if (sign === "!") throw this.#error("a document type is not taken");
    else if (sign === "?") this.#skip("?>", 2);
    else if (sign === "/") this.#close();
    else this.#element();
  }

  #characters(): void {
    const next = this.#text.indexOf("<", this.#at);
    const end = next < 0 ? this.#text.length : next;
    const part = this.#text.slice(this.#at, end);
    const into = this.#open.at(-1);
    if (into) into.texts.push(this.#resolved(part));
    else if (part.trim() !== "") throw this.#error("there is text outside of the root");
    this.#at = end;
  }

  #data(): void {
    const begin = this.#at + 9;
    const into = this.#open.at(-1);
    if (!into) throw this.#error("there is text outside of the root");
    this.#skip("]]>", 9);
    into.texts.push(this.#text.slice(begin, this.#at - 3));
  }

  #element(): void {
    const begin = this.#at;
    this.#at++;
    const name = this.#match(NAME)?.[0];
    if (name === undefined) throw this.#error("< begins no element");
    if (this.#root !== undefined && this.#open.length === 0) {
      throw this.#error("there is a second root");
    }
    if (this.#open.length >= DEPTH_LIMIT) throw this.#error("elements are too deep");
    if (++this.#elements > ELEMENT_LIMIT) throw this.#error("there are too many elements");
    const attributes = this.#attributes();
    const closed = this.#match(TAG_END);
    if (!closed) {
      this.#at = begin;
      throw this.#error(`<${name}> is not as an element is written`);
    }
    const prefixes = prefixesOf(attributes, this.#open.at(-1)?.prefixes ?? {});
    const colon = name.indexOf(":");
    const namespace = prefixes[colon < 0 ? "" : name.slice(0, colon)] ?? "";
    this.#open.push({ name, namespace, attributes, children: [], prefixes, texts: [] });
    if (closed[1] === "/") this.#end();
  }

  #attributes(): Record<string, string> {
    const found: Record<string, string> = Object.create(null);
    let count = 0;
    for (let one = this.#match(ATTRIBUTE); one; one = this.#match(ATTRIBUTE)) {
      const name = one[1]!;
      if (name in found) throw this.#error(`${name} is given twice`);
      if (++count > ATTRIBUTE_LIMIT) throw this.#error("there are too many attributes");
      found[name] = this.#resolved(one[2] ?? one[3] ?? "");
    }
    return found;
  }

  #close(): void {
    const name = this.#match(CLOSING)?.[1];
    const open = this.#open.at(-1)?.name;
    if (name === undefined || name !== open) {
      throw this.#error(
        open === undefined ? "nothing is open to close" : `<${open}> is not closed`,
      );
    }
    this.#end();
  }

  #end(): void {
    const { name, namespace, attributes, children, texts } = this.#open.pop()!;
    const element = { name, namespace, attributes, children, text: texts.join("").trim() };
    const parent = this.#open.at(-1);
    if (parent) parent.children.push(element);
    else this.#root = element;
  }

  #skip(end: string, from: number): void {
    const found = this.#text.indexOf(end, this.#at + from);
    if (found < 0) throw this.#error(`${end} is missing`);
    this.#at = found + end.length;
  }

  /** Text with its references (section 4.1) resolved. */
  #resolved(text: string): string {
    if (!text.includes("&")) return text;
    return text.replace(/&([^;&\s]{1,12};)?/g, (_whole, reference?: string) => {
      const found = reference === undefined ? undefined : referenceText(reference.slice(0, -1));
      if (found === undefined) throw this.#error("an entity is not one of XML's own");
      return found;
    });
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found) this.#at = pattern.lastIndex;
    return found;
  }

  #error(reason: string): XmlError {
    const line = this.#text.slice(0, this.#at).split("\n").length;
    return new XmlError(`The XML cannot be read: ${reason} (line ${line}).`);
  }
}

function referenceText(reference: string): string | undefined {
  if (Object.hasOwn(entities, reference)) return entities[reference];
  const number = /^#(?:x([0-9a-f]+)|(\d+))$/i.exec(reference);
  const code = Number.parseInt(number?.[1] ?? number?.[2] ?? "", number?.[1] ? 16 : 10);
  const isCharacter = code >= 0x20 || code === 9 || code === 10 || code === 13;
  if (!isCharacter || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return undefined;
  return String.fromCodePoint(code);
}

/** The namespaces of the prefixes in an element ("Namespaces in XML 1.0", section 3). */
function prefixesOf(
  attributes: Readonly<Record<string, string>>,
  outer: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const declared = Object.entries(attributes).filter(([name]) => /^xmlns(?::|$)/.test(name));
  if (declared.length === 0) return outer;
  return { ...outer, ...Object.fromEntries(declared.map(([name, uri]) => [name.slice(6), uri])) };
}
