package tool_test

import (
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// listen serves on this machine and tells what it is asked for.
func listen(t *testing.T, asked chan<- string) (address string) {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case asked <- r.Method + " " + r.URL.Path:
		default:
		}
		http.NotFound(w, r)
	}))
	t.Cleanup(s.Close)
	if _, _, err := net.SplitHostPort(strings.TrimPrefix(s.URL, "http://")); err != nil {
		t.Fatal(err)
	}
	return strings.TrimPrefix(s.URL, "http://")
}

// flatODT is an OpenDocument text with a picture and a section that are
// elsewhere.
func flatODT(address, secret string) string {
	return `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:body><office:text>
<text:p>一、工作目标<draw:frame svg:width="2cm" svg:height="2cm" text:anchor-type="as-char"><draw:image xlink:href="http://` + address + `/b.png" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame></text:p>
<text:section text:name="S"><text:section-source xlink:href="file://` + secret + `" xlink:type="simple"/><text:p>old</text:p></text:section>
</office:text></office:body></office:document>`
}
