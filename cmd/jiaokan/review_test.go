package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"jiaokan/report/review"
)

// jiaokan makes a command that runs this program in a folder.
func jiaokan(t *testing.T, dir string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "jiaokan") // TestMain goes by the name
	if err := os.Symlink(self, name); err != nil {
		t.Skip(err)
	}
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "LC_ALL=", "LANG=", "DISPLAY=", "WAYLAND_DISPLAY=")
	return cmd
}

// run runs a command to its end and returns its status and what it printed.
func run(t *testing.T, dir string, args ...string) (int, string) {
	t.Helper()
	out, err := jiaokan(t, dir, args...).CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if exit != nil {
		return exit.ExitCode(), string(out)
	}
	return 0, string(out)
}

// reconciled is a folder with the two notices and their result in out.
func reconciled(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, from := range map[string]string{"a.txt": "000_1c7268e008740abf.txt", "b.txt": "004_484d152f479902b9.txt"} {
		data, err := os.ReadFile(filepath.Join(notices, from))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if status, out := run(t, dir, "reconcile", "-q", "a.txt", "b.txt"); status != exitRemain {
		t.Fatalf("reconcile: %d\n%s", status, out)
	}
	return dir
}

// A reviewer is a running jiaokan review and a browser that has come in.
type reviewer struct {
	t      *testing.T
	cmd    *exec.Cmd
	home   string
	client *http.Client
	rest   chan string // what it prints after the address
}

var address = regexp.MustCompile(`http://\S+`)

func startReview(t *testing.T, dir string, args ...string) *reviewer {
	t.Helper()
	cmd := jiaokan(t, dir, append([]string{"review", "--no-browser", "--by", "王编"}, args...)...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var told bytes.Buffer
	cmd.Stderr = &told
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	r := &reviewer{t: t, cmd: cmd, rest: make(chan string, 1)}
	in := bufio.NewReader(out)
	for link := ""; ; {
		line, err := in.ReadString('\n')
		if err != nil {
			t.Fatalf("review printed no address: %v\n%s", err, told.String())
		}
		if link = address.FindString(line); link != "" {
			r.enter(link)
			break
		}
	}
	go func() {
		all, _ := io.ReadAll(in)
		r.rest <- string(all)
	}()
	return r
}

func (r *reviewer) enter(link string) {
	r.t.Helper()
	jar, _ := cookiejar.New(nil)
	r.client = &http.Client{Jar: jar, Timeout: 20 * time.Second}
	r.home, _, _ = strings.Cut(link, "?")
	res, err := r.client.Get(link)
	if err != nil {
		r.t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusOK {
		r.t.Fatalf("%s: %s", link, res.Status)
	}
}

func (r *reviewer) state() (c review.Change) {
	r.t.Helper()
	res, err := r.client.Get(r.home + "state")
	if err != nil {
		r.t.Fatal(err)
	}
	defer res.Body.Close()
	if err := json.NewDecoder(res.Body).Decode(&c); err != nil {
		r.t.Fatal(err)
	}
	return c
}

// post sends a request and returns the status, 0 where the program is gone.
func (r *reviewer) post(path string, body any) (int, review.Change) {
	data, err := json.Marshal(body)
	if err != nil {
		r.t.Error(err)
		return 0, review.Change{}
	}
	req, _ := http.NewRequest("POST", r.home+path, bytes.NewReader(data))
	req.Header.Set("Origin", strings.TrimSuffix(r.home, "/"))
	req.Header.Set("Content-Type", "application/json")
	res, err := r.client.Do(req)
	if err != nil {
		return 0, review.Change{}
	}
	defer res.Body.Close()
	var c review.Change
	if err := json.NewDecoder(res.Body).Decode(&c); err != nil {
		return 0, c
	}
	return res.StatusCode, c
}

// asProposed decides on everything that is open as the program proposes.
func (r *reviewer) asProposed() {
	r.t.Helper()
	for _, c := range r.state().Cases {
		if c.State != "open" {
			continue
		}
		req := review.Request{Do: "take", On: []review.RequestPick{{Case: c.Key, Text: c.Take, Base: c.Base}}}
		if c.Finding {
			req.Do, req.On[0].Text = "agree", ""
		}
		if status, _ := r.post("decide", req); status != http.StatusOK {
			r.t.Fatalf("decide %s: %d", c.Path, status)
		}
	}
}

// end interrupts the program as Ctrl-C does.
func (r *reviewer) end() (status int, printed string) {
	r.t.Helper()
	if err := r.cmd.Process.Signal(syscall.SIGINT); err != nil {
		r.t.Fatal(err)
	}
	printed = <-r.rest
	_ = r.cmd.Wait()
	return r.cmd.ProcessState.ExitCode(), printed
}

// signedOff is a folder whose result was decided on and signed.
func signedOff(t *testing.T) string {
	t.Helper()
	dir := reconciled(t)
	r := startReview(t, dir, "out")
	r.asProposed()
	if status, _ := r.post("sign", review.Request{Base: r.state().Seq}); status != http.StatusOK {
		t.Fatalf("sign: %d", status)
	}
	if status, out := r.end(); status != exitAgreed {
		t.Fatalf("review ended with %d: %s", status, out)
	}
	return dir
}

// TestReviewEnds decides, ends the program, and finds what was decided in the
// files, and in the next run.
func TestReviewEnds(t *testing.T) {
	dir := reconciled(t)
	r := startReview(t, dir, "out")
	for _, c := range r.state().Cases {
		if len(c.Texts) == 2 && c.Texts[1] == "双高" {
			r.post("decide", review.Request{Do: "take", On: []review.RequestPick{{Case: c.Key, Text: "双高"}}})
		}
	}
	status, out := r.end()
	if status != exitRemain || !strings.Contains(out, "定夺 1 条") {
		t.Errorf("ended with %d: %s", status, out)
	}
	text, _ := os.ReadFile(filepath.Join(dir, "out", canonicalFile))
	if !strings.Contains(string(text), "将职业教育“双高”行动") {
		t.Error("the text was not written when the program ended")
	}
	result, _ := os.ReadFile(filepath.Join(dir, "out", resultFile))
	if !strings.Contains(string(result), `"by": "王编"`) || !strings.Contains(string(result), `"status": "decided"`) {
		t.Error("the result does not say who decided")
	}
	// From another folder, and with the witnesses named: the decisions hold.
	again := startReview(t, filepath.Join(dir, "out"), ".")
	if c := again.state(); c.Seq != 1 || c.Open != 17 {
		t.Errorf("again: %d decisions, %d open", c.Seq, c.Open)
	}
	again.end()
	third := startReview(t, dir, "a.txt", "b.txt")
	if c := third.state(); c.Seq != 1 || c.Open != 17 {
		t.Errorf("with the witnesses: %d decisions, %d open", c.Seq, c.Open)
	}
	if status, out := run(t, dir, "review", "--no-browser", "out"); status != exitFailed || !strings.Contains(out, "正开着") {
		t.Errorf("a second one: %d %s", status, out)
	}
	third.end()
}

// TestReviewOvertaken runs reconcile while the page is open: what it wrote is not
// written over.
func TestReviewOvertaken(t *testing.T) {
	dir := reconciled(t)
	r := startReview(t, dir, "out")
	r.asProposed()
	if status, out := run(t, dir, "reconcile", "-q", "b.txt", "a.txt"); status != exitAgreed {
		t.Fatalf("reconcile: %d\n%s", status, out)
	}
	made, err := os.ReadFile(filepath.Join(dir, "out", resultFile))
	if err != nil {
		t.Fatal(err)
	}
	if status, _ := r.post("sign", review.Request{Base: r.state().Seq}); status != http.StatusInternalServerError {
		t.Errorf("sign: %d", status)
	}
	if status, _ := r.end(); status != exitFailed {
		t.Errorf("ended with %d", status)
	}
	if now, _ := os.ReadFile(filepath.Join(dir, "out", resultFile)); !bytes.Equal(now, made) {
		t.Error("the newer result was written over")
	}
}

// TestReviewKilled kills the program while many windows decide. Every decision
// that was acknowledged is there when it is started again.
func TestReviewKilled(t *testing.T) {
	dir := reconciled(t)
	journal := filepath.Join(dir, "out", decisionsFile)
	total := 0
	for round := range 3 {
		r := startReview(t, dir, "out")
		if got := r.state().Seq; got < total {
			t.Fatalf("round %d: %d decisions, %d were acknowledged", round, got, total)
		}
		var last atomic.Int64
		var all sync.WaitGroup
		cases := r.state().Cases
		for w := range 4 {
			all.Go(func() {
				for i := 0; ; i++ {
					c := cases[(i+w)%len(cases)]
					status, change := r.post("decide", review.Request{Do: "comment", On: []review.RequestPick{{Case: c.Key}}, Text: fmt.Sprintf("窗口 %d 第 %d 条", w, i)})
					if status == 0 {
						return
					}
					for n := last.Load(); int64(change.Seq) > n && !last.CompareAndSwap(n, int64(change.Seq)); n = last.Load() {
					}
				}
			})
		}
		for last.Load() < int64(total+5+7*round) {
			time.Sleep(time.Millisecond)
		}
		if err := r.cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		all.Wait()
		_ = r.cmd.Wait()
		total = int(last.Load())
		// What a machine that lost its power may leave besides.
		f, err := os.OpenFile(journal, os.O_WRONLY|os.O_APPEND, 0)
		if err != nil {
			t.Fatal(err)
		}
		_, err = f.WriteString(`{"seq":99,"who":"王`)
		if err := errors.Join(err, f.Close()); err != nil {
			t.Fatal(err)
		}
	}
	lines, torn, err := review.ReadJournal(journal)
	if err != nil || len(lines) < total || torn == 0 {
		t.Errorf("%d lines, %d torn, %v; %d acknowledged", len(lines), torn, err, total)
	}
	t.Logf("%d acknowledged in three lives, %d in the file", total, len(lines))
}

// TestVerify tampers with a signed-off result in every way, and wants each named.
func TestVerify(t *testing.T) {
	dir := signedOff(t)
	status, out := run(t, dir, "verify", "out")
	if status != exitAgreed || !strings.Contains(out, "逐字节相同") {
		t.Fatalf("verify: %d\n%s", status, out)
	}
	journal, record := filepath.Join("out", decisionsFile), filepath.Join("out", recordFile)
	line := func(data []byte, n int) []byte { return bytes.SplitAfter(data, []byte("\n"))[n-1] }
	for _, c := range []struct {
		what, file string
		change     func([]byte) []byte
		want       string
	}{
		{"a source", "a.txt", func(b []byte) []byte { return bytes.Replace(b, []byte("20个"), []byte("30个"), 1) }, "a.txt：与定稿所据的文件不同"},
		{"a source is gone", "b.txt", nil, "b.txt：定稿所据的文件找不到"},
		{"a source is gone, and what it makes", "b.txt", nil, "result.json、report.html 因此未能核验"},
		{"the text", filepath.Join("out", canonicalFile), func(b []byte) []byte { return bytes.Replace(b, []byte("20个"), []byte("30个"), 1) }, "canonical.txt：与定稿时不同"},
		{"a line break of the text", filepath.Join("out", canonicalFile), func(b []byte) []byte { return append(b, '\n') }, "canonical.txt：与定稿时不同"},
		{"the text is gone", filepath.Join("out", canonicalFile), nil, "canonical.txt：与定稿时不同"},
		{"a decision", journal, func(b []byte) []byte {
			return bytes.Replace(b, []byte(`"text":"楚怡"`), []byte(`"text":"双高"`), 1)
		}, "第 1 行被改过；定稿时是：王编 二、›(四) 用语 取“楚怡”"},
		{"who decided", journal, func(b []byte) []byte {
			return bytes.Replace(b, line(b, 3), bytes.Replace(line(b, 3), []byte("王编"), []byte("李编"), 1), 1)
		}, "第 3 行被改过"},
		{"a decision is removed", journal, func(b []byte) []byte { return bytes.Replace(b, line(b, 2), nil, 1) }, "第 2 行被删去"},
		{"the last decision is removed", journal, func(b []byte) []byte { return b[:bytes.LastIndexByte(b[:len(b)-1], '\n')+1] }, "第 19 行被删去"},
		{"a decision more", journal, func(b []byte) []byte { return append(b, "{\"seq\":20,\"who\":\"李编\",\"do\":\"comment\"}\n"...) }, "第 20 行是定稿之后加的：李编 批注"},
		{"all decisions are gone", journal, nil, "第 1 行被删去"},
		{"the record's decision", record, func(b []byte) []byte {
			return bytes.Replace(b, []byte(`"text": "楚怡"`), []byte(`"text": "双高"`), 1)
		}, "第 2 条定夺与前一条接不上"},
		{"the record's signer", record, func(b []byte) []byte { return bytes.Replace(b, []byte(`"by": "王编"`), []byte(`"by": "李编"`), 1) }, "与最后一条定夺不符"},
		{"the record's name of a witness", record, func(b []byte) []byte { return bytes.Replace(b, []byte(`"id": "A"`), []byte(`"id": "Z"`), 1) }, "不是由原文件与全部定夺写出的那份记录"},
		{"the record says more", record, func(b []byte) []byte { return append([]byte(`{"note":"已批准",`), b[1:]...) }, "不是由原文件与全部定夺写出的那份记录"},
		{"the record is gone", record, nil, "record.json：找不到；decisions.jsonl 第 19 行记着 王编 于"},
		{"the result", filepath.Join("out", resultFile), func(b []byte) []byte {
			return bytes.Replace(b, []byte(`"by": "王编"`), []byte(`"by": "李编"`), 1)
		}, "result.json：不是由原文件与全部定夺写出的那一份"},
		{"the result is gone", filepath.Join("out", resultFile), nil, "result.json：找不到"},
		{"the report", filepath.Join("out", reportFile), func(b []byte) []byte { return bytes.Replace(b, []byte("20个"), []byte("30个"), 1) }, "report.html：不是由原文件与全部定夺写出的那一份"},
		{"the report is empty", filepath.Join("out", reportFile), func([]byte) []byte { return []byte{} }, "report.html：不是由原文件与全部定夺写出的那一份"},
		{"the report is gone", filepath.Join("out", reportFile), nil, "report.html：找不到"},
		{"the record's hash of a source", record, func(b []byte) []byte { return regexp.MustCompile(`"sm3": "....`).ReplaceAll(b, []byte(`"sm3": "0000`)) }, "与定稿所据的文件不同"},
	} {
		t.Run(c.what, func(t *testing.T) {
			name := filepath.Join(dir, c.file)
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			defer func() {
				if err := os.WriteFile(name, data, 0o666); err != nil {
					t.Fatal(err)
				}
			}()
			if c.change == nil {
				err = os.Remove(name)
			} else {
				changed := c.change(bytes.Clone(data))
				if bytes.Equal(changed, data) {
					t.Fatal("nothing was changed")
				}
				err = os.WriteFile(name, changed, 0o666)
			}
			if err != nil {
				t.Fatal(err)
			}
			if status, out := run(t, dir, "verify", "out"); status != exitRemain || !strings.Contains(out, c.want) {
				t.Errorf("exit %d\n%swant %s", status, out, c.want)
			}
		})
	}
	if status, out := run(t, dir, "verify", "out"); status != exitAgreed {
		t.Errorf("when all is as it was: %d\n%s", status, out)
	}
	// The report may be in the other language; other files are named as not checked.
	if err := os.WriteFile(filepath.Join(dir, "out", "批语.txt"), []byte("已阅"), 0o666); err != nil {
		t.Fatal(err)
	}
	if status, out := run(t, dir, "--lang", "en", "reconcile", "-q", "a.txt", "b.txt"); status != exitAgreed {
		t.Fatalf("reconcile: %d\n%s", status, out)
	}
	if status, out := run(t, dir, "verify", "out"); status != exitAgreed || !strings.Contains(out, "不在核验之列：批语.txt\n") {
		t.Errorf("with an English report: %d\n%s", status, out)
	}
	// Moved elsewhere, sources beside the result.
	moved := t.TempDir()
	if err := os.Rename(dir, filepath.Join(moved, "archive")); err != nil {
		t.Fatal(err)
	}
	if status, out := run(t, moved, "verify", filepath.Join("archive", "out")); status != exitAgreed {
		t.Errorf("from another folder: %d\n%s", status, out)
	}
	if err := os.Rename(filepath.Join(moved, "archive"), dir); err != nil {
		t.Fatal(err)
	}
}

// TestReconcileCarries runs reconcile again on a folder that was decided on.
func TestReconcileCarries(t *testing.T) {
	dir := signedOff(t)
	status, out := run(t, dir, "reconcile", "a.txt", "b.txt")
	if status != exitAgreed || !strings.Contains(out, "定夺 18 条，都已带入") {
		t.Errorf("the same witnesses: %d\n%s", status, out)
	}
	if status, out := run(t, dir, "verify", "out"); status != exitAgreed {
		t.Errorf("verify: %d\n%s", status, out)
	}
	b, err := os.ReadFile(filepath.Join(dir, "b.txt"))
	if err != nil {
		t.Fatal(err)
	}
	c := strings.NewReplacer("双高", "高职", "聚集", "汇集").Replace(string(b))
	if err := os.WriteFile(filepath.Join(dir, "c.txt"), []byte(c), 0o666); err != nil {
		t.Fatal(err)
	}
	status, out = run(t, dir, "reconcile", "a.txt", "b.txt", "c.txt")
	if status != exitRemain || !strings.Contains(out, "未能带入") || !strings.Contains(out, "取“楚怡”") {
		t.Errorf("a third witness: %d\n%s", status, out)
	}
	if !strings.Contains(out, "定稿之后又有改动") {
		t.Errorf("that the record is old is not said:\n%s", out)
	}
	if !strings.Contains(out, "定夺 18 条") {
		t.Errorf("decisions are gone:\n%s", out)
	}
	text, _ := os.ReadFile(filepath.Join(dir, "out", resultFile))
	if !strings.Contains(string(text), `"adrift"`) {
		t.Error("the result does not list what could not be carried over")
	}
}

// TestReviewVersions signs off a law after its amendment, where nothing is to be
// chosen, and a copy that stands alone.
func TestReviewVersions(t *testing.T) {
	const old = "第一条　公共图书馆应当设置少年儿童阅览区域，配备相应的专业人员。\n第二条　公共图书馆应当考虑老年人等群体的特点，提供适合其需要的文献信息。\n第三条　公共图书馆应当通过开展阅读指导、读书交流等方式，推广全民阅读。\n"
	const now = "第一条　公共图书馆应当设置少年儿童阅览区域，配备相应的专业人员，开展阅读指导。\n第二条　国家鼓励社会力量捐资建设公共图书馆，并依法给予税收优惠。\n第三条　公共图书馆应当考虑老年人等群体的需求，提供无障碍设施和适合其需要的文献信息。\n第四条　公共图书馆应当通过开展阅读指导、读书交流等方式，推广全民阅读。\n"
	for _, files := range [][]string{{"--as", "versions", "old.txt", "new.txt"}, {"new.txt"}} {
		dir := t.TempDir()
		for name, text := range map[string]string{"old.txt": old, "new.txt": now} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		r := startReview(t, dir, append([]string{"-o", "out"}, files...)...)
		c := r.state()
		if c.Open != 0 {
			t.Errorf("%v: %d open", files, c.Open)
		}
		if len(c.Cases) > 0 {
			first := c.Cases[0]
			if status, _ := r.post("decide", review.Request{Do: "comment", On: []review.RequestPick{{Case: first.Key}}, Text: "已阅"}); status != http.StatusOK {
				t.Errorf("comment: %d", status)
			}
		}
		if status, _ := r.post("sign", review.Request{Base: r.state().Seq}); status != http.StatusOK {
			t.Errorf("sign: %d", status)
		}
		if status, out := r.end(); status != exitAgreed {
			t.Errorf("%v: %d %s", files, status, out)
		}
		if status, out := run(t, dir, "verify", "out"); status != exitAgreed {
			t.Errorf("%v: %d %s", files, status, out)
		}
	}
}
