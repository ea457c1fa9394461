import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseXml, XmlError } from "./xml.ts";

const runs = Number(process.env["WELKIN_FUZZ_RUNS"] ?? 300);

describe("XML", () => {
  it("is read: elements, attributes, text, references, CDATA, comments, namespaces", () => {
    const found = parseXml(`\uFEFF<?xml version="1.0" encoding="UTF-8"?>
      <!-- before --><?xml-model href="https://example.org/never-fetched.sch"?>
      <a xmlns="urn:one" xmlns:p="urn:two" x='1 &lt; 2' y="&#x1F600;&#65;">
        <p:b/> one <![CDATA[<&two>]]> &amp; three<!-- <c> -->
        <b xmlns="">&quot;</b >
      </a>`);
    expect(found).toMatchObject({
      name: "a",
      namespace: "urn:one",
      attributes: { x: "1 < 2", y: "😀A" },
      children: [
        { name: "p:b", namespace: "urn:two", children: [], text: "" },
        { name: "b", namespace: "", text: '"' },
      ],
    });
    expect(found.text.replace(/\s+/g, " ")).toBe("one <&two> & three");
  });

  it.each([
    ["a document type", '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'],
    ["entities", '<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1/x">]><a>&x;</a>'],
    ["an entity that is not declared", "<a>&x;</a>"],
    ["a bare ampersand", "<a>1 & 2</a>"],
    ["no character", "<a>&#0;</a>"],
    ["half a character", "<a>&#xD800;</a>"],
    ["nothing", "  "],
    ["text alone", "product_id,fov"],
    ["two roots", "<a/><b/>"],
    ["text behind the root", "<a/>b"],
    ["what is not closed", "<a><b></a>"],
    ["what is not open", "<a/></a>"],
    ["an end that is missing", "<a><!-- "],
    ["an attribute twice", "<a b='1' b='2'/>"],
    ["an attribute without quotes", "<a b=1/>"],
    ["half a tag", "<a b='1'"],
    ["CDATA outside", "<![CDATA[x]]><a/>"],
    ["too deep", `${"<a>".repeat(200)}${"</a>".repeat(200)}`],
    ["too many", `<a>${"<b/>".repeat(100_001)}</a>`],
  ])("is refused: %s", (_, text) => {
    expect(() => parseXml(text)).toThrow(XmlError);
  });

  it("says where", () => {
    expect(() => parseXml("<a>\n\n<b>\n</a>")).toThrow("<b> is not closed (line 4).");
  });

  it("never fails otherwise, whatever the text", () => {
    const part = fc.constantFrom(
      ..."< > / = & ; ' \" ! ? - [ ] a b xmlns: # x 1 \n".split(" "),
      " ",
      "<a>",
      "</a>",
      "<![CDATA[",
      "]]>",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        try {
          parseXml(parts.join(""));
        } catch (error) {
          expect(error).toBeInstanceOf(XmlError);
        }
      }),
      { numRuns: runs },
    );
  });
});
