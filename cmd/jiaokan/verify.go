package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"jiaokan/report"
	"jiaokan/report/review"
)

func (a *app) verifyCommand() *cobra.Command {
	return &cobra.Command{
		Use:   a.say(text{"verify 目录", "verify DIR"}),
		Short: a.say(text{"核验已定稿的定本", "Check a text that was signed off"}),
		Long: a.say(text{
			"据 目录/record.json 核对各版本的 SHA-256 与 SM3，从原文件与全部定夺重校一次，\n与 canonical.txt 逐字节比较，并核对 decisions.jsonl。凡有改动，一一指明。\n\n退出码：0 一切如定稿时；1 有改动；2 未能核验。",
			"Holds SHA-256 and SM3 of each witness against DIR/record.json, makes the text\nagain from the source files and all decisions, compares it with canonical.txt byte\nfor byte, and checks decisions.jsonl. Whatever was changed is named.\n\nExit status: 0 all is as it was signed; 1 something was changed; 2 trouble."}),
		Example: "  jiaokan verify out",
		Args:    between(1, 1),
		RunE:    func(_ *cobra.Command, args []string) error { return a.verify(args[0]) },
	}
}

func (a *app) verify(dir string) error {
	p := a.watch()
	defer p.end()
	p.stage(text{"读入", "reading"})
	name := filepath.Join(dir, recordFile)
	data, err := os.ReadFile(name)
	if errors.Is(err, os.ErrNotExist) {
		return trouble{text: text{"%s 还没有定稿", "%s has not been signed off"}, args: []any{dir}, hint: hint(text{"用 jiaokan review %s 定夺，都定了再按“定稿”", "decide with jiaokan review %s and sign off when nothing is open"}, dir)}
	}
	if err != nil {
		return unreadable(name, err)
	}
	rec, err := review.ReadRecord(data)
	if err != nil {
		return trouble{text: text{"%s 不是定稿的记录", "%s is no record of a signed-off text"}, args: []any{name}, cause: errors.Unwrap(err)}
	}
	found, err := a.tampering(dir, rec, data, p)
	if err != nil {
		return err
	}
	p.end()
	var out strings.Builder
	for _, t := range found {
		out.WriteString(a.paint("31", "✗") + " " + report.Visible(a.tamper(t)) + "\n")
	}
	if len(found) > 0 {
		if rec.Tool.Version != version {
			out.WriteString(a.say(text{"定稿用的是 %s 版，这是 %s 版：重校所得可能因此不同\n", "it was signed with version %s, this is %s: the text made again may differ for that\n"}, rec.Tool.Version, version))
		}
		if err := a.print(out.String()); err != nil {
			return err
		}
		return errRemain
	}
	return a.print(a.say(text{
		"与定稿时一致：%d 个版本，%d 条定夺，定本 %d 字，由原文件重校逐字节相同\n%s 于 %s 定稿，程序版本 %s\nSHA-256 %s\nSM3     %s\n№ %d %s\n",
		"As it was signed: %d witnesses, %d decisions, a text of %d characters, made again from the source files byte for byte\nsigned by %s at %s, with version %s\nSHA-256 %s\nSM3     %s\n№ %d %s\n"},
		len(rec.Witnesses), len(rec.Decisions), rec.Canonical.Runes, report.Visible(rec.By), rec.When.Local().Format("2006-01-02 15:04"), report.Visible(rec.Tool.Version), rec.Canonical.SHA256, rec.Canonical.SM3, len(rec.Decisions), rec.Head))
}

