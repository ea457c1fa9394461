import { describe, expect, it } from "vitest";
import { votable, votableError, xmlText } from "./votable.ts";

const whole = (table: Parameters<typeof votable>[0]) => [...votable(table)].join("");

describe("votable", () => {
  it("writes columns, rows and what was asked", () => {
    const text = whole({
      fields: [
        { name: "ID", datatype: "char", arraysize: "*", ucd: "meta.id" },
        { name: "ra", datatype: "double", unit: "deg", description: "Right ascension" },
        { name: "n", datatype: "int" },
      ],
      rows: [
        ["a & <b>", 12.5, 3],
        [null, Number.NaN, undefined],
        ["x", Number.NEGATIVE_INFINITY, 0],
      ],
      infos: [{ name: "standardID", value: "ivo://ivoa.net/std/DataLink#links-1.1" }],
    });
    expect(text).toContain('<FIELD name="ID" datatype="char" arraysize="*" ucd="meta.id"/>');
    expect(text).toContain('unit="deg"><DESCRIPTION>Right ascension</DESCRIPTION>');
    expect(text).toContain("<TR><TD>a &amp; &lt;b&gt;</TD><TD>12.5</TD><TD>3</TD></TR>");
    expect(text).toContain("<TR><TD></TD><TD>NaN</TD><TD></TD></TR>");
    expect(text).toContain("<TD>-Inf</TD>");
    expect(text).toContain('<INFO name="QUERY_STATUS" value="OK"/>');
  });

  it("describes a service", () => {
    const text = whole({
      fields: [],
      rows: [],
      resources: [
        {
          type: "meta",
          utype: "adhoc:service",
          id: "soda",
          params: [{ name: "accessURL", datatype: "char", arraysize: "*", value: "/s?a&b" }],
          groups: [
            {
              name: "inputParams",
              params: [{ name: "FORMAT", datatype: "char", value: "", options: ["fits", "jpg"] }],
            },
          ],
        },
      ],
    });
    expect(text).toContain('<RESOURCE type="meta" utype="adhoc:service" ID="soda">');
    expect(text).toContain('name="accessURL" datatype="char" arraysize="*" value="/s?a&amp;b"/>');
    expect(text).toContain('<OPTION value="jpg"/>');
  });

  it("takes rows as the text is read", () => {
    let taken = 0;
    function* rows() {
      for (; taken < 100_000; taken++) yield [taken];
    }
    const text = votable({ fields: [{ name: "n", datatype: "int" }], rows: rows() });
    for (let piece = 0; piece < 6; piece++) text.next();
    expect(taken).toBeGreaterThan(0);
    expect(taken).toBeLessThan(10_000);
  });

  it("tells an error", () => {
    expect(votableError("no <such> frame")).toContain(
      '<INFO name="QUERY_STATUS" value="ERROR">no &lt;such&gt; frame</INFO>',
    );
  });
});

describe("xmlText", () => {
  it("leaves nothing that XML 1.0 cannot hold", () => {
    expect(xmlText("a\u0000b\u001b\ud800c\t\n")).toBe("a\ufffdb\ufffd\ufffdc\t\n");
  });
});
