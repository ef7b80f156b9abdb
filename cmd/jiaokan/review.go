package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"jiaokan/extract"
	"jiaokan/report"
	"jiaokan/report/review"
)

// A reviewing is what the flags of review say.
type reviewing struct {
	dir, as, archive, addr, by string
	noBrowser                  bool
}

func (a *app) reviewCommand() *cobra.Command {
	o := reviewing{dir: "out", as: asAuto, addr: "127.0.0.1:0", by: editor()}
	cmd := &cobra.Command{
		Use:   a.say(text{"review 目录", "review DIR"}),
		Short: a.say(text{"在浏览器里定夺", "Decide in the browser"}),
		Long: a.say(text{
			"打开校勘页面，逐处定夺。目录是 jiaokan reconcile 的结果；给的若是各版本的文件，\n就先校到 -o 目录。每一条定夺当即写入 目录/decisions.jsonl；按 Ctrl-C 结束，再开可接着做。",
			"Opens a page on which an editor decides. DIR is a result of jiaokan reconcile;\nif witnesses are named, they are reconciled into the -o folder first. Each decision\nis written to DIR/decisions.jsonl at once. Ctrl-C ends it; it can be taken up again."}),
		Example: "  jiaokan review out\n  jiaokan review -o out a.txt b.txt",
		Args:    between(1, many),
		RunE:    func(_ *cobra.Command, args []string) error { return a.review(o, args) },
	}
	set(cmd.Flags(), &o.dir, "out", "o", "DIR", a.say(text{"各版本校到这个目录；默认 out", "the folder to reconcile witnesses into; else out"}))
	set(cmd.Flags(), &o.as, "as", "", "auto|copies|versions", a.say(text{"各文件的关系，见 reconcile", "what the files are, see reconcile"}))
	set(cmd.Flags(), &o.archive, "archive", "", "DIR", a.say(text{"校各版本时向这个库求旁证，见 reconcile", "ask this archive for testimony when witnesses are reconciled, see reconcile"}))
	set(cmd.Flags(), &o.by, "by", "", "NAME", a.say(text{"编者，记在每条定夺里；默认登录名", "the editor, kept in each decision; else the login name"}))
	set(cmd.Flags(), &o.addr, "addr", "", "HOST:PORT", a.say(text{"监听的地址；默认本机任一空闲端口", "where to listen; else a free port of this machine only"}))
	cmd.Flags().BoolVar(&o.noBrowser, "no-browser", false, a.say(text{"不打开浏览器", "open no browser"}))
	return cmd
}

// editor is who is logged in.
func editor() string {
	u, err := user.Current()
	switch {
	case err != nil:
		return "-"
	case u.Name != "" && report.Visible(u.Name) == u.Name:
		return u.Name
	}
	return u.Username
}

func (a *app) review(o reviewing, args []string) error {
	dir, err := a.reviewed(o, args)
	if err != nil {
		return err
	}
	p := a.watch()
	defer p.end()
	w, files, err := a.again(dir, p)
	if err != nil {
		return err
	}
	name := filepath.Join(dir, decisionsFile)
	journal, err := openJournal(dir, name, p)
	if err != nil {
		return err
	}
	defer journal.Close()
	keep, err := a.keeper(dir, w)
	if err != nil {
		return err
	}
	p.stage(text{"排定", "reconciling"})
	desk, err := review.NewDesk(review.Edition{Collation: w.c, Audit: w.rep, As: w.as, Files: files, Resolve: w.resolve}, journal,
		review.Options{Lang: a.code(), Who: o.by, Version: version, Now: time.Now, Keep: keep})
	if err != nil {
		return err
	}
	p.end()
	if err := a.print(a.carried(w.publish(review.Decisions(journal.Lines())), review.Decisions(journal.Lines()))); err != nil {
		return err
	}
	if err := a.serve(o, desk); err != nil {
		return err
	}
	if err := desk.Keep(); err != nil {
		return err
	}
	if err := a.print(a.say(text{"\n定夺 %d 条，存于 %s\n", "\nDecisions: %d, in %s\n"}, len(journal.Lines()), name)); err != nil {
		return err
	}
	a.unsigned(dir)
	if desk.State().Open > 0 {
		return errRemain
	}
	return nil
}

