package main

import (
	"errors"
	"os"
	"strings"
	"testing"

	"jiaokan/extract"
	"jiaokan/extract/tool"
)

// TestDetails holds the Chinese for the particulars of package extract to what
// that package says.
func TestDetails(t *testing.T) {
	a := &app{tongue: tongueOf([]string{"--lang=zh"}, os.Getenv)}
	for _, c := range []struct{ data, encoding, want string }{
		{"GIF89a", "", "gif 文件"},
		{"一\x00二", "", "第 3 字节是 NUL"},
		{"\x00\x00\x00\x00\x00\x00", "", "是二进制数据：6 个 NUL，第一个在第 0 字节"},
		{"一二三", "klingon", "没有叫作 klingon 的编码"},
		{"\xff甲\xff乙\xff丙", "utf-8", "不是 utf-8，6 字中有 3 字读不出"},
		{"%PDF-1.7\nendobj", "", "PDF：结构不完整"},
		{"PK\x03\x04....[Content_Types].xml....word/document.xml", "", "zip 结构不完整"},
		{"<div class='ocr_page' title='bbox 0 0 10 10'><span class='ocr_photo' title='bbox 0 0 900 900'></span></div>", "", "有 1 处没有文字，第一处是第 1 页图像"},
		{"II*\x00\x08\x00\x00\x00\x02\x00\x00\x01\x04\x00\x01\x00\x00\x00\x00\x00\x01\x00\x01\x01\x04\x00\x01\x00\x00\x00\x00\x00\x01\x00\x00\x00\x00\x00", "", "图像有 65536 × 65536 像素"},
	} {
		_, err := extract.Read("a", []byte(c.data), extract.Options{Encoding: c.encoding})
		if err == nil {
			t.Errorf("%q: no error", c.data)
		} else if got := a.detail("a", err).Error(); got != c.want {
			t.Errorf("%q: %v: got %q, want %q", c.data, err, got, c.want)
		}
	}
}

// TestNoTextIsTold wants a file of pictures told from an empty one.
func TestNoTextIsTold(t *testing.T) {
	a := &app{tongue: tongueOf([]string{"--lang=zh"}, os.Getenv)}
	_, empty := extract.Read("a.png", nil, extract.Options{})
	blank := `<div class='ocr_page' title='bbox 0 0 10 10'></div>`
	picture := "II*\x00\x08\x00\x00\x00\x02\x00\x00\x01\x04\x00\x01\x00\x00\x00\x01\x00\x00\x00\x01\x01\x04\x00\x01\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00"
	_, unread := extract.Read("a.png", []byte(picture), extract.Options{Recognize: func([]byte) ([]byte, error) { return []byte(blank), nil }})
	for _, c := range []struct {
		err         error
		cause, hint string
	}{{empty, "", "文件是空的"}, {unread, "图像里认不出字", "300 dpi"}} {
		var tr trouble
		if !errors.As(a.unextracted("a.png", c.err), &tr) || (tr.cause == nil) != (c.cause == "") || tr.cause != nil && tr.cause.Error() != c.cause || !strings.Contains(tr.hint.text.ZH, c.hint) {
			t.Errorf("%v: %+v", c.err, tr)
		}
	}
}

// TestPicturesThatAreNotRead wants the hint for pictures, and not that for texts.
func TestPicturesThatAreNotRead(t *testing.T) {
	for _, data := range []string{"GIF89a", "BM\x00\x00", "RIFF\x00\x00WEBP", "AT&TFORM"} {
		_, err := extract.Read("a", []byte(data), extract.Options{})
		if h := formatHint(nil, err); !strings.Contains(h.text.EN, "picture") {
			t.Errorf("%q: %v: %s", data, err, h.text.EN)
		}
	}
}

// TestEveryKindIsTold wants words in both languages, and a hint, for all that
// can be wrong with a file.
func TestEveryKindIsTold(t *testing.T) {
	kindsOfError := []error{extract.ErrEmpty, extract.ErrBinary, extract.ErrEncoding, extract.ErrFormat, extract.ErrDamaged, extract.ErrLocked, extract.ErrLimit, extract.ErrTool}
	for r := tool.Missing; r <= tool.Unreadable; r++ {
		for _, program := range []string{tool.LibreOffice, tool.TesseractOCR} {
			kindsOfError = append(kindsOfError, &tool.Error{Program: program, Reason: r})
		}
	}
	for _, lang := range []string{"zh", "en"} {
		a := &app{tongue: tongueOf([]string{"--lang=" + lang}, os.Getenv)}
		for _, kind := range kindsOfError {
			var tr trouble
			if !errors.As(a.unextracted("a.doc", kind), &tr) || tr.hint == nil {
				t.Errorf("%v: no hint", kind)
				continue
			}
			said := a.say(tr.text, tr.args...) + a.say(tr.hint.text, tr.hint.args...)
			if lang == "en" && strings.IndexFunc(said, func(r rune) bool { return r >= 0x2e80 }) >= 0 || strings.Contains(said, "%!") {
				t.Errorf("%v in %s: %s", kind, lang, said)
			}
		}
	}
}
