package main

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"runtime/debug"
	"slices"

	"github.com/spf13/cobra"

	"jiaokan/corpus"
)

func (a *app) corpusFamiliesCommand(s *shelf) *cobra.Command {
	var tsv, relations bool
	var workers, most int
	cmd := &cobra.Command{
		Use:   a.say(text{"families", "families"}),
		Short: a.say(text{"找出哪些文件是同一份公文的抄本", "Find which documents are copies of one text"}),
		Long: a.say(text{
			"把库里的文件归成版本族：同一份公文的抄本、修改前后的各版、残页归在一族；\n只是引用、有共同段落、出自同一模板（如发给各省的批复）的，记为关系，不并入。\n\n--tsv 每行一份文件：族号、路径、身份（copy、fragment；审读以后更细）。\n--relations 每行一对：关系、两个路径、各有多少是共同的。",
			"Groups the documents of the archive into families: copies of one text, its\nversions before and after an amendment, fragments of it. Documents that quote each\nother, share a passage or come from one mould (such as replies to several\nprovinces) are related, and in families of their own.\n\n--tsv prints a line for each document: number of its family, path, role (copy,\nfragment; more after the audit). --relations prints a line for each pair: kind,\nboth paths, how much of each they share."}),
		Example: "  jiaokan corpus families\n  jiaokan corpus families --tsv | cut -f1 | sort | uniq -c",
		Args:    between(0, 0),
		RunE: func(*cobra.Command, []string) error {
			return a.corpusFamilies(s, corpus.FamiliesOptions{Workers: workers}, func(ctx context.Context, c *corpus.Archive, r corpus.FamiliesReport) error {
				switch {
				case tsv:
					return a.printMembers(ctx, c)
				case relations:
					return a.printRelations(ctx, c)
				}
				return a.printFamilies(ctx, c, r, most)
			})
		},
	}
	cmd.Flags().BoolVar(&tsv, "tsv", false, a.say(text{"每份文件一行，供别的程序读", "a line for each document, for other programs"}))
	cmd.Flags().BoolVar(&relations, "relations", false, a.say(text{"各族之间的关系，每对一行", "what is related between families, a line for each pair"}))
	cmd.Flags().IntVar(&most, "most", 20, a.say(text{"列出最大的几族；默认 20", "how many of the largest families to list; else 20"}))
	cmd.Flags().Lookup("most").DefValue = "0" // the usage tells it
	cmd.Flags().IntVar(&workers, "workers", 0, a.say(text{"同时做几份；默认依处理器数", "documents at a time; else one for each processor"}))
	cmd.MarkFlagsMutuallyExclusive("tsv", "relations")
	return cmd
}

// leanness has the collector of garbage run early: what is kept of a million
// documents is more than what is made beside it.
const leanness = 30

func (a *app) corpusFamilies(s *shelf, opt corpus.FamiliesOptions, show func(context.Context, *corpus.Archive, corpus.FamiliesReport) error) error {
	defer debug.SetGCPercent(debug.SetGCPercent(leanness))
	ctx, stop := interruptible()
	defer stop()
	c, err := a.openArchive(ctx, s, corpus.Write)
	if err != nil {
		return err
	}
	defer c.Close()
	p := a.watch()
	defer p.end()
	opt.Step = func(stage corpus.Stage, done, total int) {
		switch stage {
		case corpus.MassCopies:
			p.stage(text{"找出相近的文件", "finding documents that are alike"})
		case corpus.PartialCopies:
			p.stage(text{"找出有共同段落的文件", "finding documents that share passages"})
		}
	}
	r, err := c.FindFamilies(ctx, opt)
	p.end()
	if err != nil {
		return a.archiveTrouble(s.dir, err)
	}
	if r.Unreadable > 0 {
		a.note(text{"%d 份文件已改动或不见了，只凭记录的特征归族；jiaokan corpus status --fixity 逐一核对", "%d documents were changed or are gone and were judged by what is recorded of them; jiaokan corpus status --fixity checks each"}, r.Unreadable)
	}
	if err := show(ctx, c, r); err != nil {
		return a.archiveTrouble(s.dir, err)
	}
	return nil
}

// printMembers prints family, path and role of each document.
func (a *app) printMembers(ctx context.Context, c *corpus.Archive) error {
	w := bufio.NewWriter(a.out)
	for m, err := range c.Members(ctx) {
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "%d\t%s\t%s\n", m.Family, onLine(m.Path), m.Role)
	}
	return w.Flush()
}

// printRelations prints what is related between families.
func (a *app) printRelations(ctx context.Context, c *corpus.Archive) error {
	w := bufio.NewWriter(a.out)
	for r, err := range c.RelatedPairs(ctx) {
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%.3f\t%.3f\n", r.Kind, onLine(r.PathA), onLine(r.PathB), r.OfA, r.OfB)
	}
	return w.Flush()
}

// printFamilies prints a summary, and the largest families.
func (a *app) printFamilies(ctx context.Context, c *corpus.Archive, r corpus.FamiliesReport, most int) error {
	var largest []corpus.Family
	for f, err := range c.Families(ctx) {
		if err != nil {
			return err
		}
		if len(f.Members) > 1 {
			largest = append(largest, f)
		}
		if len(largest) > 2*most+100 {
			largest = cutFamilies(largest, most)
		}
	}
	out := a.say(text{"%d 份文件：%d 族有两份以上，共 %d 份（最大的一族 %d 份），残页 %d 份；其余各自成族\n族间关系 %d 对\n", "%d documents: %d families of two or more, with %d documents (the largest has %d), %d of them fragments; the others stand alone\n%d relations between families\n"}, r.Documents, r.Families, r.Members, r.Largest, r.Fragments, r.Relations)
	if err := a.print(out); err != nil {
		return err
	}
	for _, f := range cutFamilies(largest, most) {
		d, err := c.Document(f.ID)
		if err != nil {
			return err
		}
		if err := a.print(a.say(text{"  族 %d：%d 份，如 %s\n", "  family %d: %d documents, such as %s\n"}, f.ID, len(f.Members), onLine(d.Path))); err != nil {
			return err
		}
	}
	return nil
}

// cutFamilies are the largest of some families.
func cutFamilies(fs []corpus.Family, most int) []corpus.Family {
	slices.SortFunc(fs, func(a, b corpus.Family) int {
		return cmp.Or(cmp.Compare(len(b.Members), len(a.Members)), cmp.Compare(a.ID, b.ID))
	})
	return fs[:min(len(fs), max(0, most))]
}