// reviewed is the folder of the result to decide on. If witnesses are named, it
// is made of them first.
func (a *app) reviewed(o reviewing, args []string) (dir string, err error) {
	if st, err := os.Stat(args[0]); len(args) == 1 && (err != nil || st.IsDir()) && filepath.Clean(args[0]) != stdin {
		return args[0], nil
	}
	if err := a.reconcile(reconciling{dir: o.dir, as: o.as, archive: o.archive, quiet: true}, args); err != nil && !errors.Is(err, errRemain) {
		return "", err
	}
	return o.dir, nil
}

// openJournal opens the decisions in a folder, and tells of a line that a killed
// program left unfinished.
func openJournal(dir, name string, p *progress) (*review.Journal, error) {
	journal, torn, err := review.OpenJournal(name)
	switch {
	case errors.Is(err, fs.ErrPermission):
		return nil, unwritable(dir, err)
	case err != nil:
		return nil, undecided(name, err)
	case torn > 0:
		p.note(text{"%s：末行只写了一半（%d 字节），移到 %s.partial", "%s: the last line was half written (%d bytes) and is put aside in %s.partial"}, name, torn, name)
	}
	return journal, nil
}

// keeper returns what puts a result into its folder, unless another run has
// written there meanwhile.
func (a *app) keeper(dir string, w work) (func(*report.Result, *review.Record) error, error) {
	out, err := openFolder(dir)
	if err != nil {
		return nil, err
	}
	name := filepath.Join(dir, resultFile)
	made, err := os.ReadFile(name) // what may be written over
	if err != nil {
		return nil, unreadable(dir, err)
	}
	var texts []string
	for _, wit := range w.c.Witnesses {
		texts = append(texts, wit.Text)
	}
	return func(r *report.Result, rec *review.Record) error {
		if now, _ := os.ReadFile(name); !bytes.Equal(now, made) {
			return trouble{text: text{"%s 已被另一次 jiaokan reconcile 改写，没有动它", "%s was written by another jiaokan reconcile meanwhile, and is as it was"}, args: []any{name},
				hint: hint(text{"定夺都在 %s 里：再开 jiaokan review 接着做", "the decisions are all in %s: open jiaokan review again"}, filepath.Join(dir, decisionsFile))}
		}
		err := a.write(out, edition{Result: r, texts: texts}, rec)
		if err == nil {
			made, err = os.ReadFile(name)
		}
		return err
	}, nil
}

// again does anew what made the result in a folder, from the same files.
func (a *app) again(dir string, p *progress) (work, [][]byte, error) {
	p.stage(text{"读入", "reading"})
	r, err := a.load(dir)
	if err != nil {
		return work{}, nil, err
	}
	var sources []*source
	for _, w := range r.Witnesses {
		sources = append(sources, &source{path: w.Path, sha256: w.SHA256, encoding: w.Encoding, text: w.TextSHA256})
	}
	ws, files, err := a.reread(dir, sources)
	if err != nil {
		return work{}, nil, err
	}
	as := asOf(r)
	if len(ws) == 1 {
		as = asCopies
	}
	w, err := a.collate(ws, as, recorded(r.Testimony), p)
	return w, files, err
}

// reread finds the files of a result and reads them as they were read.
func (a *app) reread(dir string, sources []*source) ([]*extract.Witness, [][]byte, error) {
	var ws []*extract.Witness
	var files [][]byte
	var errs []error
	byHash := map[string]*source{}
	for _, s := range sources {
		// A Word file with tracked changes may be two witnesses.
		if twin := byHash[s.sha256]; twin != nil {
			s.file, s.data = twin.file, twin.data
		} else if err := a.find(dir, s); err != nil {
			errs = append(errs, err)
			continue
		}
		byHash[s.sha256] = s
		w, err := a.readAs(s)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		w.Name = s.path
		ws, files = append(ws, w), append(files, s.data)
	}
	return ws, files, errors.Join(errs...)
}

