package ofd

import (
	"encoding/xml"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"jiaokan/extract/flaw"
	"jiaokan/extract/parts"
)

const samples = "../../../shared/data/formats/ofd"

// TestSamples opens all files of the data and prints what was found in them
// (go test -v). The numbers of characters were compared with the pages as drawn.
func TestSamples(t *testing.T) {
	names, _ := filepath.Glob(samples + "/*.ofd")
	if len(names) == 0 {
		t.Skip("SKIPPED: no", samples)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		docs, err := Read(data)
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(name), err)
		}
		for _, d := range docs {
			characters, asides := 0, 0
			lost := append([]flaw.Loss{}, d.Loss...)
			for _, p := range d.Pages {
				for _, r := range p.Runs {
					characters += utf8.RuneCountInString(r.Text)
				}
				asides += len(p.Aside)
				lost = append(lost, p.Loss...)
			}
			t.Logf("%-45s %d pages %5d characters %d asides, lost %q", filepath.Base(name), len(d.Pages), characters, asides, lost)
		}
	}
}

// TestInvoices compares the text of electronic invoices with the data that is
// attached to them: every name and number of it stands on the page.
func TestInvoices(t *testing.T) {
	names, _ := filepath.Glob(samples + "/*.ofd")
	found := 0
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		p, err := parts.Open(data)
		if err != nil {
			t.Fatal(err)
		}
		original, err := p.Read("Doc_0/Attachs/original_invoice.xml")
		if err != nil {
			continue
		}
		docs, err := Read(data)
		if err != nil {
			t.Fatal(err)
		}
		var page strings.Builder
		for _, p := range docs[0].Pages {
			for _, r := range p.Runs {
				page.WriteString(dense(r.Text))
			}
		}
		found++
		wants := values(original)
		if len(wants) < 5 {
			t.Errorf("%s: only %q is known of it", filepath.Base(name), wants)
		}
		for _, want := range wants {
			if !strings.Contains(page.String(), dense(want)) {
				t.Errorf("%s: %q is not on the page", filepath.Base(name), want)
			}
		}
	}
	if found == 0 {
		t.Skip("SKIPPED: no invoices in", samples)
	}
	t.Logf("%d invoices", found)
}

// values returns what the elements of an invoice hold that are printed.
func values(data []byte) []string {
	var vs []string
	name := ""
	for d := xml.NewDecoder(strings.NewReader(string(data))); ; {
		token, err := d.Token()
		if err != nil {
			return vs
		}
		switch token := token.(type) {
		case xml.StartElement:
			name = token.Name.Local
		case xml.EndElement:
			name = ""
		case xml.CharData:
			switch name {
			case "InvoiceCode", "InvoiceNo", "BuyerName", "BuyerTaxID", "SellerName", "SellerTaxID",
				"SellerAddrTel", "InvoiceClerk", "Payee", "Checker", "MachineNo", "TaxInclusiveTotalAmount":
				if v := strings.TrimSpace(string(token)); v != "" {
					vs = append(vs, v)
				}
			}
		}
	}
}

func dense(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}
