package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jiaokan/report"
	"jiaokan/report/review"
)

const quotedNotice = `湖南省人民政府办公厅关于推进职业教育改革的通知

各市州人民政府：
为推进职业教育高质量发展，现就有关事项通知如下。
一、主要任务
（一）建设职业教育集团。遴选建设30个由政府、行业、企业、学校共同参与的“楚怡”职业教育集团，每个集团每年培训不少于200人次。
（二）完善政策环境。清理对技术技能人才的歧视性政策，支持贫困地区改善办学条件。
二、组织实施
各地各部门要加强组织领导，确保各项任务落到实处，重大事项及时报告省政府。
`

// archived is a folder with two copies of a notice and an archive of what was
// written about it.
func archived(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"a.txt":         quotedNotice,
		"b.txt":         strings.Replace(quotedNotice, "落到实处", "落在实处", 1),
		"docs/湖南日报.txt": "我省推进职业教育改革\n本报讯（记者张晓明）近日，省政府办公厅印发通知。\n通知要求，遴选建设20个由政府、行业、企业、学校共同参与的“楚怡”职业教育集团，每个集团每年培训不少于200人次。\n下一步将抓紧落实。\n",
		"docs/答复.txt":   "关于政协第0123号提案的答复\n王委员：\n您提出的建议收悉，现答复如下：\n根据通知，遴选建设20个由政府、行业、企业、学校共同参与的“楚怡”职业教育集团，每个集团每年培训不少于200人次。感谢您的关心。\n",
		"docs/安全.txt":   "关于做好安全生产工作的通知\n各单位要加强值班值守，严格落实责任制，及时消除隐患，遇有紧急情况及时报告。\n",
	} {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if status, out := run(t, dir, "corpus", "add", "docs"); status != 0 {
		t.Skipf("SKIPPED: no archive in this build: %s", out)
	}
	return dir
}

// TestTestimony asks an archive, decides for what is quoted, signs, and does without
// the archive from then on.
func TestTestimony(t *testing.T) {
	dir := archived(t)
	if status, out := run(t, dir, "reconcile", "--archive", "archive", "a.txt", "b.txt"); status != exitAgreed || !strings.Contains(out, "库中 2 份文件引用此文，1 处有各本所无的文字\n      一、›（一）  建设30个由 → 建设20个由  2 家：湖南日报.txt 第 3 行\n") {
		t.Fatalf("reconcile: %d\n%s", status, out)
	}
	if text, _ := os.ReadFile(filepath.Join(dir, "out", canonicalFile)); !bytes.Contains(text, []byte("30个由政府")) {
		t.Error("what no copy has is printed without a decision")
	}
	if err := os.RemoveAll(filepath.Join(dir, "archive")); err != nil {
		t.Fatal(err)
	}
	r := startReview(t, dir, "out")
	taken := false
	for _, c := range r.state().Cases {
		if len(c.Texts) == 2 && c.Texts[1] == "20" {
			r.shows(c.Key, "湖南日报.txt 第 3 行：…通知。通知要求，遴选建设［20］个由政府")
			status, _ := r.post("decide", review.Request{Do: "take", On: []review.RequestPick{{Case: c.Key, Text: "20", Base: c.Base}}})
			taken = c.State == "doubted" && c.Rule == "conflict.number" && c.Method == "external" && status == http.StatusOK
		}
	}
	if !taken {
		t.Fatalf("the quoted number was not taken: %+v", r.state().Cases)
	}
	if status, _ := r.post("sign", review.Request{Base: r.state().Seq}); status != http.StatusOK {
		t.Fatalf("sign: %d", status)
	}
	if status, out := r.end(); status != exitAgreed {
		t.Fatalf("review ended with %d: %s", status, out)
	}
	if text, _ := os.ReadFile(filepath.Join(dir, "out", canonicalFile)); !bytes.Contains(text, []byte("20个由政府")) {
		t.Error("the text has not what was decided")
	}
	if status, out := run(t, dir, "verify", "out"); status != exitAgreed {
		t.Fatalf("verify: %d\n%s", status, out)
	}
	tamperTestimony(t, dir)
	if status, out := run(t, dir, "verify", "out"); status != exitAgreed {
		t.Errorf("when all is as it was: %d\n%s", status, out)
	}
}

