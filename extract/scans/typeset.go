package main

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/xml"
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// typeset makes a PDF of a text: A4 with the margins of GB/T 9704, lines of 28
// points, characters of 16, in the font of Debian that is nearest to 宋体. No mark
// hangs over the end of a line: what LibreOffice hangs there the page lacks.
func typeset(ctx context.Context, text string) ([]byte, error) {
	dir, err := os.MkdirTemp("", "scans-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	var b bytes.Buffer
	b.WriteString(fodtHead)
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		b.WriteString(`<text:p text:style-name="Standard">`)
		if err := xml.EscapeText(&b, []byte(line)); err != nil {
			return nil, err
		}
		b.WriteString("</text:p>\n")
	}
	b.WriteString("</office:text></office:body></office:document>\n")
	name := filepath.Join(dir, "notice.fodt")
	if err := os.WriteFile(name, b.Bytes(), 0o600); err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, "soffice", "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", "pdf", "--outdir", dir, name)
	if out, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("soffice: %w\n%s", err, out)
	}
	return os.ReadFile(filepath.Join(dir, "notice.pdf"))
}

const fodtHead = `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles><style:style style:name="Standard" style:family="paragraph">
<style:paragraph-properties fo:text-indent="32pt" fo:text-align="justify" fo:line-height="28pt" style:punctuation-wrap="simple"/>
<style:text-properties fo:font-family="Noto Serif CJK SC" style:font-family-asian="Noto Serif CJK SC" fo:font-size="16pt" style:font-size-asian="16pt"
 fo:language="zh" fo:country="CN" style:language-asian="zh" style:country-asian="CN"/>
</style:style></office:styles>
<office:automatic-styles><style:page-layout style:name="p"><style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm"
 fo:margin-top="37mm" fo:margin-bottom="35mm" fo:margin-left="28mm" fo:margin-right="26mm"/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="p"/></office:master-styles>
<office:body><office:text>
`

// bind makes a PDF of scanned pages, a picture on each.
func bind(pages []*image.Gray, q quality) ([]byte, error) {
	var b bytes.Buffer
	var at []int
	object := func(format string, args ...any) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n", len(at))
		fmt.Fprintf(&b, format, args...)
		b.WriteString("\nendobj\n")
	}
	b.WriteString("%PDF-1.4\n")
	var kids strings.Builder
	for i := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", 3+3*i)
	}
	object("<</Type/Catalog/Pages 2 0 R>>")
	object("<</Type/Pages/Kids[%s]/Count %d>>", kids.String(), len(pages))
	for i, p := range pages {
		w, h := 72*float64(p.Rect.Dx())/float64(q.dpiX), 72*float64(p.Rect.Dy())/float64(q.dpiY)
		object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 %.2f %.2f]/Contents %d 0 R/Resources<</XObject<</P %d 0 R>>>>>>", w, h, 4+3*i, 5+3*i)
		draw := fmt.Sprintf("%.2f 0 0 %.2f 0 0 cm /P Do", w, h)
		object("<</Length %d>>\nstream\n%s\nendstream", len(draw), draw)
		pixels, err := deflate(p)
		if err != nil {
			return nil, err
		}
		object("<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream",
			p.Rect.Dx(), p.Rect.Dy(), len(pixels), pixels)
	}
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, x := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", x)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, table)
	return b.Bytes(), nil
}

func deflate(p *image.Gray) ([]byte, error) {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	for y := range p.Rect.Dy() {
		if _, err := z.Write(p.Pix[y*p.Stride:][:p.Rect.Dx()]); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return b.Bytes(), err
}