// readAs reads a source in the way that gives the text it gave: the options it
// was read with are not known, but there are few.
func (a *app) readAs(s *source) (*extract.Witness, error) {
	told := *a
	told.encoding = s.encoding
	for _, way := range []struct {
		a      *app
		reject bool
	}{{a, a.revisions == revisionsReject}, {&told, false}, {a, true}} {
		w, err := way.a.extract(s.file, s.data, way.reject)
		if err != nil {
			return nil, err
		}
		if review.SHA256([]byte(w.Text)) == s.text {
			return w, nil
		}
	}
	return nil, trouble{text: text{"%s 读出的文字与当初不同", "%s reads otherwise than it did"}, args: []any{s.file},
		hint: hint(text{"当初若用了 --ocr、--encoding 等选项，这里也要写上；程序若换了版本，用 jiaokan reconcile 重校，定夺会带过去", "if options such as --ocr or --encoding were used, give them again; if the program is another version, run jiaokan reconcile again, which carries the decisions over"})}
}

// serve lets the editor work until interrupted.
func (a *app) serve(o reviewing, desk *review.Desk) error {
	host, _, err := net.SplitHostPort(o.addr)
	if err != nil {
		return trouble{text: text{"--addr 不能是 %q", "--addr %q is not an address"}, args: []any{o.addr}, hint: hint(text{"写作 主机:端口，如 127.0.0.1:8080", "write HOST:PORT, such as 127.0.0.1:8080"})}
	}
	ln, err := net.Listen("tcp", o.addr)
	if err != nil {
		return trouble{text: text{"不能在 %s 监听", "cannot listen at %s"}, args: []any{o.addr}, cause: errors.Unwrap(err), hint: hint(text{"端口可能已被占用：不写 --addr 就用一个空闲的", "the port may be in use: without --addr a free one is taken"})}
	}
	addr := ln.Addr().(*net.TCPAddr)
	if !addr.IP.IsLoopback() {
		a.note(text{"%s 不只本机可达，往来也不加密：只在可信的网络里这样用", "%s can be reached from other machines, and nothing is encrypted: do this on a trusted network only"}, o.addr)
	}
	ctx, stop := interruptible()
	defer stop()
	s := review.NewServer(ctx, desk, addr, host)
	shown := addr.String()
	if addr.IP.IsUnspecified() {
		shown = fmt.Sprintf("127.0.0.1:%d", addr.Port)
	}
	link := "http://" + shown + "/?t=" + s.Token()
	if err := a.print(a.say(text{"校勘页面：%s\n这个地址只能打开一次。按 Ctrl-C 结束。\n", "Review: %s\nThe address opens once. Ctrl-C ends it.\n"}, link)); err != nil {
		return err
	}
	if !o.noBrowser {
		browse(link)
	}
	server := s.HTTP()
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(ln) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	stop() // a second interrupt ends the program at once
	end, cancel := context.WithTimeout(context.Background(), 3*time.Second)
	defer cancel()
	if err := server.Shutdown(end); err != nil && !errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// browse opens a browser where there is one. That there is none is no trouble:
// the address is on the terminal.
func browse(link string) {
	var cmd *exec.Cmd
	switch runtime.GOOS {
	case "darwin":
		cmd = exec.Command("open", link)
	case "windows":
		cmd = exec.Command("rundll32", "url.dll,FileProtocolHandler", link)
	default:
		if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
			return
		}
		cmd = exec.Command("xdg-open", link)
	}
	if cmd.Start() == nil {
		go func() { _ = cmd.Wait() }()
	}
}
