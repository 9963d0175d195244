import assert from "node:assert/strict";
import { textOfHtml } from "../../../client/formats/drawio/label_text.ts";
import { inTime } from "../../support/formats/in_time.ts";

Deno.test("the text of a label has the lines that it shows", () => {
  const lines = {
    "a<br>b": "a\nb",
    "<div>a</div><div><br></div><div>b</div>": "a\n\nb",
    "a<div>b<br></div>": "a\nb",
    "<p style='margin:0'> a\n b </p><hr/><p>c</p>": "a b\nc",
    "<ul><li>one</li><li>two</li></ul>": "• one\n• two",
    "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>": "a\tb\nc",
    "x &lt; y &#228;&#xe4;&auml; &nbsp;&unknown; &rarr;": "x < y äää  &unknown; →",
    "a < b > c": "a < b > c",
    '<p style="margin:0;<br/>color:red"><b>x</b></p><p lang="<i>" title="y > z">w</p>': "x\nw",
    "<!-- no --><style>p { }</style>yes<script>no": "yes",
    "": "",
  };
  for (const [html, text] of Object.entries(lines)) assert.equal(textOfHtml(html).text, text, html);
});

Deno.test("a label has the size and colour of most of its letters", () => {
  const { fontSize, color } = textOfHtml(
    '<b style="font-size: 24px">T</b><div><font color="#00f" style="font-size:9pt">many letters</font></div>',
  );
  assert.deepEqual([fontSize, color], [12, "#00f"]);
  assert.equal(
    textOfHtml('<span style="background-color: red; color: light-dark(#010203, #fff)">x</span>').color,
    "#010203",
  );
  const lost =
    '<table><tr style="background-color: #a7c942; color: #ffffff"><th>white on a ground that is not carried</th>';
  assert.equal(textOfHtml(lost).color, undefined);
  const sizes = ['<p style="font-size:1.5em">a</p>', '<div style="font-size:50%">a</div>', "<h1>a</h1>"];
  assert.deepEqual(sizes.map((html) => textOfHtml(html, 10).fontSize), [15, 5, 20]);
  assert.equal(textOfHtml('<font color="#ffffff">white on its form</font>').color, "#ffffff");
});

Deno.test("lists in labels have their numbers, and it is known what letters and links a label has", () => {
  const { text } = textOfHtml("<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>");
  assert.equal(text, "1. a\n• b\n2. c");
  const lettered = [
    "<b>a</b>",
    '<span style="font-weight: bold">a</span>',
    '<font style="text-decoration:underline">a</font>',
  ];
  assert(lettered.every((html) => textOfHtml(html).isLettered));
  assert.equal(textOfHtml('<span style="font-weight: normal">a</span>').isLettered, undefined);
  const linked = 'see <a href="https://example.org/?a=1&amp;b=2">one</a> and <a href="https://example.org/">other</a>';
  assert.deepEqual(textOfHtml(linked).links, ["https://example.org/?a=1&b=2", "https://example.org/"]);
});

Deno.test("labels of tags that never end are read in time", async () => {
  for (const part of ["<a ", "<!--", '<a "', "&#", '<a b="', '<a b="c" ', "<style>", "<div>", "</div><"]) {
    await inTime(part, () => textOfHtml(part.repeat(200_000)));
  }
});