// tampering finds whatever is not as it was signed. record is the file of rec.
func (a *app) tampering(dir string, rec *review.Record, record []byte, p *progress) ([]review.Tamper, error) {
	var found []review.Tamper
	var sources []*source
	byHash := map[string]*source{}
	for _, w := range rec.Witnesses {
		s := &source{path: w.Path, sha256: w.SHA256, encoding: w.Encoding, text: w.Text}
		sources = append(sources, s)
		var t trouble
		if byHash[w.SHA256] != nil {
			continue
		}
		byHash[w.SHA256] = s
		switch err := a.find(dir, s); {
		case err == nil:
			found = append(found, w.CheckSource(s.data)...)
		case errors.As(err, &t) && strings.Contains(t.text.EN, "SHA-256"):
			found = append(found, review.Tamper{Sort: review.SourceChanged, Name: w.Path})
		default:
			found = append(found, review.Tamper{Sort: review.SourceMissing, Name: w.Path})
		}
	}
	whole := len(found) == 0
	journal, err := os.ReadFile(filepath.Join(dir, decisionsFile))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, unreadable(filepath.Join(dir, decisionsFile), err)
	}
	found = append(found, rec.CompareDecisions(journal)...)
	found = append(found, rec.CheckSign()...)
	file, err := os.ReadFile(filepath.Join(dir, canonicalFile))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, unreadable(filepath.Join(dir, canonicalFile), err)
	}
	lines, broken := rec.Lines()
	if !whole || broken != nil {
		return append(found, rec.CheckFile(file)...), nil
	}
	ws, files, err := a.reread(dir, sources)
	if err != nil {
		return nil, err
	}
	w, err := a.collate(ws, rec.As, p)
	if err != nil {
		return nil, err
	}
	result := w.publish(review.Decisions(lines)).Result
	var again strings.Builder
	if err := canonical(&again, result.Canonical.Text); err != nil {
		return nil, err
	}
	found = append(found, rec.CheckText(file, []byte(again.String()))...)
	if len(found) == 0 {
		found = rec.CheckRecord(record, review.NewRecord(result, rec.As, files, lines))
	}
	return found, nil
}

// tamper says in words what was done.
func (a *app) tamper(t review.Tamper) string {
	what := ""
	if t.Line.Do != "" {
		what = a.say(acts[t.Line.Do])
		for _, p := range t.Line.On[:min(1, len(t.Line.On))] {
			what = p.At + " " + what + "“" + p.Text + "”"
		}
	}
	switch t.Sort {
	case review.SourceChanged:
		return a.say(text{"%s：与定稿所据的文件不同", "%s: is not the file that the text was made of"}, t.Name)
	case review.SourceMissing:
		return a.say(text{"%s：定稿所据的文件找不到", "%s: the file that the text was made of is not there"}, t.Name)
	case review.TextChanged:
		return a.say(text{"%s：与定稿时不同", "%s: is not the text that was signed"}, canonicalFile)
	case review.TextUnmade:
		return a.say(text{"由原文件与记录中的定夺重校，得不出定稿的定本", "the source files and the decisions in the record do not make the text that was signed"})
	case review.DecisionChanged:
		return a.say(text{"%s 第 %d 行被改过；定稿时是：%s %s", "%s: line %d was changed; when it was signed it was: %s %s"}, decisionsFile, t.N, t.Line.Who, what)
	case review.DecisionRemoved:
		return a.say(text{"%s 第 %d 行被删去；定稿时是：%s %s", "%s: line %d was removed; when it was signed it was: %s %s"}, decisionsFile, t.N, t.Line.Who, what)
	case review.DecisionAdded:
		return a.say(text{"%s 第 %d 行是定稿之后加的：%s %s", "%s: line %d was added after the text was signed: %s %s"}, decisionsFile, t.N, t.Line.Who, what)
	case review.RecordBroken:
		return a.say(text{"%s：记录中的第 %d 条定夺与前一条接不上，记录被改过", "%s: decision %d of the record does not follow from the one before; the record was changed"}, recordFile, t.N)
	case review.RecordChanged:
		return a.say(text{"%s：不是由原文件与全部定夺写出的那份记录，被改过", "%s: is not the record that the source files and the decisions make; it was changed"}, recordFile)
	}
	return a.say(text{"%s：定稿的人或时间与最后一条定夺不符，记录被改过", "%s: who signed, or when, is not what its last decision says; the record was changed"}, recordFile)
}