// shows wants some text among the evidence of a case.
func (r *reviewer) shows(key, want string) {
	r.t.Helper()
	res, err := r.client.Get(r.home + "case?key=" + key)
	if err != nil {
		r.t.Fatal(err)
	}
	defer res.Body.Close()
	var e review.Evidence
	if err := json.NewDecoder(res.Body).Decode(&e); err != nil {
		r.t.Fatal(err)
	}
	if !slices.ContainsFunc(e.Reasons, func(g review.Ground) bool { return g.Method == "他校" && strings.Contains(g.Text, want) }) {
		r.t.Errorf("no %s in %+v", want, e.Reasons)
	}
}

// tamperTestimony changes what is kept of testimony, and wants that named.
func tamperTestimony(t *testing.T, dir string) {
	t.Helper()
	for _, c := range []struct {
		what, file string
		change     func(said []report.ResultTestimony) []report.ResultTestimony
		want       string
	}{
		{"a word", recordFile, func(s []report.ResultTestimony) []report.ResultTestimony {
			s[0].Text = strings.Replace(s[0].Text, "20", "40", 1)
			return s
		}, "record.json：所记的旁证与定稿时不同"},
		{"a name", recordFile, func(s []report.ResultTestimony) []report.ResultTestimony { s[0].Source = "x"; return s }, "record.json：所记的旁证与定稿时不同"},
		{"one is gone", recordFile, func(s []report.ResultTestimony) []report.ResultTestimony { return s[1:] }, "record.json：所记的旁证与定稿时不同"},
		{"all are gone", recordFile, func([]report.ResultTestimony) []report.ResultTestimony { return nil }, "record.json：所记的旁证与定稿时不同"},
		{"of the result", resultFile, func(s []report.ResultTestimony) []report.ResultTestimony { s[0].Line++; return s }, "result.json：不是由原文件与全部定夺写出的那一份"},
	} {
		name := filepath.Join(dir, "out", c.file)
		was, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var whole map[string]json.RawMessage
		var said []report.ResultTestimony
		if err := json.Unmarshal(was, &whole); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(whole["testimony"], &said); err != nil || len(said) != 2 {
			t.Fatalf("%s has %d passages of testimony: %v", c.file, len(said), err)
		}
		whole["testimony"], _ = json.Marshal(c.change(said))
		now, _ := json.Marshal(whole)
		if err := os.WriteFile(name, now, 0o666); err != nil {
			t.Fatal(err)
		}
		if status, out := run(t, dir, "verify", "out"); status != exitRemain || !strings.Contains(out, c.want) {
			t.Errorf("%s: exit %d\n%swant %s", c.what, status, out, c.want)
		}
		if err := os.WriteFile(name, was, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// TestTestimonyTrouble says what is wrong with the archive before anything is read.
func TestTestimonyTrouble(t *testing.T) {
	dir := archived(t)
	for archive, want := range map[string]string{"nowhere": "没有 nowhere 这个库", "docs": "docs 不是库", "a.txt": "a.txt"} {
		status, out := run(t, dir, "reconcile", "--archive", archive, "-o", "no", "a.txt", "b.txt")
		if status != exitFailed || !strings.Contains(out, want) || !strings.Contains(out, "hint: ") {
			t.Errorf("--archive %s: %d\n%s", archive, status, out)
		}
		if _, err := os.Stat(filepath.Join(dir, "no")); err == nil {
			t.Errorf("--archive %s: a folder was made all the same", archive)
		}
	}
}
